"""The other way round: what a runner does after pain. It always stands beside the link."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.analysis.link.series import diary
from dashboard.analysis.link.windows import Flags, Floats

PAINFUL_NPRS = 3
AFTER_DAYS = 3
LEAST_TIMES = 5
WEEK = 7


@dataclass(frozen=True, slots=True)
class ReverseDirection:
    """How load of the three days after pain of 3 or more differs from the days after less pain.

    Attributes
    ----------
    change_percent : float
        Against what the same weekdays bring after less pain; below 0 is less. NaN when not known.
    n_times : int
        Entries of 3 or more with three known days after them.
    n_others : int
        Entries below 3 with three known days after them.
    sentence : str
        The same in words.
    """

    change_percent: float
    n_times: int
    n_others: int
    sentence: str


def reverse_direction(load: pd.Series, pain: pd.Series, *, verb: str = "ran") -> ReverseDirection:
    """Say how much less was done in the three days after pain of 3 or more.

    Parameters
    ----------
    load, pain : pandas.Series
        As in :func:`~dashboard.analysis.link.load_pain_link`.
    verb : str
        What is done: ran, rode.

    Raises
    ------
    LinkInputError
        The series cannot be a load and a diary.

    Notes
    -----
    A description, not a test (rule). The day of the entry itself is left out, because its order is
    not known. Each painful entry is compared with the mean after less painful entries of the same
    weekday, or of any weekday where there are none, because a plan makes weekdays differ.
    """
    known = diary([load], pain)
    after = _after(known.loads[0])
    entered = ~np.isnan(known.pain) & ~np.isnan(after)
    painful = entered & (np.nan_to_num(known.pain) >= PAINFUL_NPRS)
    others = entered & ~painful
    times, rest = int(painful.sum()), int(others.sum())
    expected = _expected(after, others)[painful].sum()
    if min(times, rest) < LEAST_TIMES or expected <= 0:
        return ReverseDirection(float("nan"), times, rest, _too_few(times, rest, verb))
    change = 100.0 * (float(after[painful].sum() / expected) - 1.0)
    return ReverseDirection(change, times, rest, _sentence(change, times, verb))


def _after(load: Floats) -> Floats:
    """Mean load of the three days after each day; NaN where one of them is not known."""
    padded = np.concatenate([load, np.full(AFTER_DAYS, np.nan)])
    days = [padded[ahead : ahead + len(load)] for ahead in range(1, AFTER_DAYS + 1)]
    mean: Floats = np.mean(days, axis=0)
    return mean


def _expected(after: Floats, others: Flags) -> Floats:
    """Give what follows an entry without much pain on the same weekday."""
    if not others.any():
        return np.zeros(len(after))
    weekday = np.arange(len(after)) % WEEK
    usual = np.full(WEEK, after[others].mean())
    for day in np.unique(weekday[others]):
        usual[day] = after[others & (weekday == day)].mean()
    expected: Floats = usual[weekday]
    return expected


def _sentence(change: float, times: int, verb: str) -> str:
    after = f"in the {AFTER_DAYS} days after pain >= {PAINFUL_NPRS} ({times} times)"
    size = round(abs(change))
    if size == 0:
        return f"You {verb} as much as usual {after}."
    return f"You {verb} {size} % {'less' if change < 0 else 'more'} {after}."


def _too_few(times: int, others: int, verb: str) -> str:
    return (
        f"Too few days to say how you {verb} after pain: {times} entries of {PAINFUL_NPRS} or more "
        f"and {others} below it ({LEAST_TIMES} of each are needed)."
    )
