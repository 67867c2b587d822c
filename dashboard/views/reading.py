"""Cached reads for the pages. Every key carries viewer, database, athlete and revision."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st
from numpy import float64
from numpy.typing import NDArray

from dashboard.access import (
    VIEWER,
    Access,
    Athlete,
    AthleteSettings,
    Histograms,
    StoredActivity,
    open_access,
    open_demo,
)
from dashboard.analysis import units
from dashboard.analysis.activity_list import activity_list
from dashboard.analysis.stream import Stream, Track, stream, track

KEPT = 64


@dataclass(frozen=True, slots=True)
class Who:
    """Whose data, seen by whom, as of which change: the key of every cached answer."""

    viewer: str
    database: str
    athlete_id: str
    revision: int


@dataclass(frozen=True, slots=True, eq=False)
class Session:
    """What the page draws of one session, split by the person's unit.

    ``held`` are the columns its file has values for.
    """

    lines: Stream
    way: Track | None
    held: frozenset[str]
    splits: pd.DataFrame
    laps: pd.DataFrame
    efforts: pd.DataFrame


@st.cache_resource(show_spinner=False)
def _own() -> Access:
    return open_access()


@st.cache_resource(show_spinner="Making the demo season…")
def _demo() -> Access:
    return open_demo(_own())


def access() -> Access:
    """Return the way to the person's data, or to the demo while they look at it."""
    return _demo() if st.session_state.get("demo") else _own()


def athletes() -> tuple[Athlete, ...]:
    """List the athletes; the first visit makes one, in the browser's time zone."""
    return access().athletes(st.context.timezone or "")


def who() -> Who:
    """Say who is asking for whose data: the chosen athlete, or the first.

    From here on this run prints distances in that athlete's unit.
    """
    way = access()
    chosen = st.session_state.get("athlete_id")
    ids = [athlete.athlete_id for athlete in athletes()]
    athlete_id = chosen if chosen in ids else ids[0]
    asking = Who(VIEWER, way.database, athlete_id, way.revision(athlete_id))
    units.use(settings(asking).units)
    return asking


def now(who: Who) -> pd.Timestamp:
    """Return the present by the athlete's clock."""
    return pd.Timestamp.now(zone(who)).tz_localize(None)


def zone(who: Who) -> str:
    """Return the athlete's time zone, or the browser's where none is known."""
    return settings(who).time_zone or st.context.timezone or "UTC"


def today(who: Who) -> pd.Timestamp:
    """Return the local day it is; in the demonstration, which does not go on, its last one."""
    if (still := access().demo_day) is not None:
        return still
    days = sessions(who)["local_day"]
    if access().is_demo and len(days):
        last: pd.Timestamp = days.max()
        return last
    return now(who).normalize()


@st.cache_data(show_spinner=False, max_entries=KEPT)
def settings(who: Who) -> AthleteSettings:
    """Return what the athlete set: units, zone, sex, default effort, load method."""
    return access().settings(who.athlete_id)


@st.cache_data(show_spinner=False, max_entries=KEPT)
def athlete(who: Who) -> Athlete:
    """One athlete, with the limits of their body."""
    return access().athlete(who.athlete_id)


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def histograms(who: Who) -> Histograms:
    """Histograms of all sessions."""
    return access().histograms(who.athlete_id)


@st.cache_data(show_spinner=False, max_entries=KEPT)
def shoes(who: Who) -> pd.DataFrame:
    """SHOES, by name."""
    return access().shoes(who.athlete_id)


@st.cache_data(show_spinner=False, max_entries=KEPT)
def events(who: Who) -> pd.DataFrame:
    """EVENTS, the oldest first."""
    return access().events(who.athlete_id)


@st.cache_data(show_spinner=False, max_entries=KEPT)
def race_results(who: Who) -> pd.DataFrame:
    """RACE_RESULTS, the oldest first."""
    return access().race_results(who.athlete_id)


@st.cache_data(show_spinner=False, max_entries=KEPT)
def race_legs(who: Who) -> pd.DataFrame:
    """RACE_LEGS of all results, each in its order."""
    return access().race_legs(who.athlete_id)


@st.cache_data(show_spinner=False, max_entries=KEPT)
def race_splits(who: Who) -> pd.DataFrame:
    """RACE_SPLITS of all results, each in its order."""
    return access().race_splits(who.athlete_id)


@st.cache_data(show_spinner=False, max_entries=KEPT)
def race_field(who: Who, result_id: str) -> NDArray[float64]:
    """Return the times of all finishers of a race, the fastest first; empty when not known."""
    return access().race_field(who.athlete_id, result_id)


@st.cache_data(show_spinner=False, max_entries=KEPT)
def sessions(who: Who) -> pd.DataFrame:
    """SESSION_LIST of the athlete, newest first."""
    return access().sessions(who.athlete_id)


@st.cache_data(show_spinner=False, max_entries=KEPT)
def activity_rows(who: Who) -> pd.DataFrame:
    """Return the list of activities in words, newest first, with what it is filtered by."""
    return activity_list(sessions(who))


@st.cache_data(show_spinner=False, max_entries=KEPT)
def activity(who: Who, activity_id: str) -> StoredActivity:
    """One recording with its legs; raises NotFound for another athlete's."""
    return access().activity(who.athlete_id, activity_id)


@st.cache_data(show_spinner=False, max_entries=KEPT)
def session(who: Who, session_id: str) -> Session:
    """Everything drawn from one session's samples, thinned."""
    frames = access().session_frames(who.athlete_id, session_id, units.chosen().metres)
    records = frames.records
    return Session(
        lines=stream(records),
        way=track(records),
        held=frozenset(map(str, records.columns[records.notna().any()])),
        splits=frames.splits,
        laps=frames.laps,
        efforts=frames.efforts,
    )


@st.cache_data(show_spinner=False, max_entries=KEPT)
def splits(who: Who, session_id: str, every_m: float) -> pd.DataFrame:
    """Cut a session into SPLITS of one length."""
    return access().splits(who.athlete_id, session_id, every_m)
