"""Education cards as a part of a page: a title, its paragraphs, where they come from."""

import streamlit as st

from dashboard.analysis import users_text
from dashboard.analysis.education import Card, cards
from dashboard.analysis.pain import Site

TITLE = "Good to know"
NOTE = "General knowledge, not about you in particular: these cards name no cause."


def education_cards(sites: tuple[Site, ...], key: str) -> None:
    """Offer the cards behind a click; what is closed is not drawn.

    Parameters
    ----------
    sites : tuple of Site
        Places whose structures are listed first.
    key : str
        The page's own, so that two pages keep apart what is open.
    """
    opened = st.expander(TITLE, key=f"{key}_education", on_change="rerun")
    if not opened.open:
        return
    with opened:
        found = {card.code: card for card in cards(sites)}
        chosen = st.pills(
            "Topic",
            list(found),
            default=next(iter(found)),
            required=True,
            format_func=lambda code: found[code].title,
            key=f"{key}_education_topic",
            label_visibility="collapsed",
        )
        _card(found[chosen])
        st.caption(NOTE)


def _card(card: Card) -> None:
    with st.container(gap="small"):
        for paragraph in card.paragraphs:
            st.markdown(users_text.as_markdown(paragraph))
        sources = "; ".join(f"{one.words}, doi {one.doi}" for one in card.sources)
        st.caption(users_text.as_markdown(f"From: {sources}."))
