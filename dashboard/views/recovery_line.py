"""The load line on the page: its picture, its numbers, the week's plan and the agreed limits."""

import math
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.access import PlannedRun, WeekPlan, WrongEntry
from dashboard.analysis import load_line_words, units, users_text, words
from dashboard.analysis.load_line import WEEK_DAYS, LoadLine
from dashboard.analysis.week_plan import (
    Planned,
    PlannedWeek,
    like_last_week,
    monday_of,
    under_the_line,
)
from dashboard.components.browser import is_narrow
from dashboard.components.page_parts import Figure, TableColumn, figures, table, wrapped_table
from dashboard.views import agreed_limits, reading, recovery_reading, routes
from dashboard.views.drawing import chart
from dashboard.views.reading import Who
from dashboard.views.recovery_parts import look, save_csv
from dashboard.views.red_flag_questions import show_stopped

WEEKS = {"Next week": 1, "This week": 0}
COLUMNS = {
    "day": "Day",
    "run": "Planned",
    "line": "Beside the line",
    "spike": "Against the 30 days before",
}
RUNS = {
    "day": TableColumn("Day", width=110),
    "run": TableColumn("Run", "right", 90),
    "descent": TableColumn("Descent", "right", 90),
    "state": TableColumn("Carried or not"),
}
NARROW_RUNS = {
    "day": TableColumn("Day", width=92),
    "run": TableColumn("Run", "right", 72),
    "short": TableColumn("Carried or not"),
}
NARROW_COLUMNS = {"day": "Day", "run": "Planned", "line": "Beside the line"}
LONGEST_KM = 500.0


def draw(who: Who) -> None:
    """Draw what was carried, and the plan beside it; nothing of it while a sign needs a look."""
    if stopped := recovery_reading.stopped(who):
        show_stopped(stopped, load_line_words.STOPPED)
        return
    today = reading.today(who)
    name = str(st.session_state.get("plan_week", next(iter(WEEKS))))
    monday = monday_of(today) + pd.Timedelta(days=WEEK_DAYS * WEEKS.get(name, 1))
    holding = recovery_reading.line(who, today, max(monday, today))
    week = recovery_reading.week(who, monday, holding)
    ahead = _ahead(who, today)
    with st.container(gap="small"):
        if holding.runs.empty and not ahead:
            st.subheader("No load line yet", anchor=False)
        else:
            chart(
                recovery_reading.line_figure(holding, ahead, look()),
                title=load_line_words.title(holding, week, name.lower()),
                alt=load_line_words.alt(holding, ahead),
                note=load_line_words.note(holding),
                key="load_line",
            )
        _numbers(holding)
        _runs(who, holding)
        _plan(who, week, holding)
        agreed_limits.draw(who)


def _ahead(who: Who, today: pd.Timestamp) -> tuple[Planned, ...]:
    """Return what is planned from tomorrow on, this week and the next."""
    monday = monday_of(today)
    weeks = (monday, monday + pd.Timedelta(days=WEEK_DAYS))
    runs = (run for start in weeks for run in recovery_reading.planned(who, start))
    return tuple(run for run in runs if run.day > today)


def _numbers(holding: LoadLine) -> None:
    if holding.carried.is_empty:
        st.markdown(users_text.as_markdown(load_line_words.why_none(holding)))
    figures(
        [
            Figure(one.label, one.value, users_text.as_markdown(one.rests_on))
            for one in load_line_words.figures(holding)
        ]
    )
    if said := load_line_words.agreed_sentence(holding):
        st.caption(users_text.as_markdown(said))


def _runs(who: Who, holding: LoadLine) -> None:
    if holding.runs.empty:
        return
    with st.expander("The runs behind the line"):
        table(
            load_line_words.run_rows(holding),
            NARROW_RUNS if is_narrow() else RUNS,
            alt="Runs of the 28 days, newest first, and whether each was carried",
            key=f"line runs {who.revision}",
        )
        save_csv(holding.runs, "load-line-runs.csv", f"save line runs {who.revision}")


def _plan(who: Who, week: PlannedWeek, holding: LoadLine) -> None:
    with st.container(gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.subheader("The week's plan", anchor=False, width="content")
            st.segmented_control(
                "Week",
                list(WEEKS),
                default=next(iter(WEEKS)),
                required=True,
                key="plan_week",
                label_visibility="collapsed",
            )
        if week.days:
            rows = load_line_words.week_rows(week)
            columns = NARROW_COLUMNS if is_narrow() else COLUMNS
            wrapped_table(rows, columns, alt="Planned runs beside the load line")
            st.caption(users_text.as_markdown(load_line_words.week_note(week, holding)))
            if said := load_line_words.spike_sentence(week):
                st.markdown(users_text.as_markdown(said))
        _actions(who, week, holding)
        _form(who, week)


def _actions(who: Who, week: PlannedWeek, holding: LoadLine) -> None:
    """Offer what keeps a plan under the line, and a plan to begin with."""
    runs = [day.run for day in week.days]
    with st.container(horizontal=True):
        if runs and not week.is_under and st.button("Keep it under the line", type="primary"):
            _save(who, week.monday, under_the_line(runs, holding.limits), "Kept under the line.")
        offered = like_last_week(holding, week.monday)
        if not runs and offered and st.button("Last week again, under the line"):
            _save(who, week.monday, offered, "Planned.")
        if runs and st.button("Clear this plan"):
            _save(who, week.monday, (), "Cleared.")


def _form(who: Who, week: PlannedWeek) -> None:
    """Ask for each day's distance; what a run says beside its distance is kept."""
    unit = units.chosen()
    # A second run of a day has no field of its own here, and stays as it is.
    runs = [day.run for day in week.days]
    kept = {run.day: run for run in reversed(runs)}
    others = tuple(run for run in runs if run is not kept[run.day])
    with (
        st.expander("Plan the days" if not kept else "Change the plan", key="plan_days"),
        st.form(f"plan {week.monday:%Y-%m-%d} {who.revision}", border=False),
    ):
        typed = {}
        with st.grid(WEEK_DAYS, min_column_width=110):
            for at in range(WEEK_DAYS):
                day = week.monday + pd.Timedelta(days=at)
                run = kept.get(day)
                typed[day] = st.number_input(
                    f"{words.WEEKDAYS[at][:3]} {day.day} {words.MONTHS[day.month - 1][:3]}",
                    min_value=0.0,
                    max_value=LONGEST_KM,
                    value=round(run.distance_km * words.METRES_PER_KM / unit.metres, 2)
                    if run
                    else None,
                    step=0.5,
                    format="%g",
                    placeholder=unit.many,
                    key=f"plan {who.revision} {day:%Y-%m-%d}",
                )
        if st.form_submit_button("Save this plan", type="primary"):
            new = (_typed(day, far, kept.get(day)) for day, far in typed.items() if far)
            _save(who, week.monday, (*new, *others), "Plan saved.")


def _typed(day: pd.Timestamp, far: float, kept: Planned | None) -> Planned:
    km = far * units.chosen().metres / words.METRES_PER_KM
    return Planned(day, km, kept.descent_m if kept else math.nan, kept.note if kept else "")


def _save(who: Who, monday: pd.Timestamp, runs: tuple[Planned, ...], said: str) -> None:
    plan = WeekPlan(
        monday,
        tuple(PlannedRun(run.day, run.distance_km, run.descent_m, run.note) for run in runs),
    )
    save = partial(reading.access().save_week_plan, who.athlete_id, plan)
    try:
        save()
    except WrongEntry as wrong:
        st.error(users_text.as_markdown(wrong.message))
        return
    routes.say_next(said)
    st.rerun()
