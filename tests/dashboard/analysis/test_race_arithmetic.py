import math
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis import units
from dashboard.analysis.race_arithmetic import division, published, tenths
from dashboard.analysis.races import figures
from ingest.diary import RaceResult

HALF = RaceResult(
    race="Springbank Half Marathon",
    race_day=pd.Timestamp("2026-06-07"),
    official_distance_m=21_097.5,
    chip_time_s=6717,
    gun_time_s=6763,
    published_pace_s_per_km=319,
)


def both(result: RaceResult) -> tuple[str, str]:
    return division(figures(result)), published(result, figures(result))


def test_the_card_shows_the_division_and_how_the_other_second_came_about():
    assert both(HALF) == (
        "1:51:57 / 21.0975 km = 5:18.4 /km",
        "Published 5:19 /km (rounded up, or 13.1 mi)",
    )


@pytest.mark.parametrize(
    ("pace_s_per_km", "said"),
    [
        (318, "Published 5:18 /km, the same"),
        (321, "Published 5:21 /km (from the gun time)"),
        (330, "Published 5:30 /km (no rounding of this time and distance gives it)"),
        (513 / 1.609344, "Published 8:33 /mile (rounded up, or 13.1 mi)"),
        (math.nan, ""),
    ],
)
def test_a_published_pace_is_explained_by_what_gives_it(pace_s_per_km, said):
    assert both(replace(HALF, published_pace_s_per_km=pace_s_per_km))[1] == said


def test_miles_are_divided_as_miles():
    units.use("mile")
    try:
        assert both(HALF)[0] == "1:51:57 / 13.1094 miles = 8:32.4 /mile"
    finally:
        units.use("km")


def test_who_did_not_finish_has_no_division():
    stopped = replace(HALF, status="DNF")
    assert both(stopped) == ("", "Published 5:19 /km")


@given(st.floats(60, 7000))
def test_a_pace_never_reads_sixty_seconds(seconds):
    text = tenths(seconds)
    assert ":60" not in text
    minutes, rest = text.rsplit(":", 1)
    hours = minutes.split(":")
    whole = sum(int(part) * 60**power for power, part in enumerate(reversed(hours), start=1))
    assert whole + float(rest) == pytest.approx(seconds, abs=0.051)
