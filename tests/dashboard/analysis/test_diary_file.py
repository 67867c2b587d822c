"""The pages' way to a diary file."""

import pandas as pd
import pytest

from dashboard.analysis import diary_file


def read(text: str, **said: str):
    asked = {"time_zone": "Europe/Berlin", "order": "", "side": ""} | said
    return diary_file.read(text.encode(), "d.csv", **asked)


def test_what_would_come_in_is_said_in_one_sentence():
    rows = read("date,where,pain\n2026-09-06,lower back,1\n2026-09-06,elbow,1\n")

    assert diary_file.counted(rows) == "1 entry can be added, 1 row cannot."
    assert diary_file.added(rows) == "1 entry"


def test_what_the_person_says_settles_what_the_file_leaves_open():
    text = "date,where,pain\n06/09/2026,knee,1\n"

    assert diary_file.counted(read(text)) == "0 entries can be added, 1 row cannot."
    rows = read(text, order="day_first", side="left")
    assert diary_file.counted(rows) == "1 entry can be added."
    assert rows.entries["local_day"].tolist() == [pd.Timestamp("2026-09-06")]


def test_a_written_diary_reads_back(make_diary):
    diary = make_diary((0, 3), (1, 0, {"note": "=1+1"}))

    rows = diary_file.read(
        diary_file.written(diary, "Asia/Kathmandu"), "d.csv", time_zone="UTC", order="", side=""
    )

    pd.testing.assert_frame_equal(rows.entries, diary)


def test_what_is_no_diary_says_so():
    with pytest.raises(diary_file.IngestError, match=r"d\.csv does not say"):
        read("km,pace\n5,5:18\n")
