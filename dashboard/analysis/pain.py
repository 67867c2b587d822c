"""Pain by site and moment: names in plain words, one daily series.

Moments are different series: morning and during-run scores are never mixed in one of them.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
import pandas as pd

from ingest.athlete_tables import ASPECTS, MOMENTS, REGIONS, SIDES

# Smallest change that matters, points of NPRS: Piva 2009 (patellofemoral pain), Farrar 2001.
SMALLEST_CHANGE_PATELLOFEMORAL = 1.16
SMALLEST_CHANGE_CHRONIC = 2.0

MOMENT_WORDS = {
    "morning": "in the morning",
    "before": "before the session",
    "during": "during the session",
    "after": "after the session",
    "worst": "worst of the day",
}
_REGION_WORDS = {
    "achilles": "Achilles tendon",
    "lower_back": "lower back",
    "upper_back": "upper back",
    "other": "other place",
}
_ASPECT_WORDS = {
    "anterior": "front of the {where}",
    "posterior": "behind the {where}",
    "medial": "inner {where}",
    "lateral": "outer {where}",
    "deep": "deep in the {where}",
    "": "{where}",
}


@dataclass(frozen=True, slots=True, order=True)
class Site:
    """One place that can hurt, in the words of the tables: ``Site("knee", "left", "medial")``."""

    region: str
    side: str = "central"
    aspect: str = ""

    def __post_init__(self) -> None:
        """Refuse a word that no table knows."""
        _check("region", self.region, REGIONS)
        _check("side", self.side, SIDES)
        _check("aspect", self.aspect, (*ASPECTS, ""))

    @property
    def key(self) -> str:
        """Short name: "knee-left-medial", "lower_back-central"."""
        return "-".join(part for part in (self.region, self.side, self.aspect) if part)

    @property
    def words(self) -> str:
        """Name it as a person says it: "inner left knee", "lower back"."""
        region = _REGION_WORDS.get(self.region, self.region)
        where = region if self.side == "central" else f"{self.side} {region}"
        return _ASPECT_WORDS[self.aspect].format(where=where)

    @classmethod
    def parse(cls, key: str) -> Self:
        """Read a short name as :attr:`key` writes it.

        Raises
        ------
        ValueError
            If it is not region-side or region-side-aspect in the tables' words.
        """
        parts = key.strip().lower().split("-")
        if len(parts) not in (2, 3):
            raise ValueError(f"site {key!r} is not like knee-left-medial (region-side-aspect)")
        return cls(*parts)


def _check(what: str, word: str, known: tuple[str, ...]) -> None:
    if word not in known:
        raise ValueError(f"{what} {word!r} is not one of: {', '.join(filter(None, known))}")


def sites(entries: pd.DataFrame) -> tuple[Site, ...]:
    """Return the sites of a diary, the most often noted first.

    Parameters
    ----------
    entries : pandas.DataFrame
        PAIN_ENTRIES.
    """
    counted = entries.groupby(["region", "side", "aspect"]).size()
    ordered = counted.sort_values(ascending=False, kind="stable")
    return tuple(Site(*place) for place in ordered.index)


def at_site(entries: pd.DataFrame, site: Site) -> pd.DataFrame:
    """Return the PAIN_ENTRIES of one site, in the order felt."""
    return entries[is_at(entries, site)].sort_values("felt_at", kind="stable")


def is_at(entries: pd.DataFrame, site: Site) -> pd.Series:
    """Say of each of PAIN_ENTRIES whether it is of a site."""
    return (
        (entries["region"] == site.region)
        & (entries["side"] == site.side)
        & (entries["aspect"] == site.aspect)
    )


def daily_pain(entries: pd.DataFrame, site: Site, moment: str) -> pd.Series:
    """Give the worst pain of each local day at one site and one moment.

    Parameters
    ----------
    entries : pandas.DataFrame
        PAIN_ENTRIES, in any order.
    site : Site
        Region, side and aspect.
    moment : str
        One of morning, before, during, after, worst.

    Returns
    -------
    pandas.Series
        NPRS 0-10 by consecutive local days, from the first entry to the last; NaN where nothing was
        entered. Empty when there is no such entry.

    Raises
    ------
    ValueError
        If the moment is not a listed one.
    """
    _check("moment", moment, MOMENTS)
    here = (is_at(entries, site) & (entries["moment"] == moment)).to_numpy()
    days = pd.DatetimeIndex(entries["local_day"].array[here])
    if not len(days):
        return pd.Series(dtype="float64", index=days, name=f"{site.key} {moment}")
    calendar = pd.date_range(days.min(), days.max(), freq="D", unit=days.unit)
    worst = np.full(len(calendar), np.nan)
    scores = entries["intensity_nprs"].to_numpy(dtype=np.float64)[here]
    np.fmax.at(worst, (days - calendar[0]).days, scores)
    return pd.Series(worst, calendar, name=f"{site.key} {moment}")
