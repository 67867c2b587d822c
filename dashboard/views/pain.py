"""Pain: a number in three taps, and the diary looked back on."""

import streamlit as st

from dashboard.analysis import words
from dashboard.analysis.pain import sites
from dashboard.components.education_cards import education_cards
from dashboard.components.page_parts import heading
from dashboard.views import (
    pain_change,
    pain_entry,
    pain_file,
    pain_reading,
    pain_saving,
    pain_strips,
    reading,
    red_flag_questions,
)
from dashboard.views.pain_reading import Diary


def page() -> None:
    """Draw the page: the entry first."""
    diary = pain_reading.diary(reading.who())
    heading(_overline(diary), "Where does it hurt, and how much?")
    red_flag_questions.show_stops(diary)
    pain_entry.draw(diary)
    if len(diary.entries):
        pain_strips.draw(diary)
        pain_change.draw(diary)
    else:
        # The last entry may just have been deleted.
        pain_saving.offer_undo(diary.who, "table")
        st.caption("What you note appears here: a square for each day, a row for each moment.")
    pain_file.draw(diary)
    education_cards(sites(diary.entries), "pain")


def _overline(diary: Diary) -> str:
    count = len(diary.entries)
    entries = words.counted(count, "entry", "entries") if count else "no entry yet"
    return f"Pain diary · {words.long_day(diary.today)}, {diary.now:%H:%M} · {entries}"


if __name__ == "__main__":
    page()
