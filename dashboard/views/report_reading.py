"""What the Report page reads, computed once for each change: keyed by viewer, athlete, revision.

Answers are frozen and shared, never copied: nothing on a page may write into them.
"""

import io
import zipfile
from dataclasses import dataclass

import streamlit as st

from dashboard.report.share import WIDE, share_pictures
from dashboard.report.yearly import Report, made, wanted_of
from dashboard.views import reading
from dashboard.views.reading import Who

KEPT = 8


@dataclass(frozen=True, slots=True)
class Posted:
    """A picture to post: a file name without its ending, what it shows, and its bytes."""

    name: str
    title: str
    png: bytes


def years(who: Who) -> list[int]:
    """List the years that hold a session or a race, the newest first."""
    days = reading.sessions(who)["local_day"].dt.year
    races = reading.race_results(who)["race_day"].dt.year
    return sorted({int(year) for year in (*days.dropna(), *races.dropna())}, reverse=True)


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def report(who: Who, year: int) -> Report:
    """Make the report of a year, with what the author chose for it."""
    way = reading.access()
    return made(way, who.athlete_id, wanted_of(way, who.athlete_id, year))


@st.cache_data(show_spinner="Setting the page…", max_entries=KEPT)
def html(who: Who, year: int) -> bytes:
    """Give the page for a screen."""
    return report(who, year).html()


@st.cache_data(show_spinner="Setting the pages…", max_entries=KEPT)
def pdf(who: Who, year: int) -> bytes:
    """Give the pages for paper."""
    return report(who, year).pdf()


@st.cache_data(show_spinner="Drawing the pictures…", max_entries=KEPT)
def posted(who: Who, year: int) -> tuple[Posted, ...]:
    """Draw the wide picture of each chart."""
    content = report(who, year).content
    return tuple(Posted(one.name, one.title, one.png()) for one in share_pictures(content, (WIDE,)))


@st.cache_data(show_spinner="Drawing the pictures…", max_entries=KEPT)
def all_posted(who: Who, year: int) -> bytes:
    """Zip every picture to post, in both shapes, as PNG and SVG."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in share_pictures(report(who, year).content):
            archive.writestr(f"{year}-{one.name}.png", one.png())
            archive.writestr(f"{year}-{one.name}.svg", one.svg())
    return held.getvalue()
