"""The body map: both knees, drawn so that a person sees where theirs hurts."""

from collections.abc import Callable, Mapping
from pathlib import Path

import streamlit as st

_HERE = Path(__file__).parent
_mount = st.components.v2.component(
    "plimsoll_body_map",
    html="<div class='box'><div class='map'></div></div>",
    css=(_HERE / "body_map.css").read_text("utf-8"),
    js=(_HERE / "body_map.js").read_text("utf-8"),
)


def _nothing() -> None:
    """Let the page run again with the new site; there is nothing else to do."""


def knee_map(
    *,
    key: str,
    site: str,
    marks: Mapping[str, int],
    colours: tuple[str, str],
    on_change: Callable[[], None] = _nothing,
) -> str:
    """Draw both knees and give back the site chosen.

    Parameters
    ----------
    key : str
        The component's key on the page.
    site : str
        The site chosen at first: side and aspect as ``"left-medial"``, or empty.
    marks : Mapping[str, int]
        The last score of each site, 0-10, drawn in its zone.
    colours : tuple of str
        CSS colours: pain, and text on it.
    on_change : Callable
        Called before the page runs again with another choice.

    Returns
    -------
    str
        ``"<side>-<aspect>"`` in the words of PAIN_ENTRIES, or empty when none is chosen.
    """
    pain, on_pain = colours
    state = st.session_state.get(key, {})
    chosen = str(state.get("site", site))
    result = _mount(
        key=key,
        data={"site": chosen, "marks": dict(marks), "pain": pain, "on_pain": on_pain},
        default={"site": chosen},
        on_site_change=on_change,
    )
    return str(result.site or "")
