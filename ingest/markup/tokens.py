"""A document read by its tags, without a parser: whatever its samples are like.

The text is cut at its brackets, and which tag follows which is looked up (``ingest.markup.tags``).
Only well-formed elements and texts are read; wherever something else stands, nothing is, and the
document is one for the handlers.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import accumulate, compress
from operator import attrgetter, getitem

import numpy as np
import numpy.typing as npt

from ingest.markup.attributes import Found, attributes_of
from ingest.markup.references import resolved
from ingest.markup.rows import Collector, Rows
from ingest.markup.skeleton import (
    NOT_WANTED,
    NUMBERS,
    Cells,
    Gathered,
    Skeleton,
    number_of_mark,
    put_by,
)
from ingest.markup.tags import EMPTY, RUN, SAMPLE, Odd, State, States, Tag, states_of
from ingest.markup.tidying import begin_of, paired

_Integers = npt.NDArray[np.int64]
_Codes = npt.NDArray[np.int8]

_PIECE_BYTES = 4_000_000
_ON_ONE_LINE = re.compile(rb"[^\t\r\n]*").fullmatch
_means = attrgetter("means")


def gathered_by_tags(skeleton: Skeleton, collector: Collector) -> Gathered | None:
    """Hand a document to a collector, in file order, and gather its samples.

    Parameters
    ----------
    skeleton : Skeleton
        A plain document, see ``ingest.markup.tidying.is_plain``.
    collector : Collector
        What to look for, and who is told; of a document that is not read, of a part of it.

    Returns
    -------
    Gathered
        None where something must be looked at by a parser.
    """
    document = skeleton.document
    with states_of(collector.grammar, has_runs=bool(skeleton.runs)) as states:
        reading = _Reading(skeleton, collector, states)
        try:
            for piece in _pieces(document):
                reading.read(piece)
            return reading.gathered()
        except Odd:
            return None


def _pieces(document: bytes) -> Iterator[bytes]:
    """Cut a document in front of tags, for what is made of it is many small objects."""
    start = begin_of(document)
    while start < len(document):
        cut = document.find(b"<", start + _PIECE_BYTES)
        end = cut if cut > 0 else len(document)
        yield document[start:end]
        start = end


class _Reading:
    """A document while it is read, and what was found in it."""

    def __init__(self, skeleton: Skeleton, collector: Collector, states: States) -> None:
        self.collector = collector
        self.attributes = collector.grammar.attributes
        self.rows = Rows(skeleton, collector)
        self.states = states
        self.state = states.first
        self.text = b""  # behind the last tag
        self.row = NOT_WANTED  # of the last sample begun
        self.has_references = False
        self.cells: list[Cells] = []

    def gathered(self) -> Gathered:
        """Sum up; only what ends with its first element is a document."""
        if self.state.path or self.text.strip():
            raise Odd
        return self.rows.gathered(self.cells)

    def read(self, piece: bytes) -> None:
        """Read on, from one tag on to before another."""
        written = paired(piece)
        if written is None:
            raise Odd
        self.has_references = self.has_references or b"&" in written
        parts = written.replace(b">", b"<").split(b"<")
        if parts[0]:
            raise Odd
        parts[0], self.text = self.text, parts[-1]
        tags = parts[1::2]
        states = [*accumulate(tags, getitem, initial=self.state)]
        self.state = states[-1]
        del states[0]
        means = np.fromiter(map(_means, states), np.int8, len(states))
        begins = (means == SAMPLE).nonzero()[0]
        rows = self._rows(means, begins, states, parts)
        for alike in self.states.met.values():
            attributes_of(alike)
        self.states.met.clear()
        columns = {
            **self._of_attributes([tags[i] for i in begins.tolist()]),
            **_of_elements(means, begins, parts),
        }
        self.cells += self._cells(columns, rows)

    def _rows(
        self, means: _Codes, begins: _Integers, states: list[State], parts: list[bytes]
    ) -> _Integers:
        """Give the samples their rows, and tell of what stands between them, in order.

        The first of the rows is of the last sample before this piece.
        """
        others = (means < SAMPLE).nonzero()[0]
        rows = np.empty(len(begins) + 1, dtype=np.int64)
        rows[0] = self.row
        done = 0
        for i, before in zip(others.tolist(), begins.searchsorted(others).tolist(), strict=True):
            if before > done:
                self._give_rows(rows[done + 1 : before + 1])
                done = before
            self._tell(states[i], parts[2 * i], parts[2 * i + 1])
        if len(begins) > done:
            self._give_rows(rows[done + 1 :])
        self.row = int(rows[-1])
        return rows

    def _give_rows(self, rows: _Integers) -> None:
        first = self.rows.add(len(rows))
        rows[:] = first if first == NOT_WANTED else np.arange(first, first + len(rows))

    def _tell(self, state: State, text: bytes, tag: bytes) -> None:
        if state.means == RUN:
            self.rows.take(number_of_mark(tag), len(state.path) - 1)
            return
        if state.opened:
            self.collector.opened(state.opened, self._attributes_told(state.opened, tag))
        if state.closed:
            is_empty = tag.endswith(b"/")
            self.collector.closed(*state.closed, "" if is_empty else resolved(text))

    def _attributes_told(self, name: str, tag: bytes) -> dict[str, str]:
        if b"=" not in tag or name in self.collector.grammar.counted:
            return {}
        attributes = Tag.of(tag).attributes
        if not all(map(_ON_ONE_LINE, attributes.values())):
            raise Odd
        return {name: resolved(value) for name, value in attributes.items()}

    def _of_attributes(self, written: list[bytes]) -> dict[int, Found]:
        found = attributes_of(written) if written else {}
        return {self.attributes[name]: found[name] for name in found if name in self.attributes}

    def _cells(self, columns: Mapping[int, Found], rows: _Integers) -> Iterator[Cells]:
        """Lay by the texts of each column; the numbers that all samples have in one go."""
        each = np.arange(1, len(rows))
        full: list[int] = []
        together: list[bytes] = []
        for column, (samples, written) in columns.items():
            is_coded = self.has_references and b"&" in b" ".join(written)
            texts = [resolved(text).encode() for text in written] if is_coded else written
            if column and len(samples) == len(each) and (samples == each).all():
                full.append(column)
                together += texts
            else:
                yield _cells((column,), rows[samples], texts)
        if full:
            yield _cells(tuple(full), rows[1:], together)


def _cells(columns: tuple[int, ...], rows: _Integers, texts: list[bytes]) -> Cells:
    wanted = rows >= 0
    if not wanted.all():
        texts = [*compress(texts, np.tile(wanted, len(columns)).tolist())]
        rows = rows[wanted]
    # They rise, but for texts of one column that stand in one sample.
    counts_up = len(rows) > 0 and bool((rows == np.arange(len(rows))).all())
    return Cells(columns, rows, put_by(texts), counts_up)


def _of_elements(means: _Codes, begins: _Integers, parts: list[bytes]) -> dict[int, Found]:
    columns: dict[int, Found] = {}
    is_text = means >= 0
    has_empty = bool((means >= EMPTY).any())
    for column in range(len(NUMBERS) + 1) if is_text.any() else ():
        at = (means % EMPTY == column if has_empty else means == column) & is_text
        places = at.nonzero()[0]
        if len(places):
            texts = [parts[i] for i in (2 * places).tolist()]
            if has_empty:
                texts = [
                    b"" if is_empty else text
                    for is_empty, text in zip((means[places] >= EMPTY).tolist(), texts, strict=True)
                ]
            columns[column] = (begins.searchsorted(places), texts)
    return columns
