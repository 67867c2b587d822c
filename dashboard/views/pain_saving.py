"""Changes of the diary, each with its undo; a wrong field keeps its sentence for the next run."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

import pandas as pd
import streamlit as st

from dashboard.access import PainEntry, WrongEntry, pain_entries_of
from dashboard.analysis.users_text import as_markdown
from dashboard.views import reading
from dashboard.views.reading import Who
from dashboard.views.turns import turns

Place: TypeAlias = Literal["entry", "table", "file"]

FORM = "pain"


@dataclass(frozen=True, slots=True)
class Said:
    """What was done, as a sentence, and in which part of the page."""

    sentence: str
    place: Place


@dataclass(frozen=True, slots=True)
class Wrong:
    """What cannot be true of an entry: the field, in which part of the page, and why."""

    place: Place
    field: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Undo:
    """The way back from one change: what to take away, to bring back, to put as it was.

    ``place`` is the part of the page the change was made in, where the way back is offered.
    """

    said: str
    place: Place
    added: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    before: tuple[PainEntry, ...] = ()


@dataclass(slots=True)
class _Undoing:
    """Holds the way back from the last change, known together with the change."""

    last: Undo | None = None


def _undoing() -> _Undoing:
    known: _Undoing = st.session_state.setdefault("pain_undo", _Undoing())
    return known


def keep(who: Who, entries: Sequence[PainEntry], said: Said, known: pd.DataFrame) -> bool:
    """Save entries, or keep the sentence about what is wrong; say whether they were saved.

    ``known`` is the diary as it was, so that replaced entries can be put back.
    """
    forget_wrong()
    undoing = _undoing()
    try:
        ids = reading.access().save_pain(who.athlete_id, entries)
    except WrongEntry as error:
        st.session_state["pain_wrong"] = Wrong(said.place, error.field, error.message)
        return False
    replaced = known[known["entry_id"].isin(ids)]
    added = tuple(one for one in ids if one not in set(replaced["entry_id"]))
    undoing.last = Undo(said.sentence, said.place, added, before=pain_entries_of(replaced))
    return True


def with_signs(entry: PainEntry, signs: Collection[str]) -> PainEntry:
    """Set every sign of an entry: those named are there, the others are not."""
    return replace(
        entry,
        clicking="clicking" in signs,
        swelling="swelling" in signs,
        locking="locking" in signs,
        giving_way="giving_way" in signs,
        numbness_tingling="numbness_tingling" in signs,
        painkiller_taken="painkiller_taken" in signs,
    )


def delete(who: Who, entry_id: str, said: Said) -> None:
    """Take an entry away."""
    undoing = _undoing()
    reading.access().delete_pain(who.athlete_id, entry_id)
    undoing.last = Undo(said.sentence, said.place, deleted=(entry_id,))


def offer_undo(who: Who, place: Place) -> None:
    """Say what was changed last in this part of the page, with the way back."""
    undo = _undoing().last
    if undo is None or undo.place != place:
        return
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key="pain_undo_row"
    ):
        st.markdown(as_markdown(undo.said), width="content")
        st.button("Undo", key="undo_pain", on_click=_undo, args=(who, undo))


def _undo(who: Who, undo: Undo) -> None:
    undoing, way = _undoing(), reading.access()
    if undoing.last is not undo:
        return
    undoing.last = None
    for entry_id in undo.added:
        way.delete_pain(who.athlete_id, entry_id)
    for entry_id in undo.deleted:
        way.restore_pain(who.athlete_id, entry_id)
    if undo.before:
        way.save_pain(who.athlete_id, undo.before)


def wrong_beside(place: Place, *fields: str) -> None:
    """Show the kept sentence if it is about one of these fields of this part of the page."""
    wrong: Wrong | None = st.session_state.get("pain_wrong")
    if wrong is not None and wrong.place == place and wrong.field in fields:
        st.markdown(f":red[{as_markdown(wrong.sentence)}]")


def forget_wrong() -> None:
    """Drop the kept sentence: something else is being tried."""
    st.session_state.pop("pain_wrong", None)


def turn() -> int:
    """Count the entries made; it is part of every key of the form, so that a save empties it."""
    return turns().of(FORM)
