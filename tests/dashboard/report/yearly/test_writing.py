"""A report as files: whole, in the place that was named, small enough to send."""

import io

import numpy as np
import pytest
from PIL import Image

from dashboard.access import ReportPicture
from dashboard.analysis import words
from dashboard.analysis.race_review import course
from dashboard.report.yearly import FORMATS, write_report, written
from dashboard.report.yearly.fitting import MOST_BYTES, fitted
from dashboard.report.yearly.html_page import page_html
from dashboard.report.yearly.sheet import sheet


def picture(place: int, side: int = 1600) -> ReportPicture:
    """A picture that hardly gets smaller: noise."""
    kept = io.BytesIO()
    noise = np.random.default_rng(place).integers(0, 255, (side * 3 // 4, side, 3), dtype=np.uint8)
    Image.fromarray(noise).save(kept, "JPEG", quality=60)
    return ReportPicture(f"p{place}", 2026, place, f"No. {place}", kept.getvalue(), side, side)


def test_the_start_formats_are_a_page_and_paper(demo_way, runner: str, tmp_path) -> None:
    files = write_report(demo_way, runner, 2026, tmp_path / "new" / "folder")

    assert [file.name for file in files] == ["report-2026.html", "report-2026.pdf"]
    assert files[0].read_bytes().startswith(b"<!doctype html>")
    assert files[1].read_bytes().startswith(b"%PDF-")
    assert {file.name for file in files[0].parent.iterdir()} == {file.name for file in files}


def test_the_splits_are_those_of_the_races_own_page(demo_way, runner: str, demo_report) -> None:
    card = demo_report.content.cards[0]
    samples = demo_way.records(runner, card.edition.result.session_id)
    cut = course(samples, card.edition.figures, 1000.0)

    paces = [words.clock_face(seconds) for seconds in cut.official["elapsed_s"][:21]]
    assert [bar.label for bar in card.km.bars] == paces
    assert cut.official["elapsed_s"].sum() == pytest.approx(6717, abs=0.01)


def test_a_single_page_can_be_named(demo_report, tmp_path) -> None:
    [file] = written(demo_report, tmp_path / "mine.html", ["html"])

    assert file == tmp_path / "mine.html"
    assert file.read_bytes().startswith(b"<!doctype html>")


def test_pictures_come_in_both_sizes_and_both_kinds(demo_report, tmp_path) -> None:
    files = written(demo_report, tmp_path, FORMATS)

    names = [file.name for file in files]
    sizes = {
        Image.open(io.BytesIO(file.read_bytes())).size for file in files if file.suffix == ".png"
    }
    assert sizes == {(1200, 630), (1080, 1350)}
    assert sum(name.endswith(".png") for name in names) == sum(
        name.endswith(".svg") for name in names
    )
    assert "report-2026-springbank-half-marathon-result-1200x630.png" in names


def test_what_was_there_stays_when_nothing_can_be_written(demo_report, tmp_path) -> None:
    (tmp_path / "report-2026.html").mkdir()

    with pytest.raises(OSError, match="report-2026"):
        written(demo_report, tmp_path, ["html"])

    assert [file.name for file in tmp_path.iterdir()] == ["report-2026.html"]


def test_many_large_pictures_are_made_small_enough(demo_report) -> None:
    pictures = [picture(place) for place in range(12)]
    assert sum(len(one.data) for one in pictures) > 2 * MOST_BYTES

    kept = fitted(pictures)

    assert sum(len(one.data) for one in kept) <= MOST_BYTES
    assert [one.caption for one in kept] == [one.caption for one in pictures]
    assert all(Image.open(io.BytesIO(one.data)).size == (one.width, one.height) for one in kept)
    assert len(page_html(sheet(demo_report.content, kept)).encode()) <= 6_000_000


def test_a_few_pictures_stay_as_they_are() -> None:
    pictures = (picture(1, 300), picture(2, 300))

    assert fitted(pictures) == pictures
