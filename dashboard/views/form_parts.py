"""What every form does alike: a refusal beside its field, nothing lost, a clean form once saved."""

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from dashboard.access import WrongEntry
from dashboard.analysis.users_text import as_markdown
from dashboard.views import routes
from dashboard.views.turns import turns

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

EARLIEST, LATEST = date(1950, 1, 1), date(2100, 1, 1)
DAY_FORMAT = "YYYY-MM-DD"


class Form:
    """One form on a page: keys for its fields, and a place beside each for what is wrong with it.

    The keys change once it was saved, so that it begins anew; a refusal changes nothing.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._turns = turns()
        self._turn = self._turns.of(name)
        self._places: dict[str, DeltaGenerator] = {}

    def key(self, field: str) -> str:
        """Return the key of a field's widget."""
        return f"{self._name} {self._turn} {field}"

    @contextmanager
    def field(self, *names: str) -> Iterator[None]:
        """Draw the widget inside; refusals of these fields of the record will stand under it."""
        with st.container(gap="xxsmall"):
            yield
            place = st.empty()
        self._places |= dict.fromkeys(names, place)

    def is_sent(self, label: str) -> bool:
        """Draw the button that sends the form; a click on it counts for this turn alone."""
        return st.form_submit_button(label, type="primary", key=self.key("send"))

    def save(self, action: Callable[[], object], said: str) -> None:
        """Do it once and start anew, or say beside the field why not."""

        def done() -> bool:
            action()
            return True

        try:
            self._turns.once(self._name, self._turn, done)
        except WrongEntry as wrong:
            self._refuse(wrong)
            return
        routes.say_next(said)
        st.rerun()

    def _refuse(self, wrong: WrongEntry) -> None:
        place = self._places.get(wrong.field, st)
        place.error(as_markdown(wrong.message))


def day_field(form: Form, field: str, label: str, value: pd.Timestamp) -> pd.Timestamp:
    """Ask for a day; one to come can be typed, and is refused in words on saving."""
    with form.field(field):
        chosen = st.date_input(
            label,
            value.date(),
            min_value=EARLIEST,
            max_value=LATEST,
            format=DAY_FORMAT,
            required=True,
            key=form.key(field),
        )
    return pd.Timestamp(chosen).as_unit("us")


def maybe_day_field(
    form: Form, field: str, label: str, value: pd.Timestamp | None
) -> pd.Timestamp | None:
    """Ask for a day that may stay open."""
    with form.field(field):
        chosen = st.date_input(
            label,
            None if value is None else value.date(),
            min_value=EARLIEST,
            max_value=LATEST,
            format=DAY_FORMAT,
            key=form.key(field),
        )
    return None if chosen is None else pd.Timestamp(chosen).as_unit("us")


def number_field(form: Form, field: str, label: str, value: float, *, hint: str = "") -> float:
    """Ask for a number that may stay open; NaN then."""
    with form.field(field):
        typed = st.number_input(
            label,
            value=float(value) if math.isfinite(value) else None,
            step=1.0,
            format="%g",
            placeholder="",
            help=hint or None,
            key=form.key(field),
        )
    return math.nan if typed is None else float(typed)


def remember_undo(said: str, restore: Callable[[], object]) -> None:
    """Keep the way back from a change for as long as the page is open."""
    st.session_state["settings_undo"] = (said, restore)


def offer_undo() -> None:
    """Say what was taken away last, with the way back."""
    undo: tuple[str, Callable[[], object]] | None = st.session_state.get("settings_undo")
    if undo is None:
        return
    said, restore = undo
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(said, width="content")
        if st.button("Undo", key="settings_undo_button"):
            del st.session_state["settings_undo"]
            restore()
            routes.say_next("Restored.")
            st.rerun()


def columns(count: int) -> Sequence["DeltaGenerator"]:
    """Lay fields side by side; they stand under each other on a phone."""
    return st.columns(count, gap="small", vertical_alignment="top")
