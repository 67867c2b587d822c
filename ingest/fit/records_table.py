"""Record messages -> columns, a whole field at a time."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from dataclasses import field as attribute
from functools import cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from ingest.fit.columns import (
    ENHANCED,
    TIMESTAMP,
    UINT32,
    UNIX_OF_FIT_ZERO,
    AnyColumn,
    Column,
    is_numbers,
)
from ingest.fit.definitions import RECORD, DeveloperSlot
from ingest.fit.developer import DeveloperFields
from ingest.fit.known_fields import DEGREES_PER_SEMICIRCLE, SEMICIRCLES, Field
from ingest.fit.record_layout import Packed, RecordLayout, Slot, record_layout
from ingest.fit.scan import ScannedPart
from ingest.fit.times import HeaderTimes
from ingest.fit.walk import Places

_MOST_BYTES = 8  # of a number that others are packed into
_ALL_ONES = 0xFF
_NO_CODE = 256  # enums are one byte
_NO_TIME = np.iinfo(np.int64).min  # NaT

_MANY_RUNS = 4  # below as many messages a run, copying each message is quicker than each run

_Raw: TypeAlias = NDArray[np.void]
Rows: TypeAlias = slice | Places
Packing: TypeAlias = list[tuple[Packed, Rows, Places, NDArray[np.bool_]]]


@dataclass(frozen=True, slots=True, eq=False)
class _Block:
    """All records of one layout: their rows of the table, where they start, their bytes."""

    kind: int
    rows: Rows
    starts: Places
    raw: NDArray[np.void]


@dataclass(slots=True)
class _Table:
    n_records: int
    columns: dict[str, Column] = attribute(default_factory=dict)
    enums: dict[str, Field] = attribute(default_factory=dict)
    packing: defaultdict[str, Packing] = attribute(default_factory=lambda: defaultdict(list))

    def put(self, name: str, rows: Rows, values: Column) -> None:
        """Set some rows of a column. One number a record goes before several."""
        known = self.columns.get(name)
        if known is None and len(values) == self.n_records and isinstance(rows, slice):
            self.columns[name] = values
            return
        if known is None or values.ndim < known.ndim:
            known = self.columns[name] = np.full((self.n_records, *values.shape[1:]), np.nan)
        if known.shape[1:] == values.shape[1:]:
            known[rows] = values

    def fill(self, name: str, values: Column) -> None:
        """Set a column where nothing was measured."""
        known = self.columns.get(name)
        if known is None or known.ndim > values.ndim:
            self.columns[name] = values
        else:
            np.copyto(known, values, where=np.isnan(known))


@np.errstate(invalid="ignore", over="ignore")  # NumPy warns of odd floats; here they become NaN
def record_columns(
    part: ScannedPart, times: HeaderTimes, developer: DeveloperFields
) -> tuple[int, dict[str, AnyColumn]]:
    """Decode the records of a part.

    Parameters
    ----------
    part : ScannedPart
        With all its messages located.
    times : HeaderTimes
        The times in its headers.
    developer : DeveloperFields
        What the file says of the fields that apps invented.

    Returns
    -------
    tuple of int and dict
        How many records there are, and :attr:`FitColumns.record`.
    """
    runs = part.runs_of(RECORD)
    n_records = int(part.run_counts[runs].sum())
    if not n_records:
        return 0, {}
    table = _Table(n_records)
    seconds = np.full(n_records, _NO_TIME)
    blocks = tuple(_blocks(part, runs))
    _put_numbers(table, [(block, record_layout(part.definitions[block.kind])) for block in blocks])
    for block in blocks:
        layout = record_layout(part.definitions[block.kind])
        seconds[block.rows] = _seconds(block, layout, times)
        for packed in layout.packed:
            unpacked = _unpacked(block.raw[packed.slot.key], packed)
            table.packing[packed.target.name].append((packed, block.rows, *unpacked))
    _put_apps(table, blocks, part, developer)
    _unpack(table)
    _fold(table)
    return n_records, {TIMESTAMP: seconds.view("datetime64[s]"), **_named(table)}


def _put_numbers(table: _Table, blocks: list[tuple[_Block, RecordLayout]]) -> None:
    """Put the fields of the profile in the table, each of all layouts that write it alike."""
    alike: defaultdict[str, list[tuple[int, Slot]]] = defaultdict(list)
    for number, (_, layout) in enumerate(blocks):
        for slot in layout.slots:
            alike[slot.written].append((number, slot))
    rows: dict[tuple[int, ...], Rows] = {}
    for slots in alike.values():
        slot, mine = slots[0][1], tuple(number for number, _ in slots)
        if mine not in rows:
            rows[mine] = _joined_rows([blocks[number][0].rows for number in mine])
        raws = [blocks[number][0].raw[each.key] for number, each in slots]
        raw = raws[0] if len(raws) == 1 else np.concatenate(raws)
        table.put(slot.field.name, rows[mine], _numbers(raw, slot))
        if slot.field.is_enum:
            table.enums[slot.field.name] = slot.field


def _put_apps(
    table: _Table, blocks: Sequence[_Block], part: ScannedPart, developer: DeveloperFields
) -> None:
    """Put the fields of apps in the table, each of all layouts unless its description changes."""
    alike: defaultdict[tuple[object, ...], list[tuple[_Block, str, DeveloperSlot]]]
    alike = defaultdict(list)
    for block in blocks:
        definition = part.definitions[block.kind]
        for key, app in record_layout(definition).developer:
            if developer.column(app):
                apart = -1 if developer.is_described_once(app) else block.kind
                same = (app.developer, app.number, app.size, definition.order, apart)
                alike[same].append((block, key, app))
    for written in alike.values():
        block, _, app = written[0]
        raws = [each.raw[key] for each, key, _ in written]
        raw = raws[0] if len(raws) == 1 else np.concatenate(raws)
        order = part.definitions[block.kind].order
        values = developer.values(app, raw, block.starts, order)
        table.put(developer.column(app), _joined_rows([each.rows for each, *_ in written]), values)


def _joined_rows(pieces: list[Rows]) -> Rows:
    if len(pieces) == 1:
        return pieces[0]
    numbered = (
        np.arange(piece.start, piece.stop) if isinstance(piece, slice) else piece
        for piece in pieces
    )
    return np.concatenate(list(numbered))


def _blocks(part: ScannedPart, runs: Places) -> Iterator[_Block]:
    counts, kinds = part.run_counts[runs], part.run_kinds[runs]
    if counts.sum() <= _MANY_RUNS * len(runs) and len(runs) > 1:
        yield from _scattered(part, runs)
        return
    first_rows = np.cumsum(counts) - counts
    for kind in dict.fromkeys(kinds.tolist()):
        mine = np.flatnonzero(kinds == kind)
        starts, _ = part.located(runs[mine])
        dtype = record_layout(part.definitions[kind]).dtype
        if len(mine) == 1:
            first = int(first_rows[mine[0]])
            rows: Rows = slice(first, first + len(starts))
        else:
            within = np.arange(len(starts)) - np.repeat(
                np.cumsum(counts[mine]) - counts[mine], counts[mine]
            )
            rows = np.repeat(first_rows[mine], counts[mine]) + within
        yield _Block(kind, rows, starts, _raw(part, runs[mine], starts, dtype))


def _scattered(part: ScannedPart, runs: Places) -> Iterator[_Block]:
    """Give the blocks of runs that are short, looked at message by message."""
    starts, kinds = part.located(runs)
    for kind in dict.fromkeys(kinds.tolist()):
        dtype = record_layout(part.definitions[kind]).dtype
        rows = np.flatnonzero(kinds == kind)
        yield _Block(kind, rows, starts[rows], _gathered(part, starts[rows], dtype))


def _gathered(part: ScannedPart, starts: Places, dtype: np.dtype[np.void]) -> _Raw:
    # A message that began at each byte of the file: they overlap, and only real ones are taken.
    size = dtype.itemsize
    everywhere: _Raw = np.ndarray((len(part.data) - size + 1,), f"V{size}", part.data, strides=(1,))
    return everywhere[starts].view(dtype)


def _raw(part: ScannedPart, runs: Places, starts: Places, dtype: np.dtype[np.void]) -> _Raw:
    """Return the messages of some runs side by side; a single run where it stands."""
    if len(runs) == 1:
        return np.frombuffer(part.data, dtype, len(starts), int(starts[0]))
    size = dtype.itemsize
    if len(starts) > _MANY_RUNS * len(runs):
        pieces = zip(part.run_starts[runs].tolist(), part.run_counts[runs].tolist(), strict=True)
        joined = b"".join([part.data[start : start + n * size] for start, n in pieces])
        return np.frombuffer(joined, dtype)
    return _gathered(part, starts, dtype)


def _seconds(block: _Block, layout: RecordLayout, times: HeaderTimes) -> Places:
    """Unix seconds: a record's own time, else that of its header."""
    seconds, known = times.at(block.starts)
    if layout.time_key:
        own = block.raw[layout.time_key]
        # A time declared wider than its 32 bits is none.
        is_time = (own >= 0) & (own < UINT32 - 1)
        seconds = np.where(is_time, own.astype(np.int64), seconds)
        known = known | is_time
    return np.where(known, seconds + UNIX_OF_FIT_ZERO, _NO_TIME)


def _numbers(raw: NDArray[np.generic], slot: Slot) -> Column:
    field = slot.field
    values = raw.astype(np.float64)
    if field.scale != 1:
        values /= field.scale
    if field.offset:
        values -= field.offset
    if field.units == SEMICIRCLES:
        values *= DEGREES_PER_SEMICIRCLE
    invalid = slot.typed.base.invalid
    unmeasured = ~np.isfinite(values) if invalid is None else raw == invalid
    if field.names and not field.is_enum:
        # Some numbers of a measurement have a name, such as "right" of a balance: they are none.
        unmeasured |= np.isin(raw, list(field.names))
    np.copyto(values, np.nan, where=unmeasured)
    return values


def _unpacked(raw: NDArray[np.generic], packed: Packed) -> tuple[Places, NDArray[np.bool_]]:
    kind = packed.slot.typed
    if kind.is_bytes:
        known = (raw != _ALL_ONES).any(axis=1)
        whole = np.zeros(len(raw), dtype=np.int64)
        for byte in range(min(kind.count, _MOST_BYTES)):
            whole |= raw[:, byte].astype(np.int64) << (8 * byte)
    else:
        known, whole = raw != kind.base.invalid, raw.astype(np.int64)
    mask = (1 << packed.component.bits) - 1
    return (whole >> packed.component.bit_offset) & mask, known


def _unpack(table: _Table) -> None:
    """Give the fields that were packed into others their numbers, unless they have their own."""
    for name, packing in table.packing.items():
        raw = np.zeros(table.n_records, dtype=np.int64)
        known = np.zeros(table.n_records, dtype=np.bool_)
        for _, rows, values, is_known in packing:
            raw[rows], known[rows] = values, is_known
        component = packing[0][0].component
        counted = raw[known]
        if component.accumulates:
            # It starts again at zero when its bits are full.
            counted = np.cumsum(np.diff(counted, prepend=0) & ((1 << component.bits) - 1))
        column = np.full(table.n_records, np.nan)
        column[known] = counted / component.scale - component.offset
        table.fill(name, column)


def _fold(table: _Table) -> None:
    for wide in [name for name in table.columns if name.startswith(ENHANCED)]:
        narrow = wide.removeprefix(ENHANCED)
        column, other = table.columns.pop(wide), table.columns.pop(narrow, None)
        table.columns[narrow] = column
        if other is not None:
            table.fill(narrow, other)


def _named(table: _Table) -> dict[str, AnyColumn]:
    columns: dict[str, AnyColumn] = dict(table.columns)
    for name, field in table.enums.items():
        column = table.columns[name]
        if is_numbers(column) and np.isin(column, list(field.names)).any():
            columns[name] = _names(column, field)
    return columns


def _names(column: Column, field: Field) -> NDArray[np.str_]:
    codes = np.where(np.isnan(column), _NO_CODE, column).astype(np.int64)
    return np.asarray(_texts(field)[codes], dtype=np.str_)


@cache
def _texts(field: Field) -> NDArray[np.str_]:
    texts = [field.names.get(code, str(code)) for code in range(_NO_CODE)]
    return np.array([*texts, ""], dtype=np.str_)
