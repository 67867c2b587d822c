"""A flare's card: every fact of the days before it, and what was looked for and not found."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.analysis import words
from dashboard.analysis.before_flare import changes, running
from dashboard.analysis.before_flare.changes import Told, told_of
from dashboard.analysis.before_flare.fact import DAYS_BEFORE, Fact, Look, look_before
from dashboard.analysis.before_flare.running import Runs, runs_of
from dashboard.analysis.overview import History
from dashboard.analysis.spikes import BANDS, RATED

NO_FILES = "No session is known in these days: a card needs the files of your watch."
NOT_A_CAUSE = (
    "Facts of the days before, the same ones looked for every time. That something came before a"
    " flare is not proof that it brought it."
)


@dataclass(frozen=True, slots=True)
class FlareCard:
    """What changed before one flare: its facts in a fixed order, from ``first`` to ``last``.

    ``onset`` is the flare's first day. ``not_found`` is a sentence; "" when everything was found.
    """

    onset: pd.Timestamp
    first: pd.Timestamp
    last: pd.Timestamp
    facts: tuple[Fact, ...]
    not_found: str

    def fact(self, kind: str) -> Fact | None:
        """Give the first fact of a kind; None when there is none."""
        return next((fact for fact in self.facts if fact.kind == kind), None)


@dataclass(frozen=True, slots=True)
class SpikeCount:
    """How often a run beyond 1.10 times the month before was followed by a flare within a week.

    Counted over the days on which the place was noted, so that a card's run is seen among its like.
    """

    n_runs: int
    n_followed: int

    @property
    def sentence(self) -> str:
        """Say it in words; "" when there was no such run."""
        if not self.n_runs:
            return ""
        runs = words.counted(self.n_runs, "run")
        return (
            f"In the days you noted this place, {runs} went beyond {BANDS[0].up_to:.2f} times the"
            f" longest of the 30 days before; within {DAYS_BEFORE} days a flare began after"
            f" {self.n_followed} of {self.n_runs}. A count, not a cause."
        )


def before_flare(history: History, onsets: pd.Series, moment: str) -> tuple[FlareCard, ...]:
    """Make the card of every flare of one place at one moment.

    Parameters
    ----------
    history : History
        Of one athlete; nothing of the diary is read.
    onsets : pandas.Series
        First days of the flares, as :func:`dashboard.analysis.flares.flares` gives them.
    moment : str
        When the scores were felt. A session of the onset's own day counts only where they may
        follow it.

    Returns
    -------
    tuple of FlareCard
        In the order of ``onsets``. A fact that is not known is left out, never guessed: a run
        without a distance has no ratio, a week is compared only when both are in the files.

    Notes
    -----
    Rules, not evidence: sessions count for 7 days, shoes, illness and travel for 30. The ratio of
    the longest run is that of :func:`dashboard.analysis.spikes.activity_spikes`.
    """
    runs = runs_of(history.sessions)
    told = told_of(history)
    return tuple(_card(onset, look_before(onset, moment), runs, told) for onset in onsets)


def _card(onset: pd.Timestamp, look: Look, runs: Runs, told: Told) -> FlareCard:
    found = [
        running.longest_run(runs, look),
        running.week(runs, look),
        running.rest_gap(runs, look),
        changes.race(told, look),
        changes.brick(told, look),
        running.effort(runs, look),
        *changes.other_sports(told, look),
        running.descent(runs, look),
        changes.shoe(told, look),
        *changes.events(told, look),
    ]
    facts = tuple(fact for fact in found if fact is not None)
    return FlareCard(onset, look.first, look.last, facts, _not_found(facts, runs, look))


def _not_found(facts: tuple[Fact, ...], runs: Runs, look: Look) -> str:
    if runs.first_day is None or runs.first_day > look.last:
        return NO_FILES
    missing = changes.nothing_of(facts)
    no_run = [] if len(look.of(runs.runs)) else ["a run"]
    names = [*no_run, *missing]
    return f"Looked for and not found: {', '.join(names)}." if names else ""


def spike_count(history: History, onsets: pd.Series, pain: pd.Series) -> SpikeCount:
    """Count the runs beyond 1.10 times the month before, and after how many a flare began.

    Parameters
    ----------
    history : History
        Of one athlete.
    onsets : pandas.Series
        First days of the flares of one place at one moment.
    pain : pandas.Series
        Daily NPRS of the same; runs are counted from its first entry to a week before its last.
    """
    noted = pain.dropna()
    spikes = runs_of(history.sessions).runs
    beyond = spikes[(spikes["state"] == RATED) & (spikes["ratio"] > BANDS[0].up_to)]
    if noted.empty or beyond.empty:
        return SpikeCount(0, 0)
    week = pd.Timedelta(days=DAYS_BEFORE)
    inside = beyond["local_day"].between(noted.index[0], noted.index[-1] - week)
    days = beyond.loc[inside, "local_day"].to_numpy("datetime64[D]")
    began = onsets.to_numpy("datetime64[D]")
    wait = (began[None, :] - days[:, None]) / np.timedelta64(1, "D")
    followed = ((wait > 0) & (wait <= DAYS_BEFORE)).any(axis=1)
    return SpikeCount(len(days), int(followed.sum()))
