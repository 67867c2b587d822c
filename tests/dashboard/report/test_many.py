"""Reports for many: only those who allow it, a failure costs one, the page names and links them."""

import io
import re
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pandas as pd
import pytest
from PIL import Image

from dashboard.access import Access, AthleteSettings, RaceResult, ReportPicture
from dashboard.analysis.privacy_zone import without_ends
from dashboard.report.many import report_all
from dashboard.report.pictures import re_encoded
from ingest import open_store

HOSTILE = '<script>alert("x")</script> & http://evil.example/a.png'
YEAR = 2026


@pytest.fixture
def club(tmp_path: Path):
    """A way to an empty club, and how a member joins it."""
    with open_store(str(tmp_path / "club.sqlite3")) as store:
        way = Access(store)

        def join(name: str, time_s: float = 6717.0, *, allowed: bool = True) -> str:
            key = store.add_athlete(name).athlete_id
            way.save_athlete(key, AthleteSettings(reports_allowed=allowed))
            result = RaceResult(
                "Lakeside Half",
                pd.Timestamp("2026-06-07"),
                official_distance_m=21097.5,
                chip_time_s=time_s,
            )
            way.save_race_result(key, result)
            return key

        yield way, join


def plain(way: Access, athlete_id: str, year: int, out: Path, formats: Sequence[str]):
    """Write a line in each format; whose name begins with "Broken" has a file that fails."""
    name = way.athlete(athlete_id).name
    files = tuple(out / f"report.{kind}" for kind in formats)
    for file in files:
        file.write_text(f"{name} {year}", "utf-8")
    if name.startswith("Broken"):
        raise OSError("The disk is full.")
    return files


def links(page: str) -> list[str]:
    found: list[str] = []

    class Links(HTMLParser):
        def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.extend(value or "" for name, value in attrs if name in ("href", "src"))

    Links().feed(page)
    return found


def test_one_report_each_and_a_page_that_leads_to_them(club, tmp_path: Path) -> None:
    way, join = club
    join("Ada", 7000.0)
    join("Ben", 6500.0)
    out = tmp_path / "out"
    told: list[tuple[int, int, str]] = []

    done = report_all(way, YEAR, out, ("html", "pdf"), plain, lambda *now: told.append(now))

    page = (out / "index.html").read_text("utf-8")
    assert done.index == out / "index.html"
    assert told == [(0, 2, "Ada"), (1, 2, "Ben")]
    assert [one.files for one in done.made] == [
        (out / "ada-2026" / "report.html", out / "ada-2026" / "report.pdf"),
        (out / "ben-2026" / "report.html", out / "ben-2026" / "report.pdf"),
    ]
    assert all((out / unquote(target)).is_file() for target in links(page))
    together = page[page.index("Lakeside Half, 7 Jun 2026") :]
    assert together.index("Ben") < together.index("Ada")
    assert "5:08 /km" in together


def test_who_has_not_allowed_it_is_nowhere(club, tmp_path: Path) -> None:
    way, join = club
    join("Ada")
    join("Quiet", 6000.0, allowed=False)
    out = tmp_path / "out"

    done = report_all(way, YEAR, out, ("html",), plain)

    written = "".join(file.read_text("utf-8") for file in out.rglob("*") if file.is_file())
    assert done.not_allowed == 1
    assert "Quiet" not in written
    assert "1:40:00" not in written


def test_a_failure_costs_one_and_is_named(club, tmp_path: Path) -> None:
    way, join = club
    for name in ("Ada", "Broken", "Cleo"):
        join(name)
    out = tmp_path / "out"

    done = report_all(way, YEAR, out, ("html",), plain)

    assert [(one.name, one.failure) for one in done.failed] == [("Broken", "The disk is full.")]
    assert sorted(place.name for place in out.iterdir()) == ["ada-2026", "cleo-2026", "index.html"]
    page = (out / "index.html").read_text("utf-8")
    assert "No report could be made for Broken." in page
    # Why may hold places of the computer, and the page goes to others.
    assert "The disk is full." not in page


def test_a_failure_keeps_the_report_made_before(club, tmp_path: Path) -> None:
    way, join = club
    key = join("Ada")
    out = tmp_path / "out"
    report_all(way, YEAR, out, ("html",), plain)

    def failing(_way: Access, athlete_id: str, _year: int, into: Path, _formats: Sequence[str]):
        (into / "report.html").write_text(athlete_id, "utf-8")
        raise OSError("The disk is full.")

    done = report_all(way, YEAR, out, ("html",), failing)

    assert [one.athlete_id for one in done.failed] == [key]
    assert (out / "ada-2026" / "report.html").read_text("utf-8") == "Ada 2026"


def test_two_of_one_name_and_a_name_of_signs_have_folders_of_their_own(
    club, tmp_path: Path
) -> None:
    way, join = club
    for name in ("Kim Å", "Kim A", "漢字", "../../up", HOSTILE):
        join(name)
    out = tmp_path / "out"

    done = report_all(way, YEAR, out, ("html",), plain)

    folders = [one.files[0].parent for one in done.made]
    assert len(set(folders)) == 5
    assert all(folder.parent == out for folder in folders)
    page = (out / "index.html").read_text("utf-8")
    assert "<script" not in page
    assert all((out / unquote(target)).is_file() for target in links(page))


def test_the_page_asks_no_network(club, tmp_path: Path) -> None:
    way, join = club
    join(HOSTILE)
    join("Ada")

    report_all(way, YEAR, tmp_path / "out", ("html",), plain)

    page = (tmp_path / "out" / "index.html").read_text("utf-8")
    assert "default-src 'none'" in page
    assert not [target for target in links(page) if re.match(r"\w+:|//", target)]
    assert "url(" not in page
    assert "@import" not in page


def test_nobody_allows_it_and_the_page_says_what_to_do(club, tmp_path: Path) -> None:
    way, join = club
    join("Quiet", allowed=False)

    done = report_all(way, YEAR, tmp_path / "out", ("html",), plain)

    assert done.made == ()
    assert "each athlete does so in Settings" in done.index.read_text("utf-8")


def test_sums_have_no_name_and_wait_for_a_second_athlete(club, tmp_path: Path) -> None:
    way, join = club
    join("Ada")
    report_all(way, YEAR, tmp_path / "out", ("html",), plain)
    alone = (tmp_path / "out" / "index.html").read_text("utf-8")
    join("Ben")

    report_all(way, YEAR, tmp_path / "out", ("html",), plain)
    both = (tmp_path / "out" / "index.html").read_text("utf-8")

    assert "races finished" not in alone
    assert "<dt>races finished</dt><dd>2</dd>" in both


def sample_photo() -> bytes:
    file = io.BytesIO()
    Image.linear_gradient("L").save(file, "PNG")
    return file.getvalue()


def test_the_whole_report_of_a_real_run_holds_no_place_near_its_ends(
    filled, tmp_path: Path
) -> None:
    way, runner = filled.way, filled.runner
    way.save_athlete(runner, AthleteSettings(time_zone="Europe/Zurich", reports_allowed=True))
    runs = way.sessions(runner).query("sport == 'running' and has_position")
    run = runs.sort_values("distance_m").iloc[-1]
    result = RaceResult(
        "Ten",
        run["local_day"],
        official_distance_m=10_000.0,
        chip_time_s=3270.0,
        session_id=run["session_id"],
    )
    way.save_race_result(runner, result)
    year = run["local_day"].year
    finish = re_encoded(sample_photo(), "finish.png")
    picture = ReportPicture("", year, 0, "The finish", finish.data, finish.width, finish.height)
    way.save_report_picture(runner, picture)

    done = report_all(way, year, tmp_path / "out", ("html", "pdf", "png", "svg"))

    (one,) = done.made
    assert one.failure == ""
    kinds = [file.suffix for file in one.files]
    assert kinds.count(".html") == kinds.count(".pdf") == 1
    assert kinds.count(".png") == kinds.count(".svg") >= 6
    paper = next(file for file in one.files if file.suffix == ".pdf")
    assert b"/DCTDecode" in paper.read_bytes()
    records = way.records(runner, run["session_id"])
    hidden = records.drop(without_ends(records).index)
    assert len(hidden) > 100
    told = b"".join(file.read_bytes() for file in one.files if file.suffix in (".html", ".svg"))
    for place in hidden[["latitude_deg", "longitude_deg"]].dropna().itertuples():
        north, east = (f"{degrees:.5f}"[:-1] for degrees in place[1:])
        # Outlines of letters are full of numbers: a place is two of them, one after the other.
        assert not re.search(rf"{north}\d*\D{{1,20}}{east}".encode(), told)
        assert not re.search(rf"{east}\d*\D{{1,20}}{north}".encode(), told)
