"""Reasons from the diary: a new flare, a run that had not settled, and silence."""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.analysis import words
from dashboard.analysis.flares import FLARE_RISE, Span, spans
from dashboard.analysis.load_line import NOT_SETTLED, RISE
from dashboard.analysis.morning_after import run_sentence
from dashboard.analysis.pain import MOMENT_WORDS
from dashboard.analysis.triage.lately import Lately, Series, day_at
from dashboard.analysis.triage.of_running import DAY_US, FRESH_DAYS
from dashboard.analysis.triage.row import Code, Reason

MORNING = "morning"
# Rules: how long a flare is new, and how long a diary may be silent.
NEW_FLARE_DAYS = 14
SILENT_DAYS = 7


def new_flare(found: Lately, today: int) -> Reason | None:
    """Name the newest flare that began within two weeks; of equal ones the highest."""
    new = [reason for series in found.series for reason in _new_flares(series, today)]
    return max(new, key=lambda reason: (reason.day, reason.number), default=None)


def not_settled(found: Lately, today: int) -> Reason | None:
    """Name the newest run of a week whose next morning was a point or more above its own."""
    mornings = [series for series in found.series if series.moment == MORNING]
    runs = found.activities
    fresh = (runs.day >= today - FRESH_DAYS) & (runs.day < today) & runs.has_run
    risen = [
        _Rise(int(runs.day[run]), rise, run, series)
        for run in np.flatnonzero(fresh).tolist()
        for series in mornings
        if (rise := _risen(int(runs.day[run]), series)) >= RISE
    ]
    if not risen:
        return None
    return _not_settled(found, max(risen, key=lambda one: (one.day, one.points)))


def stopped_logging(found: Lately, today: int) -> Reason | None:
    """Say since when nothing was entered, once it is a week."""
    noted = [series for series in found.series if series.day[0] <= today]
    if not noted:
        return None
    last = max(_last(series, today) for series in noted)
    silent = today - last
    if silent < SILENT_DAYS:
        return None
    score = max(float(series.nprs[series.day == last].max(initial=-1.0)) for series in noted)
    said = (
        f"No entry for {words.counted(silent, 'day')}; the last was {words.number(score)} of 10 on"
        f" {words.day(day_at(last))}."
    )
    known = (last + SILENT_DAYS) * DAY_US
    return Reason(Code.STOPPED_LOGGING, said, float(silent), day_at(last), known)


def _last(series: Series, today: int) -> int:
    return int(series.day[np.searchsorted(series.day, today, side="right") - 1])


def _new_flares(series: Series, today: int) -> list[Reason]:
    past = series.day <= today
    day, nprs = series.day[past], series.nprs[past]
    recent = day > today - NEW_FLARE_DAYS
    # A flare is a rise: without one there is nothing to look for.
    if not recent.any() or nprs[recent].max() < nprs.min() + FLARE_RISE:
        return []
    return [
        _flare(series, span, nprs)
        for span in spans(nprs, day)
        if day[span.onset] > today - NEW_FLARE_DAYS
    ]


def _flare(
    series: Series, span: Span, nprs: "np.ndarray[tuple[int], np.dtype[np.float64]]"
) -> Reason:
    last = len(nprs) - 1 if span.end is None else span.end
    highest = float(nprs[span.onset : last + 1].max())
    onset = day_at(int(series.day[span.onset]))
    settled = "" if span.end is None else f", settled on {words.day(day_at(int(series.day[last])))}"
    before = words.number(span.before, decimals=int(span.before % 1 > 0))
    said = (
        f"New flare, {series.site.words} {MOMENT_WORDS[series.moment]}: from {words.day(onset)} up"
        f" to {words.number(highest)} of 10, {before} in the week before{settled}."
    )
    return Reason(Code.NEW_FLARE, said, highest, onset, int(series.felt_us[span.onset]))


@dataclass(frozen=True, slots=True, eq=False)
class _Rise:
    """Points from the morning of a run's day to the next one, at one place."""

    day: int
    points: float
    run: int
    series: Series


def _risen(day: int, series: Series) -> float:
    """Return the points between two mornings; NaN where one is not noted."""
    at = int(np.searchsorted(series.day, day))
    if series.day[at : at + 2].tolist() != [day, day + 1]:
        return math.nan
    return float(series.nprs[at + 1] - series.nprs[at])


def _not_settled(found: Lately, rise: _Rise) -> Reason:
    at = int(np.searchsorted(rise.series.day, rise.day))
    day = day_at(rise.day)
    row = pd.Series(
        {
            "local_day": day,
            "running_km": found.activities.running_km[rise.run],
            "before": rise.series.nprs[at],
            "after": rise.series.nprs[at + 1],
            "state": NOT_SETTLED,
        }
    )
    said = f"{run_sentence(row).removesuffix('.')} ({rise.series.site.words})."
    known = int(rise.series.felt_us[at + 1])
    return Reason(Code.NOT_SETTLED, said, rise.points, day, known)
