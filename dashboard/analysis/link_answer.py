"""One question put to a log: which place, which moment, which load, and all that is answered."""

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
    """What is asked. ``load`` is a key of ``LOADS``; chosen before looking."""

    site: Site
    moment: str
    load: str = START_LOAD
    leaves_out_painkillers: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """One place of the diary with its verdict, at the moment judged there."""

    site: Site
    moment: str
    result: LinkResult


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What is answered.

    ``daily`` and ``pain`` are the series judged, by local day; ``painkillers`` the days of the
    series on which one was taken; ``n_active`` the days with load among those judged. ``places``
    are all places of the diary, the asked one first: the level is shared among them.
    """

    question: Question
    load: Load
    daily: pd.Series
    pain: pd.Series
    result: LinkResult
    reverse: ReverseDirection
    surer: Surer
    painkillers: pd.DatetimeIndex
    n_active: int
    places: tuple[Place, ...]


def start_question(entries: pd.DataFrame) -> Question | None:
    """Ask about the place noted on the most days, mornings first; None in an empty diary."""
    return next((Question(site, next(iter(days))) for site, days in noted(entries).items()), None)


def answer(log: Log, question: Question) -> Answer:
    """Answer a question.

    Parameters
    ----------
    log : Log
        Of one athlete.
    question : Question
        A site and moment, noted or not, and a load of ``LOADS``.

    Returns
    -------
    Answer
        The same log and question always give the same answer.

    Raises
    ------
    ValueError
        If the load is not a listed one.
    """
    load = load_named(question.load)
    daily = daily_series(log, load)
    days = noted(log.entries)
    asked = {question.site.key: question} | {
        site.key: replace(question, site=site, moment=next(iter(moments)))
        for site, moments in days.items()
        if site != question.site
    }
    pains = {key: _pain(log, one) for key, one in asked.items()}
    results = link_sites(daily, pains, words=load.words)
    moments = dict.fromkeys([question.moment, *days.get(question.site, {})])
    pain, result = pains[question.site.key], results[question.site.key]
    return Answer(
        question=question,
        load=load,
        daily=daily,
        pain=pain,
        result=result,
        reverse=reverse_direction(daily, pain, verb=load.verb),
        surer=surer(
            daily,
            {moment: daily_pain(log.entries, question.site, moment) for moment in moments},
            question.moment,
            result,
        ),
        painkillers=_painkillers(log, question),
        n_active=_active(daily, pain),
        places=tuple(Place(one.site, one.moment, results[key]) for key, one in asked.items()),
    )


def _pain(log: Log, question: Question) -> pd.Series:
    pain = daily_pain(log.entries, question.site, question.moment)
    if not question.leaves_out_painkillers:
        return pain
    return without_days(pain, _painkillers(log, question))


def _painkillers(log: Log, question: Question) -> pd.DatetimeIndex:
    return painkiller_days(log.entries, question.site, question.moment)


def _active(daily: pd.Series, pain: pd.Series) -> int:
    felt = pain.dropna().index
    if not len(felt):
        return 0
    within = daily[(daily.index >= felt[0]) & (daily.index <= felt[-1])]
    return int((within > 0).sum())
