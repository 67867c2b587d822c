"""The made clinic into a store: each client's runs, diary and what a physio keeps of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import nan
from zoneinfo import ZoneInfo

import pandas as pd

from dashboard.analysis.pain import Site
from dashboard.analysis.red_flag_state import FIRST_ENTRY
from dashboard.analysis.red_flags import questions
from ingest import Store
from ingest.diary import (
    Assessment,
    AthleteSettings,
    ClientFile,
    Exercise,
    Note,
    PainEntry,
    PlanLimits,
    PlannedRun,
    QuestionnaireScore,
    RedFlagAnswer,
    Review,
    SessionByHand,
    Shoe,
    WeekPlan,
    WorkingSite,
)
from sample_data.clinic import Client
from sample_data.clinic.records import Felt, Outing

PHYSIO = "Physio"
RUNNING = "running"


@dataclass(frozen=True, slots=True)
class _Filling:
    store: Store
    athlete_id: str
    client: Client

    def at(self, when: datetime) -> pd.Timestamp:
        """Give a time on the wall its zone."""
        return pd.Timestamp(when).tz_localize(ZoneInfo(self.client.time_zone))


def fill_clinic(store: Store, clients: Sequence[Client], now: datetime) -> None:
    """Put clients into a store, all but what lies after ``now``, a time with a zone."""
    for client in clients:
        wall = now.astimezone(ZoneInfo(client.time_zone)).replace(tzinfo=None)
        athlete = store.add_athlete(client.name, client.time_zone)
        filling = _Filling(store, athlete.athlete_id, client.until(wall))
        for step in (_settings, _runs, _diary, _plan, _training, _findings, _file):
            step(filling)


def _settings(filling: _Filling) -> None:
    client = filling.client
    settings = AthleteSettings(units=client.units, time_zone=client.time_zone, sex=client.sex)
    filling.store.save_athlete(filling.athlete_id, settings)


def _runs(filling: _Filling) -> None:
    client, worn = filling.client, {}
    for shoe in client.shoes:
        kept = Shoe(shoe.name, shoe.heel_drop_mm, first_use=_day(shoe.first_use))
        worn[shoe.first_use] = filling.store.save_shoe(filling.athlete_id, kept)
    for outing in client.outings:
        session_id = filling.store.add_session_by_hand(filling.athlete_id, _session(outing))
        since = max((day for day in worn if day <= outing.start.date()), default=None)
        if since is not None and outing.sport == RUNNING:
            filling.store.wear_shoe(filling.athlete_id, session_id, worn[since])


def _session(outing: Outing) -> SessionByHand:
    return SessionByHand(
        sport=outing.sport,
        start=pd.Timestamp(outing.start),
        minutes=outing.minutes,
        rpe=nan if outing.rpe is None else outing.rpe,
        distance_m=outing.distance_m,
        name=outing.name,
        sub_sport=outing.sub_sport,
    )


def _diary(filling: _Filling) -> None:
    """Enter the diary, each place's red-flag questions answered with no before its first entry."""
    client = filling.client
    first = {entry.place: entry for entry in sorted(client.diary, key=_felt_at, reverse=True)}
    answers = [answer for entry in first.values() for answer in _all_clear(filling, entry)]
    for sign in client.signs:
        place = Site.parse(sign.place)
        answers.append(_answer(filling, sign.answered_at, sign.flag, place, answer="yes"))
    filling.store.save_red_flags(filling.athlete_id, answers)
    filling.store.save_pain(filling.athlete_id, [_pain(filling, one) for one in client.diary])


def _felt_at(entry: Felt) -> datetime:
    return entry.felt_at


def _all_clear(filling: _Filling, first: Felt) -> list[RedFlagAnswer]:
    place = Site.parse(first.place)
    asked = questions(place.region)
    return [_answer(filling, first.felt_at, one.code, place, answer="no") for one in asked]


def _answer(
    filling: _Filling, when: datetime, flag: str, place: Site, *, answer: str
) -> RedFlagAnswer:
    return RedFlagAnswer(
        flag=flag,
        answer=answer == "yes",
        answered_at=filling.at(when),
        region=place.region,
        side=place.side,
        asked_because=FIRST_ENTRY,
    )


def _pain(filling: _Filling, entry: Felt) -> PainEntry:
    place = Site.parse(entry.place)
    return PainEntry(
        region=place.region,
        side=place.side,
        aspect=place.aspect,
        intensity_nprs=entry.intensity_nprs,
        felt_at=filling.at(entry.felt_at),
        moment=entry.moment,
        clicking=entry.clicking,
        painkiller_taken=entry.painkiller_taken,
        note=entry.note,
    )


def _plan(filling: _Filling) -> None:
    store, athlete_id = filling.store, filling.athlete_id
    for agreed in filling.client.agreed:
        limits = PlanLimits(
            valid_from=_day(agreed.valid_from),
            longest_run_km=agreed.longest_run_km,
            week_km=agreed.week_km,
            set_by=PHYSIO,
            note=agreed.note,
        )
        store.save_agreed_limits(athlete_id, limits)
    for plan in filling.client.plans:
        runs = tuple(PlannedRun(_day(day), km) for day, km in plan.runs)
        store.save_week_plan(athlete_id, WeekPlan(_day(plan.week), runs))


def _training(filling: _Filling) -> None:
    for one in filling.client.training:
        exercise = Exercise(one.name, one.dose, _day(one.first_day), one.sessions_per_week)
        exercise_id = filling.store.save_exercise(filling.athlete_id, exercise)
        for day in one.done:
            filling.store.tick_exercise(filling.athlete_id, exercise_id, _day(day))


def _findings(filling: _Filling) -> None:
    store, athlete_id = filling.store, filling.athlete_id
    for score in filling.client.scores:
        place = Site.parse(score.place) if score.place else None
        answered = QuestionnaireScore(
            questionnaire=score.questionnaire,
            answered_on=_day(score.answered_on),
            total=score.total,
            options=score.options,
            region=place.region if place else "",
            side=place.side if place else "",
        )
        store.save_questionnaire(athlete_id, answered)
    found = [
        Assessment(one.item, one.side, one.finding, _day(one.assessed_on))
        for one in filling.client.findings
    ]
    store.save_assessments(athlete_id, found)


def _file(filling: _Filling) -> None:
    store, athlete_id, client = filling.store, filling.athlete_id, filling.client
    sites = [(Site.parse(place), _day(since)) for place, since in client.sites]
    store.save_working_sites(
        athlete_id, [WorkingSite(one.region, one.side, since, one.aspect) for one, since in sites]
    )
    for when, text in client.notes:
        store.save_note(athlete_id, Note(text, filling.at(when), PHYSIO))
    for held in client.reviews:
        day, due = _day(held.reviewed_on), held.next_due
        review = Review(day, held.agreed, held.decision, _day(due) if due else None)
        store.save_review(athlete_id, review)
    since, due = client.conservative_since, client.review_due
    file = ClientFile(
        is_client=True,
        phase=client.phase,
        conservative_since=_day(since) if since else None,
        review_due=_day(due) if due else None,
    )
    store.save_client_file(athlete_id, file)
    if client.seen:
        store.mark_seen(athlete_id, client.seen)


def _day(day: date) -> pd.Timestamp:
    return pd.Timestamp(day)
