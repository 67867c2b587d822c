"""The effort row: eleven equal buttons from 0 to 10 on one line, also on a phone; a tap answers."""

from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st

from dashboard.analysis.unrated import HIGHEST_RPE

_HERE = Path(__file__).parent
_STATE = "score"
_mount = st.components.v2.component(
    "plimsoll_effort_row",
    html="<div class='score'><div class='row' role='radiogroup'></div></div>",
    css=(_HERE / "score_row.css").read_text("utf-8"),
    js=(_HERE / "score_row.js").read_text("utf-8"),
)


def effort_row(
    *, key: str, label: str, ramp: Sequence[str], on_ramp: str, answered: Callable[[int], None]
) -> None:
    """Ask for an effort from 0 to 10 with one tap or digit.

    Parameters
    ----------
    key : str
        The component's key on the page.
    label : str
        What is asked, for a screen reader.
    ramp : Sequence[str]
        Eleven CSS colours, for 0 to 10; blues, because pink is pain.
    on_ramp : str
        CSS colour of text on the last of them.
    answered : Callable[[int], None]
        Called with the answer, before the page runs again.
    """

    def tell() -> None:
        score = st.session_state.get(key, {}).get(_STATE)
        if isinstance(score, int | float) and 0 <= score <= HIGHEST_RPE:
            answered(round(score))

    _mount(
        key=key,
        data={
            "score": None,
            "label": label,
            "ramp": list(ramp),
            "pain": ramp[-1],
            "on_pain": on_ramp,
        },
        default={_STATE: None},
        on_score_change=tell,
    )
