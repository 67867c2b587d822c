"""The parts of the Race page: its years, legs, splits, field, and other distances."""

import pandas as pd
import streamlit as st

from dashboard.analysis import race_page_words, race_tables, sports, units, users_text, words
from dashboard.analysis.field_place import field_place
from dashboard.analysis.race_review import Course
from dashboard.charts.race_field import field_bars
from dashboard.charts.race_years import kilometre_lines, times_by_year
from dashboard.charts.split_bars import SplitBars, split_bars
from dashboard.components.browser import is_narrow
from dashboard.components.page_parts import TableColumn, table
from dashboard.views import race_reading, routes
from dashboard.views.drawing import chart, colours
from dashboard.views.race_reading import Review
from dashboard.views.reading import Who

EDITIONS = {
    "year": TableColumn("Year"),
    "time": TableColumn("Time", "right"),
    "pace": TableColumn("Pace", "right"),
    "place": TableColumn("Place", "right"),
    "grade": TableColumn("Age grade", "right"),
}
NARROW_EDITIONS = ("year", "time", "place")
PUBLISHED = {
    "at": TableColumn("At"),
    "time": TableColumn("Time", "right"),
    "pace": TableColumn("Pace since the one before", "right"),
}
LEGS = {
    "leg": TableColumn("Leg"),
    "distance": TableColumn("Distance", "right"),
    "time": TableColumn("Time", "right"),
    "pace": TableColumn("Pace or speed", "right"),
}
OTHERS = {
    "distance": TableColumn("Distance"),
    "Riegel": TableColumn("Riegel", "right"),
    "VDOT": TableColumn("VDOT", "right"),
    "best": TableColumn("Your best", "right"),
    "off": TableColumn("Off so far, on your races", "right"),
}
NARROW_OTHERS = ("distance", "Riegel", "VDOT")


def facts(rows: list[tuple[str, str]]) -> None:
    """Show facts with their labels as a table; users' text in them only shows."""
    if not rows:
        return
    cells = [[users_text.as_markdown(cell) for cell in row] for row in rows]
    st.table(
        pd.DataFrame(cells, columns=["What", "Value"]),
        border="horizontal",
        hide_header=True,
        hide_index=True,
        alt="Facts of the race",
    )


def years(who: Who, shown: Review) -> None:
    """Draw the editions of the race against each other, with their table."""
    told = shown.told
    if len(told.lines) < 2:  # noqa: PLR2004 - one alone is compared with nothing
        st.caption(_first_of_its_kind(shown))
        return
    draw = kilometre_lines if told.has_kilometres else times_by_year
    spoken_times = ", ".join(
        f"{line.label} {words.race_time(line.edition.figures.time_s)}" for line in told.lines
    )
    chart(
        draw(told, colours(), is_narrow=is_narrow()),
        title=race_page_words.years_title(told),
        alt=f"Official times by year: {spoken_times}.",
        key="race_years",
        note="" if told.has_kilometres else _one_recording(shown),
    )
    rows = race_tables.edition_rows(shown.same, race_reading.grades(who))
    wanted = NARROW_EDITIONS if is_narrow() else tuple(EDITIONS)
    kept = {name: EDITIONS[name] for name in wanted if (rows[name] != "").any()}
    chosen = st.dataframe(
        rows[list(kept)],
        hide_index=True,
        column_config={
            name: st.column_config.TextColumn(column.label, alignment=column.alignment)
            for name, column in kept.items()
        },
        height="content",
        placeholder="",
        on_select="rerun",
        selection_mode="single-cell",
        key=f"editions {who.revision} {shown.race.result.result_id}",
        alt="Editions of this race; a click on a row opens it",
    )
    if chosen.selection.cells:
        routes.open_race(rows["result_id"].iloc[chosen.selection.cells[0][0]])


def _first_of_its_kind(shown: Review) -> str:
    if shown.race.several_legs:
        where = "in its recording" if shown.legs.empty else "below"
        return f"A race of several legs: they are {where}."
    if not shown.race.counts:
        return "Once its official time and distance are known, other years stand beside it here."
    return "The first of this race here. Next year's result will stand beside it."


def _one_recording(shown: Review) -> str:
    if shown.cut is None or not shown.cut.is_official:
        return "With a watch file or published splits of two years, they are laid km by km."
    unit = units.chosen().word
    return f"Only this year has splits: with those of another, they are laid {unit} by {unit}."


def legs(shown: Review) -> None:
    """List the legs of a multisport race as they were published."""
    rows = shown.legs
    if rows.empty:
        return
    shown_rows = pd.DataFrame(
        [
            (
                sports.word(row["sport"], ""),
                words.distance(row["official_distance_m"], decimals=2),
                words.race_time(row["time_s"]),
                sports.how_fast(row["sport"], row["official_distance_m"], row["time_s"])
                if row["sport"] != "transition"
                else "",
            )
            for _, row in rows.sort_values("leg").iterrows()
        ],
        columns=list(LEGS),
    )
    st.subheader("Legs, as published", anchor=False)
    table(shown_rows, LEGS, alt="Legs of the race", key="race_legs")


def published_splits(shown: Review) -> None:
    """List the splits the organiser took, each with the pace of the part that ends there."""
    if shown.published.empty:
        return
    rows = race_tables.published_rows(shown.race, shown.published)
    with st.container(gap="xsmall"):
        st.subheader("Splits, as published", anchor=False)
        table(rows, PUBLISHED, alt="Published splits of the race", key="race_published")


def splits(shown: Review) -> None:
    """Draw each split against the race's own pace, and the table with the watch's beside it."""
    cut = shown.cut
    if cut is None or cut.measured.empty:
        return
    bars = _bars(cut)
    note = race_page_words.watch_note(cut, shown.race.figures)
    if bars is not None:
        chart(
            split_bars(bars, colours(), label_all=not is_narrow()),
            title=race_page_words.shape_title(cut),
            alt=race_tables.splits_alt(cut),
            key="race_splits",
            note=note,
        )
    with st.expander("Every split, official and as measured"):
        rows = race_tables.split_rows(cut)
        columns = _split_columns()
        wanted = ("split", "official", "watch") if is_narrow() else tuple(columns)
        kept = {name: columns[name] for name in wanted if (rows[name] != "").any()}
        table(rows, kept, alt="Splits of the race", key="race_split_table")
        st.caption(
            "Official: the recording brought to the official distance and time. Level: the same"
            " with the hills taken out (Minetti 2002). Watch: as it measured."
        )


def _split_columns() -> dict[str, TableColumn]:
    return {
        "split": TableColumn(units.chosen().word.capitalize()),
        "official": TableColumn("Official", "right"),
        "level": TableColumn("Level", "right"),
        "watch": TableColumn("Watch", "right"),
        "heart_rate": TableColumn("bpm", "right"),
    }


def _bars(cut: Course) -> SplitBars | None:
    compared = race_tables.against_mean(cut)
    if compared is None:
        return None
    unit = units.chosen()
    return SplitBars(
        numbers=compared.numbers,
        faster_by=compared.faster_by,
        labels=compared.labels,
        hover=[
            f"<b>{unit.word.capitalize()} {number}</b><br>{pace} {words.pace_unit(unit.metres)}"
            for number, pace in zip(compared.numbers, compared.labels, strict=True)
        ],
        average=compared.average,
    )


def field(shown: Review) -> None:
    """Draw the times of all finishers, where somebody kept them."""
    own_s = shown.race.figures.time_s
    place = field_place(own_s, shown.field_s)
    if place is None:
        return
    chart(
        field_bars(shown.field_s, own_s, colours(), is_narrow=is_narrow()),
        title=place.sentence,
        alt=f"Bars of how many finished in each few minutes. {place.sentence}.",
        key="race_field",
        note="Only the times of the others are kept, nothing else of them.",
    )


def other_distances(shown: Review) -> None:
    """List what the race says of other distances, and how far off that was so far."""
    if not shown.said:
        return
    rows = race_tables.prediction_rows(shown.said, shown.errors)
    wanted = NARROW_OTHERS if is_narrow() else tuple(OTHERS)
    kept = {name: OTHERS[name] for name in wanted if (rows[name] != "").any()}
    kept["VDOT"] = TableColumn(race_page_words.vdot_name(shown.race), "right")
    with st.container(gap="xsmall"):
        st.subheader("What this race says of other distances", anchor=False)
        table(rows, kept, alt="Predicted times over other distances", key="race_others")
        st.caption(race_page_words.how_far_off(shown.errors[""]))
