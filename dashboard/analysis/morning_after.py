"""The morning after each run: settled, or a point or more above the morning before it."""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.analysis import words
from dashboard.analysis.before_flare.running import runs_of
from dashboard.analysis.load_line import NOT_SETTLED, RISE, SETTLED, UNKNOWN, WAITING
from dashboard.analysis.pain_days import worst_of_each_day

_COLUMNS = ("activity_id", "session_id", "name", "local_day", "running_km", "descent_m")


@dataclass(frozen=True, slots=True)
class Settled:
    """How many runs settled by the next morning, of those whose mornings are both known."""

    settled: int
    known: int
    runs: int

    @property
    def words(self) -> str:
        """Say it: "8 of 9 runs"; "" where no run's mornings are known."""
        return f"{self.settled} of {words.counted(self.known, 'run')}" if self.known else ""


def morning_after(
    sessions: pd.DataFrame, mornings: pd.Series, today: pd.Timestamp | None = None
) -> pd.DataFrame:
    """Say of each run whether its pain had settled by the next morning.

    Parameters
    ----------
    sessions : pandas.DataFrame
        SESSION_LIST of one athlete. The running of one activity counts together.
    mornings : pandas.Series
        Daily NPRS of one place in the morning.
    today : pandas.Timestamp, optional
        Local day whose runs still wait for their morning.

    Returns
    -------
    pandas.DataFrame
        One row a running activity, oldest first: activity_id, session_id (its longest run), name,
        local_day, running_km, descent_m; before and after (NPRS of the morning of that day and of
        the next one, NaN where not noted), rise (points), state ("settled", "not settled",
        "morning to come", "not known").

    Raises
    ------
    PainDiaryError
        Mornings that are no pain diary.

    Notes
    -----
    A rule: not settled when the next morning is at least 1 point above the morning before the run,
    after the education programme of Esculier et al. 2018, Br J Sports Med 52:659 (no rise by the
    next morning), doi 10.1136/bjsports-2016-096988.
    """
    runs = runs_of(sessions).runs[list(_COLUMNS)].reset_index(drop=True)
    noted = worst_of_each_day(mornings)
    days = pd.DatetimeIndex(runs["local_day"])
    before = noted.reindex(days).to_numpy(dtype=np.float64)
    after = noted.reindex(days + pd.Timedelta(days=1)).to_numpy(dtype=np.float64)
    rise = after - before
    state = np.select(
        [rise >= RISE, np.isfinite(rise), days == today],
        [NOT_SETTLED, SETTLED, WAITING],
        default=UNKNOWN,
    )
    return runs.assign(before=before, after=after, rise=rise, state=pd.Series(state, dtype="str"))


def settled(runs: pd.DataFrame) -> Settled:
    """Count the runs of :func:`morning_after` that settled."""
    count = runs["state"].value_counts()
    good, bad = int(count.get(SETTLED, 0)), int(count.get(NOT_SETTLED, 0))
    return Settled(good, good + bad, len(runs))


def run_sentence(run: pd.Series) -> str:
    """Say one row of :func:`morning_after`; "" where a morning is not known."""
    before, after = float(run["before"]), float(run["after"])
    if math.isnan(before) or math.isnan(after):
        return ""
    day = f"{words.WEEKDAYS[run['local_day'].weekday()]} {words.day(run['local_day'].date())}"
    km = words.distance(float(run["running_km"]) * words.METRES_PER_KM)
    ran = f"{day}, {km}" if km else day
    begin = "Not settled" if run["state"] == NOT_SETTLED else "Settled"
    return f"{begin} after {ran}: {after:.0f} the next morning, {before:.0f} the morning before."
