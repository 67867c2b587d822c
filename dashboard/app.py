"""Entry of the dashboard: who is asking, which pages they may see, and the frame around them."""

from pathlib import Path
from typing import Literal

import streamlit as st

from dashboard.access import StoreError
from dashboard.analysis.users_text import as_markdown
from dashboard.components.browser import watch_width
from dashboard.views import reading, routes

ASSETS = Path(__file__).parent / "assets"
PAGE_WIDTH = 1120


def main() -> None:
    """Draw the frame and run the page the address names."""
    st.set_page_config(page_title="Plimsoll", page_icon=str(ASSETS / "favicon.png"), layout="wide")
    theme = "dark" if st.context.theme.type == "dark" else "light"
    st.logo(str(ASSETS / f"word-{theme}.svg"), size="large")
    page = st.navigation(
        [
            st.Page(routes.OVERVIEW, title="Overview", default=True),
            st.Page(routes.ACTIVITIES, title="Activities"),
            st.Page(routes.RACES, title="Races"),
            st.Page(routes.REPORT, title="Report"),
            st.Page(routes.PAIN, title="Pain"),
            st.Page(routes.LINK, title="Link"),
            st.Page(routes.RECOVERY, title="Recovery"),
            st.Page(routes.CLIENTS, title="Clients", visibility=_clients_shown()),
            st.Page(routes.ADD_FILES, title="Add files"),
            st.Page(routes.SETTINGS, title="Settings"),
            st.Page(routes.BY_HAND, title="A session by hand", visibility="hidden"),
            st.Page(routes.ACTIVITY, title="Activity", visibility="hidden"),
            st.Page(routes.RACE, title="Race", visibility="hidden"),
            st.Page(routes.ADD_RESULTS, title="Add results", visibility="hidden"),
            st.Page(routes.CLIENT, title="Client", visibility="hidden"),
        ],
        position="top",
    )
    routes.show_said()
    with (
        st.container(horizontal_alignment="center"),
        st.container(width=PAGE_WIDTH, key="page"),
    ):
        try:
            routes.follow_client()
            _athlete_picker()
            routes.demo_banner()
            page.run()
        except StoreError as error:
            st.error(as_markdown(str(error)))
    watch_width()


def _clients_shown() -> Literal["visible", "hidden"]:
    """Show the list of clients only where it lists somebody; a page says what went wrong."""
    try:
        return "visible" if routes.has_clients() else "hidden"
    except StoreError:
        return "hidden"


def _athlete_picker() -> None:
    """Offer the athletes, only where there are several."""
    names = {athlete.athlete_id: athlete.name for athlete in reading.athletes()}
    if len(names) > 1:
        # A switch of pages forgets what a widget was set to: the choice is kept beside it.
        if (chosen := st.session_state.get(routes.CHOSEN)) in names:
            st.session_state["athlete_id"] = chosen
        with st.container(horizontal=True, horizontal_alignment="right"):
            st.selectbox(
                "Athlete",
                list(names),
                format_func=names.__getitem__,
                key="athlete_id",
                on_change=_keep_choice,
                label_visibility="collapsed",
                width=220,
            )


def _keep_choice() -> None:
    st.session_state[routes.CHOSEN] = st.session_state["athlete_id"]


if __name__ == "__main__":
    main()
