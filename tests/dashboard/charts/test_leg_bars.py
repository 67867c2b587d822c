"""Legs along one clock: as long as they took, named where there is room."""

import dataclasses
import math
from datetime import date, datetime

import pytest

from dashboard.analysis.legs import MEASURES, Leg
from dashboard.charts.leg_bars import leg_bars
from dashboard.charts.tokens import LIGHT

LEG = Leg(
    activity_id="a",
    session_id="s",
    number=1,
    sport="running",
    sub_sport="generic",
    name="",
    note="",
    is_race=False,
    started=datetime.fromisoformat("2026-09-20T09:00"),
    clock_is_local=True,
    local_day=date(2026, 9, 20),
    rpe_source="none",
    **dict.fromkeys(MEASURES, math.nan),
)


def leg(sport: str, minutes: float, km: float = math.nan) -> Leg:
    return dataclasses.replace(LEG, sport=sport, elapsed_s=minutes * 60, distance_m=km * 1000)


DUATHLON = (
    leg("running", 12, 2.5),
    leg("transition", 1.5),
    leg("cycling", 61, 30),
    leg("transition", 1.5),
    leg("running", 37, 7),
)


def test_bars_follow_each_other_and_add_up_to_the_whole() -> None:
    figure = leg_bars(DUATHLON, LIGHT, width_px=1040)

    ends = [bar.base[0] + bar.x[0] for bar in figure.data]
    assert [bar.base[0] for bar in figure.data] == pytest.approx([0, *ends[:-1]])
    assert ends[-1] == pytest.approx(113)
    assert figure.layout.xaxis.range[1] == pytest.approx(113)


def test_changes_are_grey_and_have_no_name() -> None:
    figure = leg_bars(DUATHLON, LIGHT, width_px=1040)

    assert [bar.marker.color for bar in figure.data][1::2] == [LIGHT.neutral] * 2
    names = [note.text for note in figure.layout.annotations]
    assert names == ["<b>Run 2.5 km</b><br>12:00", "<b>Bike 30.0 km</b><br>1:01:00", names[2]]
    assert names[2].startswith("<b>Run 7.0 km")


def test_a_name_without_room_is_left_to_the_table() -> None:
    figure = leg_bars(DUATHLON, LIGHT, width_px=330)

    assert len(figure.layout.annotations) == 2


def test_a_files_own_sport_with_markup_only_shows() -> None:
    hostile = leg("<img src=x>", 10, 1)

    figure = leg_bars((hostile,), LIGHT, width_px=1040)

    assert "<img" not in figure.to_json().replace("\\u003c", "<")
