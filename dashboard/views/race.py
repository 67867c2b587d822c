"""Race: how one race went, where its time comes from, and how it stands among other years."""

import streamlit as st

from dashboard.access import NotFound
from dashboard.analysis import race_arithmetic, race_page_words, race_tables, words
from dashboard.components.page_parts import heading, spoken
from dashboard.views import race_parts, race_reading, race_weeks, reading, routes
from dashboard.views.race_reading import Review
from dashboard.views.reading import Who

CARD, PICTURE = 5, 6


def page() -> None:
    """Draw the page."""
    who = reading.who()
    try:
        shown = race_reading.review(who, st.query_params.get("race", ""))
    except NotFound:
        heading("Race", "There is no such race here.")
        st.markdown("Its address may be cut off, or its result was deleted.")
        routes.to_races()
        return
    result = shown.race.result
    day = words.long_day(result.race_day)
    heading(
        " · ".join((spoken(result.race), day, *filter(None, (race_tables.distance(shown.race),)))),
        race_page_words.headline(shown.race, shown.same, race_reading.known(who)),
    )
    _ways(shown)
    left, right = st.columns([CARD, PICTURE], gap="medium")
    with left:
        _card(who, shown)
    with right:
        race_parts.years(who, shown)
    race_parts.legs(shown)
    race_parts.splits(shown)
    race_parts.published_splits(shown)
    race_parts.field(shown)
    race_parts.other_distances(shown)
    race_weeks.draw(who, shown)


def _ways(shown: Review) -> None:
    with st.container(horizontal=True):
        routes.to_races()
        if shown.race.session is not None and st.button("The recording", key="to_recording"):
            routes.open_activity(str(shown.race.session["activity_id"]))
        routes.to_settings("Races", "Change the result")


def _card(who: Who, shown: Review) -> None:
    """Draw the division, what was published, and the facts beside it."""
    race = shown.race
    graded = race_reading.grades(who).get(race.result.result_id)
    with st.container(border=True, gap="small", key="race_facts"):
        with st.container(gap=None):
            # Our own words and numbers, with nothing in them that Markdown reads.
            division = race_arithmetic.division(race.figures) or race.figures.sentence
            st.subheader(division, anchor=False)
            said = race_arithmetic.published(race.result, race.figures)
            if said:
                st.caption(said)
        rows = race_tables.facts(race, shown.watch, graded)
        rows += race_tables.course_facts(race, shown.cut)
        race_parts.facts(rows)
        own = (race.result.weather, race.result.companions)
        for text in filter(None, own):
            st.text(text)
        missing = _missing_for_grade(who, shown)
        if missing:
            st.caption(missing)


def _missing_for_grade(who: Who, shown: Review) -> str:
    """Say what an age grade still needs; "" where it has it, or where none can be."""
    settings = reading.settings(who)
    needs = [
        *(["sex"] if not settings.sex else []),
        *(["day of birth"] if settings.born_on is None else []),
    ]
    if not needs or not shown.race.counts or shown.race.sport != "running":
        return ""
    return f"An age grade needs your {words.joined(needs)}, in Settings, You."


if __name__ == "__main__":
    page()
