"""Made files, one or more for each format and oddity, and what each must give.

``index.toml`` says for every file in ``files/`` what a right reader finds in it. Those values come
from how the file was built (see :mod:`sample_data.make`), never from reading it back. All of it is
invented: the courses, the watches, the runner. Nothing was recorded by anyone.

:func:`season` is the demonstration: fourteen months of one runner's files in an archive, with a
diary, shoes, events and races beside it.
"""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal, TypeAlias

from sample_data.story.reading import season
from sample_data.story.records import Season

__all__ = [
    "ExpectedSession",
    "Member",
    "Sample",
    "Season",
    "Status",
    "files",
    "folder",
    "season",
]

Status: TypeAlias = Literal["ok", "repaired", "not_activity", "refused"]


@dataclass(frozen=True, slots=True)
class ExpectedSession:
    """What one session of a sample must give; None is "not measured".

    ``part`` numbers the file's activities from 0; ``leg`` the sports of one activity from 1, None
    for a transition. Times are UTC, distances metres, durations seconds.
    """

    part: int
    sport: str
    sub_sport: str
    start_time: datetime
    local_day: date
    utc_offset_source: str
    elapsed_s: float
    timer_s: float
    n_records: int
    n_laps: int
    has_position: bool
    has_heart_rate: bool
    leg: int | None = None
    utc_offset_s: int | None = None
    distance_m: float | None = None
    ascent_m: float | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """One file inside an archive, and what becomes of it."""

    name: str
    status: Status


@dataclass(frozen=True, slots=True)
class Sample:
    """One made file. ``code`` is the problem's or error's code, empty when nothing is wrong."""

    file: str
    format: str
    what: str
    status: Status
    code: str = ""
    sessions: tuple[ExpectedSession, ...] = ()
    members: tuple[Member, ...] = ()

    @property
    def path(self) -> Path:
        """Where the file is."""
        return folder() / self.file


def folder() -> Path:
    """Return the folder that holds the made files."""
    return Path(__file__).parent / "files"


def files() -> tuple[Sample, ...]:
    """Return every made file and what it must give, in the order of the index."""
    with (Path(__file__).parent / "index.toml").open("rb") as index:
        rows = tomllib.load(index)["sample"]
    return tuple(
        Sample(
            sessions=tuple(ExpectedSession(**session) for session in row.pop("sessions", ())),
            members=tuple(Member(**member) for member in row.pop("members", ())),
            **row,
        )
        for row in rows
    )
