"""Files on their way in keep their names, stay in their folder, and do not stay behind."""

import io
import os
import time
from datetime import timedelta
from pathlib import Path

import pandas as pd
import pytest

from dashboard import arrivals
from dashboard.arrivals import Arrivals


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("morning.fit", "morning.fit"),
        ("trip/day 1/a.fit", "trip/day 1/a.fit"),
        ("../../etc/passwd", "etc/passwd"),
        ("/absolute.fit", "absolute.fit"),
        ("C:\\runs\\a.fit", "runs/a.fit"),
        ("..", "file"),
        ("", "file"),
        ("nul\0byte.fit", "nulbyte.fit"),
        ("![x](http:evil).fit", "![x](http:evil).fit"),
    ],
)
def test_a_name_is_kept_and_never_leaves_the_folder(tmp_path: Path, name: str, kept: str) -> None:
    place = arrivals._free_place(tmp_path, name)

    assert place == tmp_path / kept
    assert place.parent.is_dir()


def test_two_files_of_one_name_are_both_kept(tmp_path: Path) -> None:
    first = arrivals._free_place(tmp_path, "a.fit")
    first.touch()

    second = arrivals._free_place(tmp_path, "a.fit")

    assert second.name == "a.fit"
    assert second != first


def test_an_import_that_ends_leaves_no_files_and_is_known_to_have_ended(tmp_path: Path) -> None:
    waiting = Arrivals(tmp_path, f"sqlite:///{tmp_path / 'nothing.sqlite3'}")

    waiting.start("r", "Nobody", [("a.fit", io.BytesIO(b"x"))])
    folder = tmp_path / "arriving" / "r"
    assert (folder / "a.fit").read_bytes() == b"x"
    assert os.name == "nt" or folder.stat().st_mode & 0o077 == 0

    until = time.monotonic() + 60
    while not waiting.has_died("r", pd.Timestamp.now("UTC")) and time.monotonic() < until:
        time.sleep(0.1)
    assert waiting.has_died("r", pd.Timestamp.now("UTC"))
    assert not folder.exists()


def test_an_import_of_another_window_is_given_up_only_after_a_long_silence(tmp_path: Path) -> None:
    waiting = Arrivals(tmp_path, "")

    assert not waiting.has_died("other", pd.Timestamp.now("UTC") - timedelta(minutes=1))
    assert waiting.has_died("other", pd.Timestamp.now("UTC") - timedelta(minutes=11))
