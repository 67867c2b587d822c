"""Which daily load goes with which pain: the series the link is judged on.

A load is chosen before looking, in one unit. Impact (km, steps, descent, fast minutes) counts
running only; what costs the whole body counts any sport, so that cross-training can be judged
alone: cleared or accused, never read as load on a knee from running.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.analysis.link import LoadWords
from dashboard.analysis.load import session_loads, with_heart_rate
from dashboard.analysis.methods import METHODS, RUNNING
from dashboard.analysis.pain import Site
from dashboard.analysis.sports import FAMILIES, family
from dashboard.analysis.words import TIMES
from dashboard.analysis.zones import pace_zones, thresholds_on
from ingest.athlete_tables import MOMENTS
from ingest.tables import Athlete

START_LOAD = "distance"
THRESHOLD_MINUTES = "threshold_minutes"
CROSS_TRAINING = "cross_training"
TRIMP = "trimp"
MORNING = "morning"
# Rule: from so many mornings on they are the series to judge, whatever else is noted more often.
ENOUGH_MORNINGS = 24
SECONDS_PER_MINUTE = 60

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Load:
    """A load that may be chosen.

    ``key`` is its short name, a method and the sport it counts: "distance", "session_rpe",
    "session_rpe:cross_training", "session_rpe:bike". ``words`` are for the verdict,
    ``verb`` for what is done after pain.
    """

    key: str
    label: str
    unit: str
    words: LoadWords = field(default_factory=LoadWords)
    verb: str = "ran"

    @property
    def method(self) -> str:
        """How a session is scored."""
        return self.key.partition(":")[0]

    @property
    def sport(self) -> str:
        """Which sessions count: "" for all the method counts, else a family of sports."""
        return self.key.partition(":")[2]


@dataclass(frozen=True, eq=False)
class Log:
    """What the link is read from, of one athlete.

    ``sessions`` SESSION_LIST; ``entries`` PAIN_ENTRIES; ``heart_rate_seconds`` and
    ``graded_speed_seconds`` the histograms of a session by its id; ``known_until`` the local day of
    the last import, up to which a day without a session is rest.
    """

    athlete: Athlete
    sessions: pd.DataFrame
    entries: pd.DataFrame
    known_until: pd.Timestamp | None = None
    heart_rate_seconds: Mapping[str, Values] = field(default_factory=dict)
    graded_speed_seconds: Mapping[str, Values] = field(default_factory=dict)

    @cached_property
    def noted(self) -> dict[Site, dict[str, int]]:
        """Days with an entry by site and moment, counted once: see :func:`noted`."""
        return noted(self.entries)


_FAST = "threshold pace"
_IMPACT = (
    Load("distance", "Running distance", "km"),
    Load(
        "steps",
        "Running steps",
        "steps",
        LoadWords(
            "running with more steps",
            " of running steps",
            "runs with far more steps than any of the month before",
        ),
    ),
    Load(
        "descent_m",
        "Running downhill, metres",
        "m",
        LoadWords(
            "more downhill running",
            " of downhill running",
            "runs with far more descent than any of the month before",
        ),
    ),
    Load(
        THRESHOLD_MINUTES,
        f"Running faster than {_FAST}, minutes",
        "min",
        LoadWords(
            f"more running above {_FAST}",
            f" of running above {_FAST}",
            "runs with far more fast minutes than any of the month before",
        ),
    ),
)
# What it is called where it is chosen, more of it, the thing itself, and doing it.
_SPORT_WORDS = {
    "": ("All training", "heavier training", "training", "trained"),
    "run": ("Running", "heavier running", "running", "ran"),
    CROSS_TRAINING: (
        "All but running",
        "heavier cross-training",
        "cross-training",
        "cross-trained",
    ),
    "bike": ("Cycling", "heavier cycling", "cycling", "rode"),
    "swim": ("Swimming", "heavier swimming", "swimming", "swam"),
    "strength": ("Strength", "heavier strength training", "strength training", "lifted"),
    "walk": ("Walking", "more walking", "walking", "walked"),
    "elliptical": ("Elliptical", "more elliptical", "the elliptical", "used the elliptical"),
    "yoga": ("Yoga", "more yoga", "yoga", "practised yoga"),
    "other": ("Other sports", "more of other sports", "other sports", "did other sports"),
}
_WHOLE_BODY = {"session_rpe": f"effort {TIMES} minutes", TRIMP: "heart-rate impulse"}


def _whole_body(method: str, sport: str) -> Load:
    label, more, name, verb = _SPORT_WORDS[sport]
    return Load(
        f"{method}:{sport}" if sport else method,
        f"{label}, {_WHOLE_BODY[method]}",
        METHODS[method].unit,
        LoadWords(more, f" of {name}", f"{name} well beyond any day of the month before"),
        verb,
    )


LOADS: dict[str, Load] = {
    load.key: load
    for load in (
        *_IMPACT,
        *(_whole_body(method, sport) for method in _WHOLE_BODY for sport in _SPORT_WORDS),
    )
}


def load_named(key: str) -> Load:
    """Return a load by its key; another one is a ValueError that lists them."""
    if key not in LOADS:
        raise ValueError(f"load {key!r} is not one of: {', '.join(LOADS)}")
    return LOADS[key]


def loads_of(log: Log) -> tuple[Load, ...]:
    """List the loads this log can be asked about, the one to start with first.

    Running distance is always there. The others need a session that can be scored so.
    """
    names = ["sport", "sub_sport", "steps", "descent_m", "heart_rate_mean_bpm"]
    done = log.sessions.loc[log.sessions["sport"] != "transition", names]
    is_run = done["sport"] == RUNNING
    known = {
        "steps": (done["steps"].notna() & is_run).any(),
        "descent_m": (done["descent_m"].notna() & is_run).any(),
        THRESHOLD_MINUTES: any(row.threshold_pace_s_per_km > 0 for row in log.athlete.thresholds),
        "session_rpe": len(done) > 0,
        TRIMP: done["heart_rate_mean_bpm"].notna().any(),
    }
    present = {"", *_families(done)}
    if present - {"", "run"}:
        present.add(CROSS_TRAINING)
    offered = (
        load
        for load in LOADS.values()
        if load.key != START_LOAD and known[load.method] and load.sport in present
    )
    return (LOADS[START_LOAD], *offered)


def daily_series(log: Log, load: Load) -> pd.Series:
    """Give a load by consecutive local days, in its unit.

    Parameters
    ----------
    log : Log
        Of one athlete.
    load : Load
        One of :data:`LOADS`.

    Returns
    -------
    pandas.Series
        From the first session of any sport to the last day known. 0 on a day without a session
        that counts; NaN when none of that day's could be scored. Empty without sessions.
    """
    sessions = log.sessions
    placed = sessions[(sessions["sport"] != "transition") & sessions["local_day"].notna()]
    if placed.empty:
        return pd.Series(dtype="float64", index=pd.DatetimeIndex([]), name=load.key)
    last = placed["local_day"].max()
    end = last if log.known_until is None else max(last, log.known_until)
    days = pd.date_range(placed["local_day"].min(), end)
    counted = placed[_counts(placed, load)]
    by_day = _by_day(log, counted, load).groupby(level=0).sum(min_count=1)
    return by_day.reindex(days, fill_value=0.0).astype("float64").rename(load.key)


def noted(entries: pd.DataFrame) -> dict[Site, dict[str, int]]:
    """Count the days with an entry, by site and moment; what to judge first comes first.

    Of the moments it is the morning, where noted on 24 days or most often (rule): a night has
    passed since the load, and the clock is the same every day. Of the sites it is the one whose
    first moment is noted on the most days.

    Parameters
    ----------
    entries : pandas.DataFrame
        PAIN_ENTRIES.
    """
    series = ["region", "side", "aspect", "moment"]
    days = entries.groupby(series, sort=False)["local_day"].nunique().reset_index(name="days")
    counts: dict[Site, dict[str, int]] = {}
    for row in zip(*(days[name] for name in (*series, "days")), strict=True):
        region, side, aspect, moment, count = row
        counts.setdefault(Site(region, side, aspect), {})[moment] = int(count)
    ordered = {site: dict(sorted(found.items(), key=_rank)) for site, found in counts.items()}
    # The site itself breaks a tie: the order of a diary's rows may not decide what is judged.
    return dict(sorted(ordered.items(), key=lambda one: (-next(iter(one[1].values())), one[0])))


def _rank(moment: tuple[str, int]) -> tuple[bool, int, int]:
    """Order moments: enough mornings, then most days, then as the day goes."""
    name, count = moment
    has_mornings = name == MORNING and count >= ENOUGH_MORNINGS
    return not has_mornings, -count, MOMENTS.index(name)


def _families(sessions: pd.DataFrame) -> set[str]:
    pairs = sessions[["sport", "sub_sport"]].drop_duplicates()
    return {family(*pair) for pair in pairs.itertuples(index=False, name=None)}


def _counts(sessions: pd.DataFrame, load: Load) -> pd.Series:
    """Say which sessions a load counts."""
    if load.method not in _WHOLE_BODY:
        return sessions["sport"] == RUNNING
    if not load.sport:
        return pd.Series(data=True, index=sessions.index)
    pairs = zip(sessions["sport"], sessions["sub_sport"], strict=True)
    families = pd.Series([family(*pair) for pair in pairs], index=sessions.index, dtype="str")
    return families != FAMILIES[0] if load.sport == CROSS_TRAINING else families == load.sport


def _by_day(log: Log, sessions: pd.DataFrame, load: Load) -> pd.Series:
    """Give loads by local day; a day may come more than once, and is NaN where it is not known."""
    if load.method == THRESHOLD_MINUTES:
        return pd.Series(_fast_minutes(log, sessions), index=sessions["local_day"])
    if load.method == TRIMP:
        sessions = with_heart_rate(sessions, log.heart_rate_seconds)
    scored = session_loads(sessions, log.athlete, load.method)
    return pd.Series(scored["load"].to_numpy(), index=scored["local_day"])


def _fast_minutes(log: Log, sessions: pd.DataFrame) -> Values:
    """Minutes of each session faster than the threshold pace of its day, on the level."""
    minutes = np.full(len(sessions), np.nan)
    for place, (session_id, day) in enumerate(
        zip(sessions["session_id"], sessions["local_day"], strict=True)
    ):
        limits = thresholds_on(log.athlete, day)
        seconds = log.graded_speed_seconds.get(session_id)
        if limits is None or seconds is None or not seconds.any():
            continue
        zones = pace_zones(seconds, limits)
        if len(zones):
            minutes[place] = zones["seconds"].iloc[-1] / SECONDS_PER_MINUTE
    return minutes
