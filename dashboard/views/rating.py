"""Effort asked afterwards: one tap for each of the last sessions that have none."""

from functools import partial

import streamlit as st

from dashboard.access import session_effort
from dashboard.analysis.unrated import HIGHEST_RPE, Unrated, effort
from dashboard.charts.tokens import ramp
from dashboard.components.effort_row import effort_row
from dashboard.components.page_parts import spoken
from dashboard.views import reading, routes
from dashboard.views.drawing import colours
from dashboard.views.reading import Who

SCALE = "0 rest · 2 easy · 3 moderate · 5 hard · 7 very hard · 10 as hard as it gets"


def draw(who: Who, waiting: tuple[Unrated, ...]) -> None:
    """Draw one row a recording: what it was, and the scale."""
    st.caption(f"How hard did the whole of it feel, half an hour later? {SCALE}.")
    shades = ramp(colours().slow_to_fast, HIGHEST_RPE + 1)
    for one in waiting:
        name = f", {spoken(one.name)}" if one.name else ""
        with st.container(gap="xxsmall", key=f"rate_{one.activity_id}"):
            st.markdown(f"**{spoken(one.done)}**{name} · {one.when}")
            effort_row(
                key=f"effort {one.activity_id} {who.revision}",
                label=f"Effort of {one.done}, {one.when}",
                ramp=shades,
                on_ramp=colours().background,
                answered=partial(rate, who, one),
            )


def rate(who: Who, one: Unrated, rpe: int) -> None:
    """Keep one answer for all sessions of a recording that have none."""
    way = reading.access()
    for session_id in one.session_ids:
        way.edit_session(who.athlete_id, session_id, session_effort(float(rpe)))
    routes.say_next(f"{spoken(one.done)}: {effort(rpe)}.")
