"""What the race pages read, computed once for each change of the athlete's data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import streamlit as st
from numpy.typing import NDArray

from dashboard.access import NotFound
from dashboard.analysis import units
from dashboard.analysis.age_grade import AgeGrade, age_grade, age_on
from dashboard.analysis.methods import Currency
from dashboard.analysis.predictions import Error, Prediction, errors, predictions
from dashboard.analysis.race_editions import Edition, editions, over_same_distance, same_race
from dashboard.analysis.race_review import Around, Course, Years, around, course, years
from dashboard.views import overview_reading, reading
from dashboard.views.reading import Who

KEPT = 16


@dataclass(frozen=True, slots=True, eq=False)
class Review:
    """Everything the Race page draws of one race.

    ``same`` are its editions, itself among them, the oldest first. ``watch`` is the session as the
    watch measured it, for the one comparison; ``errors`` are by distance, "" for all of them.
    ``legs`` and ``published`` are its RACE_LEGS and RACE_SPLITS.
    """

    race: Edition
    same: tuple[Edition, ...]
    watch: pd.Series | None
    cut: Course | None
    told: Years
    weeks: Around
    said: tuple[Prediction, ...]
    errors: Mapping[str, Mapping[str, Error]]
    field_s: NDArray[np.float64]
    legs: pd.DataFrame
    published: pd.DataFrame


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def known(who: Who) -> tuple[Edition, ...]:
    """All the athlete's races, the oldest first."""
    legs = reading.access().race_legs(who.athlete_id)
    return editions(reading.race_results(who), reading.sessions(who), legs)


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def grades(who: Who) -> Mapping[str, AgeGrade]:
    """Age grades by result_id, of running races that count; none without sex and day of birth."""
    settings = reading.settings(who)
    if settings.born_on is None:
        return {}
    found = {
        one.result.result_id: age_grade(
            one.figures.distance_m,
            one.figures.time_s,
            settings.sex,
            age_on(settings.born_on, one.result.race_day),
        )
        for one in known(who)
        if one.counts and one.sport == "running"
    }
    return {result_id: graded for result_id, graded in found.items() if graded is not None}


def review(who: Who, result_id: str) -> Review:
    """Look at one race; raises NotFound for one that is not this athlete's."""
    if not any(one.result.result_id == result_id for one in known(who)):
        raise NotFound("There is no such race here.")
    return _review(who, result_id, units.chosen().metres)


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _review(who: Who, result_id: str, every_m: float) -> Review:
    everything = known(who)
    race = next(one for one in everything if one.result.result_id == result_id)
    same = same_race(everything, race.result.race)
    cuts = _courses(who, race, same, every_m)
    day = race.result.race_day
    said = predictions(race, everything)
    season = overview_reading.season(who, Currency.ALL_SPORT)
    legs = reading.access().race_legs(who.athlete_id)
    published = reading.access().race_splits(who.athlete_id)
    return Review(
        race=race,
        same=same,
        watch=_watch(who, race),
        cut=cuts.get(race.result.session_id),
        told=years(race, same, cuts, published),
        weeks=around(season, reading.sessions(who), day),
        said=said,
        errors={name: errors(everything, day, name) for name in ("", *(one.name for one in said))},
        field_s=reading.access().race_field(who.athlete_id, result_id),
        legs=legs[legs["result_id"] == result_id],
        published=published[published["result_id"] == result_id],
    )


def _watch(who: Who, race: Edition) -> pd.Series | None:
    """Read the session as the watch measured it, where one session is the whole race."""
    if race.session is None or race.several_legs:
        return None
    way = reading.access()
    return way.watch_session(
        who.athlete_id, race.session["activity_id"], race.session["session_id"]
    )


def _courses(
    who: Who, race: Edition, same: Sequence[Edition], every_m: float
) -> Mapping[str, Course]:
    """Cut up the recordings of a race and of its editions over the same distance."""
    return {
        one.result.session_id: course(
            reading.access().records(who.athlete_id, one.result.session_id), one.figures, every_m
        )
        for one in same
        if one.session is not None
        and not one.several_legs
        and (one is race or over_same_distance(one, race))
    }


def marked_without_result(who: Who) -> pd.DataFrame:
    """SESSION_LIST rows of races whose official result nobody entered, one an activity."""
    sessions = reading.sessions(who)
    named = sessions["session_id"].isin(reading.race_results(who)["session_id"])
    with_one = set(sessions.loc[named, "activity_id"])
    waiting = sessions[sessions["is_race"] & ~sessions["activity_id"].isin(with_one)]
    return waiting.drop_duplicates("activity_id")
