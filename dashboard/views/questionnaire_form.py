"""Questionnaires: totals over time, and the form to add one."""

import math
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.access import QuestionnaireScore
from dashboard.analysis import questionnaire_words, users_text
from dashboard.analysis.questionnaires import (
    ALONE,
    N_QUESTIONS,
    OPTION_POINTS,
    OSTRC_H2,
    OSTRC_LABELS,
    QUESTIONNAIRES,
    QuestionnaireError,
    ostrc_h2,
)
from dashboard.charts.questionnaires import questionnaire_picture
from dashboard.views import form_parts, overview_reading, reading, recovery_reading, routes
from dashboard.views.drawing import chart, colours
from dashboard.views.form_parts import Form, day_field, number_field
from dashboard.views.reading import Who

OPTIONS = tuple(range(1, len(OPTION_POINTS) + 1))


def draw(who: Who) -> None:
    """Draw the totals there are, and the form for a new one."""
    answered = recovery_reading.questionnaires(who)
    found = questionnaire_words.totals(answered)
    if found:
        chart(
            questionnaire_picture(found, colours()),
            title=questionnaire_words.title(found),
            alt=" ".join(one.sentence for one in found),
            key="questionnaires",
        )
    else:
        st.subheader(questionnaire_words.title(found), anchor=False)
    with st.expander("Add a questionnaire", key="add_questionnaire"):
        _form(who)
    if len(answered):
        with st.expander(f"Every total ({len(answered)})", key="every_questionnaire"):
            for _, row in answered.iloc[::-1].iterrows():
                _row(who, row)


def _row(who: Who, row: pd.Series) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        said = questionnaire_words.row_words(row)
        st.markdown(users_text.as_markdown(said), width="stretch")
        if st.button("Delete", key=f"delete score {row['score_id']}", type="tertiary"):
            way = reading.access()
            way.delete_questionnaire(who.athlete_id, str(row["score_id"]))
            form_parts.remember_undo(
                users_text.as_markdown(f"Deleted: {said}."),
                partial(way.restore_questionnaire, who.athlete_id, str(row["score_id"])),
            )
            routes.say_next("Deleted.")
            st.rerun()


def _form(who: Who) -> None:
    form = Form(f"questionnaire {who.athlete_id}")
    st.caption(questionnaire_words.ABOUT)
    with form.field("questionnaire"):
        name = st.segmented_control(
            "Questionnaire",
            list(QUESTIONNAIRES),
            default=OSTRC_H2,
            required=True,
            key=form.key("questionnaire"),
        )
    chosen = str(name or OSTRC_H2)
    st.markdown(questionnaire_words.form_words(QUESTIONNAIRES[chosen]))
    options = _ostrc_options(form) if chosen == OSTRC_H2 else ()
    total = _total(form, chosen, options)
    place = _place(who, form)
    answered_on = day_field(form, "answered_on", "Answered on", reading.today(who))
    is_missing = math.isnan(total)
    if st.button("Save this total", type="primary", disabled=is_missing, key=form.key("save")):
        new = QuestionnaireScore(chosen, answered_on, total, options, *place)
        form.save(partial(reading.access().save_questionnaire, who.athlete_id, new), "Saved.")


def _ostrc_options(form: Form) -> tuple[int, ...]:
    """Ask for the number of each option; after a first one that stands alone, for no more."""
    given: list[int] = []
    for place in range(N_QUESTIONS):
        option = st.segmented_control(
            f"{place + 1}. {OSTRC_LABELS[place]}: option",
            OPTIONS,
            key=form.key(f"option {place}"),
        )
        if option is None:
            break
        given.append(int(option))
        if given[0] in ALONE:
            break
    if given:
        st.caption(users_text.as_markdown(questionnaire_words.ostrc_sentence(tuple(given))))
    return tuple(given)


def _total(form: Form, name: str, options: tuple[int, ...]) -> float:
    if name != OSTRC_H2:
        known = QUESTIONNAIRES[name]
        return number_field(form, "total", f"Total, {known.range_words}", math.nan)
    with form.field("total", "options"):
        try:
            return float(ostrc_h2(options).score)
        except QuestionnaireError:
            return math.nan


def _place(who: Who, form: Form) -> tuple[str, str]:
    places = questionnaire_words.places(overview_reading.history(who).entries)
    with form.field("region", "side"):
        return st.selectbox(
            "About", list(places), format_func=places.__getitem__, key=form.key("place")
        )
