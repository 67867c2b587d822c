"""Which activities a person asks for: by words, sport, races and period."""

from dataclasses import dataclass

import pandas as pd

from dashboard.analysis import words

ALL_TIME = "All time"
LATEST = {"Last 7 days": 7, "Last 6 weeks": 42, "Last 6 months": 183}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to keep; the start values keep everything.

    ``text`` is looked for in name, note and sport, word by word; ``family`` is a sport family;
    ``first`` and ``last`` are local days, both kept.
    """

    text: str = ""
    family: str = ""
    races_only: bool = False
    first: pd.Timestamp | None = None
    last: pd.Timestamp | None = None


def matching(rows: pd.DataFrame, wanted: Wanted) -> pd.DataFrame:
    """Keep the rows of :func:`dashboard.analysis.activity_list.activity_list` that are wanted."""
    kept = pd.Series(data=True, index=rows.index)
    for word in wanted.text.casefold().split():
        kept &= rows["searched"].str.contains(word, regex=False)
    if wanted.family:
        kept &= pd.Series(
            [wanted.family in row for row in rows["families"]], rows.index, dtype=bool
        )
    if wanted.races_only:
        kept &= rows["is_race"]
    if wanted.first is not None:
        kept &= rows["local_day"] >= wanted.first
    if wanted.last is not None:
        kept &= rows["local_day"] <= wanted.last
    return rows[kept].reset_index(drop=True)


def families_in(rows: pd.DataFrame) -> tuple[str, ...]:
    """List the sport families there are, the commonest first."""
    counts = pd.Series([name for row in rows["families"] for name in row]).value_counts()
    return tuple(map(str, counts.index))


def periods(rows: pd.DataFrame) -> tuple[str, ...]:
    """List the periods worth offering: all time, the latest days, each year with something."""
    years = sorted(rows["local_day"].dt.year.unique(), reverse=True)
    return (ALL_TIME, *LATEST, *map(str, years))


def days_of(period: str, today: pd.Timestamp) -> tuple[pd.Timestamp | None, pd.Timestamp | None]:
    """Give a period's first and last local day; None where it is open."""
    if period in LATEST:
        return today - pd.Timedelta(days=LATEST[period] - 1), today
    if period == ALL_TIME:
        return None, None
    return pd.Timestamp(int(period), 1, 1), pd.Timestamp(int(period), 12, 31)


def found(rows: pd.DataFrame, of: int) -> str:
    """Say how many were found: "12 of 190 activities"."""
    many = words.counted(of, "activity", "activities")
    return many if len(rows) == of else f"{words.number(len(rows))} of {many}"
