"""The plan of a client: places worked on, phase, what was carried and agreed, questionnaires."""

from dataclasses import replace
from functools import partial

import streamlit as st

from dashboard.access import WorkingSite
from dashboard.analysis import words
from dashboard.analysis.client import ClientSummary, said
from dashboard.analysis.link_series import noted
from dashboard.analysis.pain import Site
from dashboard.analysis.pain_place_words import ASPECTS, REGIONS, SIDES, aspects_of, sides_of
from dashboard.analysis.pain_words import capital
from dashboard.analysis.return_phases import AFTER_THE_LAST
from dashboard.views import (
    client_reading,
    form_parts,
    questionnaire_form,
    reading,
    recovery_line,
    routes,
)
from dashboard.views.form_parts import Form, columns, maybe_day_field
from dashboard.views.reading import Who

MIDDLE = "central"
NO_PLAN = "No such plan"
PHASES: tuple[int | None, ...] = (None, *range(AFTER_THE_LAST + 1))


def draw(who: Who, found: ClientSummary) -> None:
    """Draw the places, the file, the load line with its limits, and the questionnaires."""
    _places(who, found)
    _file(who, found)
    recovery_line.draw(who)
    questionnaire_form.draw(who)


def _places(who: Who, found: ClientSummary) -> None:
    with st.container(gap="small"):
        st.subheader("Places worked on", anchor=False)
        sites = client_reading.working_sites(who)
        for site in sites:
            _place(who, site, sites)
        if not sites:
            st.caption("None named: the page shows the places of the diary.")
        _offered(who, found, sites)
        with st.popover("Another place"):
            _another(who, sites)


def _place(who: Who, site: WorkingSite, sites: tuple[WorkingSite, ...]) -> None:
    named = Site(site.region, site.side, site.aspect)
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        with st.container(gap=None):
            st.markdown(f"**{capital(named.words)}**")
            st.caption(f"Since {words.day(site.since)}")
        if st.button("Take off", key=f"take off {named.key}"):
            rest = tuple(one for one in sites if one != site)
            restore = partial(reading.access().save_working_sites, who.athlete_id, sites)
            form_parts.remember_undo(f"Taken off: {named.words}.", restore)
            _save(who, rest, "Taken off.")


def _offered(who: Who, found: ClientSummary, sites: tuple[WorkingSite, ...]) -> None:
    """Offer the places of the diary that are not worked on, one click each."""
    worked_on = {Site(one.region, one.side, one.aspect) for one in sites}
    with st.container(horizontal=True):
        for site in noted(found.record.history.entries):
            if site not in worked_on and st.button(
                f"Work on {site.words}", key=f"work on {site.key}"
            ):
                _save(who, (*sites, _since_today(who, site)), "Noted.")


def _another(who: Who, sites: tuple[WorkingSite, ...]) -> None:
    form = Form(f"working site {who.athlete_id}")
    with form.field("region", "side", "aspect"):
        region = st.selectbox(
            "Where", list(REGIONS), format_func=REGIONS.__getitem__, key=form.key("region")
        )
    side = MIDDLE
    if sides_of(region):
        side = st.segmented_control(
            "Side",
            list(sides_of(region)),
            default="left",
            required=True,
            format_func=SIDES.__getitem__,
            key=form.key("side"),
        )
    aspect = ""
    if aspects_of(region):
        aspect = st.selectbox(
            "Part",
            ["", *aspects_of(region)],
            format_func=ASPECTS.__getitem__,
            key=form.key("aspect"),
        )
    if st.button("Work on this place", type="primary", key=form.key("save")):
        added = _since_today(who, Site(region, side or MIDDLE, aspect))
        save = partial(reading.access().save_working_sites, who.athlete_id, (*sites, added))
        form.save(save, "Noted.")


def _since_today(who: Who, site: Site) -> WorkingSite:
    return WorkingSite(site.region, site.side, reading.today(who), site.aspect)


def _save(who: Who, sites: tuple[WorkingSite, ...], told: str) -> None:
    reading.access().save_working_sites(who.athlete_id, sites)
    routes.say_next(told)
    st.rerun()


def _file(who: Who, found: ClientSummary) -> None:
    file = found.record.file
    form = Form(f"client file {who.athlete_id}")
    with st.container(gap="small"):
        st.subheader(said.phase(found) or "No return-to-running plan", anchor=False)
        if told := said.review_due(found):
            st.caption(told)
        with (
            st.expander("Change the client's file", key="client_file"),
            st.form("client_file_form"),
        ):
            with form.field("phase"):
                phase = st.selectbox(
                    "Phase of the return to running",
                    PHASES,
                    index=0 if file.phase is None else file.phase + 1,
                    format_func=lambda one: NO_PLAN if one is None else said.phase_words(one),
                    key=form.key("phase"),
                )
            left, right = columns(2)
            with left:
                since = maybe_day_field(
                    form,
                    "conservative_since",
                    "Conservative management since",
                    file.conservative_since,
                )
            with right:
                due = maybe_day_field(form, "review_due", "Next review", file.review_due)
            is_client = st.toggle("On the list of clients", file.is_client, key=form.key("client"))
            if form.is_sent("Save the file"):
                new = replace(
                    file,
                    is_client=is_client,
                    phase=phase,
                    conservative_since=since,
                    review_due=due,
                )
                save = partial(reading.access().save_client_file, who.athlete_id, new)
                form.save(save, "Saved.")
