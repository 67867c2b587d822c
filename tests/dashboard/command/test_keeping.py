"""Undo, backup, restore, export and erase as a person types them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import sample_data
from dashboard.__main__ import main
from ingest import open_store
from ingest.store.engine import default_path

RUN = "run_gpxtpx.gpx"


def plimsoll(*arguments: str | Path, typed: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=typed)


def bring_in(athlete: str, *names: str) -> str:
    files = [sample_data.folder() / name for name in names or (RUN,)]
    result = plimsoll("import", "--json", "--athlete", athlete, *files)
    assert result.exit_code == 0
    return str(json.loads(result.stdout)["receipt"])


def sessions(athlete: str) -> list[str]:
    with open_store() as store:
        ids = {person.name: person.athlete_id for person in store.athletes()}
        return list(store.sessions(ids[athlete])["session_id"])


def test_undo_takes_an_import_back_by_the_beginning_of_its_id() -> None:
    receipt = bring_in("Anna", RUN, "duathlon.fit")
    assert sessions("Anna")
    listed = plimsoll("undo")
    assert receipt[:8] in listed.output
    assert "Anna" in listed.output

    result = plimsoll("undo", receipt[:8].upper())

    assert result.exit_code == 0
    assert "2 activities" in result.output
    assert sessions("Anna") == []
    assert "taken back before" in plimsoll("undo", receipt).output
    assert "taken back" in plimsoll("undo").output
    assert plimsoll("undo", "beef0000").exit_code == 2


def test_undo_with_nothing_there_says_so() -> None:
    assert "Nothing was imported yet" in plimsoll("undo").output


def test_what_is_backed_up_comes_back_and_what_was_there_is_kept(tmp_path: Path) -> None:
    bring_in("Anna")
    before = sessions("Anna")
    assert plimsoll("backup", tmp_path / "mine.sqlite3").exit_code == 0
    assert plimsoll("erase", "--athlete", "Anna", "--yes").exit_code == 0

    result = plimsoll("restore", tmp_path / "mine.sqlite3")

    assert result.exit_code == 0
    assert "In the database now: Anna." in result.output
    assert "before-restore" in result.output
    assert sessions("Anna") == before


def test_a_restore_of_something_else_changes_nothing() -> None:
    bring_in("Anna")
    before = sessions("Anna")

    result = plimsoll("restore", sample_data.folder() / RUN)

    assert result.exit_code == 2
    assert "nothing was written from it" in result.output
    assert sessions("Anna") == before


@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_an_export_is_imported_again(tmp_path: Path, name: str) -> None:
    bring_in("Anna")
    bring_in("Bernd")
    before = sessions("Anna")
    result = plimsoll("export", tmp_path / name, "--athlete", "Anna")
    assert "Anna, 1 activity" in result.output
    plimsoll("erase", "--athlete", "Anna", "--yes")

    result = plimsoll("import", tmp_path / name)

    assert result.exit_code == 0
    assert "Anna, 1 activity" in result.output
    assert sessions("Anna") == before
    [again] = json.loads(plimsoll("import", "--json", tmp_path / name).stdout)["exports"]
    assert (again["athletes"], again["activities"], again["rows"]) == (["Anna"], 0, 0)


def test_an_export_comes_in_by_itself(tmp_path: Path) -> None:
    bring_in("Anna")
    plimsoll("export", tmp_path / "out")

    for more in ([sample_data.folder() / RUN], ["--athlete", "Anna"]):
        result = plimsoll("import", tmp_path / "out", *more)
        assert result.exit_code == 2
        assert "by themselves" in result.output


def test_a_spoilt_export_is_a_sentence(tmp_path: Path) -> None:
    bring_in("Anna")
    plimsoll("export", tmp_path / "out")
    (tmp_path / "out" / "histograms.parquet").unlink()

    result = plimsoll("import", tmp_path / "out")

    assert result.exit_code == 2
    assert "histograms.parquet of this export is missing" in result.output


def test_erase_asks_for_the_name_and_goes_by_it() -> None:
    bring_in("Anna")

    refused = plimsoll("erase", "--athlete", "Anna", typed="anna\n")
    assert refused.exit_code == 1
    assert "Nothing was erased" in refused.output
    assert len(sessions("Anna")) == 1

    erased = plimsoll("erase", "--athlete", "Anna", typed="Anna\n")
    assert erased.exit_code == 0
    assert "Backups and exports made before" in erased.output
    assert "No athlete yet" in plimsoll("athletes").output


def test_erase_without_an_answer_erases_nothing() -> None:
    bring_in("Anna")

    assert plimsoll("erase", "--athlete", "Anna").exit_code == 1
    assert plimsoll("erase", "--athlete", "Bernd", "--yes").exit_code == 2
    assert len(sessions("Anna")) == 1


def test_no_mark_of_the_erased_is_left_in_the_data_folder(tmp_path: Path) -> None:
    track = (sample_data.folder() / RUN).read_bytes()
    marked = tmp_path / "Zwiebelkuchen.gpx"
    marked.write_bytes(track.replace(b"<trk>", b"<trk><name>Zwiebelkuchen</name>", 1))
    command = (sys.executable, "-m", "dashboard")
    name = ("--athlete", "Zwiebelkuchen")
    subprocess.run((*command, "import", str(marked), *name), check=True, capture_output=True)
    folder = default_path().parent
    arriving = folder / "arriving"
    with open_store() as store:
        [person] = store.athletes()
        waiting = arriving / store.start_receipt(person.athlete_id)
    waiting.mkdir(parents=True)
    (waiting / "Zwiebelkuchen.gpx").write_bytes(marked.read_bytes())
    assert b"Zwiebelkuchen" in everything(folder)

    subprocess.run((*command, "erase", *name, "--yes"), check=True, capture_output=True)
    plimsoll("export", folder / "out")
    plimsoll("backup", folder)

    assert b"Zwiebelkuchen" not in everything(folder)


def everything(folder: Path) -> bytes:
    inside = [
        os.fsencode(file.name) + (file.read_bytes() if file.is_file() else b"")
        for file in sorted(folder.rglob("*"))
    ]
    assert inside
    return b"".join(inside)


def test_the_receipt_names_the_import_for_its_undo() -> None:
    result = plimsoll("import", sample_data.folder() / RUN)
    told = result.output.splitlines()[-1]
    assert told.startswith("To take this import back: plimsoll undo ")
    assert plimsoll("undo", told.split()[-1]).exit_code == 0
    assert sessions("Me") == []
    assert "undo" not in plimsoll("import", sample_data.folder() / "course.fit").output


def test_an_export_dropped_on_the_page_is_taken_in_whole(tmp_path: Path) -> None:
    bring_in("Anna")
    before = sessions("Anna")
    arriving = tmp_path / "arriving"
    arriving.mkdir()
    assert plimsoll("export", arriving / "everything.zip").exit_code == 0
    (arriving / "run.fit").write_bytes((sample_data.folder() / "run_no_laps.fit").read_bytes())
    (arriving / "not.zip").write_bytes(b"PK\x03\x04 and nothing else")
    assert plimsoll("erase", "--athlete", "Anna", "--yes").exit_code == 0
    with open_store() as store:
        ben = store.add_athlete("Ben").athlete_id
        receipt_id = store.start_receipt(ben)

    plimsoll("import", f"--receipt={receipt_id}", "--athlete=Ben", arriving)

    assert sessions("Anna") == before
    assert len(sessions("Ben")) == 1
    with open_store() as store:
        rows = store.receipt(ben, receipt_id).rows
    told = dict(zip(rows["source"].str.rsplit("/").str[-1], rows["reason"], strict=False))
    assert "took in Anna, 1 activity" in told["everything.zip"]
    assert list(rows["status"]) == ["imported", "refused", "imported"]
