"""What would make a verdict surer: how many weeks more, and which moment to log."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.analysis.link.result import LinkResult
from dashboard.analysis.link.sentences import LEAST_DAYS, LEAST_ENTRIES
from dashboard.analysis.link.series import diary
from dashboard.analysis.link.verdict import MATTERS_POINTS
from dashboard.analysis.link.windows import SPIKE_WINDOW
from dashboard.analysis.pain import MOMENT_WORDS

WEEK = 7
LONGEST_WEEKS = 104
BEST_MOMENT = "morning"
# Narrower than the point that matters, because the middle of an interval is seldom at 0.
NARROW_POINTS = 0.75


@dataclass(frozen=True, slots=True)
class Surer:
    """What is worth doing next.

    Attributes
    ----------
    weeks_more : float
        Weeks of entries at the pace so far until a link of 1 point would be seen or excluded; 0
        when the verdict stands, NaN when it is more than two years or cannot be said.
    moment : str
        The moment worth logging.
    sentence : str
        Both in words; empty when the verdict stands.
    """

    weeks_more: float
    moment: str
    sentence: str


def surer(load: pd.Series, pains: Mapping[str, pd.Series], moment: str, found: LinkResult) -> Surer:
    """Say what would make a verdict surer.

    Parameters
    ----------
    load : pandas.Series
        As in :func:`~dashboard.analysis.link.load_pain_link`.
    pains : mapping of str to pandas.Series
        The pain of one site by moment (morning, before, during, after, worst).
    moment : str
        The moment that was judged.
    found : LinkResult
        What came out for it.
    """
    best = moment_to_log(load, pains)
    weeks = weeks_more(found)
    if weeks == 0:
        return Surer(0.0, best, "")
    return Surer(weeks, best, f"{_weeks_sentence(found, weeks)} {_moment_sentence(moment, best)}")


def weeks_more(found: LinkResult) -> float:
    """Give the weeks of entries still needed, at the pace so far; NaN when that cannot be said.

    Notes
    -----
    Rule. The half-width of an interval falls with the square root of the time logged; it must come
    below 0.75 points in the widest mean window. Of simulated runners 5 to 8 in 10 have a verdict by
    then.
    """
    if found.verdict in ("link_seen", "no_link_seen"):
        return 0.0
    if found.n_entries == 0:
        return float("nan")
    if found.verdict == "not_enough_entries":
        return _weeks_until_judged(found)
    means = found.windows[found.windows["window"] != SPIKE_WINDOW]
    width = float((means["high"] - means["effect_points"]).max())
    weeks = found.n_days / WEEK * ((width / NARROW_POINTS) ** 2 - 1.0)
    weeks = max(float(np.ceil(weeks)), 1.0)
    return weeks if weeks <= LONGEST_WEEKS else float("nan")


def _weeks_until_judged(found: LinkResult) -> float:
    a_week = WEEK * found.n_entries / max(found.n_days, WEEK)
    entries = max(LEAST_ENTRIES - found.n_entries, 0) / a_week
    days = max(LEAST_DAYS - found.n_days, 0) / WEEK
    weeks = float(np.ceil(max(entries, days)))
    return weeks if 0 < weeks <= LONGEST_WEEKS else float("nan")


def _has_enough(found: LinkResult) -> bool:
    return found.n_entries >= LEAST_ENTRIES and found.n_days >= LEAST_DAYS


def moment_to_log(load: pd.Series, pains: Mapping[str, pd.Series]) -> str:
    """Name the moment with the most entries that can be judged; the morning when level.

    The morning is preferred because the night lies between it and the run: whatever it answers
    came before.
    """
    counts = {name: diary([load], pain).n_entries for name, pain in pains.items()}
    return max(counts, key=lambda name: (counts[name], name == BEST_MOMENT), default=BEST_MOMENT)


def _weeks_sentence(found: LinkResult, weeks: float) -> str:
    if found.n_entries == 0:
        return "Log this pain on most days: six weeks of entries are the least that can be judged."
    if found.verdict == "not_enough_entries" and _has_enough(found):
        return (
            f"It is not entries that are missing: {found.n_entries} are enough. A link can be read"
            " once there are enough days with load, and neither load nor pain is always the same."
        )
    so_far = f"{found.n_entries} entries in {max(round(found.n_days / WEEK), 1)} weeks"
    if np.isnan(weeks):
        return f"At the pace so far ({so_far}) it would take more than two years: log more days."
    more = f"About {weeks:.0f} more week{'s' if weeks > 1 else ''} at the pace so far ({so_far})"
    if found.verdict == "not_enough_entries":
        return f"{more} and there is enough to judge."
    return f"{more} would usually tell a link of {MATTERS_POINTS:.0f} point from none."


def _moment_sentence(moment: str, best: str) -> str:
    if moment == best:
        return f"Keep logging {MOMENT_WORDS[moment]}: moments are never mixed."
    return f"More of the entries here are {MOMENT_WORDS[best]}: that series will be sure sooner."
