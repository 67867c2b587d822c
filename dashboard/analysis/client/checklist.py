"""The assessment checklist in words: the newest finding of each item and side."""

import pandas as pd

from dashboard.analysis import words
from ingest.diary import ASSESSMENT_ITEMS

SIDES = {"left": "Left", "right": "Right", "both": "Both", "central": "Middle"}
_OF_THE_MIDDLE = ("trunk_strength", "lower_back_mobility", "lumbar_screen")
_ORDER = {code: place for place, code in enumerate(ASSESSMENT_ITEMS)}


def sides_of(item: str) -> tuple[str, ...]:
    """Return the sides an item can have; what lies in the middle has one."""
    return ("central",) if item in _OF_THE_MIDDLE else ("both", "left", "right")


def newest(assessments: pd.DataFrame) -> pd.DataFrame:
    """Keep the newest finding of each item and side, from the shoulder down.

    Parameters
    ----------
    assessments : pandas.DataFrame
        ASSESSMENTS.
    """
    ordered = assessments.sort_values("assessed_on", kind="stable")
    latest = ordered.drop_duplicates(["item", "side"], keep="last")
    places = latest["item"].map(_ORDER)
    return latest.assign(place=places).sort_values(["place", "side"]).drop(columns="place")


def table(assessments: pd.DataFrame) -> pd.DataFrame:
    """Write findings as text: item, side, finding, day."""
    return pd.DataFrame(
        {
            "item": [capital(ASSESSMENT_ITEMS[code]) for code in assessments["item"]],
            "side": [SIDES[side] for side in assessments["side"]],
            "finding": list(assessments["finding"]),
            "day": [words.day(day) for day in assessments["assessed_on"]],
        },
        dtype="str",
    )


def title(assessments: pd.DataFrame) -> str:
    """Say how far the checklist is done: "9 of 15 items looked at, last on 16 Aug 2026"."""
    if assessments.empty:
        return "Nothing of the checklist was looked at yet"
    done = assessments["item"].nunique()
    last = words.day(assessments["assessed_on"].max())
    return f"{words.number(done)} of {len(ASSESSMENT_ITEMS)} items looked at, last on {last}"


def sentence(row: pd.Series) -> str:
    """Say one finding in a line."""
    where = f"{ASSESSMENT_ITEMS[row['item']]}, {SIDES[row['side']].lower()}"
    return f"{words.day(row['assessed_on'])}: {where}: {row['finding']}"


def capital(text: str) -> str:
    """Begin with a capital letter."""
    return text[:1].upper() + text[1:]
