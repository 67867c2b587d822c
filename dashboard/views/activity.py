"""Activity: one recording, what was done and how it went."""

import streamlit as st

from dashboard.access import NotFound, StoredActivity
from dashboard.analysis import activity_list, findings, split_rows, words
from dashboard.analysis.legs import (
    Leg,
    how_long,
    legs,
    legs_only,
    mean_heart_rate,
    titles,
    whole_distance_m,
)
from dashboard.charts.leg_bars import leg_bars
from dashboard.components.browser import is_narrow
from dashboard.components.page_parts import (
    Figure,
    TableColumn,
    figures,
    heading,
    spoken,
    table,
)
from dashboard.views import (
    activity_edit,
    activity_leg,
    activity_race,
    activity_same,
    activity_shoe,
    reading,
    routes,
)
from dashboard.views.drawing import chart, colours
from dashboard.views.reading import Who

LEG_COLUMNS = {
    "leg": TableColumn("Leg"),
    "distance": TableColumn("Distance", "right"),
    "time": TableColumn("Elapsed", "right"),
    "pace": TableColumn("Pace or speed", "right"),
    "heart_rate": TableColumn("bpm", "right"),
}
NARROW_LEG_COLUMNS = ("leg", "distance", "time")
BY_HAND = "by hand"
WIDE_PX, NARROW_PX = 1040, 330


def page() -> None:
    """Draw the page."""
    who = reading.who()
    activity_id = st.query_params.get("activity", "")
    try:
        recording = reading.activity(who, activity_id)
    except NotFound:
        _not_found()
        return
    if recording.is_deleted:
        _deleted(who, recording)
        return
    _recording(who, recording)


def _not_found() -> None:
    heading("Activity", "There is no such activity here.")
    st.markdown("Its address may be cut off, or its import was undone.")
    routes.to_activities()


def _deleted(who: Who, recording: StoredActivity) -> None:
    heading("Activity", f"{spoken(recording.name) or 'This activity'} was deleted.")
    if st.button("Undo", type="primary", key="undo_delete"):
        reading.access().restore_activity(who.athlete_id, recording.activity_id)
        routes.say_next("Restored.")
        st.rerun()


def _recording(who: Who, recording: StoredActivity) -> None:
    parts = legs(recording.sessions)
    several = len(legs_only(parts)) > 1
    heading_place = st.container()
    leg = _chosen_leg(who, recording, parts)
    session = reading.session(who, leg.session_id)
    race = activity_race.official(who, recording)
    official = activity_race.numbers(*race) if race else []
    what = activity_list.what(parts)
    with heading_place:
        done = findings.headline(parts if several else (leg,), session.splits)
        overline = _overline(recording, parts, what, activity_shoe.worn(who, leg))
        heading(overline, f"{spoken(recording.name) or what}: {done}")
    if race:
        activity_race.card(who, recording, *race)
    elif recording.is_race:
        st.caption(
            "No official result yet: distance and time are the watch's. Race result adds it."
        )
    activity_same.draw(who, recording)
    if several:
        _legs(parts, official)
        st.header(_leg_title(parts, leg), anchor=False)
    if recording.source_format == BY_HAND:
        activity_leg.draw_by_hand(leg, official)
        return
    activity_leg.draw(who, leg, session, [] if several else official)
    _about(who, recording, leg)


def _overline(recording: StoredActivity, parts: tuple[Leg, ...], what: str, shoe: str) -> str:
    first = parts[0]
    clock = f"{first.started:%H:%M}" + ("" if first.clock_is_local else " UTC")
    told = [
        what,
        f"{words.long_day(first.local_day)}, {clock}",
        "race" if recording.is_race else "",
        shoe,
        recording.device,
        "Written by hand" if recording.source_format == BY_HAND else recording.file_name,
    ]
    return " · ".join(spoken(text) for text in told if text)


def _chosen_leg(who: Who, recording: StoredActivity, parts: tuple[Leg, ...]) -> Leg:
    """Draw the settings in one row: which leg, and the ways to change or remove the recording."""
    names = dict(zip((leg.session_id for leg in parts), titles(parts), strict=True))
    first = (legs_only(parts) or parts)[0].session_id
    chosen: str | None = first
    with st.container(horizontal=True, vertical_alignment="center"):
        if len(parts) > 1:
            chosen = st.segmented_control(
                "Leg",
                list(names),
                default=first,
                format_func=lambda key: spoken(names[key]),
                label_visibility="collapsed",
                required=True,
                key=f"leg {recording.activity_id}",
            )
        leg = next((part for part in parts if part.session_id == chosen), parts[0])
        activity_shoe.draw(who, leg)
        activity_edit.draw(who, recording, leg)
        activity_race.draw_form(who, recording, parts)
    return leg


def _legs(parts: tuple[Leg, ...], official: list[Figure]) -> None:
    far, time = words.distance(whole_distance_m(parts)), how_long(parts)
    own = [
        Figure("Distance", far, "All legs together, from the records."),
        Figure("Elapsed time", time, "From first to last sample, transitions included."),
    ]
    figures(
        [
            *(official or own),
            Figure("Heart rate", words.heart_rate(mean_heart_rate(legs_only(parts))), "Mean."),
        ]
    )
    names = titles(parts)
    shares = ", ".join(
        f"{name} {words.duration(leg.elapsed_s)}" for name, leg in zip(names, parts, strict=True)
    )
    chart(
        leg_bars(parts, colours(), width_px=NARROW_PX if is_narrow() else WIDE_PX),
        title="Legs by time",
        alt=f"Bars as long as each leg took: {shares}.",
        key="leg_bars",
    )
    rows = split_rows.leg_rows(parts, names)
    rows.loc[len(rows)] = ("Whole", far, time, "", "")
    kept = NARROW_LEG_COLUMNS if is_narrow() else tuple(LEG_COLUMNS)
    table(rows, {name: LEG_COLUMNS[name] for name in kept}, alt="Legs", key="legs")


def _leg_title(parts: tuple[Leg, ...], leg: Leg) -> str:
    name = dict(zip((part.session_id for part in parts), titles(parts), strict=True))
    return f"{spoken(name[leg.session_id])}: {findings.distance_and_time((leg,))}"


def _about(who: Who, recording: StoredActivity, leg: Leg) -> None:
    """Say what the file is, what was wrong with it, and the way to the numbers."""
    with st.expander("About this file"):
        facts = f"{recording.file_name} · {recording.source_format.upper()} · {recording.device}"
        st.text(facts.strip(" ·"))
        for problem in recording.problems:
            st.text(problem.message)
        with st.container(horizontal=True):
            way = reading.access()
            st.download_button(
                "Samples as CSV",
                lambda: way.records(who.athlete_id, leg.session_id).to_csv(index=False),
                "samples.csv",
                "text/csv",
                on_click="ignore",
                key="samples",
            )
            st.download_button(
                "The file as it came",
                lambda: way.original(who.athlete_id, recording.activity_id)[1],
                recording.file_name or "activity",
                on_click="ignore",
                key="original",
            )


if __name__ == "__main__":
    page()
