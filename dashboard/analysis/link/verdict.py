"""Does more load precede more pain? The averaged whitened lag-window test for one runner."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from dashboard.analysis.link.evidence import high, low
from dashboard.analysis.link.judged import Judged, judge, second_look
from dashboard.analysis.link.one_thread import one_thread
from dashboard.analysis.link.result import LinkResult, Verdict, unjudged
from dashboard.analysis.link.sentences import (
    LoadWords,
    never_varied_sentence,
    too_little_sentence,
    verdict_sentence,
)
from dashboard.analysis.link.series import Diary, LinkInputError, diary
from dashboard.analysis.link.windows import MEAN_WINDOWS, NAMES

LEVEL = 0.05
MATTERS_POINTS = 1.0
MOST_LOADS = 3


def load_pain_link(
    load: pd.Series, pain: pd.Series, *, words: LoadWords | None = None, level: float = LEVEL
) -> LinkResult:
    """Say whether, after which load, and how surely, this pain is higher.

    Parameters
    ----------
    load : pandas.Series
        Daily load in one unit, indexed by local days; 0 on rest days, NaN or no row on days that
        are not known. May begin before the first entry: those days are history.
    pain : pandas.Series
        NPRS 0-10 of one site, side and moment by local day; NaN or no row where nothing was
        entered. Entries without 14 known days of load before them are left aside.
    words : LoadWords, optional
        How the load is named in the sentence.
    level : float
        One-sided level over all windows; several sites share it by Holm's steps.

    Returns
    -------
    LinkResult
        See there. The same input always gives the same result.

    Raises
    ------
    LinkInputError
        The series cannot be a load and a diary: a day twice, load below 0, pain outside 0-10.

    Notes
    -----
    Pain on trend, weekdays and one window of past load at a time, with errors AR(1) plus white
    noise. Weekdays are random effects of a size that the diary tells, fixed for windows of whole
    weeks. The noise model is averaged over a grid by its restricted likelihood, and all windows
    are judged together against the largest t of chance. Valid from 36 days with 24 entries and 12
    sessions. How often it errs and what it sees is measured in tests/simulation.
    """
    return link_loads([load], pain, words=[words or LoadWords()], level=level)[0]


def link_loads(
    loads: Sequence[pd.Series],
    pain: pd.Series,
    *,
    words: Sequence[LoadWords],
    level: float = LEVEL,
) -> tuple[LinkResult, ...]:
    """Judge up to three loads together, each with its verdict: running, say, and cycling.

    Parameters
    ----------
    loads : sequence of pandas.Series
        As in :func:`load_pain_link`; chosen before looking. An entry counts when all are known.
    pain : pandas.Series
        As there.
    words : sequence of LoadWords
        How each load is named.
    level : float
        One-sided level over all windows of all loads: a link in any of them is a false alarm in
        at most this share of runners without one.

    Returns
    -------
    tuple of LinkResult
        One a load, in the order given. A load with fewer than 12 active days is not judged.

    Raises
    ------
    LinkInputError
        Also for no load, or more than three.
    """
    return weigh(loads, pain).told(words, level)


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """Loads and a diary with their evidence, to be told at any level.

    Attributes
    ----------
    known : Diary
        The series on one calendar.
    reasons : tuple of str
        Why a load cannot be judged yet, "" where it can.
    judged : Judged or None
        The evidence; None when no load can be judged.
    """

    known: Diary
    reasons: tuple[str, ...]
    judged: Judged | None

    def p_values(self) -> tuple[float, ...]:
        """Give the p of each load; NaN for one that is not judged."""
        if self.judged is None:
            return tuple(math.nan for _ in self.reasons)
        return tuple(self.judged.p_value(load) for load in range(len(self.reasons)))

    def told(
        self, words: Sequence[LoadWords], level: float, *, looks_again: bool = True
    ) -> tuple[LinkResult, ...]:
        """Give the verdict on each load at a level.

        Without looking again, the caution about slow waves stays open where a link is seen.
        """
        with one_thread():
            results = tuple(
                unjudged(self.known, reason)
                if reason
                else _result(self.known, self.judged, load, words=name, level=level)
                for load, (reason, name) in enumerate(zip(self.reasons, words, strict=True))
            )
            return self._cautioned(results, level) if looks_again else results

    def _cautioned(self, results: tuple[LinkResult, ...], level: float) -> tuple[LinkResult, ...]:
        """Say of every link that is seen whether slow waves alone may make it."""
        if self.judged is None or all(one.verdict != "link_seen" for one in results):
            return results
        again = second_look(self.judged)
        return tuple(
            replace(one, caution="slow_wave" if again.p_value(load) > level else "")
            if one.verdict == "link_seen"
            else one
            for load, one in enumerate(results)
        )


def weigh(loads: Sequence[pd.Series], pain: pd.Series) -> Weighed:
    """Put loads and a diary to the evidence; parameters and errors as :func:`link_loads`."""
    if not 1 <= len(loads) <= MOST_LOADS:
        raise LinkInputError(f"One to three loads are judged together, not {len(loads)}.")
    known = diary(loads, pain)
    reasons = tuple(too_little_sentence(known, load) for load in range(len(loads)))
    active = [load for load, reason in enumerate(reasons) if not reason]
    with one_thread():
        return Weighed(known, reasons, judge(known, active) if active else None)


def _result(
    known: Diary, judged: Judged | None, load: int, *, words: LoadWords, level: float
) -> LinkResult:
    if judged is None or not len(judged.columns(load)):
        return unjudged(known, never_varied_sentence(known.n_entries))
    table = _table(judged, load, level)
    best = judged.best(load)
    p = judged.p_value(load)
    means = judged.windows[judged.columns(load)] < len(MEAN_WINDOWS)
    limit = float(table["high"].to_numpy()[means].max()) if means.any() else np.inf
    verdict = _verdict(p, limit, level)
    row = int(np.flatnonzero(judged.columns(load) == best)[0])
    result = LinkResult(
        verdict=verdict,
        p_value=p,
        window=NAMES[judged.windows[best]],
        effect_points=float(table["effect_points"].iloc[row]),
        low=float(table["low"].iloc[row]),
        high=float(table["high"].iloc[row]),
        upper_limit=limit,
        n_entries=known.n_entries,
        n_days=known.n_days,
        n_left_aside=known.n_left_aside,
        caution="not_looked" if verdict == "link_seen" else "",
        windows=table,
        sentence="",
    )
    return replace(result, sentence=verdict_sentence(result, words))


def _table(judged: Judged, load: int, level: float) -> pd.DataFrame:
    places = judged.columns(load)
    points = judged.points[places]
    return pd.DataFrame(
        {
            "window": [NAMES[window] for window in judged.windows[places]],
            "effect_points": judged.found.mean_slope[places] * points,
            "low": low(judged.found, places, level) * points,
            "high": high(judged.found, places, level) * points,
        }
    )


def _verdict(p: float, limit: float, level: float) -> Verdict:
    if p <= level:
        return "link_seen"
    return "no_link_seen" if limit < MATTERS_POINTS else "cannot_tell"
