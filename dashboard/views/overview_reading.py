"""What the overview reads, computed once for each change: keyed by viewer, athlete and revision.

The answers are frozen and shared, never copied: nothing on a page may write into them.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from dashboard import gathering
from dashboard.analysis import overview as answers
from dashboard.analysis import overview_picture, overview_tables, overview_words
from dashboard.analysis.methods import Currency
from dashboard.analysis.overview import History, Season
from dashboard.analysis.overview_picture import Picture
from dashboard.charts import overview as chart
from dashboard.charts.overview_frame import NARROW, WIDE
from dashboard.charts.overview_load import marked_spikes
from dashboard.charts.tokens import Theme, tokens
from dashboard.views import reading
from dashboard.views.reading import Who

if TYPE_CHECKING:
    import plotly.graph_objects as go

KEPT = 16


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """A picture with its figure, what is said of it and the tables under it."""

    picture: Picture
    figure: "go.Figure"
    title: str
    note: str
    alt: str
    spikes: pd.DataFrame
    flares: pd.DataFrame
    minutes: pd.DataFrame
    cross_training: str


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def history(who: Who) -> History:
    """Everything the store holds of the athlete that the overview is made from."""
    return gathering.history(reading.access(), who.athlete_id, reading.zone(who))


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def season(who: Who, currency: Currency) -> Season:
    """Compute the whole season in one currency."""
    stored = history(who)
    wanted = reading.access().settings(who.athlete_id).load_method
    return answers.season(stored, answers.method_for(currency, stored, wanted))


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def drawn(
    who: Who, currency: Currency, days: tuple[pd.Timestamp, pd.Timestamp], look: tuple[Theme, str]
) -> Drawn:
    """Draw a range of the season for a theme and a width ("narrow" or "wide")."""
    theme, width = look
    style = NARROW if width == "narrow" else WIDE
    whole = season(who, currency)
    picture = overview_picture.picture(whole, *days)
    return Drawn(
        picture=picture,
        figure=chart.overview(picture, tokens(theme), style),
        title=overview_words.title(picture),
        note=overview_words.note(
            picture,
            drawn_lanes=style.most_lanes,
            marked_spikes=len(marked_spikes(picture, style)),
        ),
        alt=overview_words.alt(picture),
        spikes=overview_tables.spike_rows(whole, history(who), picture),
        flares=overview_tables.flare_rows(picture),
        minutes=overview_tables.minute_rows(whole, picture),
        cross_training=overview_tables.strength_and_cross_training(whole, picture),
    )


def today(who: Who, season: Season) -> pd.Timestamp:
    """Give the local day it is; in the demonstration, which does not go on, its last one."""
    if (still := reading.access().demo_day) is not None:
        return still
    if reading.access().is_demo and len(season.days):
        return season.days[-1]
    return reading.now(who).normalize()
