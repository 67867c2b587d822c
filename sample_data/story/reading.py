"""The season as it is delivered: an archive, two tables beside it, and what is told of it."""

import csv
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sample_data.story import told
from sample_data.story.records import DiaryEntry, Season, SeasonActivity

FOLDER = Path(__file__).parents[1]
ARCHIVE = FOLDER / "season.zip"
ACTIVITIES = FOLDER / "season_activities.csv"
DIARY = FOLDER / "season_diary.csv"


def season() -> Season:
    """Return the made-up season of a runner nobody is, for the demonstration.

    Returns
    -------
    Season
        The archive of watch files, the activities in it and the diary, oldest first.
    """
    return Season(
        archive=ARCHIVE,
        runner=told.RUNNER,
        activities=tuple(_activity(row) for row in _rows(ACTIVITIES)),
        diary=tuple(_entry(row) for row in _rows(DIARY)),
        shoes=told.SHOES,
        events=told.EVENTS,
        races=told.RACES,
    )


def _rows(table: Path) -> Iterator[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _activity(row: dict[str, str]) -> SeasonActivity:
    return SeasonActivity(
        file=row["file"],
        name=row["name"],
        start=datetime.fromisoformat(row["start"]),
        shoe=row["shoe"],
        is_race=row["is_race"] == "yes",
        rpe=int(row["rpe"]) if row["rpe"] else None,
    )


def _entry(row: dict[str, str]) -> DiaryEntry:
    return DiaryEntry(
        felt_at=datetime.fromisoformat(row["felt_at"]),
        region=row["region"],
        side=row["side"],
        aspect=row["aspect"],
        intensity_nprs=int(row["intensity_nprs"]),
        moment=row["moment"],
        file=row["file"],
        clicking=row["clicking"] == "yes",
        swelling=row["swelling"] == "yes",
        painkiller_taken=row["painkiller_taken"] == "yes",
        note=row["note"],
    )
