import pandas as pd
import pytest

from dashboard.analysis import agreed_words
from dashboard.analysis import questionnaire_words as told
from ingest.clinic_tables import QUESTIONNAIRES
from ingest.diary import PlanLimits
from ingest.tables import conform

DAY = pd.Timestamp("2026-09-01")


def answered(*rows: dict) -> pd.DataFrame:
    return conform(pd.DataFrame([{"answered_on": DAY, **row} for row in rows]), QUESTIONNAIRES)


def test_totals_are_told_with_the_one_before_and_how_to_read_them() -> None:
    rows = answered(
        {"questionnaire": "LEFS", "total": 62, "answered_on": DAY + pd.Timedelta(days=42)},
        {"questionnaire": "LEFS", "total": 54},
    )

    [lefs] = told.totals(rows)

    assert lefs.sentence == ("LEFS: 62 of 80 on 13 Oct 2026, 54 on 1 Sep 2026 (higher is better).")


def test_none_answered_yet_is_said() -> None:
    assert told.title(told.totals(answered())) == "No questionnaire answered yet"


def test_one_row_names_total_day_place_and_options() -> None:
    row = {"questionnaire": "OSTRC-H2", "total": 33, "options": "2,3,1,2", "region": "knee"}

    rows = answered(row | {"side": "left"})

    assert told.row_words(rows.iloc[0]) == (
        "OSTRC-H2, 33 of 100, 1 Sep 2026, left knee, options 2, 3, 1, 2"
    )


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((1,), "score 0 of 100: not a substantial problem"),
        ((4,), "score 100 of 100: a substantial problem"),
        ((2, 3, 1, 2), "score 33 of 100: a substantial problem"),
        ((2, 2), "is not answered yet"),
    ],
)
def test_options_are_scored_or_say_what_is_missing(options, said) -> None:
    assert said in told.ostrc_sentence(options)


def test_a_form_is_named_with_its_range_its_source_and_a_link() -> None:
    [known] = [one.questionnaire for one in told.totals(answered({"questionnaire": "LEFS"}))]

    assert "0 to 80, higher is better" in told.form_words(known)
    assert "](https://doi.org/" in told.form_words(known)


def test_places_are_those_of_the_diary_and_none() -> None:
    entries = pd.DataFrame({"region": ["knee", "knee"], "side": ["left", "left"]})

    assert told.places(entries) == {("", ""): "No one place", ("knee", "left"): "Left knee"}


def test_agreed_limits_are_listed_as_far_as_they_go() -> None:
    assert agreed_words.listed(PlanLimits(DAY, 8.0, descent_m=150.0)) == (
        "8.0 km a run, 150 m of descent a run"
    )
