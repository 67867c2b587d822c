"""Events in words: what each kind is called, and when it was."""

import pandas as pd

from dashboard.analysis import words

KINDS = {
    "illness": "Illness",
    "travel": "Travel",
    "treatment": "Treatment",
    "new_shoe": "New shoe",
    "other": "Other",
}


def when(first: pd.Timestamp, last: pd.Timestamp | None) -> str:
    """Write the days of an event: one day, from and to, or since."""
    if last is None or pd.isna(last):
        return f"since {words.day(first)}"
    return words.day(first) if first == last else f"{words.day(first)} to {words.day(last)}"
