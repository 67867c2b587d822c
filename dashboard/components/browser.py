"""What the browser says of itself: how wide it is."""

import streamlit as st

PHONE_PX = 640
KEY = "browser_width"

# Tells Python once, and again only when the page crosses the line: no rerun while resizing.
_SCRIPT = f"""
export default function (component) {{
  const {{ data, setStateValue }} = component
  const query = window.matchMedia("(max-width: {PHONE_PX}px)")
  const tell = () => {{
    if (query.matches !== data.narrow) setStateValue("narrow", query.matches)
  }}
  query.onchange = tell
  tell()
  return () => {{ query.onchange = null }}
}}
"""

_watch = st.components.v2.component(KEY, html="<span></span>", js=_SCRIPT)


def watch_width() -> None:
    """Mount the watcher; it is not seen. Call once a page, after everything else."""
    _watch(key=KEY, data={"narrow": is_narrow()}, on_narrow_change=lambda: None, height=1)


def is_narrow() -> bool:
    """Whether the page is as narrow as a phone. The first run, before the answer, says no."""
    state = st.session_state.get(KEY)
    return bool(state.get("narrow")) if isinstance(state, dict) else False
