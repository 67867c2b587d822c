"""What may move pain besides load: a level, a trend, weekdays, and a change of weekly plan."""

import numpy as np

from dashboard.analysis.link.windows import Floats

WEEK = 7
SHORTEST_PLAN_WEEKS = 4
PLANS_NEED_WEEKS = 12
PLAN_CHANGE_SHARE = 0.30
SLOWEST_SEEN_DAYS = 60
MOST_SLOW_WAVES = 14


def background(load: Floats) -> Floats:
    """Give the columns that explain pain without load, as (days, columns).

    Level, linear trend and six weekdays; seven more from the day on which the weekly plan of load
    changed, if it did, because a new plan moves the days on which both load and pain are high.

    Slow waves are left out on purpose: a runner who cuts back in pain makes load answer the past
    of pain, and waves fitted through both use its future. In simulation that raised false alarms
    from 2 to 16 % in the worst case.
    """
    day = np.arange(len(load))
    weekday = (day[:, None] % WEEK == np.arange(WEEK)).astype(np.float64)
    columns = [np.ones((len(day), 1)), np.linspace(-1, 1, len(day))[:, None], weekday[:, :-1]]
    change = plan_change(load)
    if change is not None:
        columns.append(weekday * (day >= change)[:, None])
    return np.concatenate(columns, axis=1)


def slow_waves(days: int) -> Floats:
    """Give cosines of 60 days and longer, as (days, waves): for the second look only."""
    waves = min(2 * days // SLOWEST_SEEN_DAYS, MOST_SLOW_WAVES)
    phase = np.pi * (np.arange(days) + 0.5) / days
    return np.cos(phase[:, None] * np.arange(2, waves + 1))


def plan_change(load: Floats) -> int | None:
    """Find the day on which the weekly plan changed, from load alone; None when it did not.

    The change must explain at least 30 % of the variation of load within weeks, in at least 12
    whole weeks, with at least four on each side.
    """
    weeks = len(load) // WEEK
    if weeks < PLANS_NEED_WEEKS:
        return None
    grid = load[: weeks * WEEK].reshape(weeks, WEEK)
    grid = grid - grid.mean(axis=1, keepdims=True)
    sums = np.cumsum(grid, axis=0)
    before = np.arange(SHORTEST_PLAN_WEEKS, weeks - SHORTEST_PLAN_WEEKS + 1)
    after = weeks - before
    earlier = sums[before - 1]
    shift = earlier / before[:, None] - (sums[-1] - earlier) / after[:, None]
    explained = (shift**2).sum(axis=1) * before * after / weeks
    best = int(np.argmax(explained))
    if explained[best] <= PLAN_CHANGE_SHARE * max(float((grid**2).sum()), 1e-12):
        return None
    return int(before[best]) * WEEK
