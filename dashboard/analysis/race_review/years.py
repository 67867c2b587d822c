"""The same race in other years, laid over each other kilometre by kilometre."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.analysis.race_editions import Edition, over_same_distance
from dashboard.analysis.race_review.course import Course

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class YearLine:
    """One edition: seconds behind the race that is looked at, at ``passed_m``.

    Above 0 is slower. Without ``has_splits`` only the start and the finish are known.
    """

    edition: Edition
    passed_m: Floats
    behind_s: Floats
    has_splits: bool

    @property
    def label(self) -> str:
        """The year, or what the edition is called."""
        return self.edition.result.edition or str(self.edition.result.race_day.year)


@dataclass(frozen=True, slots=True, eq=False)
class Years:
    """All editions that can be set against ``race``, itself among them, the oldest first."""

    race: Edition
    lines: tuple[YearLine, ...]

    @property
    def has_kilometres(self) -> bool:
        """Whether another year's splits are known, so that lines say more than two times."""
        return any(line.has_splits and line.edition is not self.race for line in self.lines)


def years(
    race: Edition,
    same: Sequence[Edition],
    courses: Mapping[str, Course],
    published: pd.DataFrame | None = None,
) -> Years:
    """Set the editions of a race against one of them.

    Parameters
    ----------
    race : Edition
        The one that is looked at.
    same : sequence of Edition
        Its editions, the oldest first; those over another distance or without a time are left out.
    courses : mapping of str to Course
        By session_id, where a watch recorded an edition.
    published : pandas.DataFrame, optional
        RACE_SPLITS: result_id, at_m, time_s as the organiser printed them; they count where the
        watch has none.

    Returns
    -------
    Years
        Between two known points a line is straight.
    """
    alike = [one for one in same if over_same_distance(one, race)]
    if not race.counts:
        return Years(race, ())
    own_m, own_s, _ = _passed(race, courses, published)
    lines = []
    for one in alike:
        passed_m, passed_s, has_splits = _passed(one, courses, published)
        # A year over 21,097 m and one over 21,100 m are laid finish on finish.
        along = passed_m * (race.figures.distance_m / one.figures.distance_m)
        behind_s = passed_s - np.interp(along, own_m, own_s)
        lines.append(YearLine(one, along, behind_s, has_splits))
    return Years(race, tuple(lines))


def _passed(
    edition: Edition, courses: Mapping[str, Course], published: pd.DataFrame | None
) -> tuple[Floats, Floats, bool]:
    """Metres and seconds of what is known of an edition, and whether that is more than two."""
    cut = courses.get(edition.result.session_id)
    if cut is not None and cut.is_official:
        return cut.passed_m, cut.passed_s, True
    figures = edition.figures
    at_m, time_s = _published(edition, published)
    inside = (at_m > 0) & (at_m < figures.distance_m)
    return (
        np.concatenate(([0.0], at_m[inside], [figures.distance_m])),
        np.concatenate(([0.0], time_s[inside], [figures.time_s])),
        bool(inside.any()),
    )


def _published(edition: Edition, published: pd.DataFrame | None) -> tuple[Floats, Floats]:
    if published is None or not edition.result.result_id:
        return np.empty(0), np.empty(0)
    mine = published[published["result_id"] == edition.result.result_id].sort_values("at_m")
    return mine["at_m"].to_numpy(np.float64), mine["time_s"].to_numpy(np.float64)
