"""The exercise plan of a client: what, how much, how often, and the days it was done."""

from functools import partial

import pandas as pd
import streamlit as st

from dashboard.access import Exercise
from dashboard.analysis import words
from dashboard.analysis.client import Adherence, ClientSummary
from dashboard.components.page_parts import spoken
from dashboard.views import form_parts, reading, routes
from dashboard.views.form_parts import Form, columns, day_field, maybe_day_field
from dashboard.views.reading import Who

TICKED_DAYS = 7
LONGEST_NAME, LONGEST_DOSE = 80, 160
MOST_A_WEEK = 21
ABOUT = "Tap a day on which it was done; tap again to take it back. Counted over six weeks."


def draw(who: Who, found: ClientSummary) -> None:
    """Draw each exercise with its last seven days, and the form for a new one."""
    if found.adherence:
        st.caption(ABOUT)
    else:
        st.caption("No exercise planned yet.")
    for one in found.adherence:
        _exercise(who, found, one)
    with st.expander("Add an exercise", key="add_exercise"), st.form("new_exercise_form"):
        _fields(Form(f"new exercise {who.athlete_id}"), who, None)


def _exercise(who: Who, found: ClientSummary, one: Adherence) -> None:
    with st.container(border=True, gap="xsmall", key=f"exercise_{one.exercise_id}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            with st.container(gap=None):
                times = words.counted(one.sessions_per_week, "time")
                st.markdown(f"**{spoken(one.name)}**{' (ended)' if one.is_over else ''}")
                st.caption(f"{spoken(one.dose)} · {times} a week · {one.kept}")
            with st.popover("Change", key=f"change exercise {one.exercise_id}"):
                row = _row(found, one.exercise_id)
                with st.form(f"exercise_form {one.exercise_id}", border=False):
                    _fields(Form(f"exercise {one.exercise_id}"), who, row)
                if st.button("Delete", key=f"delete exercise {one.exercise_id}"):
                    _delete(who, one)
        if not one.is_over:
            _days(who, found, one)


def _days(who: Who, found: ClientSummary, one: Adherence) -> None:
    today = found.record.today
    days = [today - pd.Timedelta(days=ago) for ago in range(TICKED_DAYS)][::-1]
    log = found.record.log
    done = set(log.loc[log["exercise_id"] == one.exercise_id, "day"])
    key = f"ticks {one.exercise_id} {who.revision}"
    st.pills(
        "Done on",
        days,
        default=[day for day in days if day in done],
        selection_mode="multi",
        format_func=_day,
        key=key,
        on_change=partial(_tick, who.athlete_id, one.exercise_id, days, done),
        args=(key,),
        label_visibility="collapsed",
    )


def _tick(
    athlete_id: str,
    exercise_id: str,
    days: list[pd.Timestamp],
    done: set[pd.Timestamp],
    key: str,
) -> None:
    """Keep what was tapped: only the days that changed."""
    way = reading.access()
    chosen = set(st.session_state[key])
    for day in days:
        if day in chosen and day not in done:
            way.tick_exercise(athlete_id, exercise_id, day)
        elif day in done and day not in chosen:
            way.untick_exercise(athlete_id, exercise_id, day)


def _day(day: pd.Timestamp) -> str:
    return f"{words.WEEKDAYS[day.weekday()][:3]} {day.day}"


def _row(found: ClientSummary, exercise_id: str) -> Exercise:
    rows = found.record.exercises
    row = rows[rows["exercise_id"] == exercise_id].iloc[0]
    return Exercise(
        name=str(row["name"]),
        dose=str(row["dose"]),
        first_day=row["first_day"],
        sessions_per_week=int(row["sessions_per_week"]),
        last_day=None if pd.isna(row["last_day"]) else row["last_day"],
        exercise_id=exercise_id,
    )


def _fields(form: Form, who: Who, exercise: Exercise | None) -> None:
    shown = exercise or Exercise("", "", reading.today(who), 3)
    left, right = columns(2)
    with left, form.field("name"):
        name = st.text_input("Exercise", shown.name, max_chars=LONGEST_NAME, key=form.key("name"))
    with right, form.field("dose"):
        dose = st.text_input(
            "How much",
            shown.dose,
            max_chars=LONGEST_DOSE,
            placeholder="3 x 12",
            key=form.key("dose"),
        )
    first, second, third = columns(3)
    with first, form.field("sessions_per_week"):
        times = st.number_input(
            "Times a week", 1, MOST_A_WEEK, shown.sessions_per_week, key=form.key("times")
        )
    with second:
        begins = day_field(form, "first_day", "First day", shown.first_day)
    with third:
        ends = maybe_day_field(form, "last_day", "Last day, empty while it goes on", shown.last_day)
    if form.is_sent("Save this exercise"):
        new = Exercise(name, dose, begins, int(times), ends, shown.exercise_id)
        form.save(partial(reading.access().save_exercise, who.athlete_id, new), "Saved.")


def _delete(who: Who, one: Adherence) -> None:
    way = reading.access()
    way.delete_exercise(who.athlete_id, one.exercise_id)
    restore = partial(way.restore_exercise, who.athlete_id, one.exercise_id)
    form_parts.remember_undo(f"Deleted: {spoken(one.name)}.", restore)
    routes.say_next("Deleted.")
    st.rerun()
