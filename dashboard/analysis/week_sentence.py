"""The one sentence on top of the overview: what changed in the last seven days, from the numbers.

It says what was noted and stops. Two weeks are compared only where the files reach back over both;
two scores only when they are of one place and one moment.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.analysis import words
from dashboard.analysis.overview import Season
from dashboard.analysis.overview_picture import spikes_between
from dashboard.analysis.pain import MOMENT_WORDS, Site

WEEK = 7
NOTHING_YET = "Nothing here yet: add what your watch recorded, or note where it hurts."
# Closer than this, two weeks are the same to a runner's eye.
SAME_KM = 0.5
SAME_MINUTES = 5.0

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Weeks:
    """The last seven days up to and with ``today``, and the seven before them."""

    today: pd.Timestamp

    @property
    def first(self) -> pd.Timestamp:
        return self.today - pd.Timedelta(days=WEEK - 1)

    @property
    def before_first(self) -> pd.Timestamp:
        return self.first - pd.Timedelta(days=WEEK)

    @property
    def before_last(self) -> pd.Timestamp:
        return self.first - pd.Timedelta(days=1)

    def are_both_known(self, season: Season) -> bool:
        """Whether the files reach back over the week before."""
        return season.first_load is not None and season.first_load <= self.before_first


def week_sentence(season: Season, entries: pd.DataFrame, today: pd.Timestamp) -> str:
    """Say in words what changed this week.

    Parameters
    ----------
    season : Season
        By any method; the sentence counts kilometres and minutes.
    entries : pandas.DataFrame
        PAIN_ENTRIES of the same athlete.
    today : pandas.Timestamp
        The local day the last seven days end with.

    Returns
    -------
    str
        One or two short sentences: training, then pain; each only where there is something to say.
    """
    weeks = _Weeks(today)
    told = [_training(season, weeks), _pain(entries, weeks)]
    said = ". ".join(part[:1].upper() + part[1:] for part in told if part)
    return f"{said}." if said else NOTHING_YET


def _training(season: Season, weeks: _Weeks) -> str:
    if not season.has_load:
        return ""
    now = _between(season, weeks.first, weeks.today)
    if not season.sessions[now].any():
        return _silence(season, weeks)
    if not season.runs[now].any():
        return _other_sports(season, weeks)
    return _spike(season, weeks) or _running(season, weeks)


def _between(season: Season, first: pd.Timestamp, last: pd.Timestamp) -> Mask:
    inside: Mask = np.asarray((season.days >= first) & (season.days <= last))
    return inside


def _silence(season: Season, weeks: _Weeks) -> str:
    """Say since when there is nothing, and whether the files or the sessions end there."""
    done = season.days[(season.sessions > 0) & np.asarray(season.days <= weeks.today)]
    if not len(done):
        return ""
    last = done[-1]
    since = words.counted((weeks.today - last).days, "day")
    if season.last_load is not None and season.last_load >= weeks.first:
        return f"no session for {since}, the last on {words.day(last)}"
    return f"your files end {since} ago, on {words.day(last)}"


def _other_sports(season: Season, weeks: _Weeks) -> str:
    """No run: say what was done instead, so that active rest is credited."""
    now = season.minutes[_between(season, weeks.first, weeks.today)].sum()
    done = f"no running in the last 7 days, {words.number(now)} min of other training"
    if not weeks.are_both_known(season):
        return done
    before = _between(season, weeks.before_first, weeks.before_last)
    if season.runs[before].any():
        return f"{done}; you ran {_kilometres(season, before)} in the 7 before"
    change = float(now - season.minutes[before].sum())
    minutes = f"{words.number(abs(change))} min"
    return f"{done}{_compared(change, SAME_MINUTES, minutes)}"


def _running(season: Season, weeks: _Weeks) -> str:
    now = _between(season, weeks.first, weeks.today)
    done = f"you ran {_kilometres(season, now)} in the last 7 days"
    if not weeks.are_both_known(season):
        return done
    before = _between(season, weeks.before_first, weeks.before_last)
    if not season.runs[before].any():
        return f"{done}, after none in the 7 before"
    change = season.running_km[now].sum() - season.running_km[before].sum()
    if np.isnan(change):
        return f"{done}, {_kilometres(season, before)} in the 7 before"
    far = words.long_distance(abs(change) * words.METRES_PER_KM, decimals=1)
    return done + _compared(float(change), SAME_KM, far)


def _kilometres(season: Season, days: Mask) -> str:
    """Kilometres run, or how often where a run has no distance."""
    km = float(season.running_km[days].sum())
    if np.isnan(km):
        return words.counted(int(season.runs[days].sum()), "time")
    return words.long_distance(km * words.METRES_PER_KM, decimals=1)


def _compared(change: float, same: float, told: str) -> str:
    if abs(change) < same:
        return ", about as much as in the 7 before"
    way = "more" if change > 0 else "less"
    return f", {told} {way} than in the 7 before"


def _spike(season: Season, weeks: _Weeks) -> str:
    """Name the week's run that went furthest beyond the month before it, if one did."""
    found = spikes_between(season, weeks.first, weeks.today)
    if found.empty:
        return ""
    run = found.iloc[int(found["ratio"].argmax())]
    weekday = words.WEEKDAYS[run["local_day"].weekday()]
    far = words.distance(run["running_km"] * words.METRES_PER_KM)
    ratio = words.number(run["ratio"], decimals=2)
    longest = words.distance(run["longest_km"] * words.METRES_PER_KM)
    return f"{weekday}'s {far} was {ratio} times the longest run of the 30 days before, {longest}"


def _pain(entries: pd.DataFrame, weeks: _Weeks) -> str:
    past = entries[entries["local_day"] <= weeks.today]
    if past.empty:
        return ""
    now = past[past["local_day"] >= weeks.first]
    if now.empty:
        days = (weeks.today - past["local_day"].max()).days
        return f"no pain entry for {words.counted(days, 'day')}"
    return _worst_series(past, now, weeks)


def _worst_series(past: pd.DataFrame, now: pd.DataFrame, weeks: _Weeks) -> str:
    """Tell the place and moment that hurt most this week, against the same ones the week before."""
    series = ["region", "side", "aspect", "moment"]
    highest = now.groupby(series)["intensity_nprs"].agg(["max", "size"])
    place = highest.sort_values(["max", "size"], ascending=False, kind="stable").index[0]
    same = (past[series] == list(place)).all(axis=1)
    before = past[same & past["local_day"].between(weeks.before_first, weeks.before_last)]
    *where, moment = place
    score = int(highest["max"].loc[place])
    said = f"your {Site(*where).words} was at {score} of 10 {_at_most(score, moment)}"
    if before.empty:
        return said
    earlier = int(before["intensity_nprs"].max())
    return f"{said}, {'as' if earlier == score else earlier} the week before"


def _at_most(score: int, moment: str) -> str:
    when = "" if moment == "worst" else f" {MOMENT_WORDS[moment]}"
    return f"at most{when}" if score else when.strip() or "all week"
