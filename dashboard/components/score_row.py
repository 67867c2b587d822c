"""The score row: eleven equal buttons from 0 to 10, for the numeric pain rating scale."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

_HERE = Path(__file__).parent
_mount = st.components.v2.component(
    "plimsoll_score_row",
    html=(
        "<div class='score'><div class='row' role='radiogroup'></div>"
        "<div class='ends'><span>0 none</span><span>10 worst imaginable</span></div></div>"
    ),
    css=(_HERE / "score_row.css").read_text("utf-8"),
    js=(_HERE / "score_row.js").read_text("utf-8"),
)


def score_row(*, key: str, label: str, ramp: Sequence[str], pain: str, on_pain: str) -> int | None:
    """Ask for a score from 0 to 10 with one tap, arrow key or digit.

    Parameters
    ----------
    key : str
        The component's key on the page.
    label : str
        What is asked, for a screen reader.
    ramp : Sequence[str]
        Eleven CSS colours, for 0 to 10.
    pain, on_pain : str
        CSS colours: a chosen button, and text on it.

    Returns
    -------
    int | None
        The score chosen, or None while none is.
    """
    state = st.session_state.get(key, {})
    chosen = state.get("score")
    result = _mount(
        key=key,
        data={
            "score": chosen,
            "label": label,
            "ramp": list(ramp),
            "pain": pain,
            "on_pain": on_pain,
        },
        default={"score": chosen},
        on_score_change=_nothing,
    )
    return None if result.score is None else int(result.score)


def _nothing() -> None:
    """Let the page run again with the new score; there is nothing else to do."""
