"""Every format gives the same finishes, and what cannot be read says why."""

import datetime as dt
import io
import json
import zipfile
from collections.abc import Callable

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import IngestError, read_race_results
from ingest.athlete_tables import RACE_RESULTS
from ingest.errors import (
    DamagedFile,
    EmptyFile,
    PasswordProtected,
    TooLarge,
    UnknownFormat,
    UnsafeFile,
)

HEAD = ["Place", "Bib", "Name", "Category", "Gun time", "Chip time"]
ROWS = [
    ["1", "12", "Runner One", "M40", "1:51:57", "1:51:50"],
    ["2", "7", "Runner Two", "W35", "2:01:09", "2:00:30"],
    ["DNF", "31", "Runner Three", "W35", "", ""],
]
TITLE = ["Town Half Marathon", "2026-04-12"]


def csv_of(rows: list[list[str]], separator: str = ",") -> bytes:
    return "\n".join(separator.join(row) for row in rows).encode()


def page_of(rows: list[list[str]]) -> bytes:
    lines = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in rows)
    return f"<html><h1>{' '.join(TITLE)}</h1><table>{lines}</table></html>".encode()


def pre_of(rows: list[list[str]]) -> bytes:
    lines = [f"{r[0]:<6}{r[1]:<5}{r[2]:<14}{r[3]:<9}{r[4]:<10}{r[5]:<10}" for r in rows]
    rule = "===== ==== ============= ======== ========= ========="
    text = "\n".join([" ".join(TITLE), lines[0], rule, *lines[1:]])
    return f"<html><body><pre>{text}</pre></body></html>".encode()


def json_of(rows: list[list[str]]) -> bytes:
    objects = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    return json.dumps({"event": {"name": TITLE[0], "day": TITLE[1]}, "results": objects}).encode()


def workbook_of(rows: list[list[object]], merge: str = "", number_format: str = "") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    if merge:
        sheet.merge_cells(merge)
    if number_format:
        for row in sheet.iter_rows(min_row=2, min_col=3):
            for cell in row:
                cell.number_format = number_format
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


FORMATS: dict[str, Callable[[], bytes]] = {
    "CSV": lambda: csv_of([TITLE, HEAD, *ROWS]),
    "CSV with semicolons": lambda: csv_of([TITLE, HEAD, *ROWS], ";"),
    "TSV": lambda: csv_of([TITLE, HEAD, *ROWS], "\t"),
    "a byte order mark": lambda: b"\xef\xbb\xbf" + csv_of([TITLE, HEAD, *ROWS]),
    "UTF-16": lambda: csv_of([TITLE, HEAD, *ROWS]).decode().encode("utf-16"),
    "a web page's table": lambda: page_of([HEAD, *ROWS]),
    "a web page's text table": lambda: pre_of([HEAD, *ROWS]),
    "a text table alone": lambda: pre_of([HEAD, *ROWS])[17:-20],
    "JSON": lambda: json_of([HEAD, *ROWS]),
    "a workbook": lambda: workbook_of([TITLE, HEAD, *ROWS]),
}


@pytest.mark.parametrize("data", FORMATS.values(), ids=FORMATS.keys())
def test_every_format_gives_the_same_finishes(data: Callable[[], bytes]) -> None:
    results = read_race_results(data())

    assert list(results.columns) == [*RACE_RESULTS.names, "name", "bib"]
    assert results["name"].tolist() == ["Runner One", "Runner Two", "Runner Three"]
    assert results["bib"].tolist() == ["12", "7", "31"]
    assert results["category"].tolist() == ["M40", "W35", "W35"]
    assert results["status"].tolist() == ["finished", "finished", "DNF"]
    assert results["chip_time_s"].fillna(0).tolist() == [6710, 7230, 0]
    assert results["gun_time_s"].fillna(0).tolist() == [6717, 7269, 0]
    assert results["place_overall"].fillna(0).tolist() == [1, 2, 0]
    assert results["field_overall"].fillna(0).tolist() == [2, 2, 0]
    assert set(results["official_distance_m"]) == {21_097.5}
    assert set(results["race_day"]) == {pd.Timestamp("2026-04-12")}
    assert set(results["edition"]) == {"2026"}


def test_a_pasted_line_is_one_finish() -> None:
    [row] = read_race_results(b"Springbank Half Marathon 1:51:57 5:19 min/km 123/456").to_dict(
        "records"
    )

    assert row["race"] == "Springbank Half Marathon"
    assert row["chip_time_s"] == 6717
    assert row["published_pace_s_per_km"] == 319
    assert (row["place_overall"], row["field_overall"]) == (123, 456)
    assert row["official_distance_m"] == 21_097.5


@pytest.mark.parametrize(
    ("line", "seconds", "metres"),
    [
        ("Town Half Marathon\t1:51:57\t5:19 min/km\t123/456", 6717, 21_097.5),
        ("Town 10K 2026-05-01 36:45", 2205, 10_000),
        ("Town Half Marathon 1h51 12th of 80", 6660, 21_097.5),
        ("Town Marathon 12.10.2025 gun 3:45:12 chip 3:44:01", 13_441, 42_195),
        ("Town Marathon 12.10.2025 3:45:12 (gun) 3:44:01 (net)", 13_441, 42_195),
    ],
)
def test_lines_are_pasted_in_many_ways(line: str, seconds: float, metres: float) -> None:
    [row] = read_race_results(line.encode()).to_dict("records")

    assert row["chip_time_s"] == seconds
    assert row["official_distance_m"] == metres


def test_a_pasted_line_may_say_dnf() -> None:
    [row] = read_race_results(b"Town 10 km 2025 #412 DNF").to_dict("records")

    assert (row["status"], row["bib"]) == ("DNF", "412")
    assert np.isnan(row["chip_time_s"])


def test_a_list_without_headings_is_read_by_its_contents() -> None:
    results = read_race_results(b"1,12,Runner One,36:45,M\n2,13,Runner Two,37:45,M\n")

    assert results["chip_time_s"].tolist() == [2205, 2265]
    assert results["bib"].tolist() == ["12", "13"]
    assert results["name"].tolist() == ["Runner One", "Runner Two"]


def test_windows_letters_are_read() -> None:
    data = "Platz;Vorname;Name;Nettozeit\n1;Jürg;Müßig;36:45\n2;Zoë;Größe;37:00".encode("cp1252")

    assert read_race_results(data)["name"].tolist() == ["Jürg Müßig", "Zoë Größe"]


def test_tables_under_the_same_headings_are_one_list() -> None:
    table = b"<table><tr><th>Place<th>Name<th>Time<tr><td>1<td>Runner One<td>36:45</table>"

    assert len(read_race_results(table + b"<h2>Women</h2>" + table)) == 2


@pytest.mark.parametrize(
    ("value", "number_format"),
    [
        (dt.time(1, 51, 57), "h:mm:ss"),
        (dt.timedelta(hours=1, minutes=51, seconds=57), "[h]:mm:ss"),
        (6717 / 86_400, "0.00000"),
        (111.95, "0.00"),
        ("1:51:57", "General"),
    ],
)
def test_a_workbook_s_times_are_read_however_they_are_kept(
    value: object, number_format: str
) -> None:
    rows = [["Place", "Name", "Time"], [1, "Runner One", value], [2, "Runner Two", value]]

    results = read_race_results(workbook_of(rows, number_format=number_format))

    assert results["chip_time_s"].to_numpy() == pytest.approx([6717, 6717], abs=0.05)


@pytest.mark.parametrize("number_format", ["[h]:mm:ss", "h:mm:ss"])
def test_minutes_a_workbook_took_for_hours_are_minutes(number_format: str) -> None:
    rows = [["Place", "10 km", "Time"], [1, "a", 36.75 / 24], [2, "b", 38.5 / 24]]

    results = read_race_results(
        workbook_of(rows, number_format=number_format), filename="town 10 km.xlsx"
    )

    assert results["chip_time_s"].tolist() == [2205, 2310]


def test_a_merged_title_above_the_table_does_no_harm() -> None:
    rows = [["Town 10 km", None, None], ["Place", "Name", "Time"], [1, "Runner One", "36:45"]]

    assert read_race_results(workbook_of(rows, "A1:C1"))["chip_time_s"].tolist() == [2205]


def far_out() -> bytes:
    book = openpyxl.Workbook()
    book.active["XFD1048576"] = "x"
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def bomb() -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", bytes(50_000_000))
    return kept.getvalue()


def archive() -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as packed:
        packed.writestr("run.fit", b"x")
    return kept.getvalue()


BAD: dict[str, tuple[type[IngestError], Callable[[], bytes], str]] = {
    "nothing": (EmptyFile, lambda: b" \n", "is empty"),
    "no times": (UnknownFormat, lambda: b"Place,Name\n1,Runner One\n", "no finish times"),
    "an empty column of times": (UnknownFormat, lambda: b"Bib,Time\n1,\n", "no finish times"),
    "nobody's time": (UnknownFormat, lambda: b"Bib,Time\n1,DNF\n2,DNS\n", "no finish times"),
    "prose": (UnknownFormat, lambda: b"I ran well and then rested.", "no finish times"),
    "two header rows": (
        UnknownFormat,
        lambda: b"Place,Name,Time,\n,,Gun,Chip\n1,Runner One,30:01,30:00\n",
        "two rows of headings",
    ),
    "headings in two languages": (
        UnknownFormat,
        lambda: b"Place,Name,Time\nPlatz,Name,Zeit\n1,Runner One,30:01\n",
        "two rows of headings",
    ),
    "merged headings": (
        UnknownFormat,
        lambda: workbook_of([["Place", "Name", "Time", None], [1, "R", "30:01", "30:00"]], "C1:D1"),
        "merged cells",
    ),
    "merged cells below": (
        UnknownFormat,
        lambda: workbook_of([["Place", "Name", "Time"], [1, "R", "30:01"], [None, "S", "31:01"]],
                            "A2:A3"),
        "merged cells",
    ),
    "cells spanning rows of a page": (
        UnknownFormat,
        lambda: b"<table><tr><th>Place<th>Name<th>Time<tr><td rowspan=2>1<td>R<td>30:01"
        b"<tr><td>S<td>30:02</table>",
        "merged cells",
    ),
    "200 MB": (TooLarge, lambda: bytes(200_000_000), "200 MB"),
    "too many rows": (TooLarge, lambda: b"Bib,Time\n" + b"1,30:01\n" * 200_001, "200,000 rows"),
    "goals": (UnknownFormat, lambda: b"Team,Goals,Assists\nA,1,2\nB,3,4\n", "another sport"),
    "cycling": (UnknownFormat, lambda: b"Rider,UCI,Time\nA,1,3:00:00\n", "another sport"),
    "a page that loads its list": (
        UnknownFormat, lambda: b"<!doctype html><html><div id=app></div>", "without a table"
    ),
    "a PDF": (UnknownFormat, lambda: b"%PDF-1.7\n1 0 obj", "spreadsheet"),
    "bytes": (UnknownFormat, lambda: b"\x01\x00\x02\x00" * 9, "neither text"),
    "cut JSON": (DamagedFile, lambda: b'[{"name": "R", "time": "30', "JSON"),
    "JSON without end": (DamagedFile, lambda: b"[" * 200_000, "JSON"),
    "a cut workbook": (DamagedFile, lambda: workbook_of([HEAD])[:900], "damaged"),
    "an archive": (UnknownFormat, archive, "Unpack it"),
    "a bomb": (UnsafeFile, bomb, "packed as no spreadsheet"),
    "a cell far out": (TooLarge, far_out, "rows"),
    "a password": (
        PasswordProtected,
        lambda: b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
        "password",
    ),
    "an old workbook": (UnknownFormat, lambda: b"\xd0\xcf\x11\xe0" + bytes(600), ".xls"),
}  # fmt: skip


@pytest.mark.parametrize(("error", "data", "says"), BAD.values(), ids=BAD.keys())
def test_what_cannot_be_read_says_why_and_what_to_do(
    error: type[IngestError], data: Callable[[], bytes], says: str
) -> None:
    with pytest.raises(error) as raised:
        read_race_results(data(), filename="list.csv")

    sentence = str(raised.value)
    assert says in sentence
    assert sentence.startswith("list.csv ")
    assert sentence.endswith(".")


def test_a_page_nested_without_end_is_survived() -> None:
    rows = b"<table><tr><th>Bib<th>Time<tr><td>1<td>30:01</table>"

    assert len(read_race_results(rows + b"<div>" * 100_000)) == 1


def test_an_entity_of_a_page_is_not_followed(tmp_path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("30:02")
    page = f'<!DOCTYPE r [<!ENTITY e SYSTEM "{secret.as_uri()}">]><html><table><tr><th>Bib<th>Time'

    results = read_race_results(f"{page}<tr><td>1<td>30:01<tr><td>&e;<td>30:09</table>".encode())

    assert results["chip_time_s"].tolist() == [1801, 1809]
    assert "30:02" not in results.to_string()


def assert_finishes_or_a_sentence(data: bytes) -> None:
    try:
        results = read_race_results(data)
    except IngestError as error:
        results = None
        sentence = str(error)
    if results is None:
        assert sentence.endswith(".")
    else:
        assert (results[["gun_time_s", "chip_time_s"]].max(axis=1) > 0).any()


@given(
    st.one_of(
        st.binary(max_size=300),
        st.text(alphabet='Place,Time;:.0123456789\n\t"DNF<tr>{}[]|=', max_size=300).map(str.encode),
    )
)
def test_any_bytes_give_finishes_or_a_sentence(data: bytes) -> None:
    assert_finishes_or_a_sentence(data)


@pytest.mark.parametrize(
    "wraps", ["<table><tr><td>{}</table>", "[{}]", "Bib,Time\n{}", "PK\x03\x04{}"]
)
@given(inside=st.text(max_size=60))
def test_any_text_in_any_wrapping_gives_finishes_or_a_sentence(wraps: str, inside: str) -> None:
    data = wraps.replace("{}", inside).encode(errors="replace")
    assert_finishes_or_a_sentence(data)
