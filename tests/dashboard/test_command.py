"""The ``plimsoll`` command as a person or a script types it."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result

import sample_data
from dashboard.__main__ import main
from ingest import open_store
from ingest.store.engine import default_path

SAMPLES = {sample.file: sample for sample in sample_data.files()}
RUN = "run_gpxtpx.gpx"
ANOTHER_RUN = "run_laps.tcx"
DAMAGED = "run_truncated.fit"
COURSE = "course.fit"
PICTURE = "picture_renamed.fit"


def plimsoll(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def sample(name: str) -> Path:
    return SAMPLES[name].path


def test_check_says_of_every_made_file_what_its_index_says() -> None:
    single = [one for one in SAMPLES.values() if not one.members]

    result = plimsoll("check", "--json", *(one.path for one in single))

    said = {Path(one["file"]).name: one["status"] for one in json.loads(result.stdout)}
    assert result.exit_code == 0
    assert said == {one.file: one.status for one in single}


def test_check_names_the_legs_of_a_duathlon_in_order() -> None:
    [found] = json.loads(plimsoll("check", "--json", sample("duathlon.fit")).stdout)

    expected = SAMPLES["duathlon.fit"].sessions
    assert found["format"] == "fit"
    assert [(s["leg"], s["sport"]) for s in found["sessions"]] == [
        (e.leg, e.sport) for e in expected
    ]
    assert [s["n_records"] for s in found["sessions"]] == [e.n_records for e in expected]
    assert found["sessions"][0]["start_time"] == f"{expected[0].start_time:%Y-%m-%dT%H:%M:%SZ}"
    assert found["sessions"][0]["local_day"] == f"{expected[0].local_day}"


def test_check_as_json_has_the_agreed_keys() -> None:
    [found] = json.loads(plimsoll("check", "--json", sample(DAMAGED)).stdout)

    assert list(found) == ["file", "format", "status", "reason", "problems", "sessions"]
    assert found["status"] == "repaired"
    assert found["reason"]
    assert list(found["problems"][0]) == ["code", "message", "at_byte", "records_lost"]
    assert list(found["sessions"][0]) == [
        "sport",
        "sub_sport",
        "leg",
        "start_time",
        "local_day",
        "utc_offset_s",
        "utc_offset_source",
        "distance_m",
        "elapsed_s",
        "timer_s",
        "moving_s",
        "n_records",
        "n_laps",
        "has_position",
        "has_heart_rate",
        "ascent_m",
        "device",
    ]


def test_what_was_not_measured_is_null_in_json() -> None:
    [found] = json.loads(plimsoll("check", "--json", sample("strength.fit")).stdout)

    assert found["sessions"][0]["distance_m"] is None
    assert found["sessions"][0]["has_position"] is False


def test_check_looks_into_a_zip() -> None:
    archive = SAMPLES["export.zip"]

    found = json.loads(plimsoll("check", "--json", archive.path).stdout)

    assert [one["status"] for one in found] == [member.status for member in archive.members]


def test_check_as_text_says_why() -> None:
    text = plimsoll("check", sample(RUN), sample(DAMAGED), sample(PICTURE)).stdout

    assert RUN in text
    assert re.search(rf"{DAMAGED} +repaired", text)
    assert re.search(rf"{PICTURE} +refused +\S", text)


@pytest.mark.parametrize(
    ("names", "code"),
    [([RUN], 0), ([RUN, PICTURE], 0), ([PICTURE], 1), ([COURSE], 0)],
)
def test_check_and_import_fail_only_when_nothing_came_in(names: list[str], code: int) -> None:
    paths = [sample(name) for name in names]

    assert plimsoll("check", *paths).exit_code == code
    assert plimsoll("import", *paths).exit_code == code


def test_import_stores_what_can_be_read_and_says_what_became_of_the_rest() -> None:
    result = plimsoll("import", "--json", *map(sample, (RUN, DAMAGED, COURSE, PICTURE)))

    printed = json.loads(result.stdout)
    assert list(printed) == ["receipt", "rows", "counts", "reasons", "seconds"]
    assert {Path(row["source"]).name: row["status"] for row in printed["rows"]} == {
        RUN: "imported",
        DAMAGED: "repaired",
        COURSE: "skipped",
        PICTURE: "refused",
    }
    assert all(row["reason"] for row in printed["rows"] if row["status"] != "imported")
    assert printed["counts"] == {
        "imported": 1,
        "repaired": 1,
        "duplicate": 0,
        "skipped": 1,
        "refused": 1,
    }
    with open_store() as store:
        [me] = store.athletes()
        assert me.name == "Me"
        assert len(store.sessions(me.athlete_id)) == 2


def test_the_same_file_again_is_a_duplicate() -> None:
    plimsoll("import", sample(RUN))

    again = plimsoll("import", sample(RUN))

    assert again.exit_code == 0
    assert "duplicate" in again.stdout
    assert again.stdout.rstrip().endswith("1 duplicate.")


def test_a_folder_and_a_zip_are_read_through(tmp_path: Path) -> None:
    folder = tmp_path / "export" / "activities"
    folder.mkdir(parents=True)
    shutil.copy(sample(RUN), folder)

    printed = json.loads(
        plimsoll("import", "--json", tmp_path / "export", sample("export.zip")).stdout
    )

    assert len(printed["rows"]) == 1 + len(SAMPLES["export.zip"].members)


def test_several_processes_give_the_same_receipt(tmp_path: Path) -> None:
    paths = [sample(name) for name in (RUN, ANOTHER_RUN, DAMAGED, PICTURE)]

    one = json.loads(plimsoll("--database", tmp_path / "1.db", "import", "--json", *paths).stdout)
    two = json.loads(
        plimsoll(
            "--database", tmp_path / "2.db", "import", "--json", "--workers", "2", *paths
        ).stdout
    )

    assert one["counts"] == two["counts"]
    told = [{(r["source"], r["status"], r["reason"]) for r in p["rows"]} for p in (one, two)]
    assert told[0] == told[1]


def test_an_athlete_is_added_by_name_and_found_again() -> None:
    plimsoll("import", "--athlete", "Ada", sample(RUN))
    plimsoll("import", "--athlete", "Ada", sample(ANOTHER_RUN))

    [ada] = json.loads(plimsoll("athletes", "--json").stdout)
    assert ada["name"] == "Ada"
    with open_store() as store:
        assert len(store.sessions(ada["athlete_id"])) == 2


def test_an_only_athlete_need_not_be_named() -> None:
    plimsoll("import", "--athlete", "Ada", sample(RUN))
    plimsoll("import", sample(ANOTHER_RUN))

    assert len(json.loads(plimsoll("athletes", "--json").stdout)) == 1


def test_among_several_athletes_one_must_be_named() -> None:
    plimsoll("import", "--athlete", "Ada", sample(RUN))
    plimsoll("import", "--athlete", "Grace", sample(RUN))

    result = plimsoll("import", sample(RUN))

    assert result.exit_code == 2
    assert "--athlete: Ada, Grace" in result.stderr


def test_athletes_lists_names_and_says_when_there_are_none() -> None:
    assert "No athlete yet" in plimsoll("athletes").stdout

    plimsoll("import", "--athlete", "Ada", sample(RUN))

    assert "Ada" in plimsoll("athletes").stdout.splitlines()[1]


def test_a_receipt_begun_elsewhere_is_finished() -> None:
    with open_store() as store:
        me = store.add_athlete("Me")
        receipt_id = store.start_receipt(me.athlete_id)

    result = plimsoll("import", "--receipt", receipt_id, "--athlete", "Me", sample(RUN))

    assert result.exit_code == 0
    with open_store() as store:
        receipt = store.receipt(me.athlete_id, receipt_id)
    assert receipt.state == "done"
    assert list(receipt.rows["status"]) == ["imported"]


def test_the_module_runs_from_another_folder_without_a_word_on_stderr(tmp_path: Path) -> None:
    result = subprocess.run(
        (sys.executable, "-m", "dashboard", "import", "--json", str(sample(RUN))),
        cwd=tmp_path,
        env=os.environ | {"PLIMSOLL_DATABASE": str(tmp_path / "own.db")},
        capture_output=True,
        text=True,
        check=True,
    )

    assert json.loads(result.stdout)["counts"]["imported"] == 1
    assert result.stderr == ""
    assert (tmp_path / "own.db").is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminal to look at")
def test_progress_is_shown_where_somebody_looks(tmp_path: Path) -> None:
    import pty  # noqa: PLC0415 - not on every system

    ours, theirs = pty.openpty()
    subprocess.run(
        (sys.executable, "-m", "dashboard", "import", str(sample(RUN)), str(sample(ANOTHER_RUN))),
        env=os.environ | {"PLIMSOLL_DATABASE": str(tmp_path / "own.db")},
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        check=True,
    )
    os.close(theirs)
    shown = os.read(ours, 100_000).decode()
    os.close(ours)

    assert "Reading" in shown
    assert "100%" in shown
    assert ANOTHER_RUN in shown


@pytest.fixture
def demo_at_home(demo_file: Path) -> None:
    """The demonstration as it stands after the first start: making it again would take long."""
    shutil.copytree(demo_file.parent, default_path().parent, dirs_exist_ok=True)


@pytest.mark.usefixtures("demo_at_home")
def test_the_demonstration_has_a_database_of_its_own() -> None:
    plimsoll("import", "--athlete", "Ada", sample(RUN))

    assert "Demo runner" in plimsoll("--demo", "athletes").stdout
    assert "Ada" not in plimsoll("--demo=runner", "athletes").stdout


@pytest.mark.usefixtures("demo_at_home")
def test_the_demonstration_keeps_what_was_added_to_it() -> None:
    plimsoll("--demo", "import", "--athlete", "Ada", sample(RUN))

    assert "Ada" in plimsoll("--demo", "athletes").stdout


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--demo", "--database", "own.db", "athletes"], "Leave out --database"),
        (["--demo=club", "athletes"], "clinic"),
        (["--port", "8600", "athletes"], "are for the dashboard"),
        (["check", "nowhere.fit"], "does not exist"),
        (["import"], "Missing argument"),
        (["--database", "postgresql://server/plimsoll", "athletes"], "SQLite"),
    ],
)
def test_wrong_use_ends_with_2_and_says_what_is_wrong(arguments: list[str], sentence: str) -> None:
    result = plimsoll(*arguments)

    assert result.exit_code == 2
    assert sentence in result.stderr


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear runner, this is a letter and no database at all. " * 20)

    result = plimsoll("--database", letter, "athletes")

    assert result.exit_code == 2
    assert "not a Plimsoll database" in result.stderr
    assert letter.read_text().startswith("Dear runner")


def test_a_named_port_that_is_taken_ends_with_2() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

        result = plimsoll("--port", str(port))

    assert result.exit_code == 2
    assert f"Port {port} is in use" in result.stderr


def test_days_and_times_of_an_import_are_in_utc_in_json() -> None:
    [found] = json.loads(plimsoll("check", "--json", sample(RUN)).stdout)

    start = found["sessions"][0]["start_time"]
    assert start.endswith("Z")
    assert pd.Timestamp(start) == SAMPLES[RUN].sessions[0].start_time
