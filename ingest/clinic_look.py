"""What the list of clients needs of everybody at once: lately run, ever felt, packed small.

A look is a copy of a few columns, kept beside the athlete so that a list of thousands reads one
row each. It is made anew whenever the athlete's revision is not the one it was made at.
"""

import zlib
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ingest.athlete_tables import ASPECTS, MOMENTS, REGIONS, SIDES

# The last days whose sessions a look holds: 14 that may need a look, the 30 before each of them,
# and some for a clock that is behind.
KEPT_DAYS = 64
WITH_NO_ASPECT = ("", *ASPECTS)

# One session that is no transition. ``recording`` is equal for the sessions of one activity.
SESSION = np.dtype(
    [
        ("session_id", "S32"),
        ("recording", "<i4"),
        ("start_us", "<i8"),
        ("day", "<i4"),
        ("is_run", "?"),
        ("is_rated", "?"),
        ("distance_m", "<f8"),
        ("descent_m", "<f8"),
    ]
)
# The worst entry of a local day at one place and moment; the places are numbers of their lists.
PAIN = np.dtype(
    [
        ("day", "<i4"),
        ("felt_us", "<i8"),
        ("region", "u1"),
        ("side", "u1"),
        ("aspect", "u1"),
        ("moment", "u1"),
        ("nprs", "u1"),
    ]
)
# Changes whenever a packed row means something else than before.
FORM = zlib.crc32(
    repr((SESSION, PAIN, KEPT_DAYS, REGIONS, SIDES, WITH_NO_ASPECT, MOMENTS)).encode()
)

Rows = NDArray[np.void]


@dataclass(frozen=True, slots=True, eq=False)
class Packed:
    """Rows of all athletes in one array, and whose each is: its place among the people."""

    rows: Rows
    who: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Triage:
    """Everything the list of clients is made from.

    ``people`` is TRIAGE, one row an athlete, by name, with ``first_activity``: the day of the first
    session there is. ``sessions`` (:data:`SESSION`) are those of the last weeks, ``pain``
    (:data:`PAIN`) all there is, each in the order of people and days. ``limits`` are AGREED_LIMITS,
    ``results`` RACE_RESULTS of these weeks, ``flags`` RED_FLAGS: a place's newest answers, as far
    as they say yes.
    """

    people: pd.DataFrame
    sessions: Packed
    pain: Packed
    limits: pd.DataFrame
    results: pd.DataFrame
    flags: pd.DataFrame
