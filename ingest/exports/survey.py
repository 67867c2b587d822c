"""One walk through what a person chose: how many files there are, and what tables say of them."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from ingest.archive import Member, Source, members
from ingest.errors import IngestError
from ingest.exports import garmin, strava
from ingest.exports.told import Entry, Told

# A line and its recording begin within so many seconds of each other.
NEAR_S: Final = 10.0
# One of several sports, or trimmed by hand: too far apart to be sure of the words.
ABOUT_S: Final = 120.0


@dataclass(frozen=True, slots=True)
class Table:
    """A table of an export: where it lies, whose it is, and its lines."""

    source: str
    inside: str
    maker: str
    entries: tuple[Entry, ...]

    @property
    def name(self) -> str:
        """The table's own name."""
        return _path(self.source, self.inside).rsplit("/", maxsplit=1)[-1]

    def file_key(self, entry: Entry) -> str:
        """Where the file of a line should lie, beside the table."""
        folder, _, _ = _path(self.source, self.inside).rpartition("/")
        return _key(f"{folder}/{entry.file}" if folder else entry.file)


@dataclass(frozen=True, slots=True)
class Survey:
    """What lies before an import: ``n_members`` files, and the tables among them."""

    n_members: int
    tables: tuple[Table, ...]
    _by_file: Mapping[str, Entry]
    _by_start: tuple[Entry, ...]

    def table_at(self, source: str, inside: str) -> Table | None:
        """Give the table that a member is, or None."""
        found = (t for t in self.tables if (t.source, t.inside) == (source, inside))
        return next(found, None)

    def of_file(self, source: str, inside: str) -> Told | None:
        """Say what a table tells of a file by its name."""
        entry = self._by_file.get(file_key(source, inside)) if self._by_file else None
        return None if entry is None else entry.told

    def of_start(self, start: pd.Timestamp) -> Told | None:
        """Say what a table tells of a recording that began at a moment, within 10 s."""
        entry = _nearest(self._by_start, start)
        near = entry is not None and abs((entry.start - start).total_seconds()) <= NEAR_S
        return entry.told if entry is not None and near else None


def survey(sources: Iterable[Source]) -> Survey:
    """Walk through files, folders and archives and read the tables of exports among them.

    Parameters
    ----------
    sources : iterable of pathlib.Path, str or (name, bytes)
        What the person chose. Nothing is parsed, and a table that cannot be read is none.
    """
    count = 0
    tables: list[Table] = []
    gear: dict[str, str] = {}
    for source in sources:
        for member in members(source):
            count += 1
            tables += _read(member, _strava)
            tables += _read(member, _garmin)
            if garmin.is_gear(member.name):
                gear |= garmin.read_gear_table(_data(member))
    told = tuple(_with_gear(table, gear) for table in tables)
    by_file = {t.file_key(entry): entry for t in told for entry in t.entries if entry.file}
    timed = [e for t in told if t.maker == GARMIN for e in t.entries if not pd.isna(e.start)]
    return Survey(count, told, by_file, tuple(sorted(timed, key=lambda entry: entry.start)))


def without_recording(table: Table, starts: Iterable[pd.Timestamp]) -> tuple[Entry, ...]:
    """Choose the lines of a table that no recording belongs to: they are sessions by hand.

    Parameters
    ----------
    table : Table
        With the lines of an export.
    starts : iterable of pandas.Timestamp
        When the athlete's recordings began, in UTC: Garmin's lines name no files.
    """
    if table.maker == STRAVA:
        return tuple(entry for entry in table.entries if not entry.file)
    known = sorted(starts)
    return tuple(entry for entry in table.entries if not _is_near(entry, known))


def file_key(source: str, inside: str) -> str:
    """Name a file so that a table's way of naming it is the same."""
    return _key(_path(source, inside))


STRAVA: Final = "Strava"
GARMIN: Final = "Garmin"


def _read(member: Member, read: Callable[[Member], tuple[str, tuple[Entry, ...]]]) -> list[Table]:
    maker, entries = read(member)
    return [Table(member.source, member.inside, maker, entries)] if entries else []


def _strava(member: Member) -> tuple[str, tuple[Entry, ...]]:
    found = strava.is_activities(member.name)
    return STRAVA, strava.read_activities_table(_data(member)) if found else ()


def _garmin(member: Member) -> tuple[str, tuple[Entry, ...]]:
    found = garmin.is_activities(member.name)
    return GARMIN, garmin.read_activities_table(_data(member)) if found else ()


def _data(member: Member) -> bytes:
    try:
        return member.read()
    except IngestError:
        return b""


def _with_gear(table: Table, gear: Mapping[str, str]) -> Table:
    if table.maker != GARMIN:
        return table
    named = (
        replace(e, told=replace(e.told, gear=gear.get(e.told.gear, ""))) for e in table.entries
    )
    return replace(table, entries=tuple(named))


def _nearest(entries: tuple[Entry, ...], start: pd.Timestamp) -> Entry | None:
    at = bisect_left(entries, start, key=lambda entry: entry.start)
    around = entries[max(0, at - 1) : at + 1]
    return min(around, key=lambda entry: abs(entry.start - start)) if around else None


def _is_near(entry: Entry, starts: list[pd.Timestamp]) -> bool:
    if not entry.can_be_written:
        return False
    at = bisect_left(starts, entry.start)
    around = starts[max(0, at - 1) : at + 1]
    return any(abs((start - entry.start).total_seconds()) <= ABOUT_S for start in around)


def _path(source: str, inside: str) -> str:
    whole = f"{source}/{inside}" if inside else source
    return whole.replace("\\", "/")


def _key(path: str) -> str:
    return path.casefold().removesuffix(".gz")
