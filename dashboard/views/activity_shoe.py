"""Which shoe was worn in a session, chosen on the Activity page."""

import streamlit as st

from dashboard.analysis import shoes
from dashboard.analysis.legs import Leg
from dashboard.views import reading, routes
from dashboard.views.reading import Who


def worn(who: Who, leg: Leg) -> str:
    """Name the shoe of a session; "" when none was said."""
    return shoes.shoes_to_choose(reading.shoes(who), leg.day, leg.shoe_id).get(leg.shoe_id, "")


def draw(who: Who, leg: Leg) -> None:
    """Offer the shoes in use on that day; choosing one saves it."""
    if leg.sport not in shoes.ON_FOOT:
        return
    names = shoes.shoes_to_choose(reading.shoes(who), leg.day, leg.shoe_id)
    if not names:
        routes.to_settings("Shoes", "Add your shoes")
        return
    choices = ["", *names]
    key = f"shoe {leg.session_id} {who.revision}"
    st.selectbox(
        "Shoe",
        choices,
        index=choices.index(leg.shoe_id) if leg.shoe_id in names else 0,
        format_func=lambda shoe_id: names.get(shoe_id, "Shoe not said"),
        label_visibility="collapsed",
        width=240,
        key=key,
        on_change=_wear,
        args=(who, leg.session_id, key),
    )


def _wear(who: Who, session_id: str, key: str) -> None:
    reading.access().wear_shoe(who.athlete_id, session_id, st.session_state[key])
    routes.say_next("Saved.")
