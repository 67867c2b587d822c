import gzip
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sample_data
from ingest import IngestError, NotAnActivity, activities, formats, read_activities, tcx
from ingest.errors import DamagedFile, EmptyFile, UnknownFormat
from ingest.tables import RECORDS, RawSession, Samples, empty

FILES = sample_data.folder()


def read(name):
    return read_activities((FILES / name).read_bytes(), filename=name)


def test_the_legs_of_a_duathlon_are_counted_without_its_transitions():
    legs = [(s.position, s.leg, s.sport) for s in read("duathlon.fit")]

    assert legs == [
        (0, 1, "running"),
        (1, None, "transition"),
        (2, 2, "cycling"),
        (3, None, "transition"),
        (4, 3, "running"),
    ]


def test_a_chained_file_has_parts_and_each_counts_its_legs_from_1():
    assert [(s.part, s.leg) for s in read("two_activities_chained.fit")] == [(0, 1), (1, 1)]


def test_gz_makes_no_difference():
    plain = (FILES / "run_laps.tcx").read_bytes()

    [session] = read_activities(gzip.compress(plain), filename="run_laps.tcx.gz")

    assert session.summary.distance_m == read("run_laps.tcx")[0].summary.distance_m


@pytest.mark.parametrize(
    "name", [s.file for s in sample_data.files() if s.status == "not_activity"]
)
def test_a_file_that_is_no_activity_says_what_it_is(name):
    with pytest.raises(NotAnActivity, match=r"^This "):
        read(name)


def test_a_zip_is_sent_where_zips_are_opened():
    with pytest.raises(UnknownFormat, match=r"zip archive.*Add files page"):
        read("export.zip")


def test_what_a_reader_did_not_expect_is_a_damaged_file_with_its_cause(monkeypatch):
    def stumble(data: bytes):
        raise ZeroDivisionError(data[:1])

    stumbling = tuple(replace(f, read=stumble) for f in formats.formats)
    monkeypatch.setattr(formats, "formats", stumbling)

    with pytest.raises(DamagedFile, match=r'^"run_laps.tcx" is damaged') as caught:
        read("run_laps.tcx")
    assert isinstance(caught.value.__cause__, ZeroDivisionError)


def test_a_session_without_any_time_is_left_out_and_told():
    ghost = RawSession(sport="running", samples=Samples.of(empty(RECORDS)))
    raws = tcx.read((FILES / "run_laps.tcx").read_bytes())

    [kept] = activities._timed((ghost, *raws))

    assert kept.problems[-1].code == "session_without_time"
    with pytest.raises(EmptyFile, match="neither its start nor a sample"):
        activities._timed((ghost,))


@pytest.mark.parametrize("name", ["run_paused.fit", "run_gpxtpx.gpx", "run_laps.tcx"])
@settings(max_examples=40)
@given(seed=st.integers(0, 2**32 - 1))
def test_damage_gives_sessions_or_a_sentence_never_another_error(name, seed):
    random = np.random.default_rng(seed)
    data = bytearray((FILES / name).read_bytes()[:6000])
    for place in random.integers(0, len(data), random.integers(1, 9)):
        data[place] = random.integers(256)

    assert saved_or_said(bytes(data[: random.integers(1, len(data) + 1)]))


def saved_or_said(data):
    try:
        return read_activities(data)
    except IngestError as refusal:
        return str(refusal)
