import pandas as pd
import pytest

from dashboard.analysis.client import checklist
from ingest.clinic_tables import ASSESSMENTS
from ingest.diary import ASSESSED_SIDES, ASSESSMENT_ITEMS
from ingest.tables import conform


def found(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    columns = ("assessed_on", "item", "side", "finding")
    frame = pd.DataFrame([dict(zip(columns, row, strict=True)) for row in rows])
    if len(frame):
        frame["assessed_on"] = pd.to_datetime(frame["assessed_on"])
    return conform(frame, ASSESSMENTS)


def test_the_checklist_goes_from_the_shoulder_to_the_foot() -> None:
    rows = found(
        ("2026-10-01", "foot_strength", "both", "equal"),
        ("2026-10-01", "shoulder_mobility", "both", "free"),
        ("2026-10-01", "hip_strength", "left", "4 of 5"),
    )

    items = list(checklist.newest(rows)["item"])

    assert items == ["shoulder_mobility", "hip_strength", "foot_strength"]


def test_the_newest_finding_of_an_item_and_side_stands() -> None:
    rows = found(
        ("2026-11-01", "hip_strength", "left", "5 of 5"),
        ("2026-10-01", "hip_strength", "left", "4 of 5"),
        ("2026-10-01", "hip_strength", "right", "5 of 5"),
    )

    table = checklist.table(checklist.newest(rows))

    assert table.to_dict("records") == [
        {"item": "Hip strength", "side": "Left", "finding": "5 of 5", "day": "1 Nov 2026"},
        {"item": "Hip strength", "side": "Right", "finding": "5 of 5", "day": "1 Oct 2026"},
    ]


def test_the_title_says_how_far_it_is_done() -> None:
    rows = found(
        ("2026-11-01", "hip_strength", "left", "5 of 5"),
        ("2026-10-01", "hip_strength", "right", "4 of 5"),
        ("2026-10-01", "knee_strength", "both", "equal"),
    )

    assert checklist.title(rows) == "2 of 15 items looked at, last on 1 Nov 2026"
    assert "yet" in checklist.title(found())


@pytest.mark.parametrize("item", ASSESSMENT_ITEMS)
def test_every_item_has_sides_that_the_store_takes_and_words(item: str) -> None:
    sides = checklist.sides_of(item)

    assert set(sides) <= set(ASSESSED_SIDES)
    assert all(checklist.SIDES[side] for side in sides)
    assert checklist.capital(ASSESSMENT_ITEMS[item])[0].isupper()


def test_a_finding_is_one_line() -> None:
    [row] = [
        row for _, row in found(("2026-11-01", "lumbar_screen", "central", "clear")).iterrows()
    ]

    assert checklist.sentence(row) == "1 Nov 2026: lumbar screen, middle: clear"
