"""The parts every page is made of, so that all pages read alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import pandas as pd
import streamlit as st

from dashboard.analysis import users_text

if TYPE_CHECKING:
    from streamlit.elements.lib.column_types import ColumnConfig

MOST_ROWS, TALLEST_PX = 15, 560


@dataclass(frozen=True, slots=True)
class Figure:
    """A value in a row of figures; ``help_text`` says what it is and what it is not."""

    label: str
    value: str
    help_text: str = ""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """How one column of a table looks: its heading, side and width in pixels."""

    label: str
    alignment: Literal["left", "right"] = "left"
    width: int | None = None


def heading(overline: str, sentence: str) -> None:
    """Overline (whose, when, how much) and the sentence that answers the page's question.

    Both are Markdown: users' text in them is escaped by the caller.
    """
    with st.container(gap=None):
        st.caption(overline)
        st.header(sentence, anchor=False)


def figures(values: list[Figure]) -> None:
    """Show four or five numbers in a row that wraps where the page is narrow."""
    shown = [figure for figure in values if figure.value]
    if not shown:
        return
    with st.grid(len(shown), min_column_width=150):
        for figure in shown:
            st.metric(
                figure.label,
                users_text.as_markdown(figure.value),
                help=figure.help_text or None,
                border=True,
                height="stretch",
            )


def table(rows: pd.DataFrame, columns: Mapping[str, TableColumn], *, alt: str, key: str) -> None:
    """Show a table of text cells; an empty cell says "not measured". It can be saved as CSV."""
    st.dataframe(
        rows[list(columns)],
        hide_index=True,
        column_config=column_config(columns),
        height=table_height(rows),
        placeholder="",
        alt=alt,
        key=key,
    )


def wrapped_table(rows: pd.DataFrame, columns: Mapping[str, str], *, alt: str) -> None:
    """Show a table whose sentences wrap, for words that must be read; ``columns`` are headings.

    Such a table renders Markdown, so every cell is escaped.
    """
    cells = {
        heading: [users_text.as_markdown(text) for text in rows[name]]
        for name, heading in columns.items()
    }
    st.table(pd.DataFrame(cells), border="horizontal", hide_index=True, alt=alt)


def table_height(rows: pd.DataFrame) -> int | Literal["content"]:
    """Give a table the height of its rows up to a screen's worth; beyond that it scrolls."""
    return "content" if len(rows) <= MOST_ROWS else TALLEST_PX


def column_config(columns: Mapping[str, TableColumn]) -> "dict[str, ColumnConfig]":
    """Turn our columns into Streamlit's; all are plain text, so that markup in them only shows."""
    return {
        name: st.column_config.TextColumn(
            column.label, alignment=column.alignment, width=column.width
        )
        for name, column in columns.items()
    }


def empty_state(hint: str, actions: list[Callable[[], None]]) -> None:
    """Say what ends the emptiness, with its button and the demo; ``actions`` draw them."""
    with st.container(border=True, gap="small"):
        st.markdown(hint)
        with st.container(horizontal=True):
            for action in actions:
                action()


def spoken(user_words: str) -> str:
    """Escape and shorten users' text for a sentence in Markdown."""
    return users_text.as_markdown(users_text.shortened(user_words))
