"""Settings: how numbers read and count, the limits of the body, shoes, events, race results."""

from collections.abc import Callable

import streamlit as st

from dashboard.analysis import settings_words
from dashboard.components.page_parts import heading, spoken
from dashboard.views import (
    form_parts,
    reading,
    settings_data,
    settings_events,
    settings_limits,
    settings_races,
    settings_shoes,
    settings_you,
)
from dashboard.views.reading import Who

PARTS: dict[str, Callable[[Who], None]] = {
    "You": settings_you.draw,
    "Limits": settings_limits.draw,
    "Shoes": settings_shoes.draw,
    "Events": settings_events.draw,
    "Races": settings_races.draw,
    "Your data": settings_data.draw,
}


def page() -> None:
    """Draw the page; only the part that is open is computed."""
    who = reading.who()
    athlete = reading.athlete(who)
    sentence = settings_words.sentence(
        reading.settings(who), athlete, reading.shoes(who), reading.today(who)
    )
    heading(f"Settings of {spoken(athlete.name)}", sentence)
    form_parts.offer_undo()
    tabs = st.tabs(list(PARTS), key="part", bind="query-params")
    for tab, draw in zip(tabs, PARTS.values(), strict=True):
        if tab.open:
            with tab:
                draw(who)


if __name__ == "__main__":
    page()
