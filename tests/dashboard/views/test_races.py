"""Races and Race: the list, one race looked at closely, and the poor cases."""

import math
import re
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import access
from dashboard.access import RaceLeg, RaceResult

TODAY = pd.Timestamp.now("UTC").tz_localize(None).normalize().as_unit("us")


@dataclass
class Mine:
    """One runner's own races, in a database of their own."""

    way: access.Access
    runner: str

    def raced(self, years_ago: int, time_s: float, **others: object) -> str:
        known = {
            "race": "Springbank Half Marathon",
            "race_day": TODAY - pd.Timedelta(days=365 * years_ago + 20),
            "official_distance_m": 21_097.5,
            "chip_time_s": time_s,
        }
        self.way.save_race_result(self.runner, RaceResult(**(known | others)))
        return str(self.way.race_results(self.runner).iloc[0 if years_ago else -1]["result_id"])


@pytest.fixture
def mine(database) -> Mine:
    assert not database.exists()
    way = access.open_access()
    return Mine(way, way.athletes("UTC")[0].athlete_id)


def races(pages) -> AppTest:
    pages.home()
    pages.app.switch_page("views/races.py")
    return pages.app.run()


def race(pages, result_id: str) -> AppTest:
    pages.home()
    pages.app.switch_page("views/race.py")
    pages.app.query_params["race"] = result_id
    return pages.app.run()


def said(pages) -> str:
    """Everything the page says, as a person reads it."""
    page = pages.app
    tables = [str(cell) for table in page.table for row in table.value.to_numpy() for cell in row]
    frames = [str(cell) for one in page.dataframe for row in one.value.to_numpy() for cell in row]
    text = "\n".join([pages.words(), *tables, *frames])
    return text.replace("\\", "").replace("\N{WORD JOINER}", "")


def check_wording(text: str) -> None:
    assert not re.search(r"\brisk|\bshould\b|\bgreat\b|well done|!|\bnan\b|\bNone\b", text)


def test_nobody_raced_yet_is_led_to_a_result_and_to_the_demo(pages) -> None:
    page = races(pages)

    assert not page.exception
    assert page.header[0].value == "No race yet: add the result of one you ran."
    assert {"Bring a results list", "Write one by hand", "Look at the demo"} <= {
        button.label for button in page.button
    }
    check_wording(said(pages))


def test_the_list_stands_under_the_newest_race_with_the_bests_below(pages, mine) -> None:
    mine.raced(1, 6881)
    mine.raced(0, 6717)
    mine.raced(2, math.nan, status="DNS")

    page = races(pages)

    assert not page.exception
    assert "1:51:57, your fastest of two: 2:44 quicker than" in page.header[0].value
    assert page.dataframe[0].value["time"].tolist() == ["1:51:57", "1:54:41", "Did not start"]
    assert page.dataframe[1].value["distance"].tolist() == ["Half marathon"]
    check_wording(said(pages))


def test_an_activity_marked_as_a_race_waits_for_its_result(pages, filled) -> None:
    session = filled.session(filled.recording("running"))
    filled.way.edit_session(
        filled.runner,
        session,
        access.session_edit(name="", sport="running", rpe=math.nan, is_race=True, note=""),
    )

    page = races(pages)

    assert not page.exception
    assert "Races without an official result" in said(pages)


def test_a_race_says_how_it_was_run_and_shows_its_division(pages, mine) -> None:
    mine.raced(1, 6881)
    result_id = mine.raced(0, 6717, published_pace_s_per_km=319.0, weather="Rain, 9 °C")

    page = race(pages, result_id)

    assert not page.exception
    text = said(pages)
    assert "1:51:57 / 21.0975 km = 5:18.4 /km" in text
    assert "Published 5:19 /km (rounded up, or 13.1 mi)" in text
    assert "Rain, 9 °C" in text
    assert "An age grade needs your sex and day of birth, in Settings, You." in text
    assert "VDOT 39.6" in str(page.dataframe[-1].proto.columns)
    assert "50:44" in text
    check_wording(text)


def test_sex_and_day_of_birth_bring_the_age_grade(pages, mine) -> None:
    settings = mine.way.settings(mine.runner)
    born = TODAY - pd.DateOffset(years=50, days=100)
    mine.way.save_athlete(mine.runner, replace(settings, sex="male", born_on=born))
    result_id = mine.raced(0, 6717)

    page = race(pages, result_id)

    assert not page.exception
    # 3895 s is the standard of men of 50.
    assert f"{100 * 3451 / 0.8860 / 6717:.1f} %, 2025 road standards" in said(pages)


def test_the_field_is_drawn_where_its_times_were_kept(pages, mine) -> None:
    result_id = mine.raced(0, 6717)
    times = np.random.default_rng(2).normal(7200, 900, 400).clip(3600)
    mine.way.save_race_field(mine.runner, result_id, [*times, 6717.0])

    page = race(pages, result_id)

    assert not page.exception
    assert re.search(r"Faster than \d+ % of 401 finishers", said(pages))


def test_published_splits_lay_two_years_over_each_other(pages, mine) -> None:
    mine.raced(1, 6881)
    before = str(mine.way.race_results(mine.runner).iloc[0]["result_id"])
    mine.way.save_race_splits(mine.runner, before, [(5000, 1600.0), (10_000, 3220.0)])
    result_id = mine.raced(0, 6717)

    page = race(pages, result_id)

    assert not page.exception
    assert "Two editions, 2:44 from the slowest to the fastest" in said(pages)
    assert "Seconds behind" in page.get("plotly_chart")[0].proto.spec


def test_who_reads_miles_reads_a_race_in_miles(pages, mine) -> None:
    mine.way.save_athlete(mine.runner, replace(mine.way.settings(mine.runner), units="mile"))
    result_id = mine.raced(0, 6717)
    mine.way.save_race_splits(mine.runner, result_id, [(16_093.44, 5130.0)])

    page = race(pages, result_id)

    assert not page.exception
    text = said(pages)
    assert "1:51:57 / 13.1094 miles = 8:32.4 /mile" in text
    assert "10 miles" in text
    assert "8:33 /mile" in text
    assert "/km" not in text


@pytest.mark.parametrize(
    "poor",
    [
        {"status": "DNF"},
        {"time_s": math.nan},
        {"official_distance_m": math.nan},
        {"official_distance_m": 777_000.0, "time_s": 900_000.0},
        {"race": "![x](http://example.org/x.png) <b>1</b> $x$", "time_s": 60.0},
    ],
)
def test_a_poor_result_still_makes_a_page(pages, mine, poor) -> None:
    result_id = mine.raced(0, **({"time_s": 6717.0} | poor))

    page = race(pages, result_id)

    assert not page.exception
    assert page.header[0].value
    check_wording(said(pages).replace("![x]", ""))


def test_a_race_of_several_legs_lists_them_and_predicts_nothing(pages, mine) -> None:
    result_id = mine.raced(0, 4000.0, official_distance_m=30_000.0)
    legs = [
        RaceLeg(1, "running", 5000, 1500),
        RaceLeg(2, "transition", time_s=60),
        RaceLeg(3, "cycling", 25_000, 2440),
    ]
    mine.way.save_race_legs(mine.runner, result_id, legs)

    page = race(pages, result_id)

    assert not page.exception
    text = said(pages)
    assert "Legs, as published" in text
    assert "36.9 km/h" in text
    assert "other distances" not in text


def test_a_duathlon_known_by_its_recording_leads_to_its_legs(pages, filled) -> None:
    sessions = filled.way.sessions(filled.runner)
    several = sessions[sessions["activity_id"].duplicated(keep=False)]
    first = several.sort_values("position").iloc[0]
    result = RaceResult("Mill Lake Duathlon", first["local_day"], session_id=first["session_id"])
    way = filled.way
    way.save_race_result(filled.runner, result)
    result_id = str(way.race_results(filled.runner)["result_id"].iloc[0])

    page = race(pages, result_id)

    assert not page.exception
    assert page.header[0].value == "No time known yet."
    assert "A race of several legs: they are in its recording." in said(pages)
    assert "The recording" in {button.label for button in page.button}


def test_an_address_of_no_race_leads_back(pages, mine) -> None:
    mine.raced(0, 6717)

    page = race(pages, "nobody's")

    assert not page.exception
    assert page.header[0].value == "There is no such race here."
    assert "All races" in {button.label for button in page.button}


def test_the_demos_half_marathon_has_its_splits_its_years_and_its_weeks(demo) -> None:
    demo.app.switch_page("views/races.py")
    demo.app.run()
    assert "1:51:57, your fastest of four: 2:44 quicker than 2025" in demo.app.header[0].value
    way = access.open_demo(access.open_access())
    result_id = str(way.race_results(way.athletes()[0].athlete_id).iloc[-1]["result_id"])
    demo.app.switch_page("views/race.py")
    demo.app.query_params["race"] = result_id
    page = demo.app.run()

    assert not page.exception
    text = said(demo)
    assert "Brought from the watch's 21.24 km" in text
    assert "12 weeks before: 21 km a week, the longest run 17.2 km, 14 days before" in text
    assert len(page.get("plotly_chart")) >= 3
    check_wording(text)
