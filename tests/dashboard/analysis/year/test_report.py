"""What stands in a year's report, for full years and for poor ones."""

from dataclasses import fields, replace

import numpy as np
import pandas as pd
import pytest

from dashboard.analysis import units
from dashboard.analysis.year import ENGLISH, RaceFile, Wanted, YearRecord, year_report
from ingest.athlete_tables import EVENTS
from ingest.tables import Athlete, conform

UNTIL = pd.Timestamp("2026-11-22")
RACE = {
    "race": "Springbank Half Marathon",
    "official_distance_m": 21_097.5,
    "status": "finished",
    "place_overall": 436,
    "field_overall": 1183,
}


def day(text: str) -> pd.Timestamp:
    return pd.Timestamp(text).as_unit("us")


def recorded(history, **asked: object) -> YearRecord:
    wanted = Wanted(**({"year": 2026} | asked))
    return YearRecord(history=history, wanted=wanted, until=UNTIL, method="session_rpe")


def editions(make_history, *times_s: float):
    """One race a year, the last in 2026; and a session in the middle of that year."""
    rows = [
        RACE | {"result_id": f"r{at}", "race_day": day(f"{2027 - at}-06-07"), "chip_time_s": time_s}
        for at, time_s in enumerate(reversed(times_s), 1)
    ]
    return make_history([{"day": 200, "km": 10.0, "rpe": 4.0}], results=rows)


def test_the_race_leads_the_report(make_history) -> None:
    report = year_report(recorded(editions(make_history, 6881.0, 6717.0)))

    [card] = report.cards
    assert report.title == "Springbank Half Marathon 2026: 1:51:57"
    assert report.lead.startswith(
        "1:51:57 at Springbank Half Marathon on 7 Jun 2026, 2:44 faster than in 2025."
    )
    assert card.division == "1:51:57 / 21.0975 km = 5:18.4 /km"
    assert "436 of 1,183, faster than 63 %" in card.facts


def test_a_year_is_set_against_those_before_it_and_none_after(make_history) -> None:
    record = recorded(editions(make_history, 7100.0, 6717.0, 6881.0), year=2025)

    [years] = year_report(record).years
    assert [(row.year, row.time, row.gap) for row in years.rows] == [
        ("2025", "1:51:57", ""),
        ("2024", "1:58:20", "+6:23"),
    ]
    assert years.title == "6:23 faster than in 2024, the fastest of 2"


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (6717.0, 6717.0, "The same time as in 2025"),
        (6700.0, 6717.0, "0:17 slower than in 2025"),
        (6717.4, 6717.0, "0:01 faster than in 2025, the fastest of 2"),
    ],
)
def test_the_gap_is_that_of_the_printed_times(make_history, before, now, said) -> None:
    [years] = year_report(recorded(editions(make_history, before, now))).years

    assert years.title == said


def test_who_did_not_finish_has_no_time_but_a_card(make_history) -> None:
    row = RACE | {"race_day": day("2026-06-07"), "status": "DNF", "place_overall": pd.NA}
    report = year_report(recorded(make_history([{"day": 200, "km": 5.0}], results=[row])))

    assert report.cards[0].result == "Did not finish"
    assert report.cards[0].division == ""
    assert "nan" not in repr(report.cards[0].facts).lower()


def test_one_race_can_be_asked_for(make_history) -> None:
    other = RACE | {"race": "Hill Race", "race_day": day("2026-09-01"), "chip_time_s": 3000.0}
    history = editions(make_history, 6881.0, 6717.0)
    both = make_history(
        [{"day": 200, "km": 10.0}], results=[*history.results.to_dict("records"), other]
    )

    assert len(year_report(recorded(both)).cards) == 2
    report = year_report(recorded(both, race="springbank half-marathon 2026"))
    assert [card.name for card in report.cards] == ["Springbank Half Marathon"]
    assert "no race Nowhere" in " ".join(year_report(recorded(both, race="Nowhere")).notes)


def test_many_races_are_a_few_cards_and_a_table(make_history) -> None:
    rows = [
        RACE | {"race": f"Race {at}", "race_day": day(f"2026-0{at}-07"), "chip_time_s": 6700.0 + at}
        for at in range(1, 10)
    ]
    report = year_report(recorded(make_history([{"day": 200, "km": 10.0}], results=rows)))

    assert len(report.cards) == 4
    assert len(report.other_races) == len(report.other_names) == 5
    assert {*report.other_names, *(card.name for card in report.cards)} == {
        f"Race {at}" for at in range(1, 10)
    }


def test_a_year_without_a_race_is_about_the_training(make_history) -> None:
    rows = [{"day": at, "km": 10.0, "rpe": 4.0} for at in range(120, 300, 3)]
    report = year_report(recorded(make_history(rows)))

    assert report.title == "2026: 600 km run"
    assert report.load is not None
    assert "No race in 2026: this report is about the training." in report.notes


def test_what_was_not_recorded_is_said(make_history) -> None:
    report = year_report(recorded(make_history([{"day": at, "km": 8.0} for at in (150, 160)])))

    told = " ".join(report.notes)
    assert "No heart rate was recorded" in told
    assert "No positions were recorded" in told
    assert "No pain was entered, which does not say there was none." in told
    assert "The files begin on 19 Feb 2026" in told


def test_one_activity_has_numbers_and_no_course_of_the_year(make_history) -> None:
    report = year_report(recorded(make_history([{"day": 200, "km": 10.0, "rpe": 4.0}])))

    assert [one.value for one in report.numbers] == ["10.0 km", "1.0 h", "1"]
    assert report.numbers[-1].label == "activity"
    assert report.load is None
    assert "One activity is too little" in report.notes[0]
    [row] = report.activities
    assert (row.day, row.name, row.distance, row.pace) == (
        "10 Apr 2026",
        "Run",
        "10.0 km",
        "6:00 /km",
    )


def test_an_empty_year_says_so(make_history) -> None:
    report = year_report(recorded(make_history()))

    assert report.title == "Nothing noted in 2026"
    assert report.notes == (
        "No session of 2026 is here, so there is nothing to add up or to draw.",
    )
    assert (report.cards, report.numbers, report.load) == ((), (), None)


def test_a_thousand_activities_are_added_up_whole(long_history) -> None:
    history = long_history(sessions=1000, entries=600)
    report = year_report(recorded(history))

    mine = history.sessions[history.sessions["local_day"].between(day("2026-01-01"), UNTIL)]
    runs = mine[mine["sport"] == "running"]
    assert report.numbers[0].value == f"{runs['distance_m'].sum() / 1000:,.0f} km"
    assert report.load is not None
    scored = mine[mine["rpe"].notna() & mine["timer_s"].notna()]
    whole = float((scored["rpe"] * scored["timer_s"] / 60).sum())
    assert np.nansum(report.load.load) >= whole
    assert len(report.flares) <= 12


def test_load_adds_up_over_weeks_and_stays_inside_the_year(make_history) -> None:
    rows = [{"day": at, "km": 10.0, "minutes": 50.0, "rpe": 4.0} for at in range(95, 130)]
    report = year_report(recorded(make_history(rows)))

    assert report.load is not None
    inside = sum(1 for at in range(95, 130) if at >= 101)  # the 101st day is 1 January
    assert np.nansum(report.load.load) == pytest.approx(inside * 200.0)
    assert (report.load.mondays.day_of_week == 0).all()


def flared(make_history):
    rows = [{"day": at, "km": 10.0, "rpe": 4.0} for at in range(130, 200, 2)]
    rows += [{"day": at, "sport": "swimming", "rpe": 3.0, "minutes": 45.0} for at in (201, 203)]
    calm = [{"day": at, "nprs": 0} for at in range(190, 200)]
    flare = [{"day": 200 + at, "nprs": score} for at, score in enumerate((5, 4, 3, 1, 0))]
    event = {"kind": "treatment", "first_day": day("2026-04-11"), "note": "A physio was seen"}
    history = make_history(rows, calm + flare)
    return replace(history, events=conform(pd.DataFrame([event]), EVENTS))


def test_a_flare_says_what_was_done_while_it_lasted(make_history) -> None:
    report = year_report(recorded(flared(make_history)))

    [flare] = report.flares
    assert flare.began == "10 Apr 2026"
    assert flare.highest == "5, from 0"
    assert flare.settled == "4 days"
    assert flare.meanwhile == (
        "run 0 km a week, 35.0 km in the four weeks before; swim 1.5 h; A physio was seen"
    )


def test_without_the_body_nothing_of_it_is_left(make_history) -> None:
    report = year_report(recorded(flared(make_history), with_body=False))

    assert report.flares == ()
    assert report.load is not None
    assert report.load.lanes == ()
    assert report.load.marks.events == ()
    told = repr(replace(report, notes=())).lower()
    assert "knee" not in told
    assert "physio" not in told
    assert "pain" not in replace(report.load, lanes=()).note.lower()
    assert "races and training alone" in " ".join(report.notes)


def test_the_fastest_over_a_race_is_its_official_time(make_history) -> None:
    result = RACE | {
        "race_day": day("2026-06-07"),
        "chip_time_s": 6717.0,
        "session_id": "raced",
    }
    history = make_history(
        [{"day": 258, "km": 21.0975, "key": "raced", "name": "The half"}], results=[result]
    )
    efforts = np.array([90.0, 300.0, 480.0, 1500.0, 3200.0, 6700.0, np.nan])
    record = replace(recorded(history), best_efforts_s={"raced": efforts})

    found = {row.name: (row.time, row.during) for row in year_report(record).efforts}
    assert found["Half marathon"] == ("1:51:57", "The half, official time")
    assert found["10 km"] == ("53:20", "The half")
    assert "Marathon" not in found


def test_a_race_never_shows_what_the_watch_measured(make_history) -> None:
    result = RACE | {
        "race_day": day("2026-06-07"),
        "chip_time_s": 6717.0,
        "session_id": "raced",
    }
    measured = {"day": 258, "km": 21.486, "minutes": 112.4, "key": "raced", "rpe": 8.0}
    record = recorded(make_history([measured, {"day": 265, "km": 5.0}], results=[result]))

    report = year_report(replace(record, files={"raced": RaceFile(())}))

    cards = [
        (card.result, card.division, card.facts, card.legs, card.edition.figures)
        for card in report.cards
    ]
    told = repr((report.title, report.lead, cards, report.numbers, report.years, report.efforts))
    assert "21.0975 km" in told
    assert "21.1 km" in told
    assert "26.1 km" in told
    assert [wrong for wrong in ("21.4", "21.5", "26.4", "26.5", "21486") if wrong in told] == []


def test_an_age_grade_needs_sex_and_day_of_birth(make_history) -> None:
    history = editions(make_history, 6717.0)
    known = replace(history, athlete=Athlete("a", "A runner", sex="female"))

    graded = year_report(replace(recorded(known), born_on=day("1987-03-12")))
    plain = year_report(recorded(known))
    assert [fact for fact in graded.cards[0].facts if "Age grade" in fact] == [
        "Age grade 58.1 % at 39"
    ]
    assert not [fact for fact in plain.cards[0].facts if "Age grade" in fact]


def test_miles_are_read_everywhere(make_history) -> None:
    units.use("mile")
    try:
        report = year_report(recorded(editions(make_history, 6717.0)))
    finally:
        units.use("km")

    assert report.cards[0].division == "1:51:57 / 13.1094 miles = 8:32.4 /mile"
    assert report.numbers[0].value == "6.2 miles"


def test_another_language_brings_its_own_dates_and_numbers(make_history) -> None:
    other = replace(
        ENGLISH,
        code="xx",
        say=replace(ENGLISH.say, title_race="{race} {year} = {result}"),
        months=tuple(f"{at:02}" for at in range(1, 13)),
        day_pattern="{day}.{month}.{year}",
        separators=(".", ","),
    )
    report = year_report(replace(recorded(editions(make_history, 6717.0)), language=other))

    assert report.title == "Springbank Half Marathon 2026 = 1:51:57"
    assert report.cards[0].day == "7.06.2026"
    assert report.cards[0].division == "1:51:57 / 21,0975 km = 5:18,4 /km"
    assert "436 of 1.183, faster than 63 %" in report.cards[0].facts


def test_no_sentence_judges_or_promises() -> None:
    say = ENGLISH.say
    told = " ".join(str(getattr(say, one.name)) for one in fields(say)).lower()

    assert [word for word in ("risk", "should", "injur", "diagnos", "!") if word in told] == []
