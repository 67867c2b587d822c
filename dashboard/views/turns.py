"""What one filled form says is saved once, however often its button is clicked.

A second click begins a new run beside the first or in the middle of it: a run that is to make way
ends wherever it next uses the session's state. What is known of saves therefore stands in a plain
object, changed under a lock and together with what was saved.
"""

from collections import Counter
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import ParamSpec

import streamlit as st
from streamlit.runtime.scriptrunner import RerunException

_P = ParamSpec("_P")
_MOST_CLICKS = 20


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


def to_the_end(callback: Callable[_P, None]) -> Callable[_P, None]:
    """Let what a click began come to its end, though a later click wants the run's place.

    Without it, who saves and goes to another page at once has saved nothing. The callback is
    begun again where the run was to make way, so it saves by ``Turns.once``, which does it once.
    """

    @wraps(callback)
    def whole(*args: _P.args, **kwargs: _P.kwargs) -> None:
        later: RerunException | None = None
        for _ in range(_MOST_CLICKS):
            try:
                callback(*args, **kwargs)
                break
            except RerunException as request:
                later = request
        if later is not None:
            raise later

    return whole
