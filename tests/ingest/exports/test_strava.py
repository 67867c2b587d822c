"""Strava's table, whatever the language of its headings."""

import csv
import io
import math
from pathlib import Path

import pandas as pd
import pytest

from ingest.exports.strava import read_activities_table

WIDTH = 50


def table(*rows: dict[int, str], heading: str = "Spalte", at: int = 12) -> bytes:
    """A table with cells by their place; ``at`` is where the file stands."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([heading] * WIDTH)
    for number, cells in enumerate(rows):
        line = [""] * WIDTH
        line[0] = str(9_000_000 + number)
        for place, cell in cells.items():
            line[place if place <= 6 else place - 12 + at] = cell
        writer.writerow(line)
    return out.getvalue().encode("utf-8-sig")


RUN = {
    1: "3 mai 2026, 06:00:00",
    2: "Tour du lac, avec Léo",
    3: "Course à pied",
    4: "frais\net clair",
    5: "3,600",
    6: "10.0",
    11: "Daily pair",
    12: "activities/123.fit.gz",
    15: "3605.0",
    17: "10012.5",
    43: "6.0",
}


@pytest.mark.parametrize("at", [10, 11, 12], ids=["oldest", "older", "now"])
def test_columns_are_found_by_the_column_of_the_files(at):
    (entry,) = read_activities_table(table(RUN, at=at))
    assert entry.file == "activities/123.fit.gz"
    assert entry.start == pd.Timestamp("2026-05-03T06:00", tz="UTC")
    assert (entry.elapsed_s, entry.distance_m) == (3605, 10012.5)
    told = entry.told
    assert (told.name, told.gear, told.rpe) == ("Tour du lac, avec Léo", "Daily pair", 6)
    assert (told.note, told.sport) == ("frais\net clair", "running")


def test_the_private_note_joins_the_description():
    (entry,) = read_activities_table(table(RUN | {10: "knee felt fine"}))
    assert entry.told.note == "frais\net clair\nknee felt fine"


def test_a_line_without_a_file_keeps_its_times_and_a_cell_with_an_error_is_empty():
    lines = table(RUN, RUN | {12: "", 4: "#error#", 43: "", 15: ""})
    entry = read_activities_table(lines)[1]
    assert entry.file == ""
    assert entry.elapsed_s == 3600
    assert entry.told.note == ""
    assert math.isnan(entry.told.rpe)


@pytest.mark.parametrize("data", [b"", b"\0\0", b"a,b\n1,2\n", b'"' * 2_000_000, b"\xff\xfe\0"])
def test_another_table_is_none(data):
    assert read_activities_table(data) == ()


def test_a_real_table_gives_its_eight_rides_without_files(corpus: Path):
    data = (corpus / "exports" / "strava_py__activities.csv").read_bytes()
    entries = read_activities_table(data)
    assert len(entries) == 8
    assert {entry.told.sport for entry in entries} == {"cycling"}
    assert entries[0].start == pd.Timestamp("2023-05-23T12:40:57", tz="UTC")
    assert entries[0].elapsed_s == 6124
    assert entries[0].distance_m == pytest.approx(33912.48, abs=0.01)
    assert [entry.told.rpe for entry in entries][:4] == [6, 8, 9, 7]
    assert all(entry.file == "" and entry.can_be_written for entry in entries)
