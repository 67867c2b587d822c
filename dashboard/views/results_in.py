"""Add results: the organiser's list or a line of it, read, corrected where wrong, and kept."""

from dataclasses import dataclass

import streamlit as st

from dashboard.analysis import results_in
from dashboard.analysis.results_in import IngestError, ResultList
from dashboard.analysis.users_text import as_markdown
from dashboard.components.page_parts import heading, spoken
from dashboard.views import (
    reading,
    results_in_columns,
    results_in_mine,
    results_in_roster,
    results_in_saved,
    routes,
)
from dashboard.views.reading import Who

KINDS = ["csv", "tsv", "txt", "xlsx", "html", "htm", "json"]
LARGEST_MB = 60
MINE, EVERYBODY = "one", "Everybody's"


@dataclass(frozen=True, slots=True)
class Source:
    """What was brought: its bytes, and the name it came with."""

    data: bytes
    name: str


@st.cache_data(show_spinner="Reading the list…", max_entries=4)
def _read(data: bytes, name: str, roles: tuple[str, ...] | None) -> ResultList:
    return results_in.read(data, name, roles)


def page() -> None:
    """Draw the page."""
    who = reading.who()
    overline = f"Races of {spoken(reading.athlete(who).name)}"
    heading(overline, "Bring the organiser's list, and pick the row that is yours.")
    place = st.container()
    source = _source()
    if source is None:
        with place:
            results_in_saved.draw()
        st.caption(
            "A spreadsheet (CSV or Excel), a saved web page, JSON, or lines copied from one. Of "
            "the others only their times are kept, without names."
        )
        routes.to_races()
        return
    results_in_saved.forget()
    try:
        _list(who, source)
    except IngestError as error:
        st.error(as_markdown(str(error)))


def _source() -> Source | None:
    turn = results_in_saved.turn()
    file = st.file_uploader(
        "The list of results", type=KINDS, max_upload_size=LARGEST_MB, key=f"results_file {turn}"
    )
    if file is not None:
        return Source(file.getvalue(), file.name)
    pasted = st.text_area(
        "Or paste your line, or the whole list",
        placeholder="Springbank Half Marathon 1:51:57 5:19 min/km 436/1183",
        height=96,
        key=f"results_pasted {turn}",
    )
    return Source(pasted.encode(), "") if pasted.strip() else None


def _list(who: Who, source: Source) -> None:
    """Show how the list was read, then whose rows are looked for."""
    guessed = _read(source.data, source.name, None)
    roles = results_in_columns.roles(who, guessed)
    read = guessed if roles == guessed.roles else _read(source.data, source.name, roles)
    key = f"{hash((source.data, roles)):x}"
    if _whose(who) == MINE:
        results_in_mine.draw(who, read, guessed, key)
    else:
        results_in_roster.draw(who, read, key)


def _whose(who: Who) -> str:
    """Ask whose results are looked for, where several athletes are here."""
    if len(reading.athletes()) == 1:
        return MINE
    names = {MINE: spoken(reading.athlete(who).name), EVERYBODY: EVERYBODY}
    return st.segmented_control(
        "Whose results",
        [MINE, EVERYBODY],
        default=MINE,
        required=True,
        format_func=names.__getitem__,
        key="results_whose",
    )


if __name__ == "__main__":
    page()
