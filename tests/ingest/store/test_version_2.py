"""From a real version-1 file to version 2: everything kept, the same tables as a new file has."""

import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from ingest.diary import AthleteSettings, PainEntry, SessionByHand
from ingest.store import open_store
from ingest.store.engine import prepare

VERSION_1 = Path(__file__).with_name("version_1.sql")


@pytest.fixture
def old(tmp_path):
    path = tmp_path / "old.sqlite3"
    prepare(path)
    connection = sqlite3.connect(path)
    connection.executescript(VERSION_1.read_text("utf-8"))
    connection.close()
    return path


def ask(path, query):
    connection = sqlite3.connect(path)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def rows(path, table):
    return ask(path, f"SELECT * FROM {table}")  # noqa: S608 - our own names


def tables(path):
    """Each table and index as it is defined, written one way."""
    made = ask(path, "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {name: re.sub(r"\s+", " ", sql.replace('"', "")).strip() for name, sql in made}


def test_a_migrated_file_has_the_tables_of_a_new_one(old, tmp_path):
    new = tmp_path / "new.sqlite3"
    for path in (old, new):
        open_store(str(path)).close()

    assert tables(old) == tables(new)
    assert ask(old, "PRAGMA user_version") == ask(new, "PRAGMA user_version")
    assert ask(old, "PRAGMA foreign_key_check") == []
    assert ask(old, "PRAGMA integrity_check") == [("ok",)]


def test_every_row_of_before_is_there_after(old):
    names = [name for (name,) in ask(old, "SELECT name FROM sqlite_master WHERE type = 'table'")]
    before = {name: rows(old, name) for name in names}
    open_store(str(old)).close()

    assert {name: rows(old, name) for name in names} == before
    assert all(before.values())


def test_what_was_edited_and_deleted_still_is(old):
    with open_store(str(old)) as store:
        anna, bert = store.athletes()
        session = store.sessions(anna.athlete_id).iloc[0]
        assert (session["name"], session["sport"], session["rpe"]) == (
            "Round the lake",
            "walking",
            3,
        )
        assert (bool(session["is_race"]), session["note"], session["shoe_id"]) == (
            True,
            "Windy.",
            "",
        )
        assert len(store.sessions(anna.athlete_id)) == 1
        assert len(store.records(anna.athlete_id, session["session_id"])) == 3
        assert store.settings(anna.athlete_id) == AthleteSettings(time_zone="Europe/Brussels")
        assert (bert.default_rpe, bert.sex, bert.thresholds) == (4.0, "", ())


def test_an_old_file_takes_the_new_entries_and_its_import_can_be_undone(old):
    with open_store(str(old)) as store:
        anna = store.athletes()[0].athlete_id
        session_id = store.sessions(anna)["session_id"].item()
        store.save_pain(
            anna,
            [
                PainEntry(
                    "knee",
                    "left",
                    2,
                    pd.Timestamp("2026-05-03T09:00Z"),
                    "after",
                    session_id=session_id,
                )
            ],
        )
        store.add_session_by_hand(anna, SessionByHand("yoga", pd.Timestamp("2026-05-03T18:00"), 30))
        receipt_id = store.receipts(anna)["receipt_id"].item()

        assert store.undo_receipt(anna, receipt_id) == 2
        assert list(store.sessions(anna)["sport"]) == ["yoga"]
        assert store.pain_entries(anna)["session_id"].item() == session_id


KILLED = """
import os, signal, sys
from pathlib import Path
from ingest.store.engine import Database
from ingest.store.migrations import migrate
from ingest.store.version_2 import to_version_2
def killed_at(sql):
    if sql.strip().startswith(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
def step(connection):
    connection.set_trace_callback(killed_at)
    to_version_2(connection)
migrate(Database(Path(sys.argv[1])), (step,))
"""


@pytest.mark.parametrize(
    "statement",
    ["CREATE TABLE shoes", "ALTER TABLE rebuilt_activities", "PRAGMA user_version", "COMMIT"],
)
def test_killed_halfway_version_1_is_intact(old, statement):
    before = {name: rows(old, name) for name in ("activities", "streams")}
    sql = tables(old)
    killed = subprocess.run([sys.executable, "-c", KILLED, str(old), statement], check=False)

    assert killed.returncode == -9
    assert ask(old, "PRAGMA user_version") == [(1,)]
    assert ask(old, "PRAGMA integrity_check") == [("ok",)]
    assert tables(old) == sql
    assert {name: rows(old, name) for name in before} == before
    with open_store(str(old)) as store:
        assert len(store.sessions(store.athletes()[0].athlete_id)) == 1
