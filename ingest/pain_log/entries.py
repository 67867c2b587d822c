"""One row of a diary file as pain entries, or the reason it gives none."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import astuple, dataclass, replace
from datetime import date, time, tzinfo
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pandas as pd

from ingest.diary import PainEntry, WrongEntry, check_pain
from ingest.pain_log import cells, days
from ingest.pain_log.days import DayOrder
from ingest.pain_log.places import Place, read_places
from ingest.pain_log.refusal import RefusedRow
from ingest.pain_log.sheet import Row

Side: TypeAlias = Literal["", "left", "right"]

FLAGS = (
    "clicking",
    "swelling",
    "locking",
    "giving_way",
    "numbness_tingling",
    "painkiller_taken",
)
# Rules for what a row leaves open. Where a moment is given and no clock time, this one stands in.
USUAL_CLOCK: Mapping[str, time] = {
    "morning": time(7),
    "before": time(16),
    "during": time(17),
    "after": time(18),
    "worst": time(21),
}
# Where a clock time is given and no moment, the morning ends here; later is the day's worst.
MORNING_ENDS = time(11)
EARLIEST = date(1900, 1, 1)
ID_HEX_DIGITS = 32


@dataclass(frozen=True, slots=True)
class Reading:
    """What a diary file may leave open, as its owner says it.

    ``time_zone`` (IANA) is where the clock times without an offset were read; ``day_order`` reads
    06/09/2026; ``side`` stands for a knee that is neither left nor right; "" refuses such rows.
    ``now`` (with a zone) is the present by which a day is in the future; None is the real one.
    """

    time_zone: str = "UTC"
    day_order: DayOrder = ""
    side: Side = ""
    now: pd.Timestamp | None = None

    @property
    def zone(self) -> tzinfo:
        """The time zone; UTC for a name nobody knows."""
        try:
            return ZoneInfo(self.time_zone)
        except (ZoneInfoNotFoundError, ValueError):
            return ZoneInfo("UTC")

    @property
    def present(self) -> pd.Timestamp:
        """The present, with a zone."""
        return pd.Timestamp.now("UTC") if self.now is None else self.now


@dataclass(frozen=True, slots=True)
class RowEntries:
    """What a row gives: its entries and what had to be assumed (codes of ``ASSUMED``)."""

    entries: tuple[PainEntry, ...]
    assumed: tuple[str, ...]


def row_entries(row: Row, order: DayOrder, reading: Reading) -> RowEntries:
    """Read one row.

    Raises
    ------
    RefusedRow
        With the reason, a sentence.
    """
    score = cells.read_score(row["intensity_nprs"])
    places = read_places(_place_words(row), reading.side)
    when = _when(row, order)
    moment = cells.read_moment_word(row["moment"])
    flags = {name: cells.read_flag(row[name], name) for name in FLAGS}
    felt = PainEntry(
        region="",
        side="",
        intensity_nprs=cells.whole(score),
        felt_at=days.instant(when, USUAL_CLOCK[moment or "worst"], reading.zone),
        moment=moment or _moment_by_clock(when.clock),
        local_day=pd.Timestamp(_local_day(row, when, order, reading)).as_unit("us"),
        session_id=row["session_id"],
        note=_note(row, score),
        clicking=flags["clicking"],
        swelling=flags["swelling"],
        locking=flags["locking"],
        giving_way=flags["giving_way"],
        numbness_tingling=flags["numbness_tingling"],
        painkiller_taken=flags["painkiller_taken"],
    )
    entries = [_at(place, felt) for place in places]
    assumed = [code for code, so in (("rounded", score % 1), ("moment", not moment)) if so]
    return RowEntries(_identified(row, entries, reading.present), tuple(assumed))


ASSUMED: Mapping[str, str] = {
    "rounded": "lay between two whole numbers: kept as the nearest one, with what was written in"
    " the note",
    "moment": "said no moment: kept as morning before 11:00, else as the worst of the day",
}


def _place_words(row: Row) -> str:
    return " ".join(filter(None, (row["where"], row["region"], row["side"], row["aspect"])))


def _when(row: Row, order: DayOrder) -> days.Moment:
    """Read the instant's own cell, or the day's cell with the clock in it or beside it."""
    if row["felt_at"]:
        return days.read_moment(row["felt_at"], order)
    when = days.read_moment(row["local_day"], order)
    return days.read_clock(row["time"], when.day) if row["time"] else when


def _local_day(row: Row, when: days.Moment, order: DayOrder, reading: Reading) -> date:
    if row["felt_at"] and row["local_day"]:
        day = days.read_moment(row["local_day"], order).day
    elif when.offset is not None and not when.offset.utcoffset(None):
        # A time in UTC says nothing about the calendar of the person.
        day = days.instant(when, time(0), reading.zone).astimezone(reading.zone).date()
    else:
        day = when.day
    if day < EARLIEST:
        raise RefusedRow(f"{day.isoformat()} is too long ago to be meant.")
    return day


def _moment_by_clock(clock: time | None) -> str:
    return "morning" if clock is not None and clock < MORNING_ENDS else "worst"


def _note(row: Row, score: float) -> str:
    note = cells.read_note(row["note"])
    return f"{note} (written as {row['intensity_nprs']})".strip() if score % 1 else note


def _at(place: Place, felt: PainEntry) -> PainEntry:
    return replace(felt, region=place.region, side=place.side, aspect=place.aspect)


def _identified(row: Row, entries: list[PainEntry], now: pd.Timestamp) -> tuple[PainEntry, ...]:
    """Give each entry the id its row has, or one made from all it says: read twice, it is one."""
    alone = len(entries) == 1
    group = row["group_id"] or ("" if alone else _id("group", entries[0]))
    named = [
        replace(
            entry,
            entry_id=row["entry_id"] if alone and row["entry_id"] else _id("entry", entry),
            group_id=group,
        )
        for entry in entries
    ]
    for entry in named:
        _check(entry, now)
    return tuple(named)


def _check(entry: PainEntry, now: pd.Timestamp) -> None:
    try:
        check_pain(entry, now)
    except WrongEntry as error:
        raise RefusedRow(error.message) from error


def _id(what: str, entry: PainEntry) -> str:
    said = json.dumps([what, *map(str, astuple(entry))], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()[:ID_HEX_DIGITS]
