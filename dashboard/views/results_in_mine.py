"""Add results, my own: pick the row, look it over with its watch file, keep it with the field."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard.access import RaceResult
from dashboard.analysis import race_match, results_in, words
from dashboard.analysis.field_place import field_place
from dashboard.analysis.races import figures
from dashboard.analysis.results_in import ResultList
from dashboard.analysis.users_text import as_markdown
from dashboard.views import race_form, reading, results_in_columns, results_in_saved, settings_races
from dashboard.views.form_parts import Form
from dashboard.views.reading import Who
from dashboard.views.results_in_saved import Saved

# The name of the athlete nobody named yet.
UNNAMED = "Me"


def draw(who: Who, read: ResultList, guessed: ResultList, key: str) -> None:
    """Draw the search, and the form of the row that was picked.

    Parameters
    ----------
    who : Who
        Whose row.
    read, guessed : ResultList
        The list as it is read now, and as it was guessed.
    key : str
        Another one for every list.
    """
    at = _row(who, read, key)
    if at is None:
        return
    row = read.results.iloc[at]
    result = _proposal(who, row)
    sentence = _field_sentence(read, row)
    if sentence:
        st.markdown(f"**{as_markdown(sentence)}**")

    def keep_more(result_id: str) -> None:
        results_in_columns.remember(who, read, guessed)
        kept = f"Kept: {figures(result).sentence.removesuffix('.')}."
        results_in_saved.say(Saved((kept, *([sentence] if sentence else [])), result_id))

    watch, said = _watch(who, result)
    with st.container(border=True, key="results_mine"):
        st.caption(as_markdown(said))
        if result.result_id:
            st.caption("A result of this race is kept already: saving replaces its figures.")
        form = Form(f"result in {key} {at} {who.athlete_id}")
        parts = results_in.parts_of(read.results, row)
        race_form.draw(who, result, watch, form=form, then=keep_more, parts=parts)


def _row(who: Who, read: ResultList, key: str) -> int | None:
    """Ask for a name or bib, then for the row among those found."""
    results = read.results
    name = reading.athlete(who).name
    typed = ""
    if len(results) > 1:
        label = f"Your name or bib, among {words.counted(len(results), 'row')}"
        start = "" if name == UNNAMED else name
        typed = st.text_input(label, start, key=f"results_who {key}", max_chars=80)
    found = results_in.found_rows(results, typed)
    if not found:
        say = "Nobody in this list is called so, or has this bib." if typed.strip() else ""
        st.caption(say or "Type the beginning of a name, or a bib.")
        results_in_columns.preview(read)
        return None
    if len(found) == 1:
        st.markdown(f"Found: {as_markdown(results_in.row_words(results.iloc[found[0]]))}")
        return found[0]

    def words_of(at: int) -> str:
        return results_in.row_words(results.iloc[at])

    return st.selectbox(
        "Which row is yours?",
        found,
        index=None,
        placeholder=_count_words(len(found)),
        format_func=words_of,
        key=f"results_row {key} {typed}",
    )


def _count_words(n_found: int) -> str:
    if n_found < results_in.MOST_FOUND:
        return f"{n_found} rows found"
    return f"The first {n_found} rows found: type more of the name for fewer"


def _proposal(who: Who, row: pd.Series) -> RaceResult:
    """Bring the row together with what is known: the day, a result kept before, the watch file."""
    result = results_in.finish_of(row)
    sessions = reading.sessions(who)
    day = race_match.day_of(result, sessions)
    result = replace(result, race_day=reading.now(who).normalize() if day is None else day)
    result = results_in.known_result(reading.race_results(who), result)
    if result.session_id or result.status == "DNS":
        return result
    return replace(result, session_id=race_match.proposed(result, sessions))


def _watch(who: Who, result: RaceResult) -> tuple[dict[str, str], str]:
    """Name the recordings it may be, those of the day first, and say what is proposed."""
    sessions = reading.sessions(who)
    likely = race_match.sessions_for(result, sessions)
    named = {row["session_id"]: _recording_words(row) for _, row in likely.iterrows()}
    if result.session_id in named:
        said = f"Proposed as your watch's recording: {named[result.session_id]}. Is it this race?"
    elif named:
        said = "There are recordings of that day, none of them near: choose one, or none."
    else:
        said = "No recording of that day is here; the result stands without one."
    others = settings_races.watch_files(sessions)
    return {**named, **{one: told for one, told in others.items() if one not in named}}, said


def _recording_words(row: pd.Series) -> str:
    parts = (
        words.day(row["local_day"]),
        row["name"] or "Run",
        words.distance(row["distance_m"]),
        words.duration(row["elapsed_s"]),
    )
    return " · ".join(filter(None, parts))


def _field_sentence(read: ResultList, row: pd.Series) -> str:
    time_s = row["chip_time_s"] if row["chip_time_s"] > 0 else row["gun_time_s"]
    place = field_place(float(time_s), results_in.field_times(read.results, row))
    return "" if place is None else f"{place.sentence}."
