"""A figure on a page: its finding above, its note below, its words for those who cannot see it."""

from typing import TYPE_CHECKING

import streamlit as st

from dashboard.analysis import users_text
from dashboard.charts.base import CONFIG
from dashboard.charts.tokens import Theme, Tokens, tokens

if TYPE_CHECKING:
    import plotly.graph_objects as go


def theme() -> Theme:
    """Return the theme the person sees."""
    return "dark" if st.context.theme.type == "dark" else "light"


def colours() -> Tokens:
    """Return the colours of the theme the person sees."""
    return tokens(theme())


def chart(figure: "go.Figure", *, title: str, alt: str, key: str, note: str = "") -> None:
    """Show a figure under the finding it carries."""
    with st.container(gap=None):
        st.subheader(users_text.as_markdown(title), anchor=False)
        st.plotly_chart(figure, theme=None, config=dict(CONFIG), key=key, alt=alt)
        if note:
            st.caption(users_text.as_markdown(note))
