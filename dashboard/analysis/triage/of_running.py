"""Reasons from running: a run beyond the month before, past what was agreed, too few rated."""

import math
from collections.abc import Iterator

import numpy as np
import pandas as pd

from dashboard.analysis import words
from dashboard.analysis.before_flare.running import times
from dashboard.analysis.load_line import WEEK_DAYS, Agreed, agreed_on
from dashboard.analysis.spikes import BANDS, SOURCE, WINDOW_DAYS, Band, largest_before
from dashboard.analysis.triage.lately import METRES_PER_KM, Activities, Lately, day_at
from dashboard.analysis.triage.row import Code, Reason
from dashboard.analysis.week_plan import TOLERANCE

# Rules: how long a run asks for a look; what few is.
FRESH_DAYS = 7
COUNTED_DAYS = 28
FEWEST_SESSIONS = 4
LOW_SHARE = 0.5
DAY_US = 86_400_000_000


def spike(found: Lately, today: int) -> Reason | None:
    """Name the newest run of a week that went beyond the longest of the 30 days before it."""
    runs = found.activities
    fresh = _fresh(runs, today)
    if not len(fresh):
        return None
    first = np.searchsorted(runs.day, runs.day[fresh] - WINDOW_DAYS, side="left")
    last = np.searchsorted(runs.day, runs.day[fresh], side="left")
    longest = largest_before(runs.running_km, first, last)
    # Nine decimals, as in activity_spikes: 6.6 km over 6.0 km is 1.1.
    ratio = np.round(runs.running_km[fresh] / runs.running_km[longest], 9)
    beyond = np.flatnonzero((longest >= 0) & (ratio > BANDS[0].up_to))
    if not len(beyond):
        return None
    at = max(beyond.tolist(), key=lambda one: (runs.day[fresh[one]], ratio[one]))
    run, before = fresh[at], runs.running_km[longest[at]]
    history = _history(found, int(runs.day[run]))
    short = (
        "" if history >= WINDOW_DAYS else f"; only {words.counted(history, 'day')} of them known"
    )
    band = _band(float(ratio[at]))
    said = (
        f"Ran {_km(runs.running_km[run])} on {weekday(runs.day[run])}, {times(float(ratio[at]))}"
        f" the longest run of the 30 days before ({_km(before)}{short}): {band_words(band)}."
    )
    number, day = float(ratio[at]), day_at(int(runs.day[run]))
    return Reason(Code.SPIKE, said, number, day, int(runs.start_us[run]), rate_words(band))


def past_agreed(found: Lately, limits: pd.DataFrame, today: int) -> Reason | None:
    """Name the newest run or week that went past what was agreed for its day.

    Parameters
    ----------
    found : Lately
        One athlete.
    limits : pandas.DataFrame
        AGREED_LIMITS of the same one.
    today : int
        Local day, counted from 1970.
    """
    if limits.empty:
        return None
    past = [*_runs_past(found, limits, today), *_weeks_past(found, limits, today)]
    # max() keeps the first of equals: the longest run, then descent, then the week.
    return max(past, key=lambda reason: reason.day, default=None)


def few_rated(found: Lately, today: int) -> Reason | None:
    """Say so when less than half of four weeks' sessions were rated: no load to speak of."""
    inside = (found.session_day > today - COUNTED_DAYS) & (found.session_day <= today)
    count, rated = int(inside.sum()), int(found.is_rated[inside].sum())
    if count < FEWEST_SESSIONS or rated >= LOW_SHARE * count:
        return None
    said = (
        f"Only {rated} of {words.counted(count, 'session')} rated from"
        f" {words.day(day_at(today - COUNTED_DAYS + 1))} to {words.day(day_at(today))}: too few to"
        " say what the effort was."
    )
    known = (today - FRESH_DAYS) * DAY_US
    return Reason(Code.COVERAGE, said, float(rated), day_at(today), known)


def weekday(number: int) -> str:
    """Write a local day as "Friday 20 Nov 2026"."""
    day = day_at(number)
    return f"{words.WEEKDAYS[day.weekday()]} {words.day(day)}"


def band_words(band: Band) -> str:
    """Name a band by its edges: "more than 1.10, up to 1.30"."""
    edges = f"more than {band.above:.2f}"
    return edges if math.isinf(band.up_to) else f"{edges}, up to {band.up_to:.2f}"


def rate_words(band: Band) -> str:
    """Say how often an overuse injury began after such runs, and in whom."""
    study, _, who = SOURCE.partition(" (")
    rate = f"{times(band.hazard_rate_ratio)} ({band.low:.2f} to {band.high:.2f})"
    return (
        f"After runs of that band an overuse injury began {rate} as often as after runs up to"
        f" {BANDS[0].up_to:.2f} times, in {who.removesuffix(')')} ({study}): a population figure,"
        " not this runner's."
    )


def _band(ratio: float) -> Band:
    return next(band for band in BANDS if band.above < ratio <= band.up_to)


def _history(found: Lately, day: int) -> int:
    first = day if found.first_activity is None else found.first_activity
    return min(day - first, WINDOW_DAYS)


def _fresh(runs: Activities, today: int) -> "np.ndarray[tuple[int], np.dtype[np.intp]]":
    inside = (runs.day > today - FRESH_DAYS) & (runs.day <= today) & (runs.running_km > 0)
    return np.flatnonzero(inside)


def _km(kilometres: float) -> str:
    return words.distance(float(kilometres) * METRES_PER_KM)


def _runs_past(found: Lately, limits: pd.DataFrame, today: int) -> Iterator[Reason]:
    runs = found.activities
    for run in reversed(_fresh(runs, today).tolist()):
        agreed = agreed_on(limits, day_at(int(runs.day[run])))
        if agreed is None:
            continue
        day, far, down = day_at(int(runs.day[run])), runs.running_km[run], runs.descent_m[run]
        when, known = weekday(runs.day[run]), int(runs.start_us[run])
        if far > agreed.longest_run_km + TOLERANCE:
            said = f"Ran {_km(far)} on {when}; the longest run agreed is"
            said = f"{said} {_km(agreed.longest_run_km)}{_by(agreed)}."
            yield Reason(Code.PAST_AGREED, said, float(far), day, known)
        if down > agreed.descent_m + TOLERANCE:
            said = f"Ran {words.metres(float(down))} downhill on {when}; agreed are"
            said = f"{said} {words.metres(agreed.descent_m)}{_by(agreed)}."
            yield Reason(Code.PAST_AGREED, said, float(down), day, known)


def _weeks_past(found: Lately, limits: pd.DataFrame, today: int) -> Iterator[Reason]:
    runs = found.activities
    monday = today - day_at(today).weekday()
    for first in (monday, monday - WEEK_DAYS):
        last = min(first + WEEK_DAYS - 1, today)
        inside = (runs.day >= first) & (runs.day <= last) & (runs.running_km > 0)
        agreed = agreed_on(limits, day_at(last))
        if agreed is None or not inside.any():
            continue
        week_km = math.fsum(runs.running_km[inside].tolist())
        if week_km > agreed.week_km + TOLERANCE:
            said = (
                f"Ran {_km(week_km)} from {weekday(first)} on; agreed are"
                f" {_km(agreed.week_km)} a week{_by(agreed)}."
            )
            run = np.flatnonzero(inside)[-1]
            day, known = day_at(int(runs.day[run])), int(runs.start_us[run])
            yield Reason(Code.PAST_AGREED, said, week_km, day, known)


def _by(agreed: Agreed) -> str:
    return f" (set by {agreed.set_by})" if agreed.set_by else ""
