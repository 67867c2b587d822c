"""A disk that is full, refuses writes or loses flushes in the middle of an import.

The import ends in a sentence, what it had said to be stored is stored, and once the disk is well
the same import again gives what an undisturbed one gives.
"""

import random
import subprocess
from pathlib import Path

import pytest

from faults.broken_disk import CAN_BREAK, FAULTS
from faults.importing import ENDED_WITH_A_SENTENCE
from faults.kept import N_FILES, check_whole, content, import_child, lines
from ingest import import_files, open_store

ALL_ROUNDS = 50
KINDS = (*FAULTS, "file size limit")
# The words a person reads, by what was wrong.
SENTENCES = {
    "disk full": "The disk with",
    "flushes fail": "did not take",
    "writes fail": "did not take",
    "file size limit": "did not take",
}


def said_and_how(child: subprocess.Popen[str]) -> tuple[list[str], str, int]:
    with child:
        said = list(lines(child))
    assert said[0] == "ready", said
    return said[1:-1], said[-1], child.returncode


def one_round(database: Path, runs: Path, after: int, fault: str) -> None:
    said, last, code = said_and_how(import_child(database, runs, after, fault))
    assert code == ENDED_WITH_A_SENTENCE, last
    assert SENTENCES[fault] in last
    assert "Traceback" not in last
    assert len(said) >= after
    check_whole(database)
    with open_store(str(database)) as store:
        [anna] = store.athletes()
        kept = set(store.sessions(anna.athlete_id)["activity_id"])
        names = {store.original(anna.athlete_id, activity_id)[0] for activity_id in kept}
        assert set(said) <= names
        import_files(store, anna.athlete_id, [runs])


@pytest.mark.skipif(not CAN_BREAK, reason="the kernel's filter of system calls is Linux's")
@pytest.mark.parametrize("fault", KINDS)
def test_an_import_ends_in_a_sentence_and_can_be_run_again(tmp_path, runs, undisturbed, fault):
    after = KINDS.index(fault) + 2
    one_round(tmp_path / "runs.sqlite3", runs, after, fault)
    check_whole(tmp_path / "runs.sqlite3")
    assert content(tmp_path / "runs.sqlite3") == undisturbed


@pytest.mark.slow
@pytest.mark.skipif(not CAN_BREAK, reason="the kernel's filter of system calls is Linux's")
@pytest.mark.parametrize("number", range(ALL_ROUNDS))
def test_it_holds_whenever_the_disk_begins_to_fail(tmp_path, runs, undisturbed, number):
    luck = random.Random(number)  # noqa: S311 - a moment
    database = tmp_path / "runs.sqlite3"
    for fault in luck.sample(KINDS, 2):
        one_round(database, runs, luck.randrange(1, N_FILES), fault)
        database.unlink()
    one_round(database, runs, luck.randrange(1, N_FILES), luck.choice(KINDS))
    assert content(database) == undisturbed
