"""A receipt in words: every status counted, every reason given."""

import pandas as pd

from dashboard.analysis import receipt_words
from ingest.tables import RECEIPT_ROWS, conform

ROWS = conform(
    pd.DataFrame(
        [
            {"source": "up/1/a.fit", "status": "imported", "activity_id": "1"},
            {
                "source": "up/z.zip",
                "member": "b.gpx",
                "status": "repaired",
                "activity_id": "3",
                "problems": "Cut.\nB.",
            },
            {
                "source": "c.fit",
                "status": "duplicate",
                "reason": "Already here.",
                "duplicate_of": "9",
            },
            {"source": "![x](y).fit", "status": "refused", "reason": "Not a watch file."},
            {"source": "e.fit", "status": "imported", "activity_id": "2"},
        ]
    ),
    RECEIPT_ROWS,
)


def test_counts_follow_what_a_person_cares_for() -> None:
    assert receipt_words.counts(ROWS) == "2 imported, 1 repaired, 1 already here and 1 refused"
    assert receipt_words.counts(ROWS.iloc[:0]) == "Nothing to import"


def test_refused_files_come_first_and_keep_their_names() -> None:
    rows = receipt_words.receipt_rows(ROWS)

    assert list(rows["status"]) == [
        "Refused",
        "Already here",
        "Imported, repaired",
        "Imported",
        "Imported",
    ]
    assert rows["file"][0] == "![x](y).fit"
    assert list(rows["why"][:3]) == ["Not a watch file.", "Already here.", "Cut. B."]
    assert set(rows["file"][3:]) == {"a.fit", "e.fit"}


def test_what_was_here_before_can_be_opened_but_is_not_counted_as_added() -> None:
    assert receipt_words.came_in(ROWS) == {"1", "2", "3"}
    assert receipt_words.can_be_opened(ROWS) == {"1", "2", "3", "9"}
