"""Pain by site and moment: names in plain words, one daily series, flares.

Moments are different series: morning and during-run scores are never mixed in one of them.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ingest.athlete_tables import ASPECTS, MOMENTS, REGIONS, SIDES

# Smallest change that matters, points of NPRS: Piva 2009 (patellofemoral pain), Farrar 2001.
SMALLEST_CHANGE_PATELLOFEMORAL = 1.16
SMALLEST_CHANGE_CHRONIC = 2.0

# The flare rule (a product rule, not evidence).
FLARE_RISE = 2.0
FLARE_HISTORY_DAYS = 7
FLARE_HISTORY_ENTRIES = 3
FLARE_SETTLED_RISE = 1.0
FLARE_SETTLED_ENTRIES = 2
FLARE_MERGE_DAYS = 4

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
    here = (
        (entries["region"] == site.region)
        & (entries["side"] == site.side)
        & (entries["aspect"] == site.aspect)
    )
    return entries[here].sort_values("felt_at", kind="stable")


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
    here = at_site(entries, site)
    noted = here[here["moment"] == moment].groupby("local_day")["intensity_nprs"].max()
    noted = noted.astype("float64").rename(f"{site.key} {moment}")
    return noted.asfreq("D") if len(noted) else noted


def flares(pain: pd.Series) -> pd.DataFrame:
    """Find the flares of one site at one moment.

    Parameters
    ----------
    pain : pandas.Series
        Daily NPRS by local day, NaN or no row where nothing was entered, as :func:`daily_pain`.

    Returns
    -------
    pandas.DataFrame
        One row a flare, oldest first: onset, end (NaT while open), baseline (the median that was
        left behind), peak, settle_days (onset to end; NaN while open), open.

    Raises
    ------
    ValueError
        If the days are not in order, or one comes twice.

    Notes
    -----
    A rule, not evidence. A flare begins with an entry at least 2 points above the median of the
    entries of the 7 days before (at least 3 of them). It ends on the second of 2 consecutive
    entries at most 1 point above that median. Flares less than 4 days apart are one; what follows
    is then the later one's.
    """
    noted = pain.dropna()
    days = pd.DatetimeIndex(noted.index)
    if not (days.is_monotonic_increasing and days.is_unique):
        raise ValueError("pain must have one value a day, in the order of the days")
    number = days.to_numpy().astype("datetime64[D]").astype(np.int64)
    found = _merged(_episodes(noted.to_numpy(np.float64), number), number)
    return _flare_frame(found, noted)


@dataclass(frozen=True, slots=True)
class _Episode:
    """Positions among the entries; ``end`` is None while it lasts."""

    onset: int
    end: int | None
    baseline: float


def _episodes(pain: NDArray[np.float64], day: NDArray[np.int64]) -> list[_Episode]:
    found: list[_Episode] = []
    entry = 0
    while entry < len(pain):
        history = np.searchsorted(day, day[entry] - FLARE_HISTORY_DAYS)
        before = pain[history:entry]
        if len(before) >= FLARE_HISTORY_ENTRIES and pain[entry] >= np.median(before) + FLARE_RISE:
            baseline = float(np.median(before))
            end = _settled(pain, entry, baseline)
            found.append(_Episode(entry, end, baseline))
            entry = len(pain) if end is None else end
        entry += 1
    return found


def _settled(pain: NDArray[np.float64], onset: int, baseline: float) -> int | None:
    """Position of the entry that makes it settled: the second in a row near the baseline."""
    calm = 0
    for entry in range(onset + 1, len(pain)):
        calm = calm + 1 if pain[entry] <= baseline + FLARE_SETTLED_RISE else 0
        if calm == FLARE_SETTLED_ENTRIES:
            return entry
    return None


def _merged(episodes: list[_Episode], day: NDArray[np.int64]) -> list[_Episode]:
    merged: list[_Episode] = []
    for episode in episodes:
        last = merged[-1] if merged else None
        # Only the newest can be open, so one that is followed has ended.
        if last and last.end is not None and day[episode.onset] - day[last.end] < FLARE_MERGE_DAYS:
            merged[-1] = _Episode(last.onset, episode.end, last.baseline)
        else:
            merged.append(episode)
    return merged


def _flare_frame(found: list[_Episode], noted: pd.Series) -> pd.DataFrame:
    day = noted.index
    last = len(noted) - 1
    onset = pd.Series([day[one.onset] for one in found], dtype="datetime64[us]")
    end = pd.Series([pd.NaT if one.end is None else day[one.end] for one in found])
    end = end.astype("datetime64[us]")
    peak = [
        noted.iloc[one.onset : (last if one.end is None else one.end) + 1].max() for one in found
    ]
    return pd.DataFrame(
        {
            "onset": onset,
            "end": end,
            "baseline": pd.Series([one.baseline for one in found], dtype="float64"),
            "peak": pd.Series(peak, dtype="float64"),
            "settle_days": (end - onset).dt.days.astype("float64"),
            "open": end.isna(),
        }
    )
