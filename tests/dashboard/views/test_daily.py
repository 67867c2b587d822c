"""Every day: a session by hand, efforts, the list's filters and weeks, a race on its own page."""

from datetime import date, time, timedelta

import pandas as pd
import pytest

from dashboard.access import Event, RaceResult, SessionByHand, Thresholds
from dashboard.analysis.unrated import unrated
from dashboard.views import rating, reading

NEXT_WEEK = date.today() + timedelta(days=8)  # noqa: DTZ011 - far enough for any clock


def field(page, kind: str, label: str):
    return next(one for one in page.get(kind) if one.label == label)


def plain(text: str) -> str:
    return text.replace("\\", "").replace("\N{WORD JOINER}", "")


def everything(page) -> str:
    """All words of a page: sentences, figures, tables, and what a chart or table says of itself."""
    shown = [*page.header, *page.subheader, *page.caption, *page.markdown, *page.text]
    words = [plain(str(one.value)) for one in (*shown, *page.metric)]
    tables = [table.value.to_csv() for table in page.dataframe]
    charts = [one.proto.alt + one.proto.spec for one in page.get("plotly_chart")]
    return "\n".join(words + tables + charts)


def by_hand(pages):
    pages.app.run()
    pages.app.switch_page("views/by_hand.py")
    return pages.app.run()


def fill(page, **typed):
    page.get("button_group")[0].set_value(typed.get("sport", "swim"))
    field(page, "date_input", "Day").set_value(typed.get("day", date(2026, 5, 1)))
    field(page, "time_input", "Began at").set_value(time(18, 30))
    field(page, "number_input", "Minutes").set_value(typed.get("minutes", 40))
    field(page, "number_input", "Distance in km, if any").set_value(typed.get("km", 1.5))
    field(page, "selectbox", "Effort, 0 to 10").select(typed.get("rpe", 3))


def test_a_session_by_hand_is_in_the_list_and_has_a_page(pages, filled) -> None:
    page = by_hand(pages)
    fill(page)
    field(page, "text_input", "Name, if it has one").set_value("**Pool**")
    pages.labelled("Save the session").click().run()

    assert not pages.app.exception
    row = filled.way.sessions(filled.runner).set_index("name").loc["**Pool**"]
    assert (row["sport"], row["distance_m"], row["timer_s"], row["rpe"]) == (
        "swimming",
        1500,
        2400,
        3,
    )
    assert (row["source_format"], row["local_day"]) == ("by hand", pd.Timestamp("2026-05-01"))
    page = pages.activity(row["activity_id"])
    assert not page.exception
    assert plain(page.header[0].value) == "**Pool**: 1.5 km in 40:00."
    assert "2:40 /100 m" in everything(page)
    assert "Written by hand" in everything(page)


def test_strength_needs_no_distance_and_is_called_strength(pages, filled) -> None:
    page = by_hand(pages)
    fill(page, sport="strength", km=None, minutes=45)
    pages.labelled("Save the session").click().run()

    assert not pages.app.exception
    rows = reading_rows(pages)
    assert ("Strength", "", "45:00") in set(
        zip(rows["sport"], rows["distance"], rows["time"], strict=True)
    )
    assert len(rows) == len(filled.listed())


def reading_rows(pages) -> pd.DataFrame:
    return pages.list().dataframe[0].value


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"minutes": 0}, "Minutes must be more than 0"),
        ({"minutes": None}, "Minutes must be more than 0"),
        ({"km": -3}, "Distance must be more than 0"),
        ({"day": NEXT_WEEK}, "in the future"),
    ],
)
def test_a_session_that_cannot_be_is_refused_and_nothing_lost(pages, filled, typed, said) -> None:
    before = filled.listed()
    page = by_hand(pages)
    fill(page, **typed)
    field(page, "text_area", "Note").set_value("Cold water")
    pages.labelled("Save the session").click().run()

    assert not page.exception
    assert said in page.error[0].value
    assert field(page, "text_area", "Note").value == "Cold water"
    assert filled.listed() == before


def test_one_answer_rates_a_whole_recording(pages, filled) -> None:
    pages.list()
    waiting = unrated(filled.way.sessions(filled.runner))
    assert [button.label for button in pages.app.button].count("Write a session by hand") == 1
    duathlon = next(one for one in waiting if len(one.session_ids) == 3)

    who = reading.Who("owner", filled.way.database, filled.runner, 0)
    rating.rate(who, duathlon, 8)

    rated = filled.way.sessions(filled.runner).set_index("session_id")
    assert list(rated.loc[list(duathlon.session_ids), "rpe"]) == [8, 8, 8]
    assert duathlon not in unrated(filled.way.sessions(filled.runner))


def test_the_list_is_searched_and_filtered(pages, filled) -> None:
    page = pages.list()
    every = len(page.dataframe[0].value)

    field(page, "selectbox", "Sport").select("strength").run()
    assert set(page.dataframe[0].value["sport"]) == {"Strength"}
    assert f" of {every} activities" in page.caption[0].value

    field(page, "selectbox", "Sport").select("All sports").run()
    field(page, "text_input", "Search").set_value("duath").run()
    assert list(page.dataframe[0].value["sport"]) == ["Duathlon"]

    field(page, "text_input", "Search").set_value("![nothing](http://x)").run()
    assert not page.exception
    assert page.header[0].value == "Nothing matches: choose another sport, period or word."
    assert filled.listed()


@pytest.mark.usefixtures("filled")
def test_the_weeks_add_up(pages) -> None:
    page = pages.list()

    field(page, "button_group", "View").set_value("Weeks").run()

    assert not page.exception
    weeks = page.dataframe[0].value
    assert list(weeks.columns)[:2] == ["week", "Mon"]
    newest = weeks.iloc[0]
    assert newest["week"] == "16 Nov 2026"
    assert newest["Sat"] == "Run 10.0"


def race_of(filled, **others) -> RaceResult:
    session_id = filled.session(filled.recording("running"))
    usual = {
        "race": "Ten of the town",
        "race_day": pd.Timestamp("2026-11-21"),
        "official_distance_m": 9_900.0,
        "chip_time_s": 3240.0,
        "gun_time_s": 3251.0,
        "published_pace_s_per_km": 328.0,
        "session_id": session_id,
    }
    return RaceResult(**(usual | others))


def test_a_race_shows_its_official_figures_and_the_watch_s_once(pages, filled) -> None:
    filled.way.save_race_result(filled.runner, race_of(filled))

    page = pages.activity(filled.recording("running"))

    assert not page.exception
    assert plain(page.header[0].value).startswith("Run: 9.9 km in 54:00, fastest in km")
    assert [plain(metric.value) for metric in page.metric][:3] == ["9.9 km", "54:00", "5:27 /km"]
    words = everything(page)
    assert "54:00 / 9.9 km = 5:27 /km (published 5:28)" in words
    assert words.count("The watch measured 10.00 km, 1.0 % more than the official 9.9 km.") == 1
    assert "10.0 km" not in words
    assert reading_rows(pages)["distance"][0] == "9.9 km"


def test_the_best_effort_over_a_race_s_distance_is_its_official_time(pages, filled) -> None:
    race = race_of(filled, official_distance_m=10_000.0, chip_time_s=3248.0)
    filled.way.save_race_result(filled.runner, race)

    page = pages.activity(filled.recording("running"))

    efforts = next(one.value for one in page.dataframe if "name" in one.value).set_index("name")
    assert tuple(efforts.loc["10 km"][["time", "pace"]]) == ("54:08", "5:25 /km")


def test_a_race_s_result_is_entered_on_its_page(pages, filled) -> None:
    known = RaceResult("Ten of the town", pd.Timestamp("2025-11-22"))
    filled.way.save_race_result(filled.runner, known)
    page = pages.activity(filled.recording("running"))
    field(page, "selectbox", "Race").select("Ten of the town")
    field(page, "selectbox", "Official distance").select("10 km")
    field(page, "text_input", "Chip time").set_value("54:31")
    pages.labelled("Save this result").click().run()

    assert not page.exception
    assert "54:31 / 10 km = 5:27 /km" in everything(page)
    assert filled.way.race_results(filled.runner)["session_id"].iloc[-1] == filled.session(
        filled.recording("running")
    )
    assert "race" in page.caption[0].value


def test_who_did_not_finish_keeps_the_distance_really_run(pages, filled) -> None:
    filled.way.save_race_result(filled.runner, race_of(filled, status="DNF"))

    page = pages.activity(filled.recording("running"))

    assert not page.exception
    assert "Did not finish." in everything(page)
    assert "10.0 km in" in plain(page.header[0].value)


def test_missing_limits_are_said_with_the_way_to_them(pages, filled) -> None:
    page = pages.activity(filled.recording("running"))
    assert "Heart-rate zones need your highest heart rate" in everything(page)
    assert page.button(key="to_settings Limits")

    later = Thresholds(pd.Timestamp("2026-11-22"), 50, 190, 300)
    filled.way.save_thresholds(filled.runner, later)
    page = pages.activity(filled.recording("running"))
    assert "valid on the day of this session" in everything(page)


def test_a_walk_by_hand_has_no_zones_and_says_nothing_of_them(pages, filled) -> None:
    walk = SessionByHand("walking", pd.Timestamp("2026-05-01 10:00"), 60, distance_m=5000)
    session_id = filled.way.add_session_by_hand(filled.runner, walk)
    sessions = filled.way.sessions(filled.runner).set_index("session_id")

    page = pages.activity(sessions.loc[session_id, "activity_id"])

    assert not page.exception
    assert "zones" not in everything(page)


def test_an_event_does_not_disturb_the_pages(pages, filled) -> None:
    filled.way.save_event(filled.runner, Event("illness", pd.Timestamp("2026-11-01")))
    assert not pages.home().exception
    assert not pages.list().exception
