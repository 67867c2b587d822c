"""Pain as the overview draws it: one lane a site, the highest score of each day, its flares.

A dot is the highest score of its day at any moment, and says which. Flares are never found in such
a mixture: they come from one moment alone, the one noted on most days.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.analysis.flares import flares
from dashboard.analysis.pain import Site, at_site, daily_pain, sites


@dataclass(frozen=True, slots=True, eq=False)
class Lane:
    """One site: a dot a day that has an entry.

    ``days`` (datetime64[us], ordered), ``nprs`` 0-10 and ``moments`` are aligned; ``flares`` is
    what :func:`dashboard.analysis.flares.flares` says of the entries made at ``flare_moment``.
    """

    site: Site
    days: NDArray[np.datetime64]
    nprs: NDArray[np.int64]
    moments: NDArray[np.object_]
    flares: pd.DataFrame
    flare_moment: str

    @property
    def name(self) -> str:
        """The site as a heading: "Inner left knee"."""
        words = self.site.words
        return words[:1].upper() + words[1:]

    def between(self, first: pd.Timestamp, last: pd.Timestamp) -> "Lane":
        """Cut the lane to a range of days, both ends included; flares that reach into it stay."""
        kept = (self.days >= first.to_datetime64()) & (self.days <= last.to_datetime64())
        still_open = self.flares["end"].isna()
        touched = (self.flares["onset"] <= last) & (still_open | (self.flares["end"] >= first))
        return Lane(
            self.site,
            self.days[kept],
            self.nprs[kept],
            self.moments[kept],
            self.flares[touched],
            self.flare_moment,
        )


def lanes(entries: pd.DataFrame) -> tuple[Lane, ...]:
    """Make a lane of every site in a diary, the most often noted first.

    Parameters
    ----------
    entries : pandas.DataFrame
        PAIN_ENTRIES.
    """
    return tuple(_lane(at_site(entries, site), site) for site in sites(entries))


def _lane(here: pd.DataFrame, site: Site) -> Lane:
    # Stable, so that of equal scores the one felt first gives the moment.
    highest = here.sort_values("intensity_nprs", ascending=False, kind="stable")
    a_day = highest.drop_duplicates("local_day").sort_values("local_day")
    moment = str(here.groupby("moment")["local_day"].nunique().idxmax())
    return Lane(
        site=site,
        days=a_day["local_day"].to_numpy(dtype="datetime64[us]"),
        nprs=a_day["intensity_nprs"].to_numpy(np.int64),
        moments=a_day["moment"].to_numpy(object),
        flares=flares(daily_pain(here, site, moment)),
        flare_moment=moment,
    )
