"""Days on which a painkiller was taken: marked always, left out on request."""

import pandas as pd

from dashboard.analysis.pain import Site, is_at


def painkiller_days(entries: pd.DataFrame, site: Site, moment: str) -> pd.DatetimeIndex:
    """Give the local days of a series on which an entry says that a painkiller was taken.

    Parameters
    ----------
    entries : pandas.DataFrame
        PAIN_ENTRIES, in any order. A painkiller noted at any site or moment of that day counts:
        it dulls all of them.
    site : Site
        Region, side and aspect of the series.
    moment : str
        Its moment.
    """
    dulled = entries.loc[entries["painkiller_taken"], "local_day"]
    if dulled.empty:
        return pd.DatetimeIndex([])
    noted = entries.loc[is_at(entries, site) & (entries["moment"] == moment), "local_day"]
    return pd.DatetimeIndex(sorted(set(noted) & set(dulled)))


def without_days(pain: pd.Series, days: pd.DatetimeIndex) -> pd.Series:
    """Leave out the entries of some days: they become days without an entry."""
    return pain.mask(pain.index.isin(days))
