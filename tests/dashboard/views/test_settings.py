"""Settings: what is set holds everywhere, and what cannot be true is refused beside its field."""

import zipfile
from datetime import date, timedelta

import pandas as pd
import pytest

from dashboard.access import AthleteSettings, RaceResult, Shoe, Thresholds
from ingest import open_store

TOMORROW = date.today() + timedelta(days=1)  # noqa: DTZ011 - any clock's tomorrow but one
NEXT_WEEK = TOMORROW + timedelta(days=7)
HOSTILE = "![x](http://evil.example/a.png) <b>bold</b>"


def part(pages, name: str):
    pages.app.run()
    pages.app.switch_page("views/settings.py")
    pages.app.query_params["part"] = name
    return pages.app.run()


def field(page, kind: str, label: str):
    found = [one for one in page.get(kind) if one.label == label]
    assert found, f"no {kind} {label}: {[one.label for one in page.get(kind)]}"
    return found[0]


def press(pages, label: str):
    return pages.labelled(label).click().run()


def said_wrong(page) -> list[str]:
    return [one.value.replace("\\", "").replace("\N{WORD JOINER}", "") for one in page.error]


def test_the_unit_holds_on_every_page(pages, filled) -> None:
    page = part(pages, "You")
    page.segmented_control[0].set_value("mile")
    press(pages, "Save")

    assert not pages.app.exception
    assert pages.app.header[0].value.startswith("Miles,")
    listed = pages.list()
    assert listed.header[0].value == "Newest: Run on 21 Nov 2026, 6.2 miles in 54:30."
    assert listed.dataframe[0].value["how_fast"][0] == "8:46 /mile"
    run = pages.activity(filled.recording("running"))
    assert not run.exception
    assert run.header[0].value.startswith("Run: 6.2 miles in 54:30, fastest in mile ")
    assert run.metric[0].value.replace("\\", "") == "6.21 miles"
    assert "/mile" in run.metric[2].value.replace("\\", "")


def test_the_day_of_birth_and_the_leave_for_reports_are_kept(pages, filled) -> None:
    page = part(pages, "You")
    assert filled.way.settings(filled.runner).reports_allowed is False
    field(page, "date_input", "Born on").set_value(date(1984, 2, 29))
    field(page, "toggle", "May be in reports made for many").set_value(True)
    press(pages, "Save")

    assert not pages.app.exception
    said = filled.way.settings(filled.runner)
    assert (said.born_on, said.reports_allowed) == (pd.Timestamp("1984-02-29"), True)
    page = part(pages, "You")
    field(page, "date_input", "Born on").set_value(None)
    press(pages, "Save")
    assert filled.way.settings(filled.runner).born_on is None


def test_zone_sex_effort_and_method_are_kept(pages, filled) -> None:
    page = part(pages, "You")
    field(page, "selectbox", "Time zone").select("Europe/Lisbon")
    field(page, "selectbox", "Sex, for TRIMP and age grades").select("female")
    field(page, "selectbox", "Load counted as").select("trimp")
    field(page, "number_input", "Effort of a session nobody rated, 0 to 10").set_value(3)
    page = press(pages, "Save")

    kept = filled.way.settings(filled.runner)
    assert not page.exception
    assert (kept.time_zone, kept.sex, kept.load_method) == ("Europe/Lisbon", "female", "trimp")
    assert kept.default_rpe == 3


def test_an_effort_of_11_is_refused_and_nothing_saved(pages, filled) -> None:
    page = part(pages, "You")
    before = filled.way.settings(filled.runner)
    field(page, "number_input", "Effort of a session nobody rated, 0 to 10").set_value(11)
    field(page, "selectbox", "Sex, for TRIMP and age grades").select("male")
    page = press(pages, "Save")

    assert not page.exception
    assert said_wrong(page) == ["Effort goes from 0 to 10, not 11."]
    assert filled.way.settings(filled.runner) == before
    assert field(page, "number_input", "Effort of a session nobody rated, 0 to 10").value == 11


def fill_limits(page, rest=None, top=None, pace="", day=None):
    field(page, "number_input", "Resting heart rate, bpm").set_value(rest)
    field(page, "number_input", "Highest heart rate, bpm").set_value(top)
    field(page, "text_input", "Threshold pace, /km").set_value(pace)
    if day is not None:
        field(page, "date_input", "They hold from").set_value(day)


def test_limits_hold_from_their_day_and_bring_zones(pages, filled) -> None:
    page = part(pages, "Limits")
    fill_limits(page, 50, 190, "5:00", date(2026, 1, 1))
    page = press(pages, "Save these limits")

    assert not page.exception
    assert filled.way.athlete(filled.runner).thresholds == (
        Thresholds(pd.Timestamp("2026-01-01"), 50, 190, 300),
    )
    assert list(page.dataframe[0].value.iloc[0]) == ["1 Jan 2026", "50 bpm", "190 bpm", "5:00 /km"]
    run = pages.activity(filled.recording("running"))
    titles = [title.value.replace("\\", "") for title in run.subheader]
    assert any(title.startswith("Heart rate") and "longest in" in title for title in titles)
    assert any(title.startswith("Pace") and "longest in" in title for title in titles)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            {"rest": 190, "top": 60},
            "The resting heart rate must be between 25 and 120 bpm.",
        ),
        (
            {"rest": 100, "top": 90},
            "The highest heart rate (90) must be above the resting one (100).",
        ),
        ({"pace": "five"}, "Write the time like 1:51:57 or 51:57."),
        ({"pace": "0:30"}, "Threshold pace must be between 2:00 and 20:00 /km."),
        ({}, "Give at least one limit."),
    ],
)
def test_limits_no_body_has_are_refused(pages, filled, typed, said) -> None:
    page = part(pages, "Limits")
    fill_limits(page, **typed)
    page = press(pages, "Save these limits")

    assert not page.exception
    assert said_wrong(page) == [said]
    assert filled.way.athlete(filled.runner).thresholds == ()


def test_in_miles_a_threshold_pace_is_typed_for_the_mile(pages, filled) -> None:
    filled.way.save_athlete(filled.runner, AthleteSettings(units="mile"))
    page = part(pages, "Limits")
    field(page, "text_input", "Threshold pace, /mile").set_value("8:12")
    page = press(pages, "Save these limits")

    assert not page.exception
    kept = filled.way.athlete(filled.runner).thresholds[0].threshold_pace_s_per_km
    assert kept == pytest.approx(492 / 1.609344)
    assert page.dataframe[0].value["pace"][0] == "8:12 /mile"


def test_two_sets_on_one_day_and_a_day_to_come_are_refused(pages, filled) -> None:
    filled.way.save_thresholds(filled.runner, Thresholds(pd.Timestamp("2026-01-01"), 50, 190))
    page = part(pages, "Limits")
    fill_limits(page, 52, 188, "", date(2026, 1, 1))
    page = press(pages, "Save these limits")
    assert said_wrong(page) == [
        "There are limits from 01 January 2026 on already: delete those first."
    ]

    field(page, "date_input", "They hold from").set_value(NEXT_WEEK)
    page = press(pages, "Save these limits")
    assert "is in the future" in said_wrong(page)[0]
    assert len(filled.way.athlete(filled.runner).thresholds) == 1


def test_limits_are_deleted_and_brought_back(pages, filled) -> None:
    only = Thresholds(pd.Timestamp("2026-01-01"), 50, 190)
    filled.way.save_thresholds(filled.runner, only)
    page = part(pages, "Limits")

    page.button(key="delete limits 20260101").click().run()
    assert filled.way.athlete(filled.runner).thresholds == ()

    page.button(key="settings_undo_button").click().run()
    assert not page.exception
    (back,) = filled.way.athlete(filled.runner).thresholds
    assert (back.valid_from, back.heart_rate_max_bpm) == (only.valid_from, 190)


def test_a_pair_of_shoes_is_added_worn_and_counted(pages, filled) -> None:
    page = part(pages, "Shoes")
    field(page, "text_input", "Name").set_value(HOSTILE)
    field(page, "number_input", "Heel drop, mm").set_value(6)
    field(page, "number_input", "Stack under the heel, mm").set_value(27)
    field(page, "number_input", "Kilometres before").set_value(100)
    page = press(pages, "Save this pair")
    assert not page.exception
    pair = filled.way.shoes(filled.runner).iloc[0]
    assert (pair["name"], pair["heel_drop_mm"], pair["start_km"]) == (HOSTILE, 6, 100)

    run = pages.activity(filled.recording("running"))
    field(run, "selectbox", "Shoe").select(pair["shoe_id"]).run()
    assert not run.exception
    page = part(pages, "Shoes")

    assert "110.0 km, 1 time" in pages.words().replace("\\", "").replace("\N{WORD JOINER}", "")
    for element in (*page.caption, *page.markdown):
        assert "![" not in element.value
        assert "<b>" not in element.value


def test_a_shoe_retired_before_its_first_use_is_refused(pages, filled) -> None:
    page = part(pages, "Shoes")
    field(page, "text_input", "Name").set_value("Light")
    field(page, "date_input", "First worn").set_value(date(2026, 5, 2))
    field(page, "date_input", "Retired").set_value(date(2026, 5, 1))
    page = press(pages, "Save this pair")

    assert not page.exception
    assert said_wrong(page) == [
        "This shoe was retired before its first use: one of the two days is wrong."
    ]
    assert filled.way.shoes(filled.runner).empty
    assert field(page, "text_input", "Name").value == "Light"


def test_a_nameless_shoe_and_one_of_tomorrow_are_refused(pages, filled) -> None:
    page = press_new_shoe(pages, part(pages, "Shoes"), "")
    assert said_wrong(page) == ["The shoe's name is missing."]
    field(page, "date_input", "First worn").set_value(NEXT_WEEK)
    page = press_new_shoe(pages, page, "Light")
    assert "is in the future" in said_wrong(page)[0]
    assert filled.way.shoes(filled.runner).empty


def press_new_shoe(pages, page, name: str):
    field(page, "text_input", "Name").set_value(name)
    return press(pages, "Save this pair")


def test_a_shoe_is_deleted_and_brought_back(pages, filled) -> None:
    shoe_id = filled.way.save_shoe(filled.runner, Shoe("Light", 6))
    page = part(pages, "Shoes")

    page.button(key=f"delete shoe {shoe_id}").click().run()
    assert filled.way.shoes(filled.runner).empty
    page.button(key="settings_undo_button").click().run()

    assert not page.exception
    assert list(filled.way.shoes(filled.runner)["name"]) == ["Light"]


def test_an_event_is_added_changed_and_deleted(pages, filled) -> None:
    page = part(pages, "Events")
    page.segmented_control[0].set_value("travel")
    field(page, "date_input", "First day").set_value(date(2026, 5, 1))
    field(page, "date_input", "Last day, empty while it goes on").set_value(date(2026, 5, 3))
    field(page, "text_input", "Note").set_value(HOSTILE)
    page = press(pages, "Save this event")

    assert not page.exception
    event = filled.way.events(filled.runner).iloc[0]
    assert (event["kind"], event["note"]) == ("travel", HOSTILE)
    assert "1 May 2026 to 3 May 2026" in pages.words()
    assert "![" not in "".join(caption.value for caption in page.caption)

    page.button(key=f"delete event {event['event_id']}").click().run()
    assert filled.way.events(filled.runner).empty
    page.button(key="settings_undo_button").click().run()
    assert len(filled.way.events(filled.runner)) == 1


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 5, 3), date(2026, 5, 1), "The last day is before the first"),
        (NEXT_WEEK, None, "is in the future"),
    ],
)
def test_an_event_that_cannot_be_is_refused(pages, filled, first, last, said) -> None:
    page = part(pages, "Events")
    field(page, "date_input", "First day").set_value(first)
    field(page, "date_input", "Last day, empty while it goes on").set_value(last)
    page = press(pages, "Save this event")

    assert said in said_wrong(page)[0]
    assert filled.way.events(filled.runner).empty


def test_a_race_without_a_watch_file_is_kept(pages, filled) -> None:
    known = RaceResult("Springbank Half Marathon", pd.Timestamp("2023-06-04"))
    filled.way.save_race_result(filled.runner, known)
    page = part(pages, "Races")
    field(page, "selectbox", "Race").set_value("Springbank Half Marathon")
    field(page, "date_input", "Day").set_value(date(2024, 6, 2))
    field(page, "selectbox", "Official distance").set_value("Half marathon")
    field(page, "text_input", "Chip time").set_value("1:51:57")
    field(page, "text_input", "Gun time").set_value("1:52:43")
    field(page, "text_input", "Pace as published, /km").set_value("5:19")
    field(page, "text_input", "Place overall").set_value("436 of 1183")
    field(page, "text_input", "Weather").set_value(" Rain ")
    field(page, "text_input", "With whom").set_value("the Sunday group")
    page = press(pages, "Save this result")

    assert not page.exception
    kept = filled.way.race_results(filled.runner).iloc[1]
    assert (kept["official_distance_m"], kept["chip_time_s"]) == (21097.5, 6717)
    assert (kept["place_overall"], kept["field_overall"], kept["edition"]) == (436, 1183, "2024")
    assert (kept["weather"], kept["companions"]) == ("Rain", "the Sunday group")
    said = pages.words().replace("\\", "").replace("\N{WORD JOINER}", "")
    assert "1:51:57 / 21.0975 km = 5:18 /km (published 5:19)" in said


def test_the_legs_of_a_race_are_typed_a_line_each(pages, filled) -> None:
    known = RaceResult("Duathlon of the town", pd.Timestamp("2023-06-04"))
    filled.way.save_race_result(filled.runner, known)
    page = part(pages, "Races")
    field(page, "selectbox", "Race").set_value("Duathlon of the town")
    field(page, "text_area", "Legs, of a duathlon or the like").set_value("Run 5 km 22:05\nHop")
    page = press(pages, "Save this result")

    assert "Line 2 of the legs cannot be read" in said_wrong(page)[0]
    assert len(filled.way.race_results(filled.runner)) == 1
    field(page, "text_area", "Legs, of a duathlon or the like").set_value(
        "Run 5 km 22:05\nChange 1:05"
    )
    page = press(pages, "Save this result")
    assert not page.exception
    legs = filled.way.race_legs(filled.runner)
    assert legs["sport"].tolist() == ["running", "transition"]
    assert legs["time_s"].tolist() == [1325, 65]


@pytest.mark.parametrize(
    ("label", "typed", "said"),
    [
        ("Chip time", "2:00:00", "The chip time is longer than the gun time"),
        ("Chip time", "soon", "Write the time like 1:51:57 or 51:57."),
        ("Place overall", "20 of 10", "There cannot be fewer finishers (10)"),
        ("Place overall", "first", "Write the place like 436 of 1183."),
        ("Pace as published, /km", "0", "Write the time like"),
    ],
)
def test_a_finish_that_cannot_be_is_refused(pages, filled, label, typed, said) -> None:
    filled.way.save_race_result(filled.runner, RaceResult("A race", pd.Timestamp("2023-06-04")))
    page = part(pages, "Races")
    field(page, "selectbox", "Race").set_value("A race")
    field(page, "text_input", "Gun time").set_value("1:52:43")
    field(page, "text_input", label).set_value(typed)
    page = press(pages, "Save this result")

    assert not page.exception
    assert said in said_wrong(page)[0]
    assert len(filled.way.race_results(filled.runner)) == 1


def test_everything_leaves_as_an_export_and_as_a_backup(pages, filled, tmp_path) -> None:
    way, who = filled.way, filled.runner
    page = part(pages, "Your data")
    assert not page.exception
    assert [button.label for button in page.get("download_button")] == [
        "Save everything in open formats",
        "Save a backup",
    ]
    (tmp_path / "export.zip").write_bytes(way.export([who]))
    with zipfile.ZipFile(tmp_path / "export.zip") as file:
        assert {"README.md", "export.json", "tables/sessions.csv"} <= set(file.namelist())
    (tmp_path / "backup").write_bytes(way.backup())
    with open_store(str(tmp_path / "backup")) as store:
        assert len(store.sessions(who)) == len(way.sessions(who))


def test_erasing_asks_for_the_name_and_leaves_nobody(pages, filled) -> None:
    way = filled.way
    [name] = [a.name for a in way.athletes() if a.athlete_id == filled.runner]
    page = part(pages, "Your data")
    field(page, "text_input", f"To go on, type the name: {name}").set_value(name.upper() + "?")
    page = press(pages, "Erase for good")
    assert said_wrong(page) == ["That is another name. Nothing was erased."]
    assert not way.sessions(filled.runner).empty

    field(page, "text_input", f"To go on, type the name: {name}").set_value(name)
    page = press(pages, "Erase for good")
    assert not page.exception
    assert any(one.value.startswith(f"Erased {name}: ") for one in page.markdown)
    assert filled.runner not in {athlete.athlete_id for athlete in way.athletes()}


def test_the_demo_can_be_put_back_as_it_was_made(demo) -> None:
    page = part(demo, "Your data")
    demo.app.default_timeout = 120
    page = demo.labelled("Reset the demo").click().run()

    assert not page.exception
    assert "The demo is as it was made." in {told.value for told in page.markdown}
    assert "Erase everything" not in {one.label for one in page.expander}
