"""The way back to running after a pause: which phase, how often it was done, why one stays.

The files say how far a run went, not how much of it was walked: a run counts for a phase by its
distance, the rest day before it and the mornings around it.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.analysis import words
from dashboard.analysis.load_line import NOT_SETTLED, SETTLED, WAITING
from dashboard.analysis.methods import duration_s
from dashboard.analysis.morning_after import morning_after
from dashboard.analysis.pain import Site, at_site, daily_pain
from dashboard.analysis.sports import family
from dashboard.analysis.words import METRES_PER_KM, METRES_PER_MILE

SOURCE = (
    "the return-to-run programme of a trial protocol on overuse knee injuries, Trials 2023,"
    " doi 10.1186/s13063-023-07502-x"
)
RULES = (
    "Each phase at least twice, a rest day before each run, level ground. With swelling, stiffness"
    " or more pain one stays. Distance before speed; hills last."
)
NEEDED = 2
# Rules: how long a pause makes the next run a return, and what of a distance is the distance.
PAUSE_DAYS = 14
DAYS_BETWEEN_RUNS = 2
MOST_DAYS_LISTED = 3
LEAST_SHARE = 0.95
GATE_WALK_S = 29.5 * 60
GATE_DAYS = 42
DONE, NOW, TO_COME, SET = "done", "now", "to come", "set"
MORNING = "morning"


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase: minutes walked and run in turns, the whole distance, the effort of 10."""

    number: int
    walk_min: int
    run_min: int
    miles: float
    effort: int

    @property
    def distance_m(self) -> float:
        """Metres, walking included."""
        return self.miles * METRES_PER_MILE

    @property
    def words(self) -> str:
        """Say it: "walk 2 min, run 3 min, 1.6 km in all"."""
        far = words.distance(self.distance_m)
        if not self.walk_min:
            return f"run all of {far}"
        return f"walk {self.walk_min} min, run {self.run_min} min, {far} in all"


PHASES = (
    Phase(1, 2, 3, 1.0, 3),
    Phase(2, 2, 3, 1.5, 3),
    Phase(3, 2, 4, 1.5, 4),
    Phase(4, 2, 4, 2.0, 4),
    Phase(5, 1, 4, 2.0, 5),
    Phase(6, 0, 0, 2.0, 5),
)
GATE_WORDS = "a brisk walk of 30 minutes without limp or pain"
AFTER_THE_LAST = len(PHASES) + 1


@dataclass(frozen=True, slots=True, eq=False)
class Progress:
    """How far the way back is.

    Attributes
    ----------
    phase : int
        0 for the walk that comes first, 1 to 6, 7 when the last one is done.
    done : int
        Runs that count for that phase.
    began : pandas.Timestamp
        The day of the first run after the pause, or the day that was set.
    gate : pandas.Timestamp or None
        The day of a walk of 30 minutes before it that had settled by the next morning; None when
        the files hold none.
    is_set : bool
        Whether a physio said which phase it is; it goes on when they say so.
    phases : pandas.DataFrame
        One row a phase: number, words, state ("done", "now", "to come", "set"), done, days (tuple
        of the days that count).
    runs : pandas.DataFrame
        The runs since, oldest first, as :func:`~dashboard.analysis.morning_after.morning_after`,
        with phase, counts and why_not (empty where the run counts).
    """

    phase: int
    done: int
    began: pd.Timestamp
    gate: pd.Timestamp | None
    is_set: bool
    phases: pd.DataFrame
    runs: pd.DataFrame

    @property
    def title(self) -> str:
        """Say where one is: "Return to running: phase 4 of 6, done 1 of 2 times"."""
        begin = "Return to running"
        if self.phase == AFTER_THE_LAST:
            return f"{begin}: all {len(PHASES)} phases done"
        if not self.phase:
            return f"{begin}: the walk comes first"
        where = f"{begin}: phase {self.phase} of {len(PHASES)}"
        if self.is_set:
            return f"{where}, as agreed, done {words.counted(self.done, 'time')}"
        return f"{where}, done {self.done} of {NEEDED} times"

    @property
    def table(self) -> pd.DataFrame:
        """Give the phases in words: phase ("1 · walk 2 min, ..."), done ("1 of 2"), days."""
        columns = (self.phases[name] for name in ("number", "words", "state", "done", "days"))
        rows = [
            (f"{number} · {said}", self._done_words(state, int(done)), _listed(days))
            for number, said, state, done, days in zip(*columns, strict=True)
        ]
        return pd.DataFrame(rows, columns=["phase", "done", "days"], dtype="str")

    def _done_words(self, state: str, done: int) -> str:
        if state == NOW:
            return words.counted(done, "time") if self.is_set else f"{done} of {NEEDED}"
        return {DONE: "done", SET: "as agreed"}.get(state, "")

    @property
    def why_it_stays(self) -> str:
        """Say why the last run did not count; empty when it did, or there is none."""
        if self.runs.empty or self.phase in (0, AFTER_THE_LAST):
            return ""
        last = self.runs.iloc[-1]
        if last["counts"]:
            return ""
        far = words.distance(float(last["running_km"]) * METRES_PER_KM)
        run = " of ".join(filter(None, ("The run", words.day(last["local_day"].date()))))
        return f"{run}{f', {far},' if far else ''} does not count yet: {last['why_not']}."

    @property
    def gate_sentence(self) -> str:
        """Say whether the walk that comes first is in the files."""
        if self.gate is None:
            return f"First comes {GATE_WORDS}: the files hold none that settled."
        return f"First came {GATE_WORDS}: {words.day(self.gate.date())}."


def _listed(days: tuple[pd.Timestamp, ...]) -> str:
    return words.joined([words.day(day.date()) for day in days[-MOST_DAYS_LISTED:]])


def return_began(runs: pd.DataFrame, today: pd.Timestamp) -> pd.Timestamp | None:
    """Find the first run after the last pause of 14 days; None when there was no such pause.

    Parameters
    ----------
    runs : pandas.DataFrame
        ``local_day`` of every run, oldest first.
    today : pandas.Timestamp
        Later runs are left aside.
    """
    days = runs.loc[runs["local_day"] <= today, "local_day"].drop_duplicates()
    paused = days.diff().dt.days >= PAUSE_DAYS
    return pd.Timestamp(days[paused].iloc[-1]) if paused.any() else None


def return_progress(
    sessions: pd.DataFrame,
    entries: pd.DataFrame,
    site: Site,
    today: pd.Timestamp,
    *,
    set_phase: int | None = None,
    since: pd.Timestamp | None = None,
) -> Progress | None:
    """Follow the way back to running through the files and the diary.

    Parameters
    ----------
    sessions : pandas.DataFrame
        SESSION_LIST of one athlete.
    entries : pandas.DataFrame
        PAIN_ENTRIES.
    site : Site
        The place whose mornings decide.
    today : pandas.Timestamp
        Local day; what comes later is left aside.
    set_phase : int, optional
        What a physio says it is: 0 the walk, 1-6 a phase, 7 all done. It stays until they change
        it; only the walk, once in the files, gives way to phase 1.
    since : pandas.Timestamp, optional
        The day it begins; :func:`return_began` when left out.

    Returns
    -------
    Progress or None
        None when there was no pause of 14 days and nothing was set.

    Raises
    ------
    ValueError
        A phase that is none of 0 to 7.

    Notes
    -----
    A rule, after the source. A run counts for the phase one is in when it is at least as long as
    the phase (95 % of it), with a day without running before it, no swelling noted on that day or
    the next, and a next morning less than 1 point above the morning before. Each phase twice.
    """
    if set_phase is not None and not 0 <= set_phase <= AFTER_THE_LAST:
        raise ValueError(f"phase {set_phase} is not one of 0 to {AFTER_THE_LAST}")
    here = at_site(entries, site)
    mornings = daily_pain(here, site, MORNING)
    runs = morning_after(sessions, mornings, today)
    began = since or return_began(runs, today)
    if began is None and set_phase is None:
        return None
    gate = _gate(sessions, mornings, began or today)
    judged = runs.assign(why_not=_reasons(runs, _swelling(here)))
    inside = judged["local_day"].between(began or today, today)
    kept = 1 if set_phase == 0 and gate is not None else set_phase
    counted = _counted(judged[inside].reset_index(drop=True), kept)
    return Progress(
        phase=counted.phase,
        done=len(counted.days.get(counted.phase, ())),
        began=began or today,
        gate=gate,
        is_set=set_phase is not None,
        phases=_phase_rows(counted, kept),
        runs=counted.runs,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Counted:
    """The phase reached, the days that count for each, and every run with what became of it."""

    phase: int
    days: dict[int, list[pd.Timestamp]]
    runs: pd.DataFrame


def _counted(runs: pd.DataFrame, set_phase: int | None) -> _Counted:
    phase = 1 if set_phase is None else set_phase
    days: dict[int, list[pd.Timestamp]] = {one.number: [] for one in PHASES}
    rows: list[tuple[int, bool, str]] = []
    for _, run in runs.iterrows():
        why_not = str(run["why_not"]) or _beside(phase, float(run["running_km"]))
        rows.append((phase, not why_not, why_not))
        if not why_not and phase in days:
            days[phase].append(run["local_day"])
            phase += set_phase is None and len(days[phase]) >= NEEDED
    marked = pd.DataFrame(rows, columns=["phase", "counts", "why_not"])
    return _Counted(phase, days, runs.drop(columns="why_not").join(marked))


def _phase_rows(counted: _Counted, set_phase: int | None) -> pd.DataFrame:
    def state(number: int) -> str:
        if number >= counted.phase:
            return NOW if number == counted.phase else TO_COME
        return DONE if set_phase is None else SET

    days = counted.days
    rows = [
        (one.number, one.words, state(one.number), len(days[one.number]), tuple(days[one.number]))
        for one in PHASES
    ]
    return pd.DataFrame(rows, columns=["number", "words", "state", "done", "days"])


def _beside(phase: int, km: float) -> str:
    """Say what a run lacks of a phase's distance; "" for nothing."""
    if not phase:
        return "the walk comes first"
    if phase == AFTER_THE_LAST:
        return ""
    if np.isnan(km):
        return "how far it went is not known"
    here = PHASES[phase - 1]
    if km * METRES_PER_KM >= LEAST_SHARE * here.distance_m:
        return ""
    return f"shorter than the {words.distance(here.distance_m)} of phase {phase}"


def _reasons(runs: pd.DataFrame, swelling: frozenset[pd.Timestamp]) -> list[str]:
    """Say of each run what speaks against it, whatever phase it is in; "" for nothing."""
    day_before = runs["local_day"].shift()
    said = []
    for (_, run), before in zip(runs.iterrows(), day_before, strict=True):
        day = run["local_day"]
        if run["state"] == NOT_SETTLED:
            change = f"{run['after']:.0f} the next morning, {run['before']:.0f} the morning before"
            said.append(f"not settled, {change}")
        elif {day, day + pd.Timedelta(days=1)} & swelling:
            said.append("swelling was noted")
        elif (day - before).days < DAYS_BETWEEN_RUNS:
            said.append("no day of rest before it")
        elif run["state"] == WAITING:
            said.append("its morning is still to come")
        else:
            said.append("" if run["state"] == SETTLED else "a morning before or after is missing")
    return said


def _swelling(here: pd.DataFrame) -> frozenset[pd.Timestamp]:
    return frozenset(here.loc[here["swelling"].astype("bool"), "local_day"])


def _gate(sessions: pd.DataFrame, mornings: pd.Series, began: pd.Timestamp) -> pd.Timestamp | None:
    """Give the last walk of 30 minutes before the first run that had settled by morning."""
    placed = sessions.dropna(subset="local_day")
    pairs = zip(placed["sport"], placed["sub_sport"], strict=True)
    is_walk = np.array([family(*pair) == "walk" for pair in pairs], dtype=np.bool_)
    long_enough = duration_s(placed) >= GATE_WALK_S
    near = placed["local_day"].between(began - pd.Timedelta(days=GATE_DAYS), began)
    days = pd.DatetimeIndex(sorted(set(placed.loc[is_walk & long_enough & near, "local_day"])))
    after = mornings.reindex(days + pd.Timedelta(days=1)).to_numpy(dtype=np.float64)
    settled = days[after - mornings.reindex(days).to_numpy(dtype=np.float64) < 1]
    return pd.Timestamp(settled[-1]) if len(settled) else None
