"""What may move pain besides load: a level, a trend, weekdays, and a change of weekly plan."""

import numpy as np

from dashboard.analysis.link.windows import Floats

WEEK = 7
SHORTEST_PLAN_WEEKS = 4
PLANS_NEED_WEEKS = 12
PLAN_CHANGE_SHARE = 0.30
SLOWEST_SEEN_DAYS = 60
MOST_SLOW_WAVES = 14
SMALL = 1e-12


def trend(days: int) -> Floats:
    """Give level and linear trend, as (days, 2).

    Slow waves are left out on purpose: a runner who cuts back in pain makes load answer the past
    of pain, and waves fitted through both use its future. In simulation that raised false alarms
    from 2 to 16 % in the worst case.
    """
    columns: Floats = np.column_stack([np.ones(days), np.linspace(-1, 1, days)])
    return columns


def weekdays(loads: Floats) -> Floats:
    """Give one column a weekday, as (days, 7), or (days, 14) when the weekly plan changed.

    The seven more begin on the day of the change, because a new plan moves the days on which both
    load and pain are high.

    Parameters
    ----------
    loads : (loads, days) array
        Loads that are judged together, 0 where not known.
    """
    day = np.arange(loads.shape[1])
    weekday: Floats = (day[:, None] % WEEK == np.arange(WEEK)).astype(np.float64)
    change = plan_change(loads)
    if change is None:
        return weekday
    return np.concatenate([weekday, weekday * (day >= change)[:, None]], axis=1)


def slow_waves(days: int) -> Floats:
    """Give cosines of 60 days and longer, as (days, waves): for the second look only."""
    waves = min(2 * days // SLOWEST_SEEN_DAYS, MOST_SLOW_WAVES)
    phase = np.pi * (np.arange(days) + 0.5) / days
    return np.cos(phase[:, None] * np.arange(2, waves + 1))


def plan_change(loads: Floats) -> int | None:
    """Find the day on which the weekly plan changed, from load alone; None when it did not.

    The change must explain at least 30 % of the variation of a load within weeks, in at least 12
    whole weeks, with at least four on each side. Of several loads the clearest change counts.
    """
    weeks = loads.shape[1] // WEEK
    if weeks < PLANS_NEED_WEEKS:
        return None
    before = np.arange(SHORTEST_PLAN_WEEKS, weeks - SHORTEST_PLAN_WEEKS + 1)
    shares = np.stack([_explained(load[: weeks * WEEK], before) for load in loads])
    _, best = np.unravel_index(int(np.argmax(shares)), shares.shape)
    return int(before[best]) * WEEK if shares.max() > PLAN_CHANGE_SHARE else None


def _explained(load: Floats, before: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Floats:
    """Share of the variation within weeks that a change after ``before`` weeks explains."""
    within = load.reshape(-1, WEEK)
    within = within - within.mean(axis=1, keepdims=True)
    sums = np.cumsum(within, axis=0)
    weeks = len(within)
    earlier, after = sums[before - 1], weeks - before
    shift = earlier / before[:, None] - (sums[-1] - earlier) / after[:, None]
    total = max(float((within**2).sum()), SMALL)
    share: Floats = (shift**2).sum(axis=1) * before * after / weeks / total
    return share
