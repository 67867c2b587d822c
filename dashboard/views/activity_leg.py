"""One session on the Activity page: its numbers, where, how fast, splits, laps, best efforts."""

import math

import numpy as np
import pandas as pd
import streamlit as st

from dashboard.analysis import findings, split_rows, sports, words
from dashboard.analysis.legs import Clock, Leg
from dashboard.analysis.split_rows import Comparison, SplitLength
from dashboard.analysis.sports import Reading
from dashboard.charts.split_bars import SplitBars, split_bars
from dashboard.charts.streams import streams
from dashboard.charts.track import track
from dashboard.components.browser import is_narrow
from dashboard.components.page_parts import Figure, TableColumn, figures, spoken, table
from dashboard.views import activity_zones, reading
from dashboard.views.drawing import chart, colours
from dashboard.views.reading import Session, Who

PHONE_TRACK_PX = 320
SPLIT_COLUMNS = {
    "split": TableColumn("Split"),
    "time": TableColumn("Time", "right"),
    "pace": TableColumn("Pace", "right"),
    "heart_rate": TableColumn("bpm", "right"),
    "climb": TableColumn("Climb", "right"),
}
LAP_COLUMNS = {
    "split": TableColumn("Lap", "right", 50),
    "distance": TableColumn("Distance", "right"),
}
LAP_COLUMNS |= {name: SPLIT_COLUMNS[name] for name in ("time", "pace", "heart_rate", "climb")}
EFFORT_COLUMNS = {
    "name": TableColumn("Distance"),
    "time": TableColumn("Time", "right"),
    "pace": TableColumn("Pace", "right"),
    "start": TableColumn("Began", "right"),
}
NARROW_SPLITS = ("split", "pace", "heart_rate")
NARROW_LAPS = ("split", "distance", "pace")
NARROW_EFFORTS = ("name", "time", "pace")


def draw(who: Who, leg: Leg, session: Session, official: list[Figure]) -> None:
    """Draw a session's part of the page; what its file does not hold is said, not drawn.

    ``official`` are a race's own figures, which stand in place of the watch's; none for training.
    """
    figures([*(official or _own_numbers(leg)), *_body_numbers(leg)])
    st.caption(f"{split_rows.clock_words(leg)}. {findings.clock_note(leg)}".strip(), help=CLOCKS)
    _own_words(leg)
    absent = findings.missing(leg, session.held)
    if absent:
        st.caption(absent)
    _where_and_how_fast(leg, session)
    if len(session.splits):
        _splits(who, leg, session)
    else:
        _laps_and_efforts(leg, session)
    activity_zones.draw(who, leg)


def draw_by_hand(leg: Leg, official: list[Figure]) -> None:
    """Draw a session no watch recorded: what was written of it, and nothing else."""
    figures(official or _own_numbers(leg))
    _own_words(leg)


def _own_words(leg: Leg) -> None:
    """Show what the person said of it: effort and note."""
    if math.isfinite(leg.rpe):
        st.caption(f"Effort {leg.rpe:.0f} of 10.")
    if leg.note:
        st.text(leg.note)


CLOCKS = (
    "Moving: in motion. Timer: the device's timer was running. "
    "Elapsed: from the first sample to the last, pauses included."
)


def _own_numbers(leg: Leg) -> list[Figure]:
    return [
        Figure(
            "Distance",
            words.distance(leg.distance_m, decimals=2),
            "From the records, or as you wrote it.",
        ),
        Figure(
            split_rows.time_word(leg) if leg.how_fast else "Time",
            words.duration(leg.time_s),
            CLOCKS,
        ),
        Figure(
            _fast_word(leg),
            leg.how_fast,
            f"Distance through {split_rows.time_word(leg).lower()}.",
        ),
    ]


def _body_numbers(leg: Leg) -> list[Figure]:
    highest = words.heart_rate(leg.heart_rate_max_bpm)
    return [
        Figure(
            "Heart rate",
            words.heart_rate(leg.heart_rate_mean_bpm),
            f"Mean over time; highest {highest}." if highest else "",
        ),
        Figure("Climb", split_rows.climb(leg.ascent_m), "Height gained, small wiggles left out."),
    ]


def _where_and_how_fast(leg: Leg, session: Session) -> None:
    has_lines = any(
        np.isfinite(line).any()
        for line in (
            session.lines.speed_mps,
            session.lines.heart_rate_bpm,
            session.lines.elevation_m,
        )
    )
    if session.way is None:
        if has_lines:
            _lines(leg, session)
        return
    left, right = st.columns([5, 7], gap="medium")
    with left:
        chart(
            track(
                session.way,
                leg.sport,
                colours(),
                **({"height": PHONE_TRACK_PX} if is_narrow() else {}),
            ),
            title="Where and how fast",
            note="Drawn from the file alone; no map service is asked.",
            alt=f"The way of {words.distance(leg.distance_m)}, coloured by how fast it was.",
            key=f"track {leg.session_id}",
        )
    if has_lines:
        with right:
            _lines(leg, session)


def _lines(leg: Leg, session: Session) -> None:
    average = leg.distance_m / leg.time_s if leg.time_s > 0 else math.nan
    title = findings.stream_title(leg, session.lines)
    chart(
        streams(session.lines, leg.sport, average, colours()),
        title=title,
        alt=f"{title}. Lines over {'distance' if session.lines.by_distance else 'time'}.",
        key=f"streams {leg.session_id}",
    )


def _splits(who: Who, leg: Leg, session: Session) -> None:
    bars_place = st.container()
    lengths = {length.label: length for length in split_rows.lengths()}
    labels = list(lengths)
    chosen = st.segmented_control(
        "Splits by",
        labels,
        default=labels[0],
        required=True,
        key=f"splits {leg.session_id}",
    )
    length = lengths[chosen or labels[0]]
    is_own = length.label == labels[0]
    rows = session.splits if is_own else reading.splits(who, leg.session_id, length.every_m)
    compared = split_rows.comparison(leg, rows, length)
    if compared is not None:
        with bars_place:
            _bars(leg, rows, length, compared)
    left, right = st.columns(2, gap="medium")
    with left:
        _split_table(leg, rows, length)
    with right:
        _laps_and_efforts(leg, session)


def _bars(leg: Leg, rows: pd.DataFrame, length: SplitLength, compared: Comparison) -> None:
    rates = dict(zip(rows["split"], rows["heart_rate_mean_bpm"], strict=True))
    hover = []
    for number, label in zip(compared.numbers, compared.labels, strict=True):
        rate = words.heart_rate(rates[number])
        hover.append(f"<b>{length.word} {number}</b><br>{label}" + (f"<br>{rate}" if rate else ""))
    average = split_rows.stated(leg, length, leg.distance_m, leg.time_s)
    chart(
        split_bars(
            SplitBars(
                compared.numbers, compared.faster_by, compared.labels, hover, compared.average
            ),
            colours(),
            label_all=not is_narrow(),
        ),
        title=f"Each {length.word} against the average of {average}",
        note=split_rows.split_note(leg, length),
        alt=f"Bars for each {length.word}: above the line faster than {average}, below slower.",
        key=f"bars {leg.session_id}",
    )


def _split_table(leg: Leg, rows: pd.DataFrame, length: SplitLength) -> None:
    st.subheader(f"Each {length.word}", anchor=False)
    shown = split_rows.split_rows(leg, rows, length)
    table(
        shown,
        _fitting(leg, shown, SPLIT_COLUMNS, NARROW_SPLITS),
        alt=f"Splits by {length.word}",
        key=f"split table {leg.session_id}",
    )


def _laps_and_efforts(leg: Leg, session: Session) -> None:
    if len(session.efforts) and sports.reading(leg.sport) is Reading.PACE_KM:
        st.subheader(f"Best efforts in this {spoken(leg.word.lower())}", anchor=False)
        efforts = split_rows.effort_rows(leg, session.efforts)
        table(
            efforts,
            _fitting(leg, efforts, EFFORT_COLUMNS, NARROW_EFFORTS),
            alt="Best efforts",
            key=f"efforts {leg.session_id}",
        )
        st.caption("Elapsed time: pauses count.")
    if len(session.laps) > 1:
        st.subheader("Laps", anchor=False)
        laps = split_rows.lap_rows(leg, session.laps)
        table(
            laps,
            _fitting(leg, laps, LAP_COLUMNS, NARROW_LAPS),
            alt="Laps as the device marked them",
            key=f"laps {leg.session_id}",
        )
        if leg.clock is Clock.OFFICIAL:
            st.caption("Their lengths add up to the official distance.")


def _fast_word(leg: Leg) -> str:
    return "Speed" if sports.reading(leg.sport) is Reading.SPEED else "Pace"


def _fitting(
    leg: Leg, rows: pd.DataFrame, columns: dict[str, TableColumn], narrow: tuple[str, ...]
) -> dict[str, TableColumn]:
    """Choose the columns that fit the page, without those the file has nothing for."""
    wanted = narrow if is_narrow() else tuple(columns)
    kept = {name: columns[name] for name in wanted if (rows[name] != "").any()}
    if "pace" in kept:
        kept["pace"] = TableColumn(_fast_word(leg), "right")
    return kept
