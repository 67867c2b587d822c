from dataclasses import replace

import pandas as pd
import pytest

from ingest.athlete_tables import PAIN_ENTRIES
from ingest.diary import (
    PainEntry,
    RedFlagAnswer,
    WrongEntry,
    check_pain,
    check_red_flag,
    felt_on,
    pain_entries_of,
)
from ingest.tables import conform

NOW = pd.Timestamp("2026-05-02T09:00", tz="Pacific/Auckland")
ENTRY = PainEntry("knee", "left", 3, NOW, "morning", "medial")
ANSWER = RedFlagAnswer(
    "locking",
    answer=False,
    answered_at=NOW,
    region="knee",
    side="left",
    asked_because="first_entry",
)


@pytest.mark.parametrize("nprs", range(11))
def test_every_whole_number_from_none_to_the_worst_is_pain(nprs):
    check_pain(replace(ENTRY, intensity_nprs=nprs), NOW)


@pytest.mark.parametrize("nprs", [11, -1, 5.5, float("nan"), None])
def test_other_numbers_are_no_pain(nprs):
    with pytest.raises(WrongEntry, match="Pain goes from 0 to 10 in whole numbers") as wrong:
        check_pain(replace(ENTRY, intensity_nprs=nprs), NOW)
    assert wrong.value.field == "intensity_nprs"


@pytest.mark.parametrize(
    ("field", "word"),
    [("region", "elbow"), ("side", ""), ("aspect", "inner"), ("moment", "evening")],
)
def test_a_word_no_table_knows_is_refused_beside_its_field(field, word):
    with pytest.raises(WrongEntry) as wrong:
        check_pain(replace(ENTRY, **{field: word}), NOW)
    assert wrong.value.field == field


def test_later_today_is_no_future_and_tomorrow_is():
    check_pain(replace(ENTRY, felt_at=NOW + pd.Timedelta(hours=14)), NOW)
    with pytest.raises(WrongEntry, match="in the future") as wrong:
        check_pain(replace(ENTRY, felt_at=NOW + pd.Timedelta(hours=15)), NOW)
    assert wrong.value.field == "felt_at"


def test_a_time_must_say_its_zone():
    with pytest.raises(WrongEntry, match="with a time zone") as wrong:
        check_pain(replace(ENTRY, felt_at=NOW.tz_localize(None)), NOW)
    assert wrong.value.field == "felt_at"


def test_a_morning_in_the_east_keeps_its_day_when_its_zone_is_lost():
    in_utc = replace(ENTRY, felt_at=NOW.tz_convert("UTC"), local_day=felt_on(ENTRY))

    check_pain(in_utc, NOW)
    assert felt_on(in_utc) == felt_on(ENTRY) == pd.Timestamp("2026-05-02")


@pytest.mark.parametrize("day", ["2026-05-04", "2026-04-30"])
def test_a_day_that_is_nowhere_the_day_of_the_time_is_refused(day):
    with pytest.raises(WrongEntry) as wrong:
        check_pain(replace(ENTRY, local_day=pd.Timestamp(day)), NOW)
    assert wrong.value.field == "local_day"


def test_entries_come_back_from_their_table():
    frame = conform(
        pd.DataFrame(
            {
                "entry_id": ["one"],
                "athlete_id": ["anna"],
                "felt_at": [NOW],
                "local_day": [felt_on(ENTRY)],
                "region": ["knee"],
                "side": ["left"],
                "aspect": ["medial"],
                "intensity_nprs": [3],
                "moment": ["morning"],
                "swelling": [True],
            }
        ),
        PAIN_ENTRIES,
    )
    day = pd.Timestamp("2026-05-02")

    assert pain_entries_of(frame) == (
        replace(ENTRY, entry_id="one", felt_at=NOW.tz_convert("UTC"), local_day=day, swelling=True),
    )
    assert pain_entries_of(frame.iloc[:0]) == ()


def test_an_answer_says_to_what_where_and_when():
    check_red_flag(ANSWER, NOW)
    for field, value in (
        ("flag", " "),
        ("region", "elbow"),
        ("side", "both"),
        ("answered_at", NOW + pd.Timedelta(days=1)),
    ):
        with pytest.raises(WrongEntry) as wrong:
            check_red_flag(replace(ANSWER, **{field: value}), NOW)
        assert wrong.value.field == field
