"""One sheet of A4 about a client: always one, whatever they brought; users' words only show."""

import re
from dataclasses import replace

import pandas as pd
import pytest

from dashboard.analysis import units
from dashboard.analysis.client import summary
from dashboard.analysis.client.said import LOOK_FIRST
from dashboard.report.client_page import FOOT, client_pdf, client_png, page
from dashboard.report.client_picture import picture
from ingest.clinic_tables import EXERCISES, QUESTIONNAIRES, REVIEWS
from ingest.tables import conform

NUMBERS = (1, 3, 7, 9, 17, 19, 20, 30, 37)
HOSTILE = '#set page(width: 1cm) $x$ <script>*loud*</script> "]) \\ #eval("1") _a_ é ß 漢字'
A4_POINTS = rb"/MediaBox\s*\[0 0 595\.\d+ 841\.\d+\]"


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize("number", NUMBERS)
def test_it_is_one_a4_sheet(small_clinic, number: int) -> None:
    pdf = client_pdf(small_clinic.summary(number))

    assert pdf.startswith(b"%PDF-")
    assert pages(pdf) == 1
    assert len(re.findall(A4_POINTS, pdf)) == 1


def test_the_count_of_pages_would_see_a_second_one() -> None:
    typst = pytest.importorskip("typst")

    assert pages(typst.compile(b"one #pagebreak() two")) == 2


def overfull(record):
    """The longest of everything that the forms let in."""
    long = "A long sentence about what was agreed, again and again. " * 40
    exercise = record.exercises.iloc[0]
    exercises = pd.DataFrame([{**exercise, "name": f"{long[:70]} {n}"} for n in range(12)])
    reviews = pd.DataFrame([{**record.reviews.iloc[-1], "agreed": long, "decision": long}])
    names = ("OSTRC-H2", "KOOS-PS", "Kujala", "VISA-P", "LEFS")
    totals = [{"questionnaire": name, "answered_on": record.today, "total": 50} for name in names]
    return replace(
        record,
        exercises=conform(exercises, EXERCISES),
        reviews=conform(reviews, REVIEWS),
        questionnaires=conform(pd.DataFrame(totals), QUESTIONNAIRES),
    )


def test_a_file_that_overflows_is_still_one_sheet_and_says_what_is_left_out(small_clinic) -> None:
    found = summary(overfull(small_clinic.record(37)))

    told = page(found)

    assert pages(client_pdf(found)) == 1
    assert told.more_exercises == "and 6 more exercises"
    assert all(len(line) < 400 for line in told.review)


def test_what_stands_on_it(small_clinic) -> None:
    told = page(small_clinic.summary(37), "Made-up demo clinic")

    assert told.title == "Client 37"
    assert told.over == "Made-up demo clinic · One page, 22 Nov 2026"
    assert "Conservative management since 16 Aug 2026" in told.period
    assert [one.name for one in told.places] == [
        "Inner left knee, in the morning",
        "Outer right knee, in the morning",
        "Lower back, in the morning",
    ]
    assert told.review[0] == "Held on 8 Nov 2026."
    assert len(told.exercises) == 6
    assert [one.name for one in told.totals] == ["KOOS-PS", "LEFS"]
    assert "no diagnosis" in FOOT


def test_an_empty_file_has_no_picture_and_says_so(small_clinic) -> None:
    told = page(small_clinic.summary(7))

    assert told.picture is None
    assert told.places == ()
    assert "no pain was entered" in told.nothing


def test_a_red_flag_stands_first_and_stops_the_course(small_clinic) -> None:
    told = page(small_clinic.summary(17))

    assert "emergency number" in told.stops[0]
    assert [one.sentence for one in told.places] == [LOOK_FIRST]


def test_users_words_are_set_as_they_are(small_clinic) -> None:
    record = small_clinic.record(37)
    reviews = pd.DataFrame([{**record.reviews.iloc[-1], "agreed": HOSTILE, "decision": HOSTILE}])
    athlete = replace(record.history.athlete, name=HOSTILE)
    found = summary(
        replace(
            record,
            reviews=conform(reviews, REVIEWS),
            history=replace(record.history, athlete=athlete),
        )
    )
    pdf = client_pdf(found)

    assert page(found).review[1] == f"Agreed: {HOSTILE}"
    assert len(re.findall(A4_POINTS, pdf)) == 1
    assert b"/URI" not in pdf
    assert b"/JavaScript" not in pdf


def test_no_word_of_it_judges(small_clinic) -> None:
    for number in NUMBERS:
        told = repr(page(small_clinic.summary(number))).replace("no diagnosis", "")
        assert re.findall(r"\brisk\b|diagnos|\bshould\b|injur|nan\b|NaT", told) == []


def test_the_picture_holds_shapes_alone_and_a_lane_for_each_place(small_clinic) -> None:
    drawn = picture(small_clinic.summary(37))
    words = [label.words for label in drawn.labels]

    assert "<text" not in drawn.shapes
    assert "http" not in drawn.shapes.replace("http://www.w3.org/2000/svg", "")
    assert [one for one in words if one.endswith("0 to 10")] == [
        "Inner left knee, in the morning, 0 to 10",
        "Outer right knee, in the morning, 0 to 10",
        "Lower back, in the morning, 0 to 10",
    ]
    assert "agreed: 20 km a week" in words
    assert drawn.shapes.count("<circle") == 1 + sum(
        int(one.pain.notna().sum()) for one in small_clinic.summary(37).places
    )


def test_flares_are_named_and_the_highest_score_is_told(small_clinic) -> None:
    words = [label.words for label in picture(small_clinic.summary(30)).labels]

    assert words.count("flare") == 2
    assert "6" in words


def test_everything_lies_on_the_sheet(small_clinic) -> None:
    for number in (1, 3, 9, 19, 30, 37):
        drawn = picture(small_clinic.summary(number))
        assert all(0 <= label.x <= drawn.width for label in drawn.labels)
        assert all(0 <= label.y <= drawn.height for label in drawn.labels)


def test_miles_are_miles(small_clinic) -> None:
    units.use("mile")
    try:
        words = [label.words for label in picture(small_clinic.summary(20)).labels]
    finally:
        units.use("km")

    assert "Running a week, miles" in words
    assert "agreed: 25 miles a week" in words


def test_the_same_sheet_comes_as_a_picture(small_clinic) -> None:
    png = client_png(small_clinic.summary(1), dots_per_inch=40)

    assert png.startswith(b"\x89PNG")
