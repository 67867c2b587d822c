"""Samples written alike, taken out of an XML document together.

A watch's export writes thousands of samples in the same words, values apart. A pattern made of one
of them takes the values out of all the others in one pass. What matches is a whole element of
plain texts, so the rest of the document is as well-formed without it, wherever it stood.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from ingest.xml_skeleton import (
    NOT_WANTED,
    TIME,
    Cells,
    Gap,
    Grammar,
    Integers,
    Skeleton,
    Taken,
    pieces_of,
)

_LOOKED_AT = 8
_TRIED = 2
_MOST_OF_THEM = 0.6
_MOST_TAGS = 64
_DEEPEST = 8
_TAG = re.compile(
    rb"(?P<text>[^<&]*)<(?P<end>/?)(?P<name>[A-Za-z_][\w.:-]*)"
    rb"(?P<attributes>(?:\s+[A-Za-z_][\w.:-]*\s*=\s*(?:\"[^\"<&]*\"|'[^'<&]*'))*)\s*(?P<empty>/?)>"
)
_ATTRIBUTE = re.compile(rb"\s+([A-Za-z_][\w.:-]*)\s*=\s*(?:\"([^\"<&]*)\"|'([^'<&]*)')")
# Plain values only: no markup, quotes or references, no end of a CDATA section, nothing but ASCII.
_VALUE = rb"[^<>&\"'\]\x80-\xff]*"


@dataclass(frozen=True, slots=True)
class Shape:
    """How a sample is written: its words with groups for the values, and the groups' columns.

    ``depth`` counts the elements that are open at once.
    """

    pattern: re.Pattern[bytes]
    columns: tuple[int, ...]
    depth: int


def without_shape(skeleton: Skeleton, grammar: Grammar, begin: re.Pattern[bytes]) -> Skeleton:
    """Take the samples of the commonest shape out of a document.

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
        The document as it is where most samples have shapes of their own.
    """
    shape = _common_shape(skeleton.document, grammar, begin)
    if shape is None:
        return skeleton
    gaps: list[Gap] = []
    count = 0
    cells: list[Cells] = []
    width = len(shape.columns) + 1
    for piece in pieces_of(skeleton.document, begin):
        parts = shape.pattern.split(piece)
        between = parts[::width]
        last = len(between) - 1
        gaps += (Gap(count + i, text) for i, text in enumerate(between) if text or i in (0, last))
        cells += _cells(shape, parts, np.arange(count, count + last))
        count += last
    return skeleton.without(Taken(count, shape.depth, cells), gaps)


def _cells(shape: Shape, parts: list[bytes], rows: Integers) -> Iterator[Cells]:
    """Sort what a pattern split: the times, and all numbers in one go."""
    width = len(shape.columns) + 1
    columns = tuple(column for column in shape.columns if column != TIME)
    if len(columns) < len(shape.columns):
        times = parts[1 + shape.columns.index(TIME) :: width]
        yield Cells((TIME,), rows, pa.array(times, pa.string()))
    texts: list[bytes] = []
    for i, column in enumerate(shape.columns, 1):
        if column != TIME:
            texts += parts[i::width]
    yield Cells(columns, rows, pa.array(texts, pa.string()))


def _common_shape(document: bytes, grammar: Grammar, begin: re.Pattern[bytes]) -> Shape | None:
    """Find a shape that most of a few samples spread over the document have."""
    step = len(document) // _LOOKED_AT
    found = (begin.search(document, place) for place in range(step // 2, len(document), step))
    places = sorted({match.start() for match in found if match})
    for place in places[len(places) // 2 :][:_TRIED]:
        shape = shape_at(document, place, grammar)
        if shape and sum(bool(shape.pattern.match(document, at)) for at in places) > (
            _MOST_OF_THEM * len(places)
        ):
            return shape
    return None


class _Irregular(Exception):
    """A sample that is not plain elements and texts."""


def shape_at(document: bytes, place: int, grammar: Grammar) -> Shape | None:
    """Find the shape of the sample that begins at a place; None where it is not plain."""
    drawing = _Drawing(document, place, grammar)
    try:
        for _ in range(_MOST_TAGS):
            tag = _TAG.match(document, place)
            if tag is None:
                return None
            drawing.add(tag)
            place = tag.end()
            if not drawing.path:
                return drawing.shape(place)
    except _Irregular:
        pass
    return None


class _Drawing:
    """Cuts one sample into words and values, tag by tag."""

    def __init__(self, document: bytes, place: int, grammar: Grammar) -> None:
        self.document = document
        self.place = place
        self.grammar = grammar
        self.path: list[bytes] = []
        self.pattern: list[bytes] = []
        self.columns: list[int] = []
        self.depth = 0
        self.is_leaf = False

    def add(self, tag: re.Match[bytes]) -> None:
        if tag["end"]:
            self._end(tag)
        else:
            self._start(tag)

    def _start(self, tag: re.Match[bytes]) -> None:
        if tag["text"].strip():
            raise _Irregular
        self._attributes(tag)
        self.path.append(tag["name"])
        self.depth = max(self.depth, len(self.path))
        self.is_leaf = True
        if tag["empty"]:
            if self._column() != NOT_WANTED:
                raise _Irregular
            self._leave()
        if self.depth > _DEEPEST:
            raise _Irregular

    def _attributes(self, tag: re.Match[bytes]) -> None:
        found = list(_ATTRIBUTE.finditer(tag["attributes"]))
        if len({attribute[1] for attribute in found}) < len(found):
            raise _Irregular
        name = _local(tag["name"])
        if self.path:
            if name == self.grammar.sample or name in self.grammar.structure:
                raise _Irregular
            return
        for attribute in found:
            column = self.grammar.attributes.get(attribute[1].decode(), NOT_WANTED)
            value = 2 if attribute[2] is not None else 3
            self._value(column, *(at + tag.start("attributes") for at in attribute.span(value)))

    def _end(self, tag: re.Match[bytes]) -> None:
        if not self.path or tag["name"] != self.path[-1] or tag["attributes"] or tag["empty"]:
            raise _Irregular
        column = self._column()
        if self.is_leaf:
            self._value(column, *tag.span("text"))
        elif tag["text"].strip() or column != NOT_WANTED:
            raise _Irregular
        self._leave()

    def _leave(self) -> None:
        self.path.pop()
        self.is_leaf = False

    def _column(self) -> int:
        if len(self.path) == 1:
            return NOT_WANTED
        return self.grammar.column(_local(self.path[-1]), _local(self.path[-2]))

    def _value(self, column: int, begin: int, end: int) -> None:
        if column in self.columns:
            raise _Irregular
        self.pattern.append(re.escape(self.document[self.place : begin]))
        self.pattern.append(_VALUE if column == NOT_WANTED else b"(%b)" % _VALUE)
        if column != NOT_WANTED:
            self.columns.append(column)
        self.place = end

    def shape(self, end: int) -> Shape:
        if not self.columns:
            raise _Irregular
        last = re.escape(self.document[self.place : end])
        pattern = b"".join((*self.pattern, last, rb"\s*"))
        return Shape(re.compile(pattern), tuple(self.columns), self.depth)


def _local(name: bytes) -> str:
    return name.decode().rpartition(":")[2]
