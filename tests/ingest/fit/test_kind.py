"""What is no activity says what it is; what may be one is read."""

import pytest

from ingest.errors import EmptyFile, NotAnActivity
from ingest.fit.columns import FitColumns, Message
from ingest.fit.kind import why_not_activity


def part(kind=None, n_records=0, **messages):
    file_id = {} if kind is None else {"file_id": (Message({"type": kind}),)}
    found = {name: tuple(map(Message, group)) for name, group in messages.items()}
    return FitColumns(n_records, {}, file_id | found)


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("settings", "settings"),
        ("workout", "planned workout"),
        ("monitoring_b", "all-day monitoring"),
        ("totals", "totals"),
        ("goals", "goals"),
        ("schedules", "schedule"),
        ("weight", "weigh"),
        ("sport", "sport profile"),
        (49, "sleep"),
        (77, "no activity"),
    ],
)
def test_each_kind_has_its_own_sentence(kind, word):
    error = why_not_activity(part(kind))
    assert isinstance(error, NotAnActivity)
    assert word in str(error)


def test_a_course_is_no_activity_though_it_has_samples():
    error = why_not_activity(part("course", n_records=500))
    assert isinstance(error, NotAnActivity)
    assert "course" in str(error)


def test_an_activity_with_samples_or_with_only_a_summary_is_one():
    assert why_not_activity(part("activity", n_records=1)) is None
    assert why_not_activity(part("activity", session=[{"sport": "training"}])) is None
    assert why_not_activity(part("activity", lap=[{"total_distance": 1000.0}])) is None
    assert why_not_activity(part(None, n_records=1)) is None
    assert why_not_activity(part(77, n_records=1)) is None


def test_an_activity_without_either_is_empty():
    assert isinstance(why_not_activity(part("activity")), EmptyFile)
    assert isinstance(why_not_activity(part(None)), EmptyFile)
