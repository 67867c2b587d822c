"""Packed files: gzip around one, zip around several."""

import gzip
import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from sample_data import Member, Sample
from sample_data.making.fit_bytes import encode
from sample_data.making.fit_messages import activity
from sample_data.making.fit_other import picture
from sample_data.making.gpx_text import Export, document, track
from sample_data.making.made import Made, day, expected
from sample_data.making.motion import Motion, Plan, move
from sample_data.making.tcx_text import activity as tcx_activity
from sample_data.making.tcx_text import document as tcx_document

_SHORT = Plan(day(8, 26, "5:00:00"), 1000, 320, 601, every_s=(7, 9), lap_m=500, utc_offset_s=7200)


def made() -> Iterator[Made]:
    """Make every file of this module."""
    run = _run(0)
    sample = Sample("run.fit.gz", "fit", "a FIT file in gzip", "ok", sessions=(expected(run),))
    # Stored, not squeezed, and without a time: the same bytes on every machine.
    yield Made(sample, gzip.compress(encode(activity(run)), compresslevel=0, mtime=0))
    yield _zip()


def _run(number: int) -> Motion:
    start = _SHORT.start + timedelta(days=number)
    return move(replace(_SHORT, start=start, seed=_SHORT.seed + number))


def _zip() -> Made:
    fit, gpx, tcx = _run(1), _run(2), _run(3)
    content = {
        "activities/run.fit": encode(activity(fit)),
        "activities/run.gpx": document(Export(), track(gpx, Export())).encode(),
        "activities/run.tcx": tcx_document(tcx_activity(tcx)).encode(),
        "photos/finish.png": picture(),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, data in content.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 8, 30, 12, 0, 0)), data)
    given = (
        expected(fit),
        replace(expected(gpx, "position"), n_laps=0),
        expected(tcx, "position"),
    )
    members = tuple(Member(name, "not_activity" if ".png" in name else "ok") for name in content)
    what = "three activities and a picture in a zip; the sessions are in the members' order"
    return Made(
        Sample("export.zip", "zip", what, "ok", sessions=given, members=members), packed.getvalue()
    )
