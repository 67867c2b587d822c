"""An import's receipt in words: how many of each, and what happened to every file."""

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


def counts(rows: pd.DataFrame) -> str:
    """Count by status: "9 imported, 1 already here and 2 refused"."""
    found = rows["status"].value_counts()
    parts = [
        f"{words.number(int(found[status]))} {said}"
        for status, (_, said) in STATUSES.items()
        if status in found.index
    ]
    return words.joined(parts) or "Nothing to import"


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


def came_in(rows: pd.DataFrame) -> set[str]:
    """Ids of the activities an import added."""
    return set(rows.loc[rows["status"].isin(CAME_IN), "activity_id"])


def can_be_opened(rows: pd.DataFrame) -> set[str]:
    """Ids of the activities a receipt speaks of: added by it, or here before it."""
    return (came_in(rows) | set(rows["duplicate_of"])) - {""}


def _file_names(rows: pd.DataFrame) -> "pd.Series[str]":
    member, source = rows["member"], rows["source"]
    return member.where(member != "", source.str.replace("\\", "/").str.split("/").str[-1])
