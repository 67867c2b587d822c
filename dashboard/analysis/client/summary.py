"""One client summed up: places worked on, running by week, plan, last review, questionnaires."""

from dataclasses import dataclass

import pandas as pd

from dashboard.analysis.active_rest import ActiveRest, active_rest
from dashboard.analysis.before_flare.running import runs_of
from dashboard.analysis.client.adherence import Adherence, adherence
from dashboard.analysis.client.record import ClientRecord
from dashboard.analysis.link_series import noted
from dashboard.analysis.load_line import Agreed, LoadLine, agreed_on
from dashboard.analysis.pain import Site
from dashboard.analysis.recovery import COURSE_DAYS
from dashboard.analysis.recovery_answer import MORNING, Answer, Question, answer, line_of
from dashboard.analysis.red_flag_state import Stop, stops

# More places than these make a page nobody reads; the diary has them all.
MOST_PLACES = 3
WEEKS = 12
DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class Total:
    """A questionnaire's first and latest total; the same one where it was answered once."""

    questionnaire: str
    first: float
    first_day: pd.Timestamp
    latest: float
    latest_day: pd.Timestamp
    answers: int


@dataclass(frozen=True, slots=True)
class Review:
    """A review as it was held; ``next_due`` None where no next one was named."""

    reviewed_on: pd.Timestamp
    agreed: str
    decision: str
    next_due: pd.Timestamp | None
    figures: str


@dataclass(frozen=True, slots=True, eq=False)
class ClientSummary:
    """What stands on a client's page and on their print, computed once.

    ``first`` to ``record.today`` are the six weeks. ``places`` is one answer a place worked on.
    ``weeks`` has monday, km and runs of the last 12 weeks, the oldest first; a week with a run of
    unknown distance has km NaN. ``runs``, ``run_km`` (NaN when one is unknown) and ``rest`` count
    the six weeks. ``stops`` are the places where a red flag was answered with yes.
    """

    record: ClientRecord
    first: pd.Timestamp
    places: tuple[Answer, ...]
    line: LoadLine
    agreed: Agreed | None
    weeks: pd.DataFrame
    runs: int
    run_km: float
    rest: ActiveRest
    adherence: tuple[Adherence, ...]
    totals: tuple[Total, ...]
    review: Review | None
    stops: tuple[Stop, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the client brought neither runs nor entries."""
        return self.record.history.sessions.empty and self.record.history.entries.empty


def summary(record: ClientRecord) -> ClientSummary:
    """Sum up a client as of the record's day; nothing after it is looked at."""
    today = record.today
    first = today - pd.Timedelta(days=COURSE_DAYS - 1)
    history = record.history
    agreed = agreed_on(record.limits, today)
    runs = runs_of(history.sessions).runs
    six_weeks = runs[runs["local_day"].between(first, today)]
    return ClientSummary(
        record=record,
        first=first,
        places=tuple(
            answer(history, Question(site, moment, today)) for site, moment in places(record)
        ),
        line=line_of(history, today, agreed),
        agreed=agreed,
        weeks=_weeks(runs, today),
        runs=len(six_weeks),
        run_km=float(six_weeks["running_km"].sum(skipna=False)) if len(six_weeks) else 0.0,
        rest=active_rest(history.sessions, history.athlete, first, today),
        adherence=adherence(record.exercises, record.log, today),
        totals=totals(record.questionnaires),
        review=latest_review(record.reviews),
        stops=stops(record.answers),
    )


def places(record: ClientRecord) -> tuple[tuple[Site, str], ...]:
    """Choose the places shown and the moment each is judged at, three at most.

    The working sites, in their order; where none was named, those of the diary. A working site
    without a part of its own ("left knee") stands for the part of it noted most.
    """
    moments = noted(record.history.entries)
    columns = ("region", "side", "aspect")
    rows = zip(*(record.sites[name] for name in columns), strict=True)
    named = [Site(*row) for row in rows]
    chosen = dict.fromkeys(_in_the_diary(site, tuple(moments)) for site in named)
    shown = tuple(chosen) or tuple(moments)
    return tuple(
        (site, next(iter(moments.get(site, {MORNING: 0})))) for site in shown[:MOST_PLACES]
    )


def totals(questionnaires: pd.DataFrame) -> tuple[Total, ...]:
    """Give the first and the latest total of each questionnaire, by name."""
    found = []
    for name, rows in questionnaires.groupby("questionnaire", sort=True):
        ordered = rows.sort_values("answered_on", kind="stable")
        first, latest = ordered.iloc[0], ordered.iloc[-1]
        total = Total(
            questionnaire=str(name),
            first=float(first["total"]),
            first_day=first["answered_on"],
            latest=float(latest["total"]),
            latest_day=latest["answered_on"],
            answers=len(ordered),
        )
        found.append(total)
    return tuple(found)


def latest_review(reviews: pd.DataFrame) -> Review | None:
    """Return the review held last; None where none was."""
    if reviews.empty:
        return None
    row = reviews.sort_values("reviewed_on", kind="stable").iloc[-1]
    return Review(
        reviewed_on=row["reviewed_on"],
        agreed=str(row["agreed"]),
        decision=str(row["decision"]),
        next_due=None if pd.isna(row["next_due"]) else row["next_due"],
        figures=str(row["figures"]),
    )


def _in_the_diary(site: Site, known: tuple[Site, ...]) -> Site:
    if site in known or site.aspect:
        return site
    parts = (one for one in known if (one.region, one.side) == (site.region, site.side))
    return next(parts, site)


def _weeks(runs: pd.DataFrame, today: pd.Timestamp) -> pd.DataFrame:
    last = today - pd.Timedelta(days=today.weekday())
    mondays = pd.date_range(end=last, periods=WEEKS, freq=f"{DAYS_A_WEEK}D")
    known = runs[runs["local_day"] <= today]
    begins = known["local_day"] - pd.to_timedelta(known["local_day"].dt.day_of_week, unit="D")
    by_week = known.assign(monday=begins, is_unknown=known["running_km"].isna()).groupby("monday")
    sums = by_week.agg(
        km=("running_km", "sum"), runs=("running_km", "size"), unknown=("is_unknown", "any")
    ).reindex(mondays)
    km = sums["km"].fillna(0.0).mask(sums["unknown"].eq(other=True))
    runs_a_week = sums["runs"].fillna(0).astype("int64")
    return pd.DataFrame({"km": km, "runs": runs_a_week}).reset_index(names="monday")
