"""Somebody new to look after: a name is enough."""

import streamlit as st

from dashboard.views import reading
from dashboard.views.form_parts import Form

ADDED = "Added. Choose them at the top right of any page, then add their files there."


def draw() -> None:
    """Draw the form behind a click."""
    form = Form("new client")
    with st.popover("Add a client", key="new_client"), st.form("new_client_form", border=False):
        with form.field("name"):
            name = st.text_input(
                "Name",
                help="As you know them; a number will do. It stays on this computer.",
                key=form.key("name"),
            )
        if form.is_sent("Add"):
            zone = st.context.timezone or ""
            form.save(lambda: reading.access().add_client(name.strip(), zone), ADDED)
