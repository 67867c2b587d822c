"""What changed in running before a flare: the longest run, the week, descent, effort, a gap."""

import math
from dataclasses import dataclass

import pandas as pd

from dashboard.analysis import users_text, words
from dashboard.analysis.before_flare.fact import Fact, Look
from dashboard.analysis.methods import RUNNING
from dashboard.analysis.spikes import RATED, WINDOW_DAYS, activity_spikes

# Rule: shorter pauses between runs are a week's rhythm.
GAP_DAYS = 7


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """One athlete's activities and what each was against those before it, computed once.

    ``activities`` is what :func:`dashboard.analysis.spikes.activity_spikes` gives, with name,
    session_id (the activity's longest run, else its longest session), descent_m (running only)
    and gap_days (days since the day of the run before). ``runs`` are those with running in them,
    of whatever length. Both are in the order of their days.
    """

    activities: pd.DataFrame
    runs: pd.DataFrame
    first_day: pd.Timestamp | None


def runs_of(sessions: pd.DataFrame) -> Runs:
    """Prepare SESSION_LIST of one athlete for its cards."""
    kept = sessions[sessions["sport"] != "transition"].dropna(subset="local_day")
    kept = kept.assign(
        activity_id=kept["activity_id"].where(kept["activity_id"] != "", kept["session_id"]),
        is_run=kept["sport"] == RUNNING,
        long_m=kept["distance_m"].fillna(0.0),
    )
    longest = kept.sort_values(["is_run", "long_m"], ascending=False, kind="stable")
    heads = longest.drop_duplicates("activity_id").set_index("activity_id")
    legs = kept[kept["is_run"]].groupby("activity_id")["descent_m"]
    frame = activity_spikes(sessions)
    keys = frame["activity_id"]
    frame = frame.assign(
        name=keys.map(heads["name"]).astype("str"),
        session_id=keys.map(heads["session_id"]).astype("str"),
        has_run=keys.map(heads["is_run"]).astype("bool"),
        descent_m=keys.map(legs.sum(min_count=1)).astype("float64"),
    )
    days = frame.loc[frame["has_run"], "local_day"].drop_duplicates()
    gaps = pd.Series((days - days.shift()).dt.days.to_numpy(), index=pd.DatetimeIndex(days))
    frame = frame.assign(gap_days=frame["local_day"].map(gaps).where(frame["has_run"]))
    first_day = None if frame.empty else frame["local_day"].iloc[0]
    return Runs(frame, frame[frame["has_run"]], first_day)


def longest_run(runs: Runs, look: Look) -> Fact | None:
    """Give the run that went furthest beyond the longest of the 30 days before it."""
    here = look.of(runs.runs)
    here = here[here["state"] == RATED]
    if here.empty:
        return None
    row = _most(here, "ratio")
    far, longest = (
        words.distance(row[name] * words.METRES_PER_KM) for name in ("running_km", "longest_km")
    )
    known = int(row["history_days"])
    short = "" if known >= WINDOW_DAYS else f"; only {words.counted(known, 'day')} of them known"
    said = f"{name_of(row)}, {far} run after at most {longest} in the 30 days before{short}"
    return _fact("longest_run", "Longest run", times(row["ratio"]), said, row, row["ratio"])


def week(runs: Runs, look: Look) -> Fact | None:
    """Give the seven days' running against the seven before; None where either is not known."""
    before = look.week_before
    if runs.first_day is None or runs.first_day > before.first:
        return None
    here = look.of(runs.runs)
    now_km, before_km = (
        float(rows["running_km"].sum(skipna=False)) for rows in (here, before.of(runs.runs))
    )
    if not now_km > 0 or math.isnan(before_km):
        return None
    far, earlier = (_kilometres(km) for km in (now_km, before_km))
    row = _most(here, "running_km")
    days = f"{words.day(look.first)} to {words.day(look.last)}"
    if not before_km:
        said = f"{days}, after a week without running"
        return _fact("week", "Week", far, said, row, now_km)
    change = 100 * (now_km / before_km - 1)
    said = f"{far} from {days}, against {earlier} in the 7 days before"
    return _fact("week", "Week", _percent(change), said, row, change)


def descent(runs: Runs, look: Look) -> Fact | None:
    """Give the run with the most descent, against the most of the 30 days before it."""
    here = look.of(runs.runs).dropna(subset="descent_m")
    if here.empty:
        return None
    row = _most(here, "descent_m")
    day = row["local_day"]
    month = Look(day - pd.Timedelta(days=WINDOW_DAYS), day - pd.Timedelta(days=1))
    most = float(month.of(runs.runs)["descent_m"].max())
    against = (
        f"against {words.metres(most)}, the most in one run of the 30 days before"
        if math.isfinite(most)
        else "no descent known in the 30 days before"
    )
    said = f"downhill in {name_of(row)}, {against}"
    number = words.metres(row["descent_m"])
    return _fact("descent", "Descent", number, said, row, row["descent_m"])


def effort(runs: Runs, look: Look) -> Fact | None:
    """Give the activity whose effort went furthest beyond any of 30 days; None if none did."""
    here = look.of(runs.activities)
    here = here[here["effort_ratio"] > 1]
    if here.empty:
        return None
    row = _most(here, "effort_ratio")
    share = 100 * row["effort_coverage"]
    said = (
        f"{name_of(row)}, effort {words.TIMES} minutes of all its sports, against the hardest of"
        f" the 30 days before ({words.number(share)} % rated)"
    )
    ratio = row["effort_ratio"]
    return _fact("effort", "Effort", times(ratio), said, row, ratio)


def rest_gap(runs: Runs, look: Look) -> Fact | None:
    """Give the longest time without a run that ended in these days."""
    here = look.of(runs.runs)
    here = here[here["gap_days"] >= GAP_DAYS]
    if here.empty:
        return None
    row = _most(here, "gap_days")
    gap = int(row["gap_days"])
    said = f"{name_of(row)}, the first run since {words.day(row['local_day'] - _days(gap))}"
    return _fact("rest_gap", "Gap", words.counted(gap, "day"), said, row, float(gap))


def _most(rows: pd.DataFrame, column: str) -> pd.Series:
    """Give the row with the largest value; of equal ones the newest, nearest to the flare."""
    newest_first = rows.iloc[::-1]
    row: pd.Series = newest_first.iloc[int(newest_first[column].argmax())]
    return row


def name_of(row: pd.Series) -> str:
    """Name an activity as the person does, else by its day; users' text, not yet escaped."""
    return users_text.shortened(str(row["name"])) or "a session"


def times(ratio: float) -> str:
    """Write a ratio with its sign: 1.58 times."""
    return f"{words.number(ratio, decimals=2)}{words.TIMES}"


def _fact(kind: str, label: str, number: str, said: str, row: pd.Series, value: float) -> Fact:
    return Fact(
        kind=kind,
        label=label,
        number=number,
        words=said,
        day=row["local_day"],
        value=float(value),
        session_id=str(row["session_id"]),
        activity_id=str(row["activity_id"]),
    )


def _kilometres(km: float) -> str:
    return words.long_distance(km * words.METRES_PER_KM, decimals=1)


def _percent(change: float) -> str:
    sign = "+" if round(change) > 0 else ""
    return f"{sign}{words.number(change)} %"


def _days(count: int) -> pd.Timedelta:
    return pd.Timedelta(days=count)
