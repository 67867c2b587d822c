"""The one refusal of an entry, and the checks that every kind of entry shares.

Everything here takes the name of the field it speaks of, so that a page can put the sentence
beside that field. ``now`` is the present as the person's clock shows it: a time with their zone.
"""

from collections.abc import Sequence
from typing import TypeGuard

import pandas as pd


class WrongEntry(ValueError):
    """An entry that cannot be true; nothing of it was kept.

    Attributes
    ----------
    field : str
        The record's field that is wrong.
    message : str
        What is wrong and what would be right, as a sentence for the person; also ``str(error)``.
    """

    def __init__(self, field: str, message: str) -> None:
        super().__init__(field, message)
        self.field = field
        self.message = message

    def __str__(self) -> str:
        """Give the sentence alone."""
        return self.message


def check_word(field: str, word: str, known: Sequence[str]) -> None:
    """Refuse a word that no table knows."""
    if word not in known:
        listed = ", ".join(filter(None, known))
        raise WrongEntry(field, f"{word or 'Nothing'} is not one of: {listed}.")


def check_given(field: str, text: str, what: str) -> None:
    """Refuse a text that is empty."""
    if not text.strip():
        raise WrongEntry(field, f"{what} is missing.")


def check_between(field: str, value: float, limits: tuple[float, float], sentence: str) -> None:
    """Refuse a number outside both limits, and infinity; NaN says "not known" and passes."""
    low, high = limits
    if value < low or value > high:
        raise WrongEntry(field, sentence)


def check_past_day(field: str, day: pd.Timestamp | None, now: pd.Timestamp) -> None:
    """Refuse a local day that has not begun yet; no day passes."""
    if is_given(day) and day > day_of(now):
        raise WrongEntry(field, f"{day:%d %B %Y} is in the future. Choose today or a day before.")


def check_order(
    field: str, first: pd.Timestamp | None, last: pd.Timestamp | None, say: str
) -> None:
    """Refuse a last day before the first one, in the sentence ``say``."""
    if is_given(first) and is_given(last) and last < first:
        raise WrongEntry(field, say)


def is_given(day: pd.Timestamp | None) -> TypeGuard[pd.Timestamp]:
    """Say whether there is a day at all; None and NaT are none."""
    return day is not None and not pd.isna(day)


def day_of(time: pd.Timestamp) -> pd.Timestamp:
    """Return the calendar day of a time by its own zone: local midnight without a zone."""
    return time.tz_localize(None).normalize().as_unit("us")
