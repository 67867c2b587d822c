"""Samples of any shape, taken out of an XML document together: tags as numbers, nesting as sums.

Between the first sample and the last the text is cut at its brackets. Each tag becomes a small
number, and arrays of them say what lies in what. Only samples that are plain well-formed elements
and texts are taken; wherever something else stands, the document stays as it is for the handlers.
"""

import re
from collections.abc import Iterator
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from ingest.xml_skeleton import (
    MARK,
    NOT_WANTED,
    Cells,
    Gap,
    Grammar,
    Skeleton,
    Taken,
    packed,
    pieces_of,
)

Integers: TypeAlias = npt.NDArray[np.int64]
# Attributes by name: their rows and texts.
_Values: TypeAlias = dict[str, tuple[Integers, list[bytes]]]

_MOST_NAMES = 500
_MOST_ATTRIBUTES = 32
_DEEPEST = 32
_TAG = re.compile(
    rb"(?P<end>/?)(?P<name>[A-Za-z_][\w.:-]*)"
    rb"(?P<attributes>(?:\s+[A-Za-z_][\w.:-]*\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*(?P<empty>/?)"
)
_ATTRIBUTE = re.compile(rb"\s+([A-Za-z_][\w.:-]*)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_FORBIDDEN = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
_STRANGE_REFERENCE = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)")
_START, _END, _EMPTY = 1, -1, 0


class _Odd(Exception):
    """Something the handlers must look at."""


def without_samples(skeleton: Skeleton, grammar: Grammar, begin: re.Pattern[bytes]) -> Skeleton:
    """Take all samples out of a document, whatever their shapes.

    Parameters
    ----------
    skeleton : Skeleton
        The document.
    grammar : Grammar
        What to look for.
    begin : re.Pattern
        Finds where a sample may begin.

    Returns
    -------
    Skeleton
        The document as it is where anything but plain elements stands between its first sample
        and its last.
    """
    document = skeleton.document
    name = grammar.sample.encode()
    first = begin.search(document)
    end = document.find(b">", document.rfind(name)) + 1
    if first is None or end <= first.start():
        return skeleton
    gaps = [Gap(0, document[: first.start()])]
    cells: list[Cells] = []
    count = depth = 0
    try:
        for piece in pieces_of(document[first.start() : end], begin):
            region = _Region(piece, grammar)
            cells += (Cells(c.columns, c.rows + count, c.texts) for c in region.cells())
            gaps += region.gaps(count)
            count += len(region.begins)
            depth = max(depth, region.depth)
    except _Odd:
        return skeleton
    gaps.append(Gap(count, document[end:]))
    return skeleton.without(Taken(count, depth, cells), gaps)


def _is_odd(region: bytes, opened_at: Integers) -> bool:
    """Whether there are comments, sections, strange references or what XML forbids."""
    letters = np.frombuffer(region, dtype=np.uint8)
    after = letters[opened_at + 1]
    if ((after == ord("!")) | (after == ord("?"))).any():
        return True
    if not region.isascii() and any(letter in region for letter in _FORBIDDEN):
        return True
    return b"&" in region and _STRANGE_REFERENCE.search(region) is not None


class _Tags:
    """The different tags of a stretch, each looked at once and numbered.

    ``kind`` and ``name`` say what each number is; all start tags of samples are number 0.
    ``names`` are whole names, prefix and all, by number.
    """

    def __init__(self, tags: list[bytes]) -> None:
        first = _TAG.match(tags[0])
        if first is None:
            raise _Odd
        self.names: dict[bytes, int] = {first["name"]: 0}
        self.kind, self.name = [_START], [0]
        known = dict.fromkeys(tags, 0)
        sample = first["name"] + b" "
        for tag in known:
            if not tag.startswith(sample) and tag != first["name"]:
                known[tag] = self._number(tag)
        self.numbers = np.fromiter(map(known.__getitem__, tags), np.int64, len(tags))

    def _number(self, tag: bytes) -> int:
        parts = _TAG.fullmatch(tag)
        if parts is None or len(self.kind) > _MOST_NAMES:
            raise _Odd
        if parts["end"] and (parts["attributes"] or parts["empty"]):
            raise _Odd
        attributes_of(parts["attributes"])
        self.kind.append(_END if parts["end"] else _EMPTY if parts["empty"] else _START)
        self.name.append(self.names.setdefault(parts["name"], len(self.names)))
        return len(self.kind) - 1


def attributes_of(written: bytes) -> dict[str, bytes]:
    """Read the attributes of a tag, which may not repeat."""
    found = _ATTRIBUTE.findall(written)
    read = {name.decode(): double or single for name, double, single in found}
    if len(read) < len(found) or len(read) > _MOST_ATTRIBUTES:
        raise _Odd
    return read


class _Region:
    """A stretch of a document from the begin of a sample on, cut into tags and texts.

    ``inside`` numbers the tags that lie in samples, those of the samples included; ``kind``,
    ``name`` and ``level`` are of these. A sample itself lies on level 1.
    """

    def __init__(self, region: bytes, grammar: Grammar) -> None:
        self.grammar = grammar
        self.region = region
        parts = region.replace(b">", b"<").split(b"<")
        self.tags, self.texts = parts[1::2], parts[2::2]
        self.opened_at, self.closed_at = _brackets(region)
        if _is_odd(region, self.opened_at):
            raise _Odd
        known = _Tags(self.tags)
        kind = np.array(known.kind)[known.numbers]
        name = np.array(known.name)[known.numbers]
        self.names = [tag.decode().rpartition(":")[2] for tag in known.names]
        self.begins, self.ends = self._samples(kind, name)
        inside = np.zeros(len(kind) + 1, dtype=np.int64)
        inside[self.begins] += 1
        inside[self.ends + 1] -= 1
        self.inside = np.flatnonzero(np.cumsum(inside[:-1]))
        self.kind, self.name = kind[self.inside], name[self.inside]
        self.level = np.cumsum(self.kind) + (self.kind != _START)
        self.depth = int(self.level.max())
        self._check_nesting()

    def _samples(self, kind: Integers, name: Integers) -> tuple[Integers, Integers]:
        """Find where samples begin and end, none in another."""
        alike = [i for i, local in enumerate(self.names) if local == self.grammar.sample]
        is_sample = np.isin(name, alike)
        begins, ends = (np.flatnonzero(is_sample & (kind == which)) for which in (_START, _END))
        if len(begins) != len(ends) or (is_sample & (kind == _EMPTY)).any():
            raise _Odd
        if not ((begins < ends).all() and (ends[:-1] < begins[1:]).all()):
            raise _Odd
        return begins, ends

    def _check_nesting(self) -> None:
        """See that each start has its end, and that no tag in a sample means more."""
        if not 1 <= self.level.min() <= self.depth <= _DEEPEST:
            raise _Odd
        edges = np.searchsorted(self.inside, np.concatenate((self.begins, self.ends)))
        if (self.level[edges] != 1).any() or (self.level == 1).sum() != len(edges):
            raise _Odd
        paired = np.flatnonzero(self.kind != _EMPTY)
        order = paired[np.argsort(self.level[paired].astype(np.int8), kind="stable")]
        name, kind = self.name[order].reshape(-1, 2), self.kind[order].reshape(-1, 2)
        if not ((name[:, 0] == name[:, 1]).all() and (kind == (_START, _END)).all()):
            raise _Odd
        inner = {self.names[i] for i in _values(self.name[self.level > 1])}
        if inner & {*self.grammar.structure, self.grammar.sample, MARK}:
            raise _Odd

    def gaps(self, row: int) -> Iterator[Gap]:
        """Find what stays without the samples, the first of this row; blanks alone are nothing."""
        told = np.array([bool(self.texts[i].strip()) for i in self.ends[:-1].tolist()], np.bool_)
        apart = told | (self.begins[1:] > self.ends[:-1] + 1)
        from_ = [0, *(self.closed_at[self.ends] + 1).tolist()]
        to = [*self.opened_at[self.begins].tolist(), len(self.region)]
        for gap in (0, *(np.flatnonzero(apart) + 1).tolist(), len(self.begins)):
            yield Gap(row + gap, self.region[from_[gap] : to[gap]])

    def cells(self) -> Iterator[Cells]:
        """Give the texts of each column, with the numbers of their samples in this stretch."""
        yield from self._attributes()
        kind, level = self.kind, self.level
        is_leaf = np.zeros(len(kind), dtype=np.bool_)
        is_leaf[1:] = (kind[1:] == _END) & (kind[:-1] == _START) & (level[1:] == level[:-1])
        told = np.flatnonzero((kind != _START) & (level > 1))
        rows = np.searchsorted(self.begins, self.inside[told], side="right") - 1
        columns = self._columns(told)
        for column in set(columns.tolist()) - {NOT_WANTED}:
            mine = columns == column
            ends = told[mine]
            is_empty = kind[ends] == _EMPTY
            if not (is_leaf[ends] | is_empty).all():
                raise _Odd
            texts = [self.texts[i] for i in (self.inside[ends] - 1).tolist()]
            for i in np.flatnonzero(is_empty).tolist():
                texts[i] = b""
            yield Cells((column,), rows[mine], packed(texts))

    def _columns(self, tags: Integers) -> Integers:
        """Columns of the elements that end with these tags."""
        count = len(self.names)
        keys = self.name[tags] * count + self._parents(tags)
        columns = np.full(count * count, NOT_WANTED)
        for key in _values(keys):
            columns[key] = self.grammar.column(*(self.names[i] for i in divmod(key, count)))
        return columns[keys]

    def _parents(self, tags: Integers) -> Integers:
        """Names of the elements that hold these tags."""
        parents = np.zeros(len(tags), dtype=np.int64)
        for level in _values(self.level[tags]):
            starts = np.flatnonzero((self.kind == _START) & (self.level == level - 1))
            mine = self.level[tags] == level
            holding = starts[np.searchsorted(starts, tags[mine]) - 1]
            parents[mine] = self.name[holding]
        return parents

    def _attributes(self) -> Iterator[Cells]:
        written = [self.tags[i] for i in self.begins.tolist()]
        alike = _alike(written)
        if alike is None:
            alike = _one_by_one(written)
        for name, (rows, texts) in alike.items():
            if name in self.grammar.attributes:
                column = self.grammar.attributes[name]
                yield Cells((column,), rows, packed(texts))


def _values(numbers: Integers) -> list[int]:
    """Give the different ones of small numbers, rising."""
    return [int(number) for number in np.flatnonzero(np.bincount(numbers))]


def _brackets(region: bytes) -> tuple[Integers, Integers]:
    """Find where tags begin and end, each closed before the next is opened."""
    letters = np.frombuffer(region, dtype=np.uint8)
    opened, closed = np.flatnonzero(letters == ord("<")), np.flatnonzero(letters == ord(">"))
    if len(opened) != len(closed) or (opened > closed).any() or (closed[:-1] > opened[1:]).any():
        raise _Odd
    return opened, closed


def _alike(written: list[bytes]) -> _Values | None:
    """Read the attributes of tags that differ in nothing but their values; None for others."""
    first = _TAG.fullmatch(written[0])
    width = written[0].count(b'"')
    parts = b"\n".join(written).split(b'"')
    if first is None or first["empty"] or not width or b"'" in written[0]:
        return None
    if len(parts) != width * len(written) + 1:
        return None
    fixed = [{*parts[i::width]} for i in range(2, width, 2)]
    joints = {*parts[width:-1:width]}
    if any(len(texts) > 1 for texts in fixed) or joints - {parts[-1] + b"\n" + parts[0]}:
        return None
    rows = np.arange(len(written))
    names = attributes_of(first["attributes"])
    return {name: (rows, parts[1 + 2 * i :: width]) for i, name in enumerate(names)}


def _one_by_one(written: list[bytes]) -> _Values:
    values: dict[str, list[bytes]] = {}
    rows: dict[str, list[int]] = {}
    for row, tag in enumerate(written):
        parts = _TAG.fullmatch(tag)
        if parts is None or parts["end"] or parts["empty"]:
            raise _Odd
        for name, value in attributes_of(parts["attributes"]).items():
            values.setdefault(name, []).append(value)
            rows.setdefault(name, []).append(row)
    return {name: (np.array(rows[name]), texts) for name, texts in values.items()}
