"""An import's receipt in words: how many of each and why, and what happened to every file."""

import json
import re
from collections import defaultdict

import pandas as pd

from dashboard.analysis import words

# In the order a person cares; each with its word for one row and for the count.
STATUSES = {
    "imported": ("Imported", "imported"),
    "repaired": ("Imported, repaired", "repaired"),
    "duplicate": ("Already here", "already here"),
    "skipped": ("Skipped", "skipped"),
    "refused": ("Refused", "refused"),
}
CAME_IN = ("imported", "repaired")
UNWELL = tuple(STATUSES[status][0] for status in ("refused", "repaired"))
# Reasons that name another file, and what they have in common.
ALIKE = {
    "The same file is already here": "The same file is already here.",
    "You deleted this activity": "You deleted it before, and it stays deleted.",
    "It counts instead of": "It counts instead of another file of the same session.",
}
SAME_SESSION = "The same session as"
ANOTHER_FILE = "The same session is here from another file, which counts."
DELETED_FILE = "The same session is here from another file, which you deleted."
NAMED = re.compile(r'"[^"]*"')
NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
A_MINUTE_S, AN_HOUR_S = 60, 3600
# Before so many files a rate says more of the start than of the import.
FEW_FILES = 5
ID_SHOWN = 8


def counts(rows: pd.DataFrame) -> str:
    """Count by status: "9 imported, 1 already here and 2 refused"."""
    found = rows["status"].value_counts()
    parts = [
        f"{words.number(int(found[status]))} {said}"
        for status, (_, said) in STATUSES.items()
        if status in found.index
    ]
    return words.joined(parts) or "Nothing to import"


def short_id(receipt_id: str) -> str:
    """Give as much of an import's id as names it to ``plimsoll undo``."""
    return receipt_id[:ID_SHOWN]


def receipt_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of text: file, what happened, why; refused first, then by the order of reading."""
    order = {status: place for place, status in enumerate(reversed(STATUSES))}
    sorted_rows = rows.sort_values("status", key=lambda column: column.map(order), kind="stable")
    sorted_rows = sorted_rows.reset_index(drop=True)
    why = sorted_rows["reason"].where(sorted_rows["reason"] != "", sorted_rows["problems"])
    return pd.DataFrame(
        {
            "file": _file_names(sorted_rows),
            "status": [STATUSES.get(status, (status,))[0] for status in sorted_rows["status"]],
            "why": why.str.replace("\n", " "),
        },
        dtype="str",
    )


def reasons(rows: pd.DataFrame) -> pd.DataFrame:
    """Count what is said of files, alike reasons together: status, reason, files; most first.

    What is said of one file alone keeps its names and numbers. A file repaired in several ways
    counts once for each. What came in as it is has no reason.
    """
    pairs = zip(rows["status"], rows["reason"], rows["problems"], strict=True)
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for status, reason, problems in pairs:
        for sentence in _said(reason, problems):
            found[status, _alike(sentence)].append(sentence)
    order = {status: place for place, status in enumerate(STATUSES)}
    ranked = sorted(found.items(), key=lambda item: (order.get(item[0][0], 9), -len(item[1])))
    told = [
        (STATUSES[status][0], alike if len(said) > 1 else said[0], len(said))
        for (status, alike), said in ranked
    ]
    return pd.DataFrame(told, columns=["status", "reason", "files"])


def progress(done: int, total: int, seconds: float) -> str:
    """Say how far an import is, how fast, and how long it still takes: "12 of 90 files …".

    Parameters
    ----------
    done, total : int
        Files looked at, and files in all.
    seconds : float
        Since it began.
    """
    if not total:
        return "Looking through your files…"
    told = f"{words.number(done)} of {words.counted(total, 'file')}"
    if done < FEW_FILES or seconds <= 0:
        return told
    rate = done / seconds
    speed = f"{words.number(rate)} a second" if rate >= 1 else f"{words.number(rate * 60)} a minute"
    return f"{told} · {speed} · {_time_left((total - done) / rate)}"


def as_json(receipt_id: str, rows: pd.DataFrame) -> str:
    """Write a receipt for a script: its rows, and the counts by status and by reason."""
    facts = {
        "receipt": receipt_id,
        "counts": {status: int((rows["status"] == status).sum()) for status in STATUSES},
        "reasons": reasons(rows).to_dict("records"),
        "rows": rows.to_dict("records"),
    }
    return json.dumps(facts, indent=2, ensure_ascii=False)


def added(rows: pd.DataFrame) -> set[str]:
    """Ids of what an import stored, also of recordings that stand beside one that counts."""
    beside = (rows["status"] == "duplicate") & (rows["activity_id"] != rows["duplicate_of"])
    return came_in(rows) | set(rows.loc[beside, "activity_id"])


def came_in(rows: pd.DataFrame) -> set[str]:
    """Ids of the activities an import added."""
    return set(rows.loc[rows["status"].isin(CAME_IN), "activity_id"]) - {""}


def can_be_opened(rows: pd.DataFrame) -> set[str]:
    """Ids of the activities a receipt speaks of: added by it, or here before it."""
    return (came_in(rows) | set(rows["duplicate_of"])) - {""}


def _said(reason: str, problems: str) -> list[str]:
    sentences = list(filter(None, problems.split("\n")))
    return sentences if reason in problems else [*sentences, reason]


def _alike(sentence: str) -> str:
    """Take the names and numbers out of a sentence, so that it is the same for many files."""
    for beginning, common in ALIKE.items():
        if beginning in sentence:
            return common
    if sentence.startswith(SAME_SESSION):
        return DELETED_FILE if "you deleted" in sentence else ANOTHER_FILE
    return NUMBER.sub("…", NAMED.sub("This file", sentence, count=1))


def _time_left(seconds: float) -> str:
    if seconds < A_MINUTE_S:
        return "less than a minute left"
    if seconds < AN_HOUR_S:
        return f"about {words.number(seconds / A_MINUTE_S)} min left"
    return f"about {words.number(seconds / AN_HOUR_S, decimals=1)} h left"


def _file_names(rows: pd.DataFrame) -> "pd.Series[str]":
    member, source = rows["member"], rows["source"]
    return member.where(member != "", source.str.replace("\\", "/").str.split("/").str[-1])
