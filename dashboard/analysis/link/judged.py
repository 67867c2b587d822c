"""A diary put to the evidence: which windows of which loads can be judged, and with what result."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from dashboard.analysis.link.background import slow_waves, trend, weekdays
from dashboard.analysis.link.behind import Behind
from dashboard.analysis.link.evidence import Design, Evidence, behind_of, evidence, p_value
from dashboard.analysis.link.series import Diary
from dashboard.analysis.link.windows import MEAN_WINDOWS, NAMES, SPIKE_QUOTED, Floats, exposures

HEAVY_PERCENT, LIGHT_PERCENT = 90, 10
# A window that level, trend and weekdays explain to all but this share says nothing of its own.
LEAST_OWN_SHARE = 1e-6
LEAST_VARIATION = 1e-9
WHOLE_WEEKS = [place for place, window in enumerate(MEAN_WINDOWS) if window.is_whole_weeks]


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """The evidence of one diary, column by column.

    Attributes
    ----------
    design : Design
        What was judged.
    behind : Behind
        Its weekdays and trend as they were judged, for the second look.
    found : Evidence
        What came out.
    loads : (columns,) array of int
        The load a column belongs to.
    windows : (columns,) array of int
        The place of its window in ``NAMES``.
    points : (columns,) array
        What turns a slope (points for one SD) into points between heavy and light days.
    """

    design: Design
    behind: Behind
    found: Evidence
    loads: NDArray[np.int64]
    windows: NDArray[np.int64]
    points: Floats

    def columns(self, load: int) -> NDArray[np.int64]:
        """Give the places of the columns of one load."""
        return np.flatnonzero(self.loads == load)

    def best(self, load: int) -> int:
        """Give the column of one load that speaks most for a link."""
        places = self.columns(load)
        return int(places[np.argmax(self.found.mean_t[places])])

    def p_value(self, load: int) -> float:
        """Give the p of one load; NaN when none of its windows could be judged."""
        if not len(self.columns(load)):
            return math.nan
        return float(p_value(self.found, np.array([self.best(load)]))[0])


def judge(known: Diary, loads: Sequence[int]) -> Judged | None:
    """Judge the given loads of a diary together; None when no window of them varied by itself.

    Parameters
    ----------
    known : Diary
        Pain that is not constant.
    loads : sequence of int
        Places of the loads in ``known.loads``.
    """
    span = known.span
    raw = np.concatenate([exposures(known.loads[load])[span] for load in loads], axis=1)
    days = weekdays(np.nan_to_num(known.loads[list(loads), span]))
    slope = trend(len(raw))
    entered = ~np.isnan(known.pain[span])
    used = np.flatnonzero(_varies(raw[entered], np.column_stack([slope, days])[entered]))
    if not len(used):
        return None
    windows = used % len(NAMES)
    is_mean = windows < len(MEAN_WINDOWS)
    usable = raw[known.has_history[span]][:, used]
    deviation = usable.std(axis=0)
    points = np.where(is_mean, _heavy_less_light(usable), SPIKE_QUOTED) / deviation
    standard = (raw[:, used] - usable.mean(axis=0)) / deviation
    whole = np.isin(windows, WHOLE_WEEKS)
    design = Design(known.pain[span], standard, slope, days, is_mean, whole)
    known_behind = behind_of(design)
    found = evidence(design, known_behind)
    return Judged(design, known_behind, found, np.array(loads)[used // len(NAMES)], windows, points)


def _heavy_less_light(usable: Floats) -> Floats:
    """Give the spread of each window between heavy and light days.

    A ride every other week leaves more than nine days in ten at rest, so both percentiles are 0
    and any link would read as 0 points. The days that had any are then the heavy ones: their
    median counts (rule).
    """
    light, heavy = np.percentile(usable, [LIGHT_PERCENT, HEAVY_PERCENT], axis=0)
    spread: Floats = heavy - light
    nothing = LEAST_VARIATION * (1.0 + np.abs(usable).max())
    for place in np.flatnonzero(spread <= nothing):
        off = np.abs(usable[:, place] - light[place])
        spread[place] = np.median(off[off > nothing])
    return spread


def _varies(raw: Floats, behind: Floats) -> NDArray[np.bool_]:
    """Say which columns vary among the entries beyond what the background explains of them."""
    deviation = raw.std(axis=0)
    scaled = (raw - raw.mean(axis=0)) / np.where(deviation > 0, deviation, 1.0)
    explained = behind @ np.linalg.lstsq(behind, scaled, rcond=None)[0]
    own = np.mean((scaled - explained) ** 2, axis=0)
    largest = LEAST_VARIATION * (1.0 + np.abs(raw).max())
    varies: NDArray[np.bool_] = (deviation > largest) & (own > LEAST_OWN_SHARE)
    return varies


def second_look(judged: Judged) -> Judged:
    """Judge again with slow waves over months taken out of load and of pain."""
    waves = slow_waves(len(judged.design.pain))
    return replace(judged, found=evidence(judged.design, judged.behind.beside(waves)))
