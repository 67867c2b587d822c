"""A season into a store: the watch files first, then all that is told of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.analysis.red_flags import questions
from ingest import SessionEdit, Store, import_files
from ingest.diary import (
    AthleteSettings,
    Event,
    PainEntry,
    RaceParts,
    RaceResult,
    RedFlagAnswer,
    Shoe,
)
from ingest.tables import Athlete
from ingest.thresholds import Thresholds
from sample_data import Season
from sample_data.story.records import DiaryEntry, Limits, SeasonRace

RUNNING = "running"
FIRST_ENTRY = "first entry"


@dataclass(frozen=True, slots=True)
class _Filling:
    """The store, whose it becomes, and the sessions of each file: its legs in order."""

    store: Store
    athlete_id: str
    season: Season
    legs: Mapping[str, pd.DataFrame]


def fill(store: Store, runner: Athlete, season: Season) -> None:
    """Put a season into a store as a person would: files, settings, diary, shoes, events, races.

    Parameters
    ----------
    store : Store
        Where to; nothing of it is read but what was just put in.
    runner : Athlete
        Whose it becomes.
    season : Season
        With nothing in it from days to come: the diary refuses those.
    """
    receipt = import_files(store, runner.athlete_id, [season.archive])
    legs = _legs(receipt.rows, store.sessions(runner.athlete_id))
    filling = _Filling(store, runner.athlete_id, season, legs)
    for step in (_settings, _diary, _shoes, _events, _races):
        step(filling)


def _legs(rows: pd.DataFrame, sessions: pd.DataFrame) -> dict[str, pd.DataFrame]:
    by_activity = dict(tuple(sessions.sort_values("position").groupby("activity_id")))
    pairs = zip(rows["member"], rows["activity_id"], strict=True)
    return {member: by_activity[key] for member, key in pairs if key in by_activity}


def _settings(filling: _Filling) -> None:
    runner = filling.season.runner
    settings = AthleteSettings(
        units=runner.units,
        time_zone=runner.time_zone,
        sex=runner.sex,
        default_rpe=runner.default_rpe,
        born_on=pd.Timestamp(runner.born_on),
    )
    filling.store.save_athlete(filling.athlete_id, settings)
    for limits in runner.limits:
        filling.store.save_thresholds(filling.athlete_id, _thresholds(limits))


def _thresholds(limits: Limits) -> Thresholds:
    return Thresholds(
        pd.Timestamp(limits.valid_from),
        limits.heart_rate_rest_bpm,
        limits.heart_rate_max_bpm,
        limits.threshold_pace_s_per_km,
    )


def _diary(filling: _Filling) -> None:
    """Answer each place's red-flag questions with no, as before its first entry, then enter."""
    asked = {(entry.region, entry.side): entry for entry in reversed(filling.season.diary)}
    answers = [answer for entry in asked.values() for answer in _all_clear(entry)]
    filling.store.save_red_flags(filling.athlete_id, answers)
    entries = [_pain(entry, filling.legs) for entry in filling.season.diary]
    filling.store.save_pain(filling.athlete_id, entries)


def _all_clear(first: DiaryEntry) -> Iterable[RedFlagAnswer]:
    at = pd.Timestamp(first.felt_at)
    for question in questions(first.region):
        yield RedFlagAnswer(
            flag=question.code,
            answer=False,
            answered_at=at,
            region=first.region,
            side=first.side,
            asked_because=FIRST_ENTRY,
        )


def _pain(entry: DiaryEntry, legs: Mapping[str, pd.DataFrame]) -> PainEntry:
    return PainEntry(
        region=entry.region,
        side=entry.side,
        aspect=entry.aspect,
        intensity_nprs=entry.intensity_nprs,
        felt_at=pd.Timestamp(entry.felt_at),
        moment=entry.moment,
        # Of several legs, what was felt belongs to the last.
        session_id=legs[entry.file]["session_id"].iloc[-1] if entry.file in legs else "",
        clicking=entry.clicking,
        swelling=entry.swelling,
        painkiller_taken=entry.painkiller_taken,
        note=entry.note,
    )


def _shoes(filling: _Filling) -> None:
    shoe_ids = {}
    for pair in filling.season.shoes:
        shoe = Shoe(
            name=pair.name,
            heel_drop_mm=pair.heel_drop_mm,
            stack_mm=pair.stack_mm,
            first_use=pd.Timestamp(pair.first_use),
            start_km=pair.start_km,
        )
        shoe_ids[pair.name] = filling.store.save_shoe(filling.athlete_id, shoe)
    for file, name in filling.season.shoe_by_file.items():
        for session_id in _of_sport(filling.legs.get(file), RUNNING):
            if name in shoe_ids:
                filling.store.wear_shoe(filling.athlete_id, session_id, shoe_ids[name])


def _of_sport(legs: pd.DataFrame | None, sport: str) -> Sequence[str]:
    return [] if legs is None else legs.loc[legs["sport"] == sport, "session_id"].tolist()


def _events(filling: _Filling) -> None:
    for event in filling.season.events:
        first, last = pd.Timestamp(event.first_day), pd.Timestamp(event.last_day)
        new = Event(event.kind, first, last, event.note)
        filling.store.save_event(filling.athlete_id, new)


def _races(filling: _Filling) -> None:
    for race in filling.season.races:
        result = _result(race, filling.legs)
        parts = RaceParts(splits=race.splits, field_s=race.field_s)
        filling.store.save_race(filling.athlete_id, result, parts)
    for activity in filling.season.activities:
        if activity.is_race and activity.file in filling.legs:
            session_id = filling.legs[activity.file]["session_id"].iloc[0]
            filling.store.edit_session(filling.athlete_id, session_id, SessionEdit(is_race=True))


def _result(race: SeasonRace, legs: Mapping[str, pd.DataFrame]) -> RaceResult:
    return RaceResult(
        race=race.race,
        race_day=pd.Timestamp(race.race_day),
        edition=race.edition,
        category=race.category,
        official_distance_m=race.official_distance_m,
        gun_time_s=race.gun_time_s,
        chip_time_s=race.chip_time_s,
        published_pace_s_per_km=race.published_pace_s_per_km,
        place_overall=race.overall[0],
        field_overall=race.overall[1],
        place_gender=race.by_gender[0],
        field_gender=race.by_gender[1],
        place_category=race.by_category[0],
        field_category=race.by_category[1],
        session_id=legs[race.file]["session_id"].iloc[0] if race.file in legs else "",
    )
