"""The season's three files: the archive of watch files, and two tables beside it."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import timedelta

from sample_data.making import season_diary, season_fit
from sample_data.making.season_kinds import KINDS
from sample_data.making.season_motion import start
from sample_data.making.season_weeks import Outing, outings
from sample_data.story import told
from sample_data.story.dates import DUATHLON, LOWER_SHOES_FIRST_WORN
from sample_data.story.reading import ACTIVITIES, ARCHIVE, DIARY
from sample_data.story.records import DiaryEntry

_RACES = ("half_marathon", "duathlon")
_IN_SHOES = ("running",)


def write() -> None:
    """Write the archive and its tables anew."""
    ARCHIVE.write_bytes(archive())
    ACTIVITIES.write_text(activities_table(), encoding="utf-8", newline="")
    DIARY.write_text(diary_table(), encoding="utf-8", newline="")


def archive() -> bytes:
    """Pack every watch file, oldest first, each dated by its own day."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        for outing in outings():
            day = outing.day
            member = zipfile.ZipInfo(outing.file, (day.year, day.month, day.day, 22, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(member, season_fit.data(outing), compresslevel=9)
    return packed.getvalue()


def activities_table() -> str:
    """Say of each file what its runner would: a name, an effort, a shoe, whether it was a race."""
    rows = (
        (
            outing.file,
            season_fit.name(outing),
            start(outing).isoformat(),
            shoe(outing),
            _yes(outing.kind in _RACES),
            "" if (rpe := season_fit.rpe(outing)) is None else str(rpe),
        )
        for outing in outings()
    )
    return _table(("file", "name", "start", "shoe", "is_race", "rpe"), rows)


def shoe(outing: Outing) -> str:
    """Name the shoe of a run: the low pair from its first day to the duathlon, else the high."""
    if KINDS[outing.kind].sport not in _IN_SHOES:
        return ""
    low = LOWER_SHOES_FIRST_WORN <= outing.day < DUATHLON + timedelta(days=1)
    return told.LOW_SHOE if low else told.HIGH_SHOE


def diary_table() -> str:
    """Write the diary, a row an entry; the columns are those of PAIN_ENTRIES, and the file."""
    columns = ("felt_at", "local_day", "region", "side", "aspect", "intensity_nprs", "moment")
    told_apart = ("clicking", "swelling", "painkiller_taken", "file", "note")
    return _table((*columns, *told_apart), map(_row, season_diary.entries()))


def _row(entry: DiaryEntry) -> Iterator[str]:
    yield entry.felt_at.isoformat()
    yield entry.felt_at.date().isoformat()
    yield from (entry.region, entry.side, entry.aspect, str(entry.intensity_nprs), entry.moment)
    yield from map(_yes, (entry.clicking, entry.swelling, entry.painkiller_taken))
    yield from (entry.file, entry.note)


def _yes(said: bool) -> str:  # noqa: FBT001  a flag becomes a word
    return "yes" if said else "no"


def _table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return lines.getvalue()
