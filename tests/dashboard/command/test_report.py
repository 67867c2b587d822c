"""``plimsoll report`` as it is typed."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dashboard.__main__ import main
from ingest import open_store


@pytest.fixture
def demo(demo_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the demonstration as the person's own database, and an empty folder to be in."""
    place = tmp_path / "data" / demo_file.name
    place.parent.mkdir()
    shutil.copy(demo_file, place)
    monkeypatch.setenv("PLIMSOLL_DATABASE", str(place))
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    return here


def report(*words: str) -> Result:
    return CliRunner().invoke(main, ["report", *words])


def test_a_year_becomes_a_page_and_paper(demo: Path) -> None:
    result = report("2026")

    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("Springbank Half Marathon 2026: 1:51:57\n")
    assert {file.name for file in (demo / "report-2026").iterdir()} == {
        "report-2026.html",
        "report-2026.pdf",
    }


def test_one_format_is_one_file(demo: Path) -> None:
    result = report("2026", "--format", "html", "--out", "mine.html", "--json")

    told = json.loads(result.stdout)
    assert told["files"] == ["mine.html"]
    assert told["title"] == "Springbank Half Marathon 2026: 1:51:57"
    assert (demo / "mine.html").stat().st_size > 10_000


def test_one_race_of_the_year(demo: Path) -> None:
    result = report("2026", "--race", "mill lake duathlon", "--format", "html")

    assert result.exit_code == 0, result.output
    told = (demo / "report-2026.html").read_text("utf-8")
    assert "Mill Lake Duathlon" in told
    assert "2:44 faster" not in told


def test_a_year_without_anything_says_so(demo: Path) -> None:
    result = report("2019", "--format", "html")

    assert result.exit_code == 0, result.output
    assert "No session of 2019 is here" in result.stdout
    assert (demo / "report-2019.html").is_file()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("2026", "--race", "Nowhere"),
            "There is no race Nowhere. There is: Mill Lake Duathlon, S",
        ),
        (("2026", "--format", "docx"), "docx is not one of: html, pdf, png, svg."),
        (("2026", "--format", ","), "Nothing is not one of"),
        (("2026", "--out", "a.html"), "name one --format"),
        (("2199",), "2199 has not begun yet."),
        (("2026", "--athlete", "Nobody"), "There is no athlete Nobody."),
        (("2026", "--all", "--race", "x"), "leave out --race and --athlete"),
        (("twenty",), "not a valid integer"),
    ],
)
def test_wrong_use_is_a_sentence(demo: Path, words: tuple[str, ...], said: str) -> None:
    result = report(*words)

    assert result.exit_code == 2
    assert said in " ".join(result.output.split())
    assert list(demo.iterdir()) == []


def test_a_place_that_cannot_be_written_is_a_sentence(demo: Path) -> None:
    (demo / "taken").write_text("a file")
    result = report("2026", "--out", "taken/in")

    assert result.exit_code == 1
    assert "Cannot write taken/in" in result.output


def test_nobody_here_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLIMSOLL_DATABASE", str(tmp_path / "empty.sqlite3"))
    with open_store() as store:
        assert store.athletes() == ()

    result = report("2026")
    assert result.exit_code == 2
    assert "import files first" in result.output


def test_all_are_only_those_who_allow_it(demo: Path) -> None:
    result = report("2026", "--all", "--format", "html", "--json")

    told = json.loads(result.stdout)
    assert result.exit_code == 0, result.output
    assert (told["reports"], told["not_allowed"]) == ([], 1)
    assert Path(told["index"]).is_file()
    assert list(demo.iterdir()) == [Path(told["index"]).parent.absolute()]
