from dataclasses import replace

import pandas as pd
import pytest

from ingest.diary import (
    ClientFile,
    Note,
    Review,
    WrongEntry,
    check_client_file,
    check_note,
    check_review,
)

NOW = pd.Timestamp("2026-05-06T12:00", tz="Europe/Brussels")
DAY = pd.Timestamp("2026-05-06")
FILE = ClientFile(is_client=True, phase=2, conservative_since=DAY, review_due=DAY)
NOTE = Note("Likes stairs now.", NOW)
REVIEW = Review(DAY, "10 km a week.", "Go on.", DAY + pd.Timedelta(days=42))


def test_a_file_may_say_nothing_and_a_review_may_be_overdue():
    check_client_file(ClientFile(), NOW)
    check_client_file(FILE, NOW)
    check_client_file(replace(FILE, review_due=pd.Timestamp("2020-01-01")), NOW)
    check_note(NOTE, NOW)
    check_review(REVIEW, NOW)
    check_review(replace(REVIEW, agreed="", next_due=None), NOW)
    assert not ClientFile().is_client


@pytest.mark.parametrize(
    ("check", "entry", "field"),
    [
        (check_client_file, replace(FILE, phase=8), "phase"),
        (check_client_file, replace(FILE, phase=-1), "phase"),
        (
            check_client_file,
            replace(FILE, conservative_since=pd.Timestamp("2026-05-07")),
            "conservative_since",
        ),
        (check_note, replace(NOTE, text=" "), "text"),
        (check_note, replace(NOTE, written_at=pd.Timestamp("2026-05-06T12:00")), "written_at"),
        (check_note, replace(NOTE, written_at=pd.NaT), "written_at"),
        (check_note, replace(NOTE, written_at=NOW + pd.Timedelta(hours=1)), "written_at"),
        (check_review, replace(REVIEW, reviewed_on=pd.NaT), "reviewed_on"),
        (check_review, replace(REVIEW, reviewed_on=pd.Timestamp("2026-05-07")), "reviewed_on"),
        (check_review, replace(REVIEW, decision=""), "decision"),
        (check_review, replace(REVIEW, next_due=pd.Timestamp("2026-05-05")), "next_due"),
    ],
)
def test_what_cannot_be_names_its_field(check, entry, field):
    with pytest.raises(WrongEntry) as wrong:
        check(entry, NOW)

    assert wrong.value.field == field
