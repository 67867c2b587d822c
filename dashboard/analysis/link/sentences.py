"""The verdicts in words: each with the number of entries it rests on, none with a cause."""

from dataclasses import dataclass

import numpy as np

from dashboard.analysis.link.result import LinkResult
from dashboard.analysis.link.series import Diary
from dashboard.analysis.link.windows import SPIKE_WINDOW

LEAST_DAYS, LEAST_ENTRIES, LEAST_RUNS = 36, 24, 12
# An end closer to 0 would be printed as 0.0.
PRINTS_AS_ZERO = 0.05

CAVEAT = "A pattern in your log, not proof of cause."
SLOW_WAVE = (
    "The link is gone once slow waves over months are taken out of both, so a season or a phase "
    "that moved load and pain together may be behind it."
)


@dataclass(frozen=True, slots=True)
class LoadWords:
    """How a load is named in the sentences.

    ``more`` is what more of it is; ``of`` follows "totals" where the load is not running
    (" of cycling"); ``beyond`` is what a spike is.
    """

    more: str = "heavier running"
    of: str = ""
    beyond: str = "runs well beyond the longest of the month before"


_TOTALS = {
    "1-2 days": "heavier 2-day totals{of}",
    "3-7 days": "heavier totals{of} 3 to 7 days before",
    "1-7 days": "heavier 7-day totals{of}",
    "1-14 days": "heavier 14-day totals{of}",
}


def too_little_sentence(known: Diary, load: int) -> str:
    """Say what is missing before a load can be judged; empty when nothing is."""
    entries, sessions = known.n_entries, known.n_active(load)
    if entries < LEAST_ENTRIES:
        return f"Not enough entries yet ({entries} of {LEAST_ENTRIES})."
    if known.n_days < LEAST_DAYS:
        return (
            f"Not enough entries yet: the {entries} of them span {known.n_days} days "
            f"of {LEAST_DAYS}."
        )
    if sessions < LEAST_RUNS:
        return f"Not enough sessions yet beside the {entries} entries ({sessions} of {LEAST_RUNS})."
    if known.is_constant:
        return f"Can't be judged: all {entries} entries are the same."
    return ""


def never_varied_sentence(n_entries: int) -> str:
    """Say that load was the same every week, so that nothing can be read from it."""
    return f"Can't be judged: before the {n_entries} entries every week had the same load."


def verdict_sentence(result: LinkResult, words: LoadWords) -> str:
    """Say a verdict that was reached, with its numbers.

    Parameters
    ----------
    result : LinkResult
        Of any verdict but ``not_enough_entries``, whose sentences say what is missing.
    words : LoadWords
        How its load is named.
    """
    if result.verdict == "link_seen":
        return _link(result, words)
    if result.verdict == "no_link_seen":
        return _no_link(result, words)
    return f"Can't tell yet: in {result.n_entries} entries a link cannot be told from chance."


def _no_link(result: LinkResult, words: LoadWords) -> str:
    # Rounded up, so that what is printed is not less than what was found.
    limit = max(np.ceil(result.upper_limit * 10) / 10, 0.1)
    return (
        f"No link seen: in {result.n_entries} entries {words.more} was not followed by more pain; "
        f"a link bigger than {limit:.1f} points is unlikely."
    )


def _link(result: LinkResult, words: LoadWords) -> str:
    is_spike = result.window == SPIKE_WINDOW
    after = words.beyond if is_spike else _TOTALS[result.window].format(of=words.of)
    points = f"{result.low:.1f} to {result.high:.1f} points"
    if result.low < PRINTS_AS_ZERO:
        points = f"up to {result.high:.1f} points"
    seen = (
        f"A link seen: in {result.n_entries} entries, after {after} this pain was {points} higher."
    )
    return f"{seen} {CAVEAT}"
