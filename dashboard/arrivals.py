"""Files on their way in: kept in a folder of their own while a child process imports them.

The pages never parse: under Streamlit a process pool would run the page again in every worker. A
child can be left, cancelled, and outlives a rerun; what it has done stands in its receipt.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath
from threading import Thread
from typing import BinaryIO, Final

import pandas as pd

FOLDER: Final = "arriving"
OURS_ALONE: Final = 0o700
# An import of another window says something at every file; silent this long, its process is gone.
SILENT_FOR: Final = timedelta(minutes=10)
LONGEST_NAME: Final = 150


class Arrivals:
    """The imports started from this server, for one database."""

    def __init__(self, root: Path, url: str) -> None:
        self._root = root / FOLDER
        self._url = url
        self._running: dict[str, Thread] = {}

    def start(self, receipt_id: str, athlete: str, files: Sequence[tuple[str, BinaryIO]]) -> None:
        """Write the files down and start the import command on their folder."""
        folder = self._folder(receipt_id)
        for name, content in files:
            _keep(content, _free_place(folder, name))
        child = subprocess.Popen(  # noqa: S603 - our own interpreter and words
            (
                sys.executable,
                "-m",
                "dashboard",
                "import",
                f"--receipt={receipt_id}",
                f"--athlete={athlete}",
                str(folder),
            ),
            env=os.environ | {"PLIMSOLL_DATABASE": self._url},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

        self._running[receipt_id] = Thread(target=_see_out, args=(child, folder), daemon=True)
        self._running[receipt_id].start()

    def has_died(self, receipt_id: str, last_sign: pd.Timestamp) -> bool:
        """Whether the process of a running import is gone."""
        running = self._running.get(receipt_id)
        if running is not None:
            return not running.is_alive()
        return bool(datetime.now(UTC) - last_sign > SILENT_FOR)

    def clear(self, receipt_id: str) -> None:
        """Remove the files of an import that has ended, also of one another server started."""
        shutil.rmtree(self._root / receipt_id, ignore_errors=True)

    def _folder(self, receipt_id: str) -> Path:
        folder = self._root / receipt_id
        folder.mkdir(mode=OURS_ALONE, parents=True)
        return folder


def _see_out(child: subprocess.Popen[bytes], folder: Path) -> None:
    """Wait for an import to end and remove its files: the store has the originals."""
    child.wait()
    shutil.rmtree(folder, ignore_errors=True)


def _free_place(folder: Path, name: str) -> Path:
    """Keep the person's file names, and nothing in them that leaves the folder."""
    parts = [part for part in PurePosixPath(name.replace("\\", "/")).parts if _is_plain(part)]
    safe = [part.replace("\0", "")[-LONGEST_NAME:] for part in parts] or ["file"]
    place = folder.joinpath(*safe)
    copies = 1
    while place.exists():
        copies += 1
        place = folder.joinpath(*safe[:-1], str(copies), safe[-1])
    place.parent.mkdir(parents=True, exist_ok=True, mode=OURS_ALONE)
    return place


def _is_plain(part: str) -> bool:
    return part not in {"/", ".", ".."} and not part.endswith(":")


def _keep(content: BinaryIO, place: Path) -> None:
    content.seek(0)
    with place.open("wb") as kept:
        shutil.copyfileobj(content, kept)
