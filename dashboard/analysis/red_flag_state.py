"""Where the red-flag questions stand for a place: to be asked, answered, or calling for care.

A place here is a region and a side: what is asked about a left knee holds for all of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from dashboard.analysis import red_flags
from dashboard.analysis.pain import Site, sites
from dashboard.analysis.red_flags import Advice, Finding, Question, Urgency

FIRST_ENTRY = "first_entry"
LOOKED_AT = "looked_at"
# Rules: how long after the last entry it rests on a finding still speaks of now, and for how long
# the answers it asked for hold, so that a diary of a long illness is not asked every morning.
FRESH_DAYS = {"severe_pain": 7, "no_better": 14}
HOLDS_DAYS = {"severe_pain": 7, "no_better": 42}
KNOWN = frozenset(question.code for question in red_flags.QUESTIONS)


@dataclass(frozen=True, slots=True)
class Asking:
    """Questions due for a place before a number is taken, and why."""

    site: Site
    because: str
    sentence: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """A place that numbers are not taken for until somebody has looked at it."""

    region: str
    side: str
    advice: Advice

    @property
    def words(self) -> str:
        """The place in words: "left knee"."""
        return Site(self.region, self.side).words

    @property
    def sentence(self) -> str:
        """What stands where numbers would: "Get the left knee looked at first."."""
        return f"Get the {self.words} looked at first."


def asking(found: Iterable[Finding], answers: pd.DataFrame, site: Site) -> Asking | None:
    """Say what has to be asked about a site now, if anything.

    Parameters
    ----------
    found : iterable of Finding
        The rules that fired there of late, as :func:`current` gives them.
    answers : pandas.DataFrame
        RED_FLAGS.
    site : Site
        Where the person is about to enter a number.

    Returns
    -------
    Asking or None
        Before a place's first answers always; later when a rule has fired that the answers given
        since do not cover.
    """
    given = _about(answers, site)
    if given.empty:
        place = Site(site.region, site.side).words
        sentence = f"These come before the first number for your {place}."
        return Asking(site, FIRST_ENTRY, sentence, red_flags.questions(site.region))
    for finding in found:
        if not _covered(finding, given):
            return Asking(site, finding.rule, finding.sentence, red_flags.questions(site.region))
    return None


def ask_again(site: Site) -> Asking:
    """Ask once more about a place that somebody has looked at."""
    sentence = f"Your {Site(site.region, site.side).words} was looked at. How is it now?"
    return Asking(site, LOOKED_AT, sentence, red_flags.questions(site.region))


def current(entries: pd.DataFrame, site: Site, today: pd.Timestamp) -> tuple[Finding, ...]:
    """Return the rules that fired of late anywhere in a site's region and side."""
    near = [one for one in sites(entries) if (one.region, one.side) == (site.region, site.side)]
    found = [finding for one in near for finding in red_flags.findings(entries, one)]
    return tuple(
        finding
        for finding in found
        if today - finding.local_day <= pd.Timedelta(days=FRESH_DAYS[finding.rule])
    )


def stops(answers: pd.DataFrame) -> tuple[Stop, ...]:
    """Return the places whose newest answers hold a yes, the most urgent first.

    Parameters
    ----------
    answers : pandas.DataFrame
        RED_FLAGS.
    """
    places = answers[["region", "side"]].drop_duplicates().itertuples(index=False, name=None)
    found = [
        Stop(region, side, advice)
        for region, side in places
        if (advice := _advice(answers, Site(region, side))) is not None
    ]
    order = tuple(Urgency)
    return tuple(sorted(found, key=lambda stop: order.index(stop.advice.urgency)))


def stop_for(all_stops: Iterable[Stop], site: Site | None) -> Stop | None:
    """Return what stops numbers for a site: its own place, or a sign that cannot wait anywhere.

    Without a site, only such a sign stops anything.
    """
    for stop in all_stops:
        own = site is not None and (stop.region, stop.side) == (site.region, site.side)
        if own or stop.advice.urgency is Urgency.NOW:
            return stop
    return None


def _about(answers: pd.DataFrame, site: Site) -> pd.DataFrame:
    here = (answers["region"] == site.region) & (answers["side"] == site.side)
    return answers[here]


def _advice(answers: pd.DataFrame, site: Site) -> Advice | None:
    given = _about(answers, site)
    newest = given[given["answered_at"] == given["answered_at"].max()]
    return red_flags.advice(set(newest.loc[newest["answer"], "flag"]) & KNOWN)


def _covered(finding: Finding, given: pd.DataFrame) -> bool:
    """Whether the rule's own questions, or those after a look, were answered around that day."""
    because = given["asked_because"].isin([finding.rule, LOOKED_AT])
    holds = pd.Timedelta(days=HOLDS_DAYS[finding.rule])
    answered_on = given.loc[because, "answered_at"].dt.tz_localize(None).dt.normalize()
    return bool((answered_on + holds > finding.local_day).any())
