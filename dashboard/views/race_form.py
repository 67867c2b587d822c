"""The form for a race's official result: on the activity it belongs to, or on its own."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

import streamlit as st

from dashboard.access import RaceParts, RaceResult
from dashboard.analysis import leg_lines, race_words, words
from dashboard.analysis.race_words import STATUSES, Draft
from dashboard.analysis.typed import USUAL_DISTANCES_M
from dashboard.analysis.units import chosen
from dashboard.components.page_parts import spoken
from dashboard.views import form_parts, reading, routes
from dashboard.views.form_parts import Form, columns, day_field
from dashboard.views.reading import Who

LONGEST_NAME = 120
NO_WATCH = "No watch file"
NOTHING_MORE = RaceParts()


def form_of(who: Who, result: RaceResult) -> Form:
    """Return the form of one result; without a ``result_id`` it is a new one."""
    return Form(f"race {result.result_id or result.session_id or 'new'} {who.athlete_id}")


def draw(
    who: Who,
    result: RaceResult,
    watch: Mapping[str, str],
    *,
    form: Form | None = None,
    then: Callable[[str], object] = str,
    parts: RaceParts = NOTHING_MORE,
) -> None:
    """Draw the form.

    Parameters
    ----------
    who : Who
        Whose race.
    result : RaceResult
        What is known so far; without a ``result_id`` it is a new one.
    watch : mapping of str to str
        The sessions it may belong to, by id, each in words.
    form : Form, optional
        Where another one than the result's own is drawn.
    then : callable
        Done once the result is kept, with its id.
    parts : RaceParts
        What is kept with the result; its legs, if any, are offered in place of those kept before.
    """
    form = form or form_of(who, result)
    with st.form(form.key("form"), border=False):
        fields = Draft()
        known = race_words.draft(result)
        left, right = columns(2)
        with left:
            fields = _what(form, who, fields, known)
        with right:
            day = day_field(form, "race_day", "Day", result.race_day)
        fields = _around(form, _places(form, _times(form, fields, known), known), known)
        kept = leg_lines.lines_of(reading.race_legs(who), result.result_id)
        legs = _legs(form, leg_lines.lines(parts.legs) if parts.legs else kept)
        result = _status_and_watch(form, replace(result, race_day=day), watch)
        if form.is_sent("Save this result"):
            form.save(lambda: then(_save(who, result, fields, (parts, legs))), "Saved.")
    if result.result_id and st.button("Delete this result", key=f"delete race {result.result_id}"):
        _delete(who, result)


def _what(form: Form, who: Who, fields: Draft, known: Draft) -> Draft:
    """Ask for the race: the same name every year, so those of before are offered."""
    names = sorted({*reading.race_results(who)["race"], known.race} - {""})
    with form.field("race"):
        race = st.selectbox(
            "Race",
            names,
            index=names.index(known.race) if known.race else None,
            placeholder="Choose, or type its name",
            accept_new_options=True,
            key=form.key("race"),
        )
    return replace(fields, race=(race or "")[:LONGEST_NAME])


def _times(form: Form, fields: Draft, known: Draft) -> Draft:
    left, right = columns(2)
    unit = words.pace_unit(chosen().metres)
    with left:
        distance = _distance(form, known)
        gun = _text(form, "gun_time_s", "Gun time", known.gun, "1:52:43")
    with right:
        chip = _text(form, "chip_time_s", "Chip time", known.chip, "1:51:57")
        pace = _text(
            form, "published_pace_s_per_km", f"Pace as published, {unit}", known.pace, "5:19"
        )
    return replace(fields, distance=distance, chip=chip, gun=gun, pace=pace)


def _distance(form: Form, known: Draft) -> str:
    usual = list(dict.fromkeys(filter(None, (known.distance, *USUAL_DISTANCES_M))))
    with form.field("official_distance_m"):
        chosen_one = st.selectbox(
            "Official distance",
            usual,
            index=usual.index(known.distance) if known.distance else None,
            placeholder="Choose, or type exact metres",
            accept_new_options=True,
            help="What the organiser measured. A half marathon is 21,097.5 m, a marathon 42,195 m.",
            key=form.key("distance"),
        )
    return chosen_one or ""


def _places(form: Form, fields: Draft, known: Draft) -> Draft:
    first, second = columns(2)
    with first:
        overall = _text(
            form, "place_overall", "Place overall", known.overall, "436 of 1183", "field_overall"
        )
    with second:
        gender = _text(
            form, "place_gender", "By gender", known.by_gender, "108 of 479", "field_gender"
        )
    first, second = columns(2)
    with first:
        category = _text(form, "category", "Category", known.category, "Women 35")
    with second:
        by_category = _text(
            form,
            "place_category",
            "Place in it",
            known.by_category,
            "21 of 86",
            "field_category",
        )
    return replace(
        fields, overall=overall, by_gender=gender, by_category=by_category, category=category
    )


def _around(form: Form, fields: Draft, known: Draft) -> Draft:
    """Ask what no list prints."""
    left, right = columns(2)
    with left:
        weather = _text(form, "weather", "Weather", known.weather, "14 °C, headwind home")
    with right:
        companions = _text(form, "companions", "With whom", known.companions, "the Sunday group")
    return replace(fields, weather=weather, companions=companions)


def _legs(form: Form, known: str) -> str:
    """Ask for the legs of a multisport race, one a line."""
    with form.field(leg_lines.FIELD):
        return st.text_area(
            "Legs, of a duathlon or the like",
            known,
            height=96,
            placeholder=leg_lines.EXAMPLE,
            help="One leg a line: sport, distance, time. Changes between sports count as legs too. "
            "Leave it empty for a race of one sport.",
            key=form.key(leg_lines.FIELD),
        )


def _text(form: Form, field: str, label: str, value: str, example: str, other: str = "") -> str:
    with form.field(field, other):
        return st.text_input(
            label,
            value,
            max_chars=LONGEST_NAME,
            placeholder=f"like {example}",
            key=form.key(field),
        )


def _status_and_watch(form: Form, result: RaceResult, watch: Mapping[str, str]) -> RaceResult:
    left, right = columns(2)
    with left, form.field("status"):
        status = st.selectbox(
            "Status",
            list(STATUSES),
            index=list(STATUSES).index(result.status),
            format_func=STATUSES.__getitem__,
            key=form.key("status"),
        )
    sessions = ["", *watch]
    with right, form.field("session_id"):
        session_id = st.selectbox(
            "Watch file",
            sessions,
            index=sessions.index(result.session_id) if result.session_id in watch else 0,
            format_func=lambda one: watch.get(one, NO_WATCH),
            key=form.key("session"),
        )
    return replace(result, status=status, session_id=session_id)


def _save(who: Who, result: RaceResult, fields: Draft, parts: tuple[RaceParts, str]) -> str:
    """Keep the result with what belongs to it; of the legs, the lines that were typed."""
    beside, lines = parts
    whole = replace(beside, legs=leg_lines.legs_from(lines))
    return reading.access().save_race(who.athlete_id, race_words.result_from(result, fields), whole)


def _delete(who: Who, result: RaceResult) -> None:
    way = reading.access()
    way.delete_race_result(who.athlete_id, result.result_id)
    form_parts.remember_undo(
        f"Deleted the result of {spoken(result.race)}.",
        partial(way.restore_race_result, who.athlete_id, result.result_id),
    )
    routes.say_next("Deleted.")
    st.rerun()
