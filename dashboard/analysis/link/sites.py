"""Several sites at once: each judged alone, the level shared by Holm's steps."""

import math
from collections.abc import Collection, Mapping, Sequence

import pandas as pd

from dashboard.analysis.link.result import LinkResult
from dashboard.analysis.link.sentences import LoadWords
from dashboard.analysis.link.verdict import LEVEL, weigh


def link_sites(
    loads: Sequence[pd.Series],
    pains: Mapping[str, pd.Series],
    *,
    words: Sequence[LoadWords],
    level: float = LEVEL,
    asked: Collection[str] | None = None,
) -> dict[str, tuple[LinkResult, ...]]:
    """Judge one to three loads against the pain of several sites.

    Parameters
    ----------
    loads : sequence of pandas.Series
        As in :func:`~dashboard.analysis.link.link_loads`.
    pains : mapping of str to pandas.Series
        The pain of each site, by any name.
    words : sequence of LoadWords
        How each load is named.
    level : float
        Chance, over all sites together, of telling a runner without any link of one.
    asked : collection of str, optional
        The sites whose links are looked at again for slow waves, which takes as long as judging
        them; all unless given. At the others ``caution`` stays ``not_looked``.

    Returns
    -------
    dict of str to tuple of LinkResult
        By the same names, in the same order; one result a load. Ends and limits are at the level
        of the site's step, so ``low`` is above 0 exactly when a link is seen there.

    Notes
    -----
    Holm 1979, Scand J Stat 6:65: the smallest p is held to level / sites, the next to level /
    (sites - 1), and so on until one fails; that one and all after it are held to its step. A site
    that cannot be judged yet takes no part. The p of a site is the smallest of its loads, which
    share the level there already.
    """
    weighed = {name: weigh(loads, pain) for name, pain in pains.items()}
    steps = holm_levels({name: _smallest(one.p_values()) for name, one in weighed.items()}, level)
    return {
        name: one.told(words, steps[name], looks_again=asked is None or name in asked)
        for name, one in weighed.items()
    }


def _smallest(p_values: Sequence[float]) -> float:
    return min((p for p in p_values if not math.isnan(p)), default=math.nan)


def holm_levels(p_values: Mapping[str, float], level: float) -> dict[str, float]:
    """Give the level each p is held to; a NaN (nothing was judged) takes no part."""
    judged = sorted((p, name) for name, p in p_values.items() if not math.isnan(p))
    levels = dict.fromkeys(p_values, level)
    step = level
    has_failed = False
    for place, (p, name) in enumerate(judged):
        if not has_failed:
            step = level / (len(judged) - place)
        levels[name] = step
        has_failed = has_failed or p > step
    return levels
