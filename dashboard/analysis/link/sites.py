"""Several sites at once: each judged alone, the level shared by Holm's steps."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from dashboard.analysis.link.result import LinkResult
from dashboard.analysis.link.sentences import LoadWords
from dashboard.analysis.link.verdict import LEVEL, load_pain_link


def link_sites(
    load: pd.Series,
    pains: Mapping[str, pd.Series],
    *,
    words: LoadWords | None = None,
    level: float = LEVEL,
) -> dict[str, LinkResult]:
    """Judge one load against the pain of several sites.

    Parameters
    ----------
    load : pandas.Series
        As in :func:`~dashboard.analysis.link.load_pain_link`.
    pains : mapping of str to pandas.Series
        The pain of each site, by any name.
    words : LoadWords, optional
        How the load is named.
    level : float
        Chance, over all sites together, of telling a runner without any link of one.

    Returns
    -------
    dict of str to LinkResult
        By the same names, in the same order. Ends and limits are at the level of the site's step,
        so ``low`` is above 0 exactly when a link is seen there.

    Notes
    -----
    Holm 1979, Scand J Stat 6:65: the smallest p is held to level / sites, the next to level /
    (sites - 1), and so on until one fails; that one and all after it are held to its step. A site
    that cannot be judged yet takes no part.
    """
    alone = {
        name: load_pain_link(load, pain, words=words, level=level) for name, pain in pains.items()
    }
    steps = holm_levels({name: found.p_value for name, found in alone.items()}, level)
    return {
        name: found
        if steps[name] == level
        else load_pain_link(load, pains[name], words=words, level=steps[name])
        for name, found in alone.items()
    }


def holm_levels(p_values: Mapping[str, float], level: float) -> dict[str, float]:
    """Give the level each p is held to; a NaN (nothing was judged) takes no part."""
    judged = sorted((p, name) for name, p in p_values.items() if not np.isnan(p))
    levels = dict.fromkeys(p_values, level)
    step = level
    has_failed = False
    for place, (p, name) in enumerate(judged):
        if not has_failed:
            step = level / (len(judged) - place)
        levels[name] = step
        has_failed = has_failed or p > step
    return levels
