"""One lock around every write, held between processes.

SQLite serialises writers by itself; the lock also keeps checkpoints (which run inside a commit)
from overlapping another process's write, and lets two starts agree on who migrates.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.store.errors import busy, unwritable

WAIT_S = 60.0
POLL_S = 0.005


@contextmanager
def lock(path: Path, wait_s: float = WAIT_S) -> Iterator[None]:
    """Hold the lock beside a database; threads and processes exclude each other.

    Parameters
    ----------
    path : Path
        The database file; the lock is a file of the same name with ``.lock`` added. It stays
        when released, and the operating system frees it when its holder dies.
    wait_s : float
        How long to wait, in seconds.

    Raises
    ------
    StoreBusy
        When another holder did not finish in time.
    StoreUnwritable
        When the lock file cannot be made.
    """
    try:
        handle = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise unwritable(path) from error
    try:
        _wait(handle, path, wait_s)
        yield
    finally:
        os.close(handle)


def _wait(handle: int, path: Path, wait_s: float) -> None:
    deadline = time.monotonic() + wait_s
    while not _taken(handle):
        if time.monotonic() > deadline:
            raise busy(path)
        time.sleep(POLL_S)


def _taken(handle: int) -> bool:
    try:
        _take(handle)
    except (BlockingIOError, PermissionError):
        return False
    return True


if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
