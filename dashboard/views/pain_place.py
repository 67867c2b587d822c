"""Where it hurts: a tap on the knees, or another place by its name."""

import streamlit as st

from dashboard.analysis.pain import Site
from dashboard.analysis.pain_moment import last_scores
from dashboard.analysis.pain_place_words import ASPECTS, REGIONS, SIDES, aspects_of, sides_of
from dashboard.components.body_map import knee_map
from dashboard.views.drawing import colours
from dashboard.views.pain_reading import Diary, pain_colours
from dashboard.views.pain_saving import turn

OTHER_REGIONS = tuple(region for region in REGIONS if region != "knee")


def choose(diary: Diary) -> Site | None:
    """Draw the map and the other places; return the site chosen, or None."""
    number = turn()
    pain, on_pain = pain_colours(colours())
    on_knee = knee_map(
        key=f"knees_{number}_{st.session_state.get('knees_again', 0)}",
        site="",
        marks=last_scores(diary.entries, "knee"),
        colours=(pain, on_pain),
        on_change=_leave_other_region,
    )
    elsewhere = _other_place(number)
    if elsewhere is not None:
        return elsewhere
    return Site("knee", *on_knee.split("-")) if on_knee else None


def _other_place(number: int) -> Site | None:
    with st.expander("Somewhere else", key=f"elsewhere_{number}"):
        region = st.pills(
            "Part of the body",
            OTHER_REGIONS,
            format_func=REGIONS.__getitem__,
            key=f"region_{number}",
            on_change=_leave_map,
            label_visibility="collapsed",
        )
        if region is None:
            return None
        side = _side(region, number)
        aspect = _aspect(region, number)
    return Site(region, side, aspect) if side else None


def _side(region: str, number: int) -> str:
    sides = sides_of(region)
    if not sides:
        return "central"
    return (
        st.segmented_control(
            "Side",
            sides,
            format_func=SIDES.__getitem__,
            key=f"side_{number}_{region}",
            label_visibility="collapsed",
        )
        or ""
    )


def _aspect(region: str, number: int) -> str:
    aspects = aspects_of(region)
    if not aspects:
        return ""
    return (
        st.pills(
            "Where exactly, if you can tell",
            aspects,
            format_func=ASPECTS.__getitem__,
            key=f"aspect_{number}_{region}",
        )
        or ""
    )


def _leave_other_region() -> None:
    """Drop what was chosen elsewhere: a tap on the map counts."""
    st.session_state[f"region_{turn()}"] = None


def _leave_map() -> None:
    """Clear the map by drawing it anew: another part of the body was chosen."""
    if st.session_state.get(f"region_{turn()}") is not None:
        st.session_state["knees_again"] = st.session_state.get("knees_again", 0) + 1
