"""Add results of everybody: who of those looked after may be which row; kept when ticked."""

from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from dashboard.access import RaceResult, WrongEntry
from dashboard.analysis import race_match, results_in, words
from dashboard.analysis.results_in import ResultList
from dashboard.analysis.roster import RosterMatch, roster_matches
from dashboard.analysis.users_text import as_markdown
from dashboard.components.page_parts import spoken
from dashboard.views import form_parts, reading, results_in_saved
from dashboard.views.reading import Who
from dashboard.views.results_in_saved import Saved

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class _Kept:
    """Whose were kept, and why others were not."""

    names: tuple[str, ...]
    refused: tuple[str, ...]


def draw(who: Who, read: ResultList, key: str) -> None:
    """Draw a row each to tick; nothing is kept unseen."""
    people = {athlete.athlete_id: athlete.name for athlete in reading.athletes()}
    found = roster_matches(read.results, people)[:MOST_SHOWN]
    if not found:
        st.markdown("Nobody of those you look after is in this list by name.")
        return
    day = _day(who, read, key)
    st.markdown(
        f"**{words.counted(len({m.athlete_id for m in found}), 'athlete')} may be in this list. "
        "Tick those who are.**"
    )
    with st.form(f"roster {key}", border=False):
        ticked = [match for match in found if _tick(read, people, match, key)]
        if st.form_submit_button("Keep the results of those ticked", type="primary"):
            _save(read, people, ticked, day)


def _day(who: Who, read: ResultList, key: str) -> pd.Timestamp | None:
    """Ask for the day where the list does not say it."""
    if read.results["race_day"].notna().all():
        return None
    form = form_parts.Form(f"roster day {key}")
    today = reading.now(who).normalize()
    return form_parts.day_field(
        form, "race_day", "Day of the race, which the list leaves out", today
    )


def _tick(read: ResultList, people: dict[str, str], match: RosterMatch, key: str) -> bool:
    row = results_in.row_words(read.results.iloc[match.row])
    beside = match.likeness.value + ("" if match.alone else ", and not the only match")
    return st.checkbox(
        f"**{spoken(people[match.athlete_id])}**: {as_markdown(row)} ({beside.lower()})",
        # Nothing is ticked for the person: a namesake is no client.
        value=False,
        key=f"tick {key} {match.athlete_id} {match.row}",
    )


def _save(
    read: ResultList,
    people: dict[str, str],
    ticked: list[RosterMatch],
    day: pd.Timestamp | None,
) -> None:
    twice = {m.athlete_id for m in ticked if sum(o.athlete_id == m.athlete_id for o in ticked) > 1}
    if twice or not ticked:
        names = ", ".join(people[athlete_id] for athlete_id in sorted(twice))
        st.error(as_markdown(f"Tick one row only for: {names}." if twice else "Nobody is ticked."))
        return
    kept = _kept(read, people, ticked, day)
    said = f"Kept {words.counted(len(kept.names), 'result')}: {', '.join(kept.names) or 'none'}."
    results_in_saved.say(Saved((said, *kept.refused)))
    st.rerun()


def _kept(
    read: ResultList,
    people: dict[str, str],
    ticked: list[RosterMatch],
    day: pd.Timestamp | None,
) -> _Kept:
    """Keep each on its own: what one row cannot be costs that row alone."""
    names, refused = [], []
    for match in ticked:
        try:
            _keep_one(read, match, day)
            names.append(people[match.athlete_id])
        except WrongEntry as wrong:
            refused.append(f"{people[match.athlete_id]}: {wrong.message} Not kept.")
    return _Kept(tuple(names), tuple(refused))


def _keep_one(read: ResultList, match: RosterMatch, day: pd.Timestamp | None) -> None:
    way, athlete_id = reading.access(), match.athlete_id
    row = read.results.iloc[match.row]
    result = results_in.with_day(results_in.finish_of(row), day)
    result = _complete(results_in.known_result(way.race_results(athlete_id), result), athlete_id)
    way.save_race(athlete_id, result, results_in.parts_of(read.results, row))


def _complete(result: RaceResult, athlete_id: str) -> RaceResult:
    """Name edition and watch file where nothing was said of them."""
    edition = result.edition or str(result.race_day.year)
    session_id = result.session_id
    if not session_id and result.status != "DNS":
        session_id = race_match.proposed(result, reading.access().sessions(athlete_id))
    return replace(result, edition=edition, session_id=session_id)
