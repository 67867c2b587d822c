"""A client summed up: from the made clinic, through a real store."""

from dataclasses import replace

import pandas as pd
import pytest

from dashboard.analysis.client import ClientSummary, summary
from dashboard.analysis.client.summary import MOST_PLACES, places
from dashboard.analysis.pain import Site
from ingest.clinic_tables import WORKING_SITES
from ingest.tables import conform

NUMBERS = (1, 3, 7, 9, 17, 19, 20, 30, 37)


def of(clinic, number: int) -> ClientSummary:
    return clinic.summary(number)


def test_the_six_weeks_end_today(small_clinic) -> None:
    found = of(small_clinic, 1)

    assert found.first == found.record.today - pd.Timedelta(days=41)


def test_what_was_told_is_found_again(small_clinic) -> None:
    assert of(small_clinic, 1).places[0].course.label == "steady improvement"
    assert of(small_clinic, 30).places[0].course.label == "up and down"
    [flare] = of(small_clinic, 3).places[0].course.flares.to_dict("records")
    assert (flare["highest"], flare["is_open"]) == (6, True)


def test_the_weeks_add_up_to_the_runs(small_clinic) -> None:
    found = of(small_clinic, 37)
    sessions = found.record.history.sessions
    runs = sessions[sessions["sport"] == "running"]
    inside = runs[runs["local_day"] >= found.weeks["monday"].min()]

    assert found.weeks["km"].sum() == pytest.approx(inside["distance_m"].sum() / 1000)
    assert found.weeks["runs"].sum() == len(inside)
    assert len(found.weeks) == 12
    assert found.weeks["monday"].iloc[-1] == pd.Timestamp("2026-11-16")


def test_a_week_with_a_run_of_unknown_distance_is_not_known(small_clinic) -> None:
    record = small_clinic.record(1)
    sessions = record.history.sessions.copy()
    sessions.loc[sessions["sport"].eq("running").idxmax(), "distance_m"] = float("nan")

    found = summary(replace(record, history=replace(record.history, sessions=sessions)))

    assert found.weeks["km"].isna().sum() == 1
    assert pd.isna(found.run_km)


def test_the_working_sites_come_in_their_order(small_clinic) -> None:
    found = of(small_clinic, 37)

    assert [one.question.site.key for one in found.places] == [
        "knee-left-medial",
        "knee-right-lateral",
        "lower_back-central",
    ]
    assert {one.question.moment for one in found.places} == {"morning"}


def test_without_working_sites_those_of_the_diary_are_shown(small_clinic) -> None:
    record = replace(small_clinic.record(37), sites=conform(pd.DataFrame(), WORKING_SITES))

    assert len(places(record)) == MOST_PLACES


def test_a_whole_knee_stands_for_the_part_of_it_that_was_noted(small_clinic) -> None:
    row = {"region": "knee", "side": "left", "since": pd.Timestamp("2026-01-01")}
    record = replace(small_clinic.record(3), sites=conform(pd.DataFrame([row]), WORKING_SITES))

    assert places(record) == ((Site("knee", "left", "medial"), "morning"),)


def test_a_place_nobody_noted_is_shown_as_such(small_clinic) -> None:
    row = {"region": "hip", "side": "left", "since": pd.Timestamp("2026-01-01")}
    record = replace(small_clinic.record(3), sites=conform(pd.DataFrame([row]), WORKING_SITES))

    [one] = summary(record).places

    assert one.course.label == "not enough entries yet"


def test_questionnaires_give_their_first_and_latest_total(small_clinic) -> None:
    totals = {one.questionnaire: one for one in of(small_clinic, 37).totals}

    assert (totals["KOOS-PS"].first, totals["KOOS-PS"].latest) == (46, 22)
    assert totals["LEFS"].answers == 1


def test_the_latest_review_stands(small_clinic) -> None:
    held = of(small_clinic, 37).review

    assert held is not None
    assert held.decision == "Next phase; hills last."


def test_a_red_flag_is_found(small_clinic) -> None:
    [stop] = of(small_clinic, 17).stops

    assert stop.words == "left calf"


@pytest.mark.parametrize("number", NUMBERS)
def test_every_client_can_be_summed_up(small_clinic, number: int) -> None:
    found = of(small_clinic, number)

    assert found.is_empty == (number == 7)
    assert len(found.places) <= MOST_PLACES


def test_nothing_after_the_day_is_looked_at(small_clinic) -> None:
    record = small_clinic.record(3)
    before = summary(replace(record, today=record.today - pd.Timedelta(days=1)))

    assert before.places[0].course.flares.empty
    assert before.runs == len(
        [
            day
            for sport, day in zip(
                record.history.sessions["sport"],
                record.history.sessions["local_day"],
                strict=True,
            )
            if sport == "running" and before.first <= day < record.today
        ]
    )
