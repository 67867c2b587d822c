"""The list in words, and what is shown of it."""

from dataclasses import replace

import pandas as pd

from dashboard.analysis.triage import ClientRow, Code, Reason, listing
from dashboard.analysis.triage.listing import ALL, SEEN, Wanted

TODAY = pd.Timestamp("2026-05-06")
NAN = float("nan")
FLARE = Reason(Code.NEW_FLARE, "New flare.", 6.0, TODAY, 0)
REVIEW = Reason(Code.REVIEW_DUE, "Review due on 9 May 2026.", 3.0, TODAY, 0)
QUIET = ClientRow(
    athlete_id="q",
    name="Quiet",
    is_client=False,
    reasons=(),
    where="",
    pain=(NAN,) * 28,
    running_km=(0.0,) * 6,
    last_entry=None,
    seen_at=None,
    seen_note="",
)
URGENT = replace(
    QUIET,
    athlete_id="u",
    name="Client <b>17</b>",
    reasons=(FLARE, REVIEW),
    where="inner left knee",
    pain=(NAN, 2.0, NAN, 3.0),
    running_km=(0.0, 10.04, 0, 0, 0, 5),
    last_entry=TODAY,
)
DUE = replace(QUIET, athlete_id="d", name="Due", reasons=(REVIEW,), is_client=True)
LOOKED_AT = replace(
    QUIET,
    athlete_id="s",
    name="Looked at",
    reasons=(replace(FLARE, is_seen=True),),
    seen_at=pd.Timestamp("2026-05-05T10:00Z"),
    seen_note="Called:\nrest.",
)
ROWS = (URGENT, DUE, QUIET, LOOKED_AT)


def names(rows):
    return [row.name for row in rows]


def test_who_needs_a_look_is_a_card_and_the_others_with_a_reason_are_the_table():
    shown = listing.listing(ROWS, Wanted())

    assert names(shown.cards) == ["Client <b>17</b>"]
    assert names(shown.table) == ["Due"]
    assert shown.quiet == 2
    assert listing.quiet_words(2) == "2 more have nothing new to look at."
    assert listing.quiet_words(1) == "1 more has nothing new to look at."
    assert listing.quiet_words(0) == ""


def test_all_and_seen_are_views_of_their_own():
    assert names(listing.listing(ROWS, Wanted(view=ALL)).table) == names(ROWS)
    assert names(listing.listing(ROWS, Wanted(view=SEEN)).cards) == ["Looked at"]
    assert listing.nothing_words(Wanted(view=SEEN)) == "Nobody was seen yet."


def test_a_name_and_a_reason_narrow_the_list():
    assert names(listing.listing(ROWS, Wanted(" CLIENT ", ALL)).table) == ["Client <b>17</b>"]
    assert names(listing.listing(ROWS, Wanted("", ALL, "Review")).table) == [
        "Client <b>17</b>",
        "Due",
    ]
    assert listing.reasons_in(ROWS) == ("Any reason", "Flare", "Review")
    assert "Nobody matches" in listing.nothing_words(Wanted("nobody"))


def test_the_sentence_counts_who_needs_a_look():
    assert listing.sentence(ROWS) == "1 person needs a look today."
    assert listing.sentence((URGENT, URGENT)) == "2 people need a look today."
    assert listing.sentence((QUIET, DUE)) == "Nobody needs a look today."


def test_the_overline_says_how_many_are_clients():
    said = "Wednesday 6 May 2026"
    assert listing.overline(ROWS, TODAY) == f"{said} · 4 athletes, 1 of them clients"
    assert listing.overline((DUE,), TODAY) == f"{said} · 1 client"
    assert listing.overline((QUIET,), TODAY) == f"{said} · 1 athlete"


def test_a_row_says_why_or_that_there_is_nothing():
    assert listing.why(URGENT) == "New flare. Review due on 9 May 2026."
    assert listing.why(LOOKED_AT) == "Seen: New flare."
    assert listing.why(QUIET) == "No entry and no session yet."
    assert listing.why(replace(QUIET, last_entry=TODAY)) == "Nothing new."
    assert listing.seen_words(LOOKED_AT, TODAY) == "Seen on 5 May: Called: rest."
    assert listing.seen_words(QUIET, TODAY) == ""


def test_the_table_is_text_and_numbers_to_draw():
    rows = listing.table((URGENT, QUIET), TODAY).to_dict("records")

    assert rows[0] == {
        "athlete_id": "u",
        "name": "Client <b>17</b>",
        "why": "New flare. Review due on 9 May 2026.",
        "where": "Inner left knee",
        "pain": [2.0, 3.0],
        "running_km": [0.0, 10.0, 0, 0, 0, 5],
        "last_entry": "6 May",
    }
    assert (rows[1]["pain"], rows[1]["running_km"], rows[1]["last_entry"]) == ([], [], "")
    assert list(listing.table((), TODAY).columns) == list(listing.COLUMNS)


def test_a_day_of_another_year_has_its_year():
    assert listing.day_words(pd.Timestamp("2025-11-22"), TODAY) == "22 Nov 2025"
    assert listing.day_words(TODAY, TODAY) == "6 May"
