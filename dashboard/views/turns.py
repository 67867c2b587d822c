"""What one filled form says is saved once, however often its button is clicked.

A second click begins a new run beside the first or in the middle of it: a run that is to make way
ends wherever it next uses the session's state. What is known of saves therefore stands in a plain
object, changed under a lock and together with what was saved.
"""

from collections import Counter
from collections.abc import Callable
from threading import Lock

import streamlit as st


class Turns:
    """How often each form of a session was saved; the next turn of a form begins empty."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._turns: Counter[str] = Counter()

    def of(self, form: str) -> int:
        """Count the saves of a form; part of its keys, so that a save empties it."""
        return self._turns[form]

    def once(self, form: str, turn: int, save: Callable[[], bool]) -> bool:
        """Save what was filled in at this turn; say whether that is done, now or before.

        Parameters
        ----------
        form : str
            The form's name.
        turn : int
            What ``of`` gave when it was drawn.
        save : callable
            Saves, and says whether it did. Not called if this turn was saved already; while
            another run saves it, waited for.
        """
        with self._lock:
            if self._turns[form] == turn and save():
                self._turns[form] += 1
            return self._turns[form] != turn


def turns() -> Turns:
    """Return the session's turns."""
    known: Turns = st.session_state.setdefault("turns", Turns())
    return known
