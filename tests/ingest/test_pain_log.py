"""A diary file: every row is in, or refused with its reason; and ours reads back the same."""

import itertools
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import IngestError, read_pain_log
from ingest.athlete_tables import ASPECTS, MOMENTS, PAIN_ENTRIES, REGIONS, SIDES
from ingest.errors import DamagedFile, EmptyFile, TooLarge, UnknownFormat
from ingest.pain_log import Reading, read_pain_rows, write_pain_log
from ingest.tables import conform

NOW = pd.Timestamp("2026-11-22 12:00", tz="UTC")
BERLIN = Reading("Europe/Berlin", now=NOW)


def one(row: str, headings: str = "date,where,pain,moment", reading: Reading = BERLIN) -> pd.Series:
    read = read_pain_rows(f"{headings}\n{row}\n".encode(), reading=reading)
    assert read.refused["reason"].tolist() == []
    [(_, entry)] = read.entries.iterrows()
    return entry


def reason(row: str, headings: str = "date,where,pain,moment", reading: Reading = BERLIN) -> str:
    read = read_pain_rows(f"{headings}\n{row}\n".encode(), reading=reading)
    assert read.entries.empty
    [(_, refused)] = read.refused.iterrows()
    assert refused["row"] == row.replace('"', "")
    return refused["reason"]


@pytest.mark.parametrize(
    "day",
    [
        "2026-09-06",
        "2026/9/6",
        "20260906",
        "06.09.2026",
        "6.9.26",
        "6. 9. 2026",
        "6 Sep 2026",
        "6-Sep-26",
        "6th September 2026",
        "Sunday 6 September 2026",
        '"Sun, Sep 6, 2026"',
        "2026-09-06T07:40",
        "06.09.2026 07:40",
        "2026-09-06 07:40:12+02:00",
    ],
)
def test_a_day_is_read_in_many_spellings(day: str) -> None:
    assert one(f"{day},inner left knee,4,morning")["local_day"] == pd.Timestamp("2026-09-06")


@pytest.mark.parametrize(
    ("witness", "day"), [("13/09/2026", "2026-09-06"), ("09/13/2026", "2026-06-09")]
)
def test_another_row_says_whether_day_or_month_stands_first(witness: str, day: str) -> None:
    data = f"date,where,pain\n06/09/2026,lower back,1\n{witness},lower back,2\n".encode()

    read = read_pain_rows(data, reading=BERLIN)

    assert read.entries["local_day"].iloc[0] == pd.Timestamp(day)


def test_a_day_that_can_be_read_two_ways_is_refused() -> None:
    assert "can be read day first or month first" in reason("06/09/2026,lower back,1,worst")


@pytest.mark.parametrize(
    ("order", "day"), [("day_first", "2026-09-06"), ("month_first", "2026-06-09")]
)
def test_the_owner_may_say_whether_day_or_month_stands_first(order: str, day: str) -> None:
    reading = Reading(day_order=order, now=NOW)

    assert one("06/09/2026,lower back,1,worst", reading=reading)["local_day"] == pd.Timestamp(day)


def test_rows_that_disagree_about_the_order_leave_the_others_unread() -> None:
    days = ("13/09/2026", "09/14/2026", "06/09/2026")
    rows = "\n".join(f"{day},lower back,1" for day in days)

    read = read_pain_rows(f"date,where,pain\n{rows}\n".encode(), reading=BERLIN)

    assert read.entries["local_day"].dt.day.tolist() == [13, 14]
    assert read.refused["line"].tolist() == [4]


@pytest.mark.parametrize(
    ("time", "instant"),
    [
        ("07:40", "2026-09-06 05:40"),
        ("7.40 pm", "2026-09-06 17:40"),
        ("12:05 a.m.", "2026-09-05 22:05"),
        ("07:40Z", "2026-09-06 07:40"),
        ("07:40-0500", "2026-09-06 12:40"),
    ],
)
def test_the_time_may_stand_beside_the_day(time: str, instant: str) -> None:
    entry = one(f"2026-09-06,{time},lower back,1", "date,time,where,pain")

    assert entry["felt_at"] == pd.Timestamp(instant, tz="UTC")


def test_a_time_in_utc_takes_the_day_of_the_reader() -> None:
    entry = one("2026-09-05T22:30:00Z,lower back,1", "timestamp,where,pain")

    assert entry["local_day"] == pd.Timestamp("2026-09-06")


def test_an_hour_the_clocks_skip_moves_on() -> None:
    entry = one("2026-03-29 02:30,lower back,1,worst")

    assert entry["felt_at"] == pd.Timestamp("2026-03-29 01:00", tz="UTC")


@pytest.mark.parametrize(
    ("cell", "score"),
    [("3", 3), ("3.0", 3), ('"3,0"', 3), ("3/10", 3), ("7 out of 10", 7), ("ten", 10), ("None", 0)],
)
def test_a_score_is_read_from_text(cell: str, score: int) -> None:
    assert one(f"2026-09-06,lower back,{cell},worst")["intensity_nprs"] == score


@pytest.mark.parametrize(("cell", "score"), [("3,5", 4), ("3.4", 3), ("9.9", 10), ("0.5", 1)])
def test_a_score_between_whole_numbers_is_kept_in_the_note(cell: str, score: int) -> None:
    data = f"date;where;pain;moment\n2026-09-06;lower back;{cell};worst\n".encode()

    read = read_pain_rows(data, reading=BERLIN)

    assert read.entries["intensity_nprs"].tolist() == [score]
    assert read.entries["note"].tolist() == [f"(written as {cell})"]
    assert read.assumed[0].startswith("1 row lay between two whole numbers")


@pytest.mark.parametrize(
    "cell", ["11", "-1", "\N{MINUS SIGN}1", "10.4", '"10,4"', "1e3", "3-4", "bad", "nan"]
)
def test_what_is_no_score_is_refused(cell: str) -> None:
    assert "0 to 10" in reason(f"2026-09-06,lower back,{cell},worst")


def test_an_empty_score_is_no_entry_and_no_zero() -> None:
    assert "an empty day is no entry" in reason("2026-09-06,lower back,,worst")


@pytest.mark.parametrize(
    ("words", "site"),
    [
        ("inner left knee", ("knee", "left", "medial")),
        ("Left knee (inside)", ("knee", "left", "medial")),
        ("knee-left-medial", ("knee", "left", "medial")),
        ("the back of my right knee", ("knee", "right", "posterior")),
        ("deep inside the left knee", ("knee", "left", "deep")),
        ("Pain in the lower back", ("lower_back", "central", "")),
        ("R Achilles tendon", ("achilles", "right", "")),
        ("left quad", ("thigh", "left", "")),
    ],
)
def test_a_place_is_read_from_plain_words(words: str, site: tuple[str, str, str]) -> None:
    entry = one(f"2026-09-06,{words},1,worst")

    assert (entry["region"], entry["side"], entry["aspect"]) == site


def test_every_place_is_read_from_clinical_columns() -> None:
    places = list(itertools.product(REGIONS, SIDES, ["", *ASPECTS]))
    rows = "\n".join(f"2026-09-06,{','.join(place)},1" for place in places)

    read = read_pain_rows(f"date,region,side,aspect,pain\n{rows}\n".encode(), reading=BERLIN)

    assert read.refused.empty
    found = read.entries[["region", "side", "aspect"]].itertuples(index=False, name=None)
    assert list(found) == places


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("left elbow", "not a place this diary knows (elbow)"),
        ("knee", "does not say left or right"),
        ("left", "not a place this diary knows"),
        ("", "It has no place."),
        ("back pain", "write lower back or upper back"),
        ("left knee and left hip", "names several places"),
        ("both knees inner and outer", "names several places"),
    ],
)
def test_an_unknown_place_is_refused(words: str, why: str) -> None:
    assert why in reason(f"2026-09-06,{words},1,worst")


def test_a_row_its_owner_can_settle_says_what_to_say() -> None:
    data = b"date,where,pain\n06/09/2026,lower back,1\n2026-09-06,knee,1\n2026-09-06,elbow,1\n"

    assert read_pain_rows(data).refused["asks"].tolist() == ["day_order", "side", ""]


def test_the_owner_may_say_which_knee_is_meant() -> None:
    entry = one("2026-09-06,knee,1,worst", reading=Reading(side="left", now=NOW))

    assert entry["side"] == "left"


def test_both_knees_are_two_entries_of_one_group() -> None:
    read = read_pain_rows(b"date,where,pain\n2026-09-06,both knees,1\n", reading=BERLIN)

    assert read.entries["side"].tolist() == ["left", "right"]
    assert read.entries["entry_id"].nunique() == 2
    [group] = read.entries["group_id"].unique()
    assert group


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("in the morning", "morning"),
        ("AM", "morning"),
        ("after run", "after"),
        ("During the session", "during"),
        ("worst today", "worst"),
        ("max", "worst"),
    ],
)
def test_a_moment_is_read_from_plain_words(words: str, moment: str) -> None:
    assert one(f"2026-09-06,lower back,1,{words}")["moment"] == moment


def test_a_moment_nobody_knows_is_refused() -> None:
    assert "is not a moment" in reason("2026-09-06,lower back,1,at the cinema")


@pytest.mark.parametrize(
    ("day", "moment"),
    [("2026-09-06 10:59", "morning"), ("2026-09-06 11:00", "worst"), ("2026-09-06", "worst")],
)
def test_without_a_moment_the_clock_decides_and_it_is_said(day: str, moment: str) -> None:
    read = read_pain_rows(f"date,where,pain\n{day},lower back,1\n".encode(), reading=BERLIN)

    assert read.entries["moment"].tolist() == [moment]
    assert read.assumed[0].startswith("1 row said no moment")


def test_signs_are_read_and_an_unclear_one_is_refused() -> None:
    headings = "date,where,pain,moment,Swollen,Giving way,painkiller"

    entry = one("2026-09-06,lower back,1,worst,x,no,Yes", headings)

    assert (entry["swelling"], entry["giving_way"], entry["painkiller_taken"]) == (
        True,
        False,
        True,
    )
    assert reason("2026-09-06,lower back,1,worst,maybe,,", headings) == (
        "Swelling is yes or no, not “maybe”."
    )


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2026-11-23", "is in the future"),
        ("31.02.2026", "not a day of the calendar"),
        ("1026-09-06", "too long ago"),
        ("yesterday", "is not a day such as"),
        ("", "It has no day."),
        ("2026-09-06 25:00", "is not a time such as"),
    ],
)
def test_a_day_that_cannot_be_is_refused(day: str, why: str) -> None:
    assert why in reason(f"{day},lower back,1,worst")


def test_a_day_that_is_not_that_of_the_time_is_refused() -> None:
    headings = "local_day,felt_at,where,pain"

    assert "is not the day of the time" in reason(
        "2026-09-01,2026-09-06 08:00,lower back,1", headings
    )


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_separator_encoding_and_line_ends_are_recognised(
    separator: str, encoding: str, end: str
) -> None:
    table = (
        ("Date", "Where", "Pain", "Note"),
        ("2026-09-06", "lower back", "1", "après, très; bien"),
    )
    lines = (separator.join(f'"{cell}"' for cell in row) for row in table)

    read = read_pain_rows(end.join(lines).encode(encoding), reading=BERLIN)

    assert read.entries["note"].tolist() == ["après, très; bien"]


def test_a_spreadsheets_separator_line_and_blank_rows_are_passed_over() -> None:
    data = b"sep=;\ndate;where;pain (0-10)\n;;\n06.09.2026;lower back;1\n\n06.09.2026;elbow;1\n"

    read = read_pain_rows(data, reading=BERLIN)

    assert len(read.entries) == 1
    assert read.refused["line"].tolist() == [6]


def test_a_line_is_counted_where_its_row_begins() -> None:
    data = b'date,where,pain,note\n2026-09-06,lower back,1,"two\nlines"\n2026-09-06,elbow,1,\n'

    assert read_pain_rows(data, reading=BERLIN).refused["line"].tolist() == [4]


def test_a_repeated_row_counts_once() -> None:
    row = "2026-09-06,lower back,1\n"

    read = read_pain_rows(f"date,where,pain\n{row}{row}".encode(), reading=BERLIN)

    assert len(read.entries) == 1
    assert read.refused["reason"].tolist() == ["It repeats a row above."]


def test_a_file_read_twice_gives_the_same_ids() -> None:
    data = b"date,where,pain\n2026-09-06,both knees,1\n2026-09-07,lower back,2\n"

    first, second = read_pain_rows(data).entries, read_pain_rows(data).entries

    assert first["entry_id"].all()
    pd.testing.assert_frame_equal(first, second)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyFile),
        (b"\xef\xbb\xbf", EmptyFile),
        (b"date,where,pain\n", EmptyFile),
        (b"date,where,pain\n,,\n", EmptyFile),
        (b"PK\x03\x04 a workbook", UnknownFormat),
        (bytes(range(256)), UnknownFormat),
        (b"km,pace\n5,5:18\n", UnknownFormat),
        (b'date,where,pain\n"2026-09-06,' + b"x" * 200_000, UnknownFormat),
        (b"date,where,pain\n" + b"2026-09-06,lower back,1\n" * 100_001, TooLarge),
        (b"date,where,pain\n2026-09-06,elbow,1\n", DamagedFile),
    ],
)
def test_a_file_that_gives_nothing_says_why(data: bytes, error: type[IngestError]) -> None:
    with pytest.raises(error, match=r"diary\.csv"):
        read_pain_log(data, filename="diary.csv")


def test_the_door_gives_the_rows_that_can_be_taken() -> None:
    entries = read_pain_log(b"date,where,pain\n2026-09-06,lower back,1\n2026-09-06,elbow,1\n")

    assert entries["intensity_nprs"].tolist() == [1]
    assert list(entries.columns) == PAIN_ENTRIES.names


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_words(data: bytes) -> None:
    said = ""
    try:
        read_pain_rows(b"date;where;pain\n" + data)
    except IngestError as error:
        said = str(error)

    assert said == "" or said.startswith("This file")


NOTES = st.text(
    st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"), max_size=30
)
TIMES = st.datetimes(
    pd.Timestamp("1990-01-01").to_pydatetime(), pd.Timestamp("2026-11-20").to_pydatetime()
)


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "felt_at": TIMES,
                "region": st.sampled_from(REGIONS),
                "side": st.sampled_from(SIDES),
                "aspect": st.sampled_from(["", *ASPECTS]),
                "intensity_nprs": st.integers(0, 10),
                "moment": st.sampled_from(MOMENTS),
                "swelling": st.booleans(),
                "painkiller_taken": st.booleans(),
                "note": NOTES,
                "group_id": st.sampled_from(["", "g"]),
            }
        ),
        min_size=1,
        max_size=5,
    ),
    st.sampled_from(["UTC", "Europe/Berlin", "America/St_Johns", "Pacific/Apia"]),
)
def test_what_is_written_reads_back_the_same(rows: list[dict], zone: str) -> None:
    frame = pd.DataFrame(rows)
    frame["felt_at"] = frame["felt_at"].dt.tz_localize("UTC").astype("datetime64[us, UTC]")
    frame["local_day"] = frame["felt_at"].dt.tz_localize(None).dt.normalize()
    frame["entry_id"] = [f"e{number}" for number in range(len(rows))]
    entries = conform(frame, PAIN_ENTRIES)
    oldest_first = entries.sort_values(["felt_at", "entry_id"]).reset_index(drop=True)

    read = read_pain_rows(write_pain_log(entries, time_zone=zone), reading=Reading(now=NOW))

    assert read.refused.empty
    pd.testing.assert_frame_equal(read.entries, oldest_first)


@pytest.mark.parametrize("note", ["=1+1", "+1", "-1", "@x", "'=1", "\t=1"])
def test_no_note_is_written_as_a_formula(note: str) -> None:
    entries = one(f'2026-09-06,lower back,1,worst,"{note}"', "date,where,pain,moment,note")
    written = write_pain_log(entries.to_frame().T.assign(note=note).pipe(conform, PAIN_ENTRIES))

    assert f",'{note},".encode() in written.replace(b'"', b"")


def test_real_diaries_of_others_are_read_and_counted(corpus: Path) -> None:
    data = (corpus / "load_pain" / "MyAIGuide__Participant2PainNew.csv").read_bytes()

    read = read_pain_rows(data, reading=Reading("Europe/Paris", side="left", now=NOW))

    assert (len(read.entries), len(read.refused)) == (873, 56)
    assert set(read.refused["reason"]) == {
        "“Back pain”: write lower back or upper back.",
        "“happiness” is not a place this diary knows (happiness).",
    }
