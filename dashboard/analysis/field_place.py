"""Where a time lies in the field of its race: "faster than 61 % of 1,183 finishers"."""

from dataclasses import dataclass

import numpy as np
from numpy import float64
from numpy.typing import NDArray

from dashboard.analysis import words

FEWEST = 2


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """How many finishers there were, and how many were slower; ``sentence`` says it."""

    finishers: int
    slower: int
    percent: int
    sentence: str


def field_place(time_s: float, field_s: NDArray[float64]) -> FieldPlace | None:
    """Place a time in its field.

    Parameters
    ----------
    time_s : float
        The athlete's time, of the kind the field's are: chip or gun.
    field_s : numpy.ndarray
        Times of all finishers (s), the athlete among them, sorted.

    Returns
    -------
    FieldPlace or None
        ``percent`` is the share of all finishers who were slower, rounded down so that it is never
        said too high. None without a time, or with fewer than two finishers.
    """
    if not time_s > 0 or len(field_s) < FEWEST:
        return None
    slower = len(field_s) - int(np.searchsorted(field_s, time_s, side="right"))
    percent = 100 * slower // len(field_s)
    return FieldPlace(len(field_s), slower, percent, _sentence(slower, percent, len(field_s)))


def _sentence(slower: int, percent: int, finishers: int) -> str:
    of_all = f"{words.number(finishers)} finishers"
    if slower == 0:
        return f"Nobody of {of_all} was slower"
    if percent == 0:
        return f"Faster than {words.number(slower)} of {of_all}"
    return f"Faster than {percent} % of {of_all}"
