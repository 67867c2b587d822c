"""How an exercise plan was kept: times ticked, of the times it asked for."""

from dataclasses import dataclass

import pandas as pd

from dashboard.analysis import words

WINDOW_DAYS = 42
DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class Adherence:
    """One exercise over the days it ran within the last six weeks.

    ``due`` is how often the plan asked for it in ``days``, ``done`` the days it was ticked, and
    ``last`` the latest of them. ``is_over`` says that it has ended.
    """

    exercise_id: str
    name: str
    dose: str
    sessions_per_week: int
    days: int
    due: int
    done: int
    last: pd.Timestamp | None
    is_over: bool

    @property
    def kept(self) -> str:
        """Say how it was kept: "14 of 18 times"; a plan that has not begun says so."""
        if not self.days:
            return "not begun"
        return f"{words.number(self.done)} of {words.counted(self.due, 'time')}"


def adherence(
    exercises: pd.DataFrame, log: pd.DataFrame, today: pd.Timestamp
) -> tuple[Adherence, ...]:
    """Count ticks against the plan, the exercises that still run first.

    Parameters
    ----------
    exercises : pandas.DataFrame
        EXERCISES.
    log : pandas.DataFrame
        EXERCISE_LOG: a day counts once.
    today : pandas.Timestamp
        Local day, the last of the 42 looked at. An exercise that ended before them is left out.

    Returns
    -------
    tuple of Adherence
        ``due`` is the times a week, for the days of it that lie in these six weeks, rounded to the
        nearest and at least 1; ``done`` can be more.
    """
    begin = today - pd.Timedelta(days=WINDOW_DAYS - 1)
    rows = exercises[~(exercises["last_day"] < begin)]
    found = [_one(row, log, begin, today) for _, row in rows.iterrows()]
    return tuple(sorted(found, key=lambda one: one.is_over))


def _one(row: pd.Series, log: pd.DataFrame, begin: pd.Timestamp, today: pd.Timestamp) -> Adherence:
    first = max(row["first_day"], begin)
    last = today if pd.isna(row["last_day"]) else min(row["last_day"], today)
    days = max((last - first).days + 1, 0)
    ticked = log.loc[log["exercise_id"] == row["exercise_id"], "day"]
    inside = ticked[ticked.between(first, last)].drop_duplicates()
    due = max(1, round(row["sessions_per_week"] * days / DAYS_A_WEEK)) if days else 0
    return Adherence(
        exercise_id=str(row["exercise_id"]),
        name=str(row["name"]),
        dose=str(row["dose"]),
        sessions_per_week=int(row["sessions_per_week"]),
        days=days,
        due=due,
        done=len(inside),
        last=inside.max() if len(inside) else None,
        is_over=bool(pd.notna(row["last_day"]) and row["last_day"] < today),
    )
