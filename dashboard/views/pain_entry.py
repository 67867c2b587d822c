"""The entry: how much it hurts, at what moment, and a button that repeats all it will save."""

from dataclasses import dataclass, replace
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.access import PainEntry
from dashboard.analysis import red_flag_state, words
from dashboard.analysis.pain import Site
from dashboard.analysis.pain_history import last_entry
from dashboard.analysis.pain_moment import both_sides, preset_moment, sites_without
from dashboard.analysis.pain_words import (
    MOMENT_AFTER_A_DAY,
    MOMENT_OF_NO_PAIN,
    MOMENTS,
    capital,
    sites_words,
)
from dashboard.analysis.red_flag_state import Asking, Stop
from dashboard.charts.pain_strip import score_colours
from dashboard.components.score_row import score_row
from dashboard.views import pain_details, pain_place, pain_saving, red_flag_questions
from dashboard.views.drawing import colours
from dashboard.views.pain_details import Details
from dashboard.views.pain_reading import Diary, findings, now, pain_colours
from dashboard.views.pain_saving import Said, turn, wrong_beside
from dashboard.views.turns import to_the_end, turns

MOST_SITES_NAMED = 3


@dataclass(frozen=True, slots=True)
class Draft:
    """What the save button repeats; ``turn`` tells an entry from the one before it."""

    turn: int
    sites: tuple[Site, ...]
    score: int
    moment: str
    details: Details

    @property
    def words(self) -> str:
        """Name the entry: "inner left knee, 4 of 10, morning"."""
        moment = (MOMENT_AFTER_A_DAY if self.details.is_earlier else MOMENTS)[self.moment]
        said = [sites_words(self.sites), f"{self.score} of 10", moment, self.details.words]
        return ", ".join(filter(None, said))


def draw(diary: Diary) -> None:
    """Draw the map beside the card; on a phone, above it."""
    left, right = st.columns([3, 2], gap="medium")
    with left:
        site = pain_place.choose(diary)
    with right:
        pain_saving.offer_undo(diary.who, "entry")
        with st.container(border=True, key="pain_card"):
            _card(diary, site)


def _card(diary: Diary, site: Site | None) -> None:
    looked_at = red_flag_questions.place_to_ask_again(diary)
    sites = _chosen_sites(site)
    if looked_at is not None:
        red_flag_questions.ask(diary.who, red_flag_state.ask_again(looked_at))
    elif stop := _stop(diary, sites):
        red_flag_questions.no_numbers(stop)
    elif asking := _asking(diary, sites):
        red_flag_questions.ask(diary.who, asking)
    else:
        _numbers(diary, site, sites)


def _chosen_sites(site: Site | None) -> tuple[Site, ...]:
    if site is None:
        return ()
    return both_sides(site) if st.session_state.get(f"both_{turn()}") else (site,)


def _stop(diary: Diary, sites: tuple[Site, ...]) -> Stop | None:
    found = (red_flag_state.stop_for(diary.stops, site) for site in sites or (None,))
    return next(filter(None, found), None)


def _asking(diary: Diary, sites: tuple[Site, ...]) -> Asking | None:
    asked = (red_flag_state.asking(findings(diary, site), diary.answers, site) for site in sites)
    return next(filter(None, asked), None)


def _numbers(diary: Diary, site: Site | None, sites: tuple[Site, ...]) -> None:
    st.subheader(capital(site.words) if site else "How much does it hurt?", anchor=False)
    score = _score(site)
    moment = _moment(diary)
    if site and len(both_sides(site)) > 1:
        st.toggle("Both sides hurt the same", key=f"both_{turn()}")
    details = pain_details.draw(diary, moment)
    _save_button(diary, sites, score, moment, details)
    if site and (said := last_entry(diary.entries, site, diary.today)):
        st.caption(said)
    _findings(diary, site)
    _no_pain_button(diary, moment, site)


def _score(site: Site | None) -> int | None:
    shade = colours()
    pain, on_pain = pain_colours(shade)
    where = site.words if site else "the place you choose"
    score = score_row(
        key=f"score_{turn()}",
        label=f"Pain of {where}, 0 to 10",
        ramp=score_colours(shade),
        pain=pain,
        on_pain=on_pain,
    )
    wrong_beside("entry", "intensity_nprs", "region", "side", "aspect")
    return score


def _moment(diary: Diary) -> str:
    preset = preset_moment(diary.now, diary.sessions)
    chosen: str = st.segmented_control(
        "When",
        list(MOMENTS),
        default=preset,
        format_func=MOMENTS.__getitem__,
        required=True,
        key=f"moment_{turn()}_{diary.today.date()}_{preset}",
    )
    wrong_beside("entry", "moment")
    return chosen


def _save_button(
    diary: Diary, sites: tuple[Site, ...], score: int | None, moment: str, details: Details
) -> None:
    if sites and score is not None:
        draft = Draft(turn(), sites, score, moment, details)
        label = f"Save: {draft.words}"
    else:
        draft = None
        label = (
            "Choose a number" if sites else "Choose a place" + (" and a number" * (score is None))
        )
    st.button(
        label,
        type="primary",
        width="stretch",
        disabled=draft is None,
        key="save_pain",
        on_click=_save,
        args=(diary, draft),
    )


@to_the_end
def _save(diary: Diary, draft: Draft | None) -> None:
    """Keep what the button said; a second click on the same draft does nothing."""
    if draft is None or draft.turn != turn():  # what is typed is of this turn
        return
    draft = replace(draft, details=pain_details.as_typed(draft.details))
    _keep(diary, draft, f"Saved: {draft.words}.")


def _keep(diary: Diary, draft: Draft, said: str) -> None:
    time = draft.details.felt_at or now()
    group = f"{diary.who.athlete_id}-{time.isoformat()}" if len(draft.sites) > 1 else ""
    entries = [_entry(site, draft, time, group) for site in draft.sites]
    keep = partial(pain_saving.keep, diary.who, entries, Said(said, "entry"), diary.entries)
    turns().once(pain_saving.FORM, draft.turn, keep)


def _entry(site: Site, draft: Draft, time: pd.Timestamp, group: str) -> PainEntry:
    bare = PainEntry(
        region=site.region,
        side=site.side,
        aspect=site.aspect,
        intensity_nprs=draft.score,
        felt_at=time,
        moment=draft.moment,
        session_id=draft.details.session_id,
        note=draft.details.note,
        group_id=group,
    )
    return pain_saving.with_signs(bare, draft.details.signs)


def _findings(diary: Diary, site: Site | None) -> None:
    """Repeat what a rule found at this place of late."""
    for finding in findings(diary, site) if site else ():
        st.markdown(f":red[{finding.sentence}]")


def _no_pain_button(diary: Diary, moment: str, site: Site | None) -> None:
    """Offer one tap that notes a 0 at every place of the diary that did not hurt today.

    In an empty diary the place just chosen is the first.
    """
    places = sites_without(diary.entries, diary.today, moment)
    if site is not None and diary.entries.empty:
        places = (site,)
    free = tuple(one for one in places if red_flag_state.stop_for(diary.stops, one) is None)
    if not free:
        return
    named = sites_words(free)
    if len(free) > MOST_SITES_NAMED:
        named = words.counted(len(free), "place") + " of your diary"
    st.button(
        f"No pain today: {named}, {MOMENT_OF_NO_PAIN[moment]}",
        width="stretch",
        key="no_pain",
        help="Saves a 0. A day with a 0 is not the same as a day with nothing.",
        on_click=_save_zeros,
        args=(diary, Draft(turn(), free, 0, moment, Details()), named),
    )


@to_the_end
def _save_zeros(diary: Diary, draft: Draft, named: str) -> None:
    if draft.turn == turn():
        _keep(diary, draft, f"Saved: no pain, {named}, {MOMENT_OF_NO_PAIN[draft.moment]}.")
