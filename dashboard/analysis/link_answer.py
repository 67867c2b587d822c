"""One question put to a log: which place, which moment, which load, and all that is answered."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pandas as pd

from dashboard.analysis.link import (
    LinkResult,
    ReverseDirection,
    Surer,
    link_sites,
    painkiller_days,
    reverse_direction,
    surer,
    without_days,
)
from dashboard.analysis.link.series import Diary, diary
from dashboard.analysis.link_series import (
    START_LOAD,
    Load,
    Log,
    daily_series,
    load_named,
    noted,
)
from dashboard.analysis.pain import Site, daily_pain


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, chosen before looking.

    ``load`` is a key of ``LOADS``; ``beside`` are up to two more, judged together with it: the
    level is shared, so that three looks are not three chances.
    """

    site: Site
    moment: str
    load: str = START_LOAD
    leaves_out_painkillers: bool = False
    beside: tuple[str, ...] = ()

    @property
    def loads(self) -> tuple[str, ...]:
        """The keys of all loads judged together, the one that is drawn first."""
        return tuple(dict.fromkeys((self.load, *self.beside)))


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """One place of the diary with its verdict, at the moment judged there.

    Only the place asked about is looked at again for slow waves.
    """

    site: Site
    moment: str
    result: LinkResult


@dataclass(frozen=True, slots=True, eq=False)
class Beside:
    """A load judged together with the one drawn: its verdict, and the days that had it."""

    load: Load
    result: LinkResult
    n_active: int


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What is answered.

    ``dailies`` are the loads judged together, the drawn one first, and ``pain`` the entries, by
    local day; ``known`` has both on one calendar. ``painkillers`` are the days of the series on
    which one was taken; ``n_active`` the days with load among those judged. ``beside`` holds the
    verdicts of the other loads. ``places`` are all places of the diary, the asked one first: the
    level is shared among them.
    """

    question: Question
    load: Load
    dailies: tuple[pd.Series, ...]
    pain: pd.Series
    known: Diary
    result: LinkResult
    reverse: ReverseDirection
    surer: Surer
    painkillers: pd.DatetimeIndex
    n_active: int
    beside: tuple[Beside, ...]
    places: tuple[Place, ...]

    @property
    def daily(self) -> pd.Series:
        """The load that is drawn, by local day."""
        return self.dailies[0]


def start_question(entries: pd.DataFrame) -> Question | None:
    """Ask about the place noted on the most days, mornings first; None in an empty diary."""
    return next((Question(site, next(iter(days))) for site, days in noted(entries).items()), None)


def answer(
    log: Log, question: Question, series: Callable[[Log, Load], pd.Series] = daily_series
) -> Answer:
    """Answer a question.

    Parameters
    ----------
    log : Log
        Of one athlete.
    question : Question
        A site and moment, noted or not, and one to three loads of ``LOADS``.
    series : callable, optional
        Gives a load by day as :func:`~dashboard.analysis.link_series.daily_series` does; who
        asks several questions may keep what it gave.

    Returns
    -------
    Answer
        The same log and question always give the same answer.

    Raises
    ------
    ValueError
        If a load is not a listed one, or there are more than three.
    """
    loads = tuple(load_named(key) for key in question.loads)
    dailies = tuple(series(log, load) for load in loads)
    days = log.noted
    asked = {question.site.key: question} | {
        site.key: replace(question, site=site, moment=next(iter(moments)))
        for site, moments in days.items()
        if site != question.site
    }
    pains = {key: _pain(log, one) for key, one in asked.items()}
    words = [load.words for load in loads]
    results = link_sites(dailies, pains, words=words, asked={question.site.key})
    moments = dict.fromkeys([question.moment, *days.get(question.site, {})])
    pain, (result, *others) = pains[question.site.key], results[question.site.key]
    known = diary(dailies, pain)
    return Answer(
        question=question,
        load=loads[0],
        dailies=dailies,
        pain=pain,
        known=known,
        result=result,
        reverse=reverse_direction(dailies[0], pain, verb=loads[0].verb),
        surer=surer(
            dailies[0],
            {moment: daily_pain(log.entries, question.site, moment) for moment in moments},
            question.moment,
            result,
        ),
        painkillers=_painkillers(log, question),
        n_active=known.n_active(0),
        beside=tuple(
            Beside(load, other, known.n_active(place))
            for place, (load, other) in enumerate(zip(loads[1:], others, strict=True), 1)
        ),
        places=tuple(Place(one.site, one.moment, results[key][0]) for key, one in asked.items()),
    )


def _pain(log: Log, question: Question) -> pd.Series:
    pain = daily_pain(log.entries, question.site, question.moment)
    if not question.leaves_out_painkillers:
        return pain
    return without_days(pain, _painkillers(log, question))


def _painkillers(log: Log, question: Question) -> pd.DatetimeIndex:
    return painkiller_days(log.entries, question.site, question.moment)
