from dataclasses import replace

import pytest

from ingest.diary import (
    ReportDraft,
    ReportPicture,
    WrongEntry,
    check_report_draft,
    check_report_picture,
)

PICTURE = ReportPicture("", 2026, 0, "At the start", b"\xff\xd8\xff\xe0rest", 1600, 1200)


def test_a_draft_may_be_empty():
    check_report_draft(ReportDraft(2026))
    check_report_draft(ReportDraft(2026, "My year", "*Words*", with_body=False, near_start=True))


@pytest.mark.parametrize(("field", "value"), [("year", 26), ("title", "a" * 201)])
def test_a_draft_of_no_year_or_without_end_is_refused(field, value):
    with pytest.raises(WrongEntry) as wrong:
        check_report_draft(replace(ReportDraft(2026), **{field: value}))
    assert wrong.value.field == field


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("data", b"PK\x03\x04"),
        ("data", b"\xff\xd8\xff" + bytes(5_000_000)),
        ("caption", "a" * 1001),
        ("position", -1),
        ("position", 40),
        ("width", 0),
        ("height", 5000),
        ("year", 0),
    ],
)
def test_what_is_no_picture_of_a_report_is_refused_beside_its_field(field, value):
    check_report_picture(PICTURE)
    with pytest.raises(WrongEntry) as wrong:
        check_report_picture(replace(PICTURE, **{field: value}))
    assert wrong.value.field == field
