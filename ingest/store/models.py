"""What goes into the store and what comes out of it, as frozen records."""

from dataclasses import dataclass
from enum import Enum
from math import nan
from typing import Final, Literal, TypeAlias

import pandas as pd

from ingest.tables import Laps, Problem, Summary

ReceiptState: TypeAlias = Literal["running", "done", "cancelled"]
Status: TypeAlias = Literal["imported", "repaired", "duplicate", "skipped", "refused"]


class Clear(Enum):
    """The one value that takes an answer away, where None means "leave as it is"."""

    CLEAR = "clear"


CLEAR: Final = Clear.CLEAR


@dataclass(frozen=True, slots=True, eq=False)
class NewSession:
    """A session ready to be stored: its stream is encoded."""

    position: int
    leg: int | None
    sport: str
    sub_sport: str
    summary: Summary
    laps: Laps
    stream: bytes
    n_records: int
    has_position: bool
    has_heart_rate: bool


@dataclass(frozen=True, slots=True, eq=False)
class NewActivity:
    """A recording ready to be stored; ``part`` is its place in the file from 0.

    ``note`` and ``gear`` (a shoe's name) are what an export says of it beside the file.
    """

    part: int
    name: str
    device: str
    source_format: str
    problems: tuple[Problem, ...]
    sessions: tuple[NewSession, ...]
    note: str = ""
    gear: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class NewFile:
    """A file ready to be stored, its bytes compressed, with every activity in it."""

    name: str
    sha256: str
    n_bytes: int
    content_zstd: bytes
    activities: tuple[NewActivity, ...]


@dataclass(frozen=True, slots=True)
class Retelling:
    """What an export says of a recording that is here already; empty and NaN where nothing."""

    activity_id: str
    name: str = ""
    note: str = ""
    gear: str = ""
    rpe: float = nan


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """One line of a receipt; the columns of RECEIPT_ROWS."""

    source: str
    member: str
    status: Status
    reason: str = ""
    activity_id: str = ""
    duplicate_of: str = ""
    problems: str = ""


@dataclass(frozen=True, slots=True)
class SessionEdit:
    """What a person changes; None leaves a thing as it is.

    ``sport`` and ``rpe`` (0-10) belong to the session, the others to its whole activity. An empty
    ``name`` or ``sport`` goes back to the file's own; ``CLEAR`` says there is no RPE.
    """

    name: str | None = None
    sport: str | None = None
    rpe: float | Clear | None = None
    is_race: bool | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class StoredActivity:
    """A recording as stored, edits applied; ``sessions`` is SESSION_LIST-shaped, in leg order."""

    activity_id: str
    name: str
    file_name: str
    source_format: str
    device: str
    receipt_id: str
    is_race: bool
    note: str
    is_deleted: bool
    problems: tuple[Problem, ...]
    sessions: pd.DataFrame


@dataclass(frozen=True, slots=True, eq=False)
class StoredReceipt:
    """An import as stored; ``rows`` is RECEIPT_ROWS-shaped, in the order things were read."""

    receipt_id: str
    state: ReceiptState
    done: int
    total: int
    started_at: pd.Timestamp
    updated_at: pd.Timestamp
    finished_at: pd.Timestamp | None
    undone_at: pd.Timestamp | None
    rows: pd.DataFrame
