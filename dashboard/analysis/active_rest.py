"""Active rest: what was done beside running, credited in minutes and in effort, never in km.

Impact counts running alone; the whole body's work counts every sport. Two currencies, so that a
swim is credited without being read as load on a knee.
"""

from dataclasses import dataclass

import pandas as pd

from dashboard.analysis import words
from dashboard.analysis.load import SCORED, session_loads
from dashboard.analysis.methods import duration_s, rpe_is_assumed
from dashboard.analysis.sports import family
from ingest.tables import Athlete

# What counts, after the return-to-running protocol in Trials 2023, s13063-023-07502-x: swimming,
# strength, easy cycling, walking, elliptical, yoga.
KINDS = ("swim", "strength", "bike", "walk", "elliptical", "yoga")
# Rule: up to "somewhat hard" (CR10) is rest, above it is training; unrated sessions count.
HARDEST_REST_RPE = 4.0
SECONDS_PER_HOUR = 3600


@dataclass(frozen=True, slots=True, eq=False)
class ActiveRest:
    """Rest of some days by sport, most hours first.

    ``rows`` has sport, sessions, hours and load (effort x minutes; NaN where none of that sport's
    could be scored). ``rated`` of ``sessions`` have an effort of their own; ``hard`` counts the
    sessions of these sports that were above :data:`HARDEST_REST_RPE`, which are not in the rows.
    """

    rows: pd.DataFrame
    sessions: int
    hours: float
    rated: int
    hard: int

    @property
    def title(self) -> str:
        """Say how much it was: "Active rest that counted: 14 times, 9.5 h"."""
        if not self.sessions:
            return "No active rest in these six weeks"
        hours = words.number(self.hours, decimals=1)
        return f"Active rest that counted: {words.counted(self.sessions, 'time')}, {hours} h"

    @property
    def note(self) -> str:
        """Say what counts and what the load rests on."""
        said = (
            "Counts: swimming, strength, cycling, walking, elliptical and yoga up to effort"
            f" {HARDEST_REST_RPE:.0f}. Load is effort {words.TIMES} minutes:"
            f" {self.rated} of {words.counted(self.sessions, 'session')} rated, the others by your"
            " usual effort."
        )
        if self.hard:
            said += f" {words.counted(self.hard, 'session')} above that effort not counted."
        return said


def active_rest(
    sessions: pd.DataFrame, athlete: Athlete, first: pd.Timestamp, last: pd.Timestamp
) -> ActiveRest:
    """Add up what was done beside running from one local day to another, both included.

    Parameters
    ----------
    sessions : pandas.DataFrame
        SESSION_LIST of one athlete.
    athlete : Athlete
        Whose default effort stands in for sessions nobody rated.
    first, last : pandas.Timestamp
        Local days.
    """
    inside = sessions["local_day"].between(first, last) & (sessions["sport"] != "transition")
    here = sessions[inside].reset_index(drop=True)
    pairs = zip(here["sport"], here["sub_sport"], strict=True)
    here = here.assign(family=pd.Series([family(*pair) for pair in pairs], dtype="str"))
    is_kind = here["family"].isin(KINDS)
    is_hard = here["is_race"] | ((here["rpe"] > HARDEST_REST_RPE) & ~rpe_is_assumed(here))
    loads = session_loads(here, athlete, "session_rpe")
    rest = here.assign(load=loads["load"], is_rated=loads["state"] == SCORED)[is_kind & ~is_hard]
    hours = duration_s(rest) / SECONDS_PER_HOUR
    rows = (
        rest.assign(hours=hours)
        .groupby("family")
        .agg(sessions=("hours", "size"), hours=("hours", "sum"))
        .assign(load=rest.groupby("family")["load"].sum(min_count=1))
        .sort_values("hours", ascending=False, kind="stable")
        .reset_index(names="sport")
    )
    return ActiveRest(
        rows=rows,
        sessions=len(rest),
        hours=float(hours.sum()),
        rated=int(rest["is_rated"].sum()),
        hard=int((is_kind & is_hard).sum()),
    )
