"""Places nothing can be written to, and a disk that is really full."""

import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from faults.broken_disk import CAN_BREAK
from faults.importing import ENDED_WITH_A_SENTENCE
from faults.kept import check_whole, content, import_child, lines
from ingest import import_files, open_store
from ingest.store import StoreFull

SMALL_DISK = "1m"


def ended(database: Path, runs: Path, fault: str = "") -> tuple[list[str], int]:
    with import_child(database, runs, fault=fault) as child:
        said = list(lines(child))
    return said, child.returncode


@pytest.mark.skipif(not CAN_BREAK, reason="taking root's privileges back is Linux's")
@pytest.mark.parametrize("there_before", [False, True])
def test_a_read_only_folder_is_a_sentence(tmp_path, runs, there_before):
    folder = tmp_path / "locked"
    folder.mkdir()
    database = folder / "runs.sqlite3"
    if there_before:
        open_store(str(database)).close()
        (folder / "runs.sqlite3.lock").unlink()
        database.chmod(stat.S_IRUSR)
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        said, code = ended(database, runs, "modes hold")
    finally:
        folder.chmod(stat.S_IRWXU)
    assert code == ENDED_WITH_A_SENTENCE, said
    assert "cannot be opened or written" in said[-1]
    assert "Traceback" not in "\n".join(said)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


@pytest.fixture
def small_disk(tmp_path) -> Iterator[Path]:
    """A disk of a megabyte."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ("mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK}", "tmpfs", str(place))
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("only root may make a small disk here; test_failing_disk fills one otherwise")
    yield place
    subprocess.run(("umount", str(place)), check=True)


def test_a_disk_that_is_really_full_keeps_what_was_stored(small_disk, runs, undisturbed):
    database = small_disk / "runs.sqlite3"
    said, code = ended(database, runs)
    assert code == ENDED_WITH_A_SENTENCE, said
    assert "is full" in said[-1]
    check_whole(database)
    assert set(content(database)) < set(undisturbed)
    subprocess.run(("mount", "-o", "remount,size=20m", str(small_disk)), check=True)
    with open_store(str(database)) as store:
        [anna] = store.athletes()
        import_files(store, anna.athlete_id, [runs])
    assert content(database) == undisturbed


def test_a_full_disk_takes_no_half_backup_and_no_half_export(small_disk, tmp_path, runs):
    with open_store(str(tmp_path / "runs.sqlite3")) as store:
        import_files(store, store.add_athlete("Anna").athlete_id, [runs])
        (small_disk / "big").write_bytes(bytes(800_000))
        for write in (store.back_up, store.export):
            for name in ("out", "out.zip"):
                with pytest.raises(StoreFull, match="no room"):
                    write(small_disk / name)
        assert [file.name for file in small_disk.iterdir()] == ["big"]
