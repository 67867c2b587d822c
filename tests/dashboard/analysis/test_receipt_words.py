"""A receipt in words: every status counted, every reason given."""

import json

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


def test_reasons_are_counted_and_alike_ones_put_together() -> None:
    same = "The same session as {}, which counts. This one is kept beside it."
    rows = conform(
        pd.DataFrame(
            [
                {"status": "refused", "reason": '"a.fit" is a JPEG picture.'},
                {"status": "refused", "reason": '"b.fit" is a JPEG picture.'},
                {"status": "duplicate", "reason": "The same file is already here, as x 1.fit."},
                {"status": "duplicate", "reason": same.format("a.gpx")},
                {"status": "duplicate", "reason": same.format("b.gpx")},
                {"status": "imported", "reason": ""},
                {
                    "status": "repaired",
                    "reason": "The clock jumped 2 h at record 812.",
                    "problems": "The clock jumped 2 h at record 812.\nNo checksum.",
                },
            ]
        ),
        RECEIPT_ROWS,
    )

    told = receipt_words.reasons(rows).to_numpy().tolist()

    assert told == [
        ["Imported, repaired", "The clock jumped 2 h at record 812.", 1],
        ["Imported, repaired", "No checksum.", 1],
        ["Already here", "The same session is here from another file, which counts.", 2],
        ["Already here", "The same file is already here, as x 1.fit.", 1],
        ["Refused", "This file is a JPEG picture.", 2],
    ]


def test_progress_says_how_fast_and_how_long_it_takes() -> None:
    assert receipt_words.progress(0, 0, 3.0) == "Looking through your files…"
    assert receipt_words.progress(1, 1, 3.0) == "1 of 1 file"
    told = receipt_words.progress(1200, 3000, 30.0)
    assert told == "1,200 of 3,000 files · 40 a second · less than a minute left"
    assert receipt_words.progress(10, 3000, 20.0).endswith("30 a minute · about 1.7 h left")
    assert receipt_words.progress(100, 1000, 20.0).endswith("5 a second · about 3 min left")


def test_a_recording_kept_beside_another_was_added() -> None:
    rows = conform(
        pd.DataFrame(
            [
                {"status": "duplicate", "activity_id": "1", "duplicate_of": "1"},
                {"status": "duplicate", "activity_id": "2", "duplicate_of": "1"},
            ]
        ),
        RECEIPT_ROWS,
    )

    assert receipt_words.added(rows) == {"2"}
    assert receipt_words.came_in(rows) == set()


def test_a_receipt_for_a_script_counts_by_status_and_reason() -> None:
    facts = json.loads(receipt_words.as_json("r1", ROWS))

    assert facts["counts"]["imported"] == 2
    assert {"status": "Refused", "reason": "Not a watch file.", "files": 1} in facts["reasons"]
    assert len(facts["rows"]) == 5
