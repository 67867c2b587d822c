"""A result through its form and back says the same."""

from dataclasses import replace

import pandas as pd
import pytest

from dashboard.analysis import race_words
from ingest.diary import RaceResult, WrongEntry

HALF = RaceResult(
    race="Springbank Half Marathon",
    race_day=pd.Timestamp("2026-06-07"),
    edition="2026",
    category="Women 35",
    official_distance_m=21097.5,
    gun_time_s=6763,
    chip_time_s=6717,
    published_pace_s_per_km=319,
    place_overall=436,
    field_overall=1183,
    place_gender=108,
    session_id="s0",
    weather="Rain, 14 °C",
    companions="the Sunday group",
)


@pytest.mark.parametrize(
    "result",
    [
        HALF,
        replace(HALF, official_distance_m=21_100.25, chip_time_s=6716.4),
        replace(HALF, chip_time_s=6716.999, gun_time_s=6763.001),
        RaceResult("Fun run", HALF.race_day, edition="2026"),
    ],
)
def test_a_result_survives_its_form(result) -> None:
    again = race_words.result_from(result, race_words.draft(result))

    for name in RaceResult.__dataclass_fields__:
        before, after = getattr(result, name), getattr(again, name)
        if isinstance(before, float):
            before, after = round(before, 6), round(after, 6)
        both_unknown = before != before and after != after  # noqa: PLR0124 - NaN
        assert both_unknown or after == before, name


def test_the_edition_is_the_year_where_none_was_given() -> None:
    new = race_words.result_from(RaceResult("", HALF.race_day), race_words.Draft(race=" A "))
    assert (new.race, new.edition) == ("A", "2026")


def test_a_wrong_field_is_named() -> None:
    fields = replace(race_words.draft(HALF), gun="soon")
    with pytest.raises(WrongEntry) as refused:
        race_words.result_from(HALF, fields)
    assert refused.value.field == "gun_time_s"


def test_the_card_lists_what_stands_beside_the_division() -> None:
    assert race_words.facts(HALF) == [
        ("Official distance", "21,097.5 m"),
        ("Gun time", "1:52:43"),
        ("Overall", "436 of 1,183"),
        ("By gender", "108"),
    ]
