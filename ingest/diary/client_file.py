"""The physio's file of a client: notes, reviews, phase, when the next look is due."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from ingest.diary.wrong import (
    WrongEntry,
    check_between,
    check_given,
    check_order,
    check_past_day,
    is_given,
)

# 0 is the gate before the first walk and run, 6 the last phase, 7 the plan done.
LAST_PHASE = 7
LONGEST_NAME = 80
PATIENCE = pd.Timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class ClientFile:
    """What holds for an athlete as a client; None where not said. Days are local midnights.

    ``phase`` is that of the return to running: 0 the walking gate, 1-6 the phases, 7 done.
    ``conservative_since`` is when conservative management began. ``review_due`` may lie in the
    past: it is overdue then.
    """

    is_client: bool = False
    phase: int | None = None
    conservative_since: pd.Timestamp | None = None
    review_due: pd.Timestamp | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """Something written down, a NOTES row; ``written_at`` is a time with its zone."""

    text: str
    written_at: pd.Timestamp
    author: str = ""
    note_id: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """A review of the six weeks before, a REVIEWS row.

    ``figures`` are the figures as they stood that day, as text. ``next_due`` becomes the client's
    day of the next review.
    """

    reviewed_on: pd.Timestamp
    agreed: str
    decision: str
    next_due: pd.Timestamp | None = None
    figures: str = ""
    review_id: str = ""


def check_client_file(file: ClientFile, now: pd.Timestamp) -> None:
    """Refuse a phase that is none, and management that begins in the future (WrongEntry)."""
    if file.phase is not None:
        say = f"The phase goes from 0 (walking) to {LAST_PHASE} (done)."
        check_between("phase", file.phase, (0, LAST_PHASE), say)
    check_past_day("conservative_since", file.conservative_since, now)


def check_client_name(name: str, known: Sequence[str]) -> None:
    """Refuse a name that is empty, too long, or somebody else's already (WrongEntry)."""
    check_given("name", name, "The name")
    if len(name) > LONGEST_NAME:
        raise WrongEntry("name", f"A name has at most {LONGEST_NAME} letters.")
    if name in known:
        raise WrongEntry("name", "There is somebody of this name already: add something to it.")


def check_note(note: Note, now: pd.Timestamp) -> None:
    """Refuse a note without words, without a time and its zone, or from the future (WrongEntry)."""
    check_given("text", note.text, "The note")
    if not is_given(note.written_at) or note.written_at.tzinfo is None:
        raise WrongEntry("written_at", "Give the day and the time, with a time zone.")
    if note.written_at > now + PATIENCE:
        raise WrongEntry("written_at", "This note is from the future.")


def check_review(review: Review, now: pd.Timestamp) -> None:
    """Refuse a review without a decision, of a day to come, or due again before it was held.

    Raises
    ------
    WrongEntry
        What was agreed may be empty.
    """
    if not is_given(review.reviewed_on):
        raise WrongEntry("reviewed_on", "The day of the review is missing.")
    check_past_day("reviewed_on", review.reviewed_on, now)
    check_given("decision", review.decision, "The decision")
    say = "The next review is before this one: one of the two days is wrong."
    check_order("next_due", review.reviewed_on, review.next_due, say)
