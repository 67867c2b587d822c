"""What belongs to a finish beside its row: legs, published splits, the field, a list's columns."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy import float64
from numpy.typing import NDArray

from ingest.diary.races import LONGEST_M, LONGEST_S
from ingest.diary.wrong import WrongEntry, check_given

MOST_LEGS = 50
MOST_SPLITS = 1000
LARGEST_FIELD = 200_000
MOST_COLUMNS = 200
# Stands between the roles of a list's columns where they are kept.
BETWEEN_ROLES = ","


@dataclass(frozen=True, slots=True)
class RaceLeg:
    """A leg of a multisport race, a RACE_LEGS row; its sport may be "transition".

    Metres and seconds, NaN where not known.
    """

    leg: int
    sport: str
    official_distance_m: float = math.nan
    time_s: float = math.nan


@dataclass(frozen=True, slots=True)
class RaceParts:
    """What is said of a finish beside its row; what is None stays as it was.

    ``splits`` are metres and seconds; ``field_s`` the seconds of all finishers, nothing else.
    """

    legs: Sequence[RaceLeg] | None = None
    splits: Sequence[tuple[float, float]] | None = None
    field_s: Sequence[float] | NDArray[float64] | None = None


def check_race_legs(legs: Sequence[RaceLeg]) -> None:
    """Refuse legs that are not numbered from 1 on, or that cannot be.

    Raises
    ------
    WrongEntry
        Also for a leg without a sport, and a distance or time of 0, less, or absurdly much.
    """
    if len(legs) > MOST_LEGS:
        raise WrongEntry("legs", f"A race has at most {MOST_LEGS} legs.")
    if [one.leg for one in legs] != list(range(1, len(legs) + 1)):
        raise WrongEntry("legs", "Legs are numbered 1, 2, 3 and so on, in their order.")
    for one in legs:
        check_given("sport", one.sport, f"The sport of leg {one.leg}")
        say = f"The distance of leg {one.leg} must be more than 0 and at most 1,000 km."
        _check_amount("official_distance_m", one.official_distance_m, LONGEST_M, say)
        say = f"The time of leg {one.leg} must be more than 0 and at most 30 days."
        _check_amount("time_s", one.time_s, LONGEST_S, say)


def check_race_splits(splits: Sequence[tuple[float, float]]) -> None:
    """Refuse splits (metres from the start, seconds since) that do not both rise.

    Raises
    ------
    WrongEntry
        Also for one at 0 or without a time.
    """
    if len(splits) > MOST_SPLITS:
        raise WrongEntry("splits", f"A race has at most {MOST_SPLITS:,} splits.")
    before = (0.0, 0.0)
    for at_m, time_s in splits:
        if not (before[0] < at_m <= LONGEST_M):
            say = "Splits are in the order of the course: each lies farther than the one before."
            raise WrongEntry("splits", say)
        if not (before[1] < time_s <= LONGEST_S):
            raise WrongEntry("splits", "The times of splits count from the start, and only grow.")
        before = (at_m, time_s)


def field_of(times_s: Sequence[float] | NDArray[float64]) -> NDArray[float64]:
    """Return the times of a field as they are kept: of finishers alone, the fastest first.

    The order of the list says who is who; sorted, nobody is known by it.

    Parameters
    ----------
    times_s : sequence of float
        Seconds; NaN for who did not finish, left out.

    Raises
    ------
    WrongEntry
        For a time of 0, less, or more than 30 days; for more than 200,000.
    """
    times = np.asarray(times_s, dtype=float64)
    kept = np.sort(times[~np.isnan(times)])
    if len(kept) > LARGEST_FIELD:
        raise WrongEntry("field", f"A field has at most {LARGEST_FIELD:,} finishers.")
    if len(kept) and not (kept[0] > 0 and kept[-1] <= LONGEST_S):
        raise WrongEntry("field", "A time in the field must be more than 0 and at most 30 days.")
    return kept


def check_result_mapping(shape: str, roles: Sequence[str]) -> None:
    """Refuse the columns of a list of no shape, of none or far too many, or with odd roles.

    Raises
    ------
    WrongEntry
        A role is a word without a comma; an empty one is a column that is not read.
    """
    check_given("shape", shape, "The shape of the list")
    if not 1 <= len(roles) <= MOST_COLUMNS:
        raise WrongEntry("roles", f"A list of results has from 1 to {MOST_COLUMNS} columns.")
    if any(BETWEEN_ROLES in role for role in roles):
        raise WrongEntry("roles", "What a column is has no comma in its name.")


def _check_amount(field: str, value: float, most: float, say: str) -> None:
    if value <= 0 or value > most:
        raise WrongEntry(field, say)
