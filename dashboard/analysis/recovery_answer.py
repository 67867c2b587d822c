"""Everything the recovery page shows of one place and moment, computed once for each question."""

from dataclasses import dataclass

import pandas as pd

from dashboard.analysis.active_rest import ActiveRest, active_rest
from dashboard.analysis.before_flare import FlareCard, SpikeCount, before_flare, spike_count
from dashboard.analysis.before_flare.running import runs_of
from dashboard.analysis.flares import flares
from dashboard.analysis.load_line import Agreed, LoadLine, load_line
from dashboard.analysis.morning_after import morning_after
from dashboard.analysis.overview import History
from dashboard.analysis.pain import Site, daily_pain
from dashboard.analysis.recovery import COURSE_DAYS, RecoveryCourse, course

MORNING = "morning"


@dataclass(frozen=True, slots=True)
class Question:
    """One place and moment, over the six weeks to ``until``."""

    site: Site
    moment: str
    until: pd.Timestamp


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """The six weeks of one place.

    ``pain`` is its daily series up to ``until``; ``mornings`` what
    :func:`dashboard.analysis.morning_after.morning_after` says of the runs of the six weeks;
    ``found`` all its flares, the oldest first; :func:`flare_cards` says what changed before them.
    """

    question: Question
    pain: pd.Series
    course: RecoveryCourse
    mornings: pd.DataFrame
    found: pd.DataFrame
    count: SpikeCount
    rest: ActiveRest

    @property
    def six_weeks(self) -> tuple[pd.Timestamp, pd.Timestamp]:
        """First and last of the 42 days."""
        until = self.question.until
        return until - pd.Timedelta(days=COURSE_DAYS - 1), until


def answer(history: History, question: Question) -> Answer:
    """Read a diary and the files beside it.

    Parameters
    ----------
    history : History
        Of one athlete.
    question : Question
        Nothing after ``until`` is looked at.
    """
    pain = daily_pain(history.entries, question.site, question.moment)
    pain = pain[pain.index <= question.until]
    found = flares(pain)
    first = question.until - pd.Timedelta(days=COURSE_DAYS - 1)
    return Answer(
        question=question,
        pain=pain,
        course=course(pain, until=question.until),
        mornings=_mornings(history, question, first),
        found=found,
        count=spike_count(history, found["onset"], pain),
        rest=active_rest(history.sessions, history.athlete, first, question.until),
    )


def flare_cards(history: History, read: Answer, newest: int) -> tuple[FlareCard, ...]:
    """Say what changed before the newest flares, so many at most, the newest first."""
    onsets = read.found["onset"].iloc[::-1].head(newest)
    return before_flare(history, onsets, read.question.moment)


def line_of(history: History, today: pd.Timestamp, agreed: Agreed | None) -> LoadLine:
    """Give the load line over every place whose mornings were noted, as of a day."""
    return load_line(history.sessions, _morning_series(history, today), today, agreed)


def done_runs(history: History) -> pd.DataFrame:
    """Give local_day and running_km of every run."""
    return runs_of(history.sessions).runs[["local_day", "running_km"]]


def _morning_series(history: History, until: pd.Timestamp) -> dict[str, pd.Series]:
    noted = history.entries[history.entries["moment"] == MORNING]
    places = noted[["region", "side", "aspect"]].drop_duplicates().itertuples(index=False)
    series = {site: daily_pain(noted, site, MORNING) for site in (Site(*place) for place in places)}
    return {site.words: pain[pain.index <= until] for site, pain in series.items()}


def _mornings(history: History, question: Question, first: pd.Timestamp) -> pd.DataFrame:
    """Say of each run of the six weeks whether this place had settled by the next morning."""
    pain = daily_pain(history.entries, question.site, MORNING)
    runs = morning_after(history.sessions, pain[pain.index <= question.until], question.until)
    inside = runs["local_day"].between(first, question.until)
    return runs[inside].reset_index(drop=True)
