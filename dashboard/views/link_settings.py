"""What is asked on the link page: place, moment, load, painkiller days. Preset before looking."""

from dataclasses import dataclass
from typing import Literal

import streamlit as st

from dashboard.analysis import link_words
from dashboard.analysis.link import painkiller_days
from dashboard.analysis.link_answer import Question
from dashboard.analysis.link_series import START_LOAD, Load, load_named, loads_of
from dashboard.analysis.pain import Site
from dashboard.analysis.pain_words import capital
from dashboard.components.browser import is_narrow
from dashboard.views import link_reading
from dashboard.views.reading import Who

SITE, LOAD, BESIDE, LOOKED = "link_site", "link_load", "link_beside", "link_looked"
MOST_BESIDE = 2


@dataclass(frozen=True, slots=True, eq=False)
class Choices:
    """What can be asked of a log: sites with the days of their moments, loads, painkiller days."""

    noted: dict[Site, dict[str, int]]
    loads: tuple[Load, ...]
    painkillers: dict[tuple[Site, str], int]


@st.cache_resource(show_spinner=False, max_entries=16)
def choices(who: Who) -> Choices:
    """Find what can be asked, once for each change of the log."""
    log = link_reading.log(who)
    days = log.noted
    taken = {
        (site, moment): len(painkiller_days(log.entries, site, moment))
        for site, moments in days.items()
        for moment in moments
    }
    return Choices(days, loads_of(log), taken)


def chosen(known: Choices) -> Question:
    """Draw the settings in one row and return what they ask; the diary has an entry."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        site = _site(known)
        moment = _moment(known, site)
        load = _load(known)
        beside = _beside(known, load)
        leaves_out = _painkillers(known.painkillers[site, moment])
    return Question(site, moment, load, leaves_out, beside)


def looked(athlete_id: str, question: Question) -> int:
    """Count the different questions asked of this athlete's log in this visit."""
    asked: set[tuple[str, Question]] = st.session_state.setdefault(LOOKED, set())
    asked.add((athlete_id, question))
    return sum(one == athlete_id for one, _ in asked)


def _site(known: Choices) -> Site:
    by_key = {site.key: site for site in known.noted}
    _from_address("site", SITE, list(by_key))
    key = st.selectbox(
        "Place",
        list(by_key),
        format_func=lambda one: capital(by_key[one].words),
        key=SITE,
        persist_state="session",
        width=_width(230),
    )
    return by_key[str(key)]


def _moment(known: Choices, site: Site) -> str:
    days = known.noted[site]
    # Each place has its own moments, so each remembers its own choice.
    key = f"link_moment {site.key}"
    _from_address("moment", key, list(days))
    return str(
        st.selectbox(
            "When it is felt",
            list(days),
            format_func=lambda one: link_words.moment_label(one, days[one]),
            key=key,
            persist_state="session",
            width=_width(210),
        )
    )


def _load(known: Choices) -> str:
    keys = [load.key for load in known.loads]
    _from_address("load", LOAD, keys)
    return str(
        st.selectbox(
            "Load",
            keys,
            index=keys.index(START_LOAD),
            format_func=lambda one: link_words.load_label(load_named(one)),
            help=link_words.CHOOSE_FIRST,
            key=LOAD,
            persist_state="session",
            width=_width(300),
        )
    )


def _beside(known: Choices, load: str) -> tuple[str, ...]:
    """Offer two loads more, judged together with the first."""
    keys = [one.key for one in known.loads if one.key != load]
    if not keys:
        return ()
    kept = [key for key in st.session_state.get(BESIDE, []) if key in keys]
    if BESIDE in st.session_state:
        st.session_state[BESIDE] = kept
    chosen = st.multiselect(
        "Judged together with",
        keys,
        format_func=lambda one: link_words.load_label(load_named(one)),
        max_selections=MOST_BESIDE,
        select_all=False,
        placeholder="No other load",
        key=BESIDE,
        persist_state="session",
        width=_width(290),
    )
    return tuple(chosen)


def _painkillers(days: int) -> bool:
    if not days:
        return False
    return st.toggle(
        link_words.without_painkillers(days),
        key="link_painkillers",
        persist_state="session",
        help="A painkiller makes a score lower than the pain. Days with one are marked below.",
    )


def _width(pixels: int) -> "int | Literal['stretch']":
    """On a phone every choice is as wide as the page."""
    return "stretch" if is_narrow() else pixels


def _from_address(name: str, key: str, options: list[str]) -> None:
    """Start with what the page's address asks for, where it is one of the options."""
    asked = st.query_params.get(name)
    if key not in st.session_state and asked in options:
        st.session_state[key] = asked
    elif st.session_state.get(key) not in options:
        # A place whose last entry was taken away, or another athlete's.
        st.session_state.pop(key, None)
