"""What is said when everything of a person leaves, or goes."""

from collections.abc import Sequence
from pathlib import Path

from dashboard.analysis.words import counted

MADE_BEFORE = (
    "Backups and exports made before, and copies your computer keeps, still hold them: they are "
    "out of reach here. Delete them yourself."
)


def activities(count: int) -> str:
    """Return a count of recordings: "1 activity", "12 activities"."""
    return counted(count, "activity", "activities")


def erased(
    name: str, n_activities: int, cleaned: Sequence[Path], not_cleaned: Sequence[Path]
) -> str:
    """Say who was erased and from where, and what is out of reach."""
    told = [
        f"Erased {name}: {activities(n_activities)} and all else. "
        "Nothing of them is left in the database and its log."
    ]
    if cleaned:
        told.append(f"Erased from older copies beside it too: {_names(cleaned)}.")
    if not_cleaned:
        told.append(f"These copies could not be read; delete them: {_names(not_cleaned)}.")
    return " ".join([*told, MADE_BEFORE])


def _names(paths: Sequence[Path]) -> str:
    return ", ".join(path.name for path in paths)
