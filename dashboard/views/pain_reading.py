"""What the pain page reads, and what time it is for the person at the browser."""

from dataclasses import dataclass
from datetime import date, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pandas as pd
import streamlit as st

from dashboard.analysis.pain import Site
from dashboard.analysis.red_flag_state import Stop, current, stops
from dashboard.analysis.red_flags import Finding
from dashboard.charts.contrast import ink_on
from dashboard.charts.tokens import Tokens
from dashboard.views import reading
from dashboard.views.reading import Who

KEPT = 16


@dataclass(frozen=True, slots=True, eq=False)
class Diary:
    """A diary as it stands: PAIN_ENTRIES, RED_FLAGS and SESSION_LIST, seen at ``now``.

    ``now`` has the browser's zone; ``today`` is its local day; ``last_day`` the one looked back
    from, which in the demonstration is its last.
    """

    who: Who
    entries: pd.DataFrame
    answers: pd.DataFrame
    sessions: pd.DataFrame
    now: pd.Timestamp
    stops: tuple[Stop, ...]

    @property
    def today(self) -> pd.Timestamp:
        """The local day it is."""
        return self.now.tz_localize(None).normalize()

    @property
    def last_day(self) -> pd.Timestamp:
        """The day to look back from."""
        if (still := reading.access().demo_day) is not None:
            return still
        if reading.access().is_demo and len(self.entries):
            newest: pd.Timestamp = self.entries["local_day"].max()
            return newest
        return self.today


def diary(who: Who) -> Diary:
    """Read the diary."""
    answers = _answers(who)
    return Diary(who, entries(who), answers, reading.sessions(who), now(), stops(answers))


@st.cache_data(show_spinner=False, max_entries=KEPT)
def entries(who: Who) -> pd.DataFrame:
    """PAIN_ENTRIES of the athlete, the oldest first."""
    return reading.access().pain_entries(who.athlete_id)


def findings(diary: Diary, site: Site) -> tuple[Finding, ...]:
    """Return the rules that fired of late at a place."""
    return _findings(diary.who, Site(site.region, site.side), diary.today)


@st.cache_data(show_spinner=False, max_entries=KEPT)
def _findings(who: Who, place: Site, today: pd.Timestamp) -> tuple[Finding, ...]:
    return current(entries(who), place, today)


@st.cache_data(show_spinner=False, max_entries=KEPT)
def _answers(who: Who) -> pd.DataFrame:
    return reading.access().red_flag_answers(who.athlete_id)


def zone() -> ZoneInfo:
    """Return the browser's time zone; UTC where it does not say."""
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def now() -> pd.Timestamp:
    """Return the present in the browser's zone."""
    return pd.Timestamp.now("UTC").tz_convert(zone())


def at(day: date, clock: time) -> pd.Timestamp:
    """Return a day and a clock time of the browser's zone; an hour the clocks skip moves on."""
    local = pd.Timestamp.combine(day, clock)
    return local.tz_localize(zone(), nonexistent="shift_forward", ambiguous=True)


def pain_colours(colours: Tokens) -> tuple[str, str]:
    """Return the colour of pain, and of text on it."""
    return colours.pain, ink_on(colours.pain)
