"""Samples written alike, taken out of an XML document together.

A watch's export writes thousands of samples in the same words, values apart, or in the words of a
few shapes. A pattern made of one sample of each takes the values out of the others in one pass.
What matches is a whole element of plain texts, so the rest of the document is as well-formed
without it, wherever it stood.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias, cast

import numpy as np

from ingest.xml_skeleton import (
    NOT_WANTED,
    TIME,
    Cells,
    Gap,
    Grammar,
    Integers,
    Skeleton,
    Taken,
    packed,
    pieces_of,
)

_Atoms: TypeAlias = tuple[bytes | int, ...]

_A_LOOK, _A_LONG_LOOK = 8, 48
_A_LOOK_EACH = 16_384  # bytes, in a short document, beyond the first
_MOST_OF_THEM = 0.6
_NEARLY_ALL = 0.9  # what lies between samples of several shapes costs more than it saves
_ALIKE = 2  # as many of those looked at make a shape that is worth a pattern
_MOST_ODD = 2
_MOST_SHAPES = 8
_MOST_KNOWN = 16
_MOST_TAGS = 64
_DEEPEST = 8
_TAG = re.compile(
    rb"(?P<text>[^<&]*)<(?P<end>/?)(?P<name>[A-Za-z_][\w.:-]*)"
    rb"(?P<attributes>(?:\s+[A-Za-z_][\w.:-]*\s*=\s*(?:\"[^\"<&]*\"|'[^'<&]*'))*)\s*(?P<empty>/?)>"
)
_ATTRIBUTE = re.compile(rb"\s+([A-Za-z_][\w.:-]*)\s*=\s*(?:\"([^\"<&]*)\"|'([^'<&]*)')")
_BEHIND_TAGS = re.compile(rb"[^>]*>|[^>]+")
# Plain values only: no markup, quotes or references, no end of a CDATA section, nothing but ASCII.
# Written as what is taken, which re finds sooner than what is not.
_VALUE = rb"[\x00-!#-%(-;=?-\\^-\x7f]*+"


@dataclass(frozen=True, slots=True)
class Shape:
    """How samples are written: their words with groups for the values, and the groups' columns.

    ``atoms`` are the words of one sample, cut behind each tag, and the columns of the values
    between them. ``depth`` counts the elements that are open at once.
    """

    pattern: re.Pattern[bytes]
    columns: tuple[int, ...]
    depth: int
    atoms: _Atoms = ()


def _shape_of(samples: Sequence[_Atoms], depth: int) -> Shape:
    """Make one shape of what some samples are written like; what they begin with is one."""
    columns: list[int] = []
    pattern = re.compile(_tree(samples, columns) + rb"[ \t\n\r]*+")
    return Shape(pattern, tuple(columns), depth, samples[0] if len(samples) == 1 else ())


def _tree(samples: Sequence[_Atoms], columns: list[int]) -> bytes:
    """Write a pattern that branches where samples differ; note the columns of its groups."""
    pattern = b""
    while len(first := {sample[:1] for sample in samples}) == 1 and samples[0]:
        atom = first.pop()[0]
        if isinstance(atom, bytes):
            pattern += re.escape(atom)
        elif atom == NOT_WANTED:
            pattern += _VALUE
        else:
            columns.append(atom)
            pattern += b"(%b)" % _VALUE
        samples = [sample[1:] for sample in samples]
    if not any(samples):
        return pattern
    branches: dict[_Atoms, list[_Atoms]] = {}
    for sample in samples:
        branches.setdefault(sample[:1], []).append(sample)
    return pattern + b"(?:%b)" % b"|".join(_tree(rest, columns) for rest in branches.values())


def without_shapes(skeleton: Skeleton, grammar: Grammar, begin: re.Pattern[bytes]) -> Skeleton:
    """Take the samples of the commonest shapes out of a document.

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
    found = _common_shapes(skeleton.document, grammar, begin)
    if found is None:
        return skeleton
    gaps: list[Gap] = []
    count = 0
    cells: list[Cells] = []
    for piece in pieces_of(skeleton.document, begin):
        parts = found.pattern.split(piece)
        between = parts[:: len(found.columns) + 1]
        last = len(between) - 1
        told = {0, last, *(i for i, text in enumerate(between) if text)}
        gaps += (Gap(count + i, between[i]) for i in sorted(told))
        cells += _cells(found, parts, np.arange(count, count + last))
        count += last
    return skeleton.without(Taken(count, found.depth, cells), gaps)


def _cells(shape: Shape, parts: list[bytes | None], rows: Integers) -> Iterator[Cells]:
    """Sort what a pattern split: the times, and the numbers that all samples have in one go."""
    width = len(shape.columns) + 1
    columns: dict[int, list[bytes | None]] = {}
    for i, column in enumerate(shape.columns, 1):
        texts = parts[i::width]
        if column in columns:  # in several branches: a sample has passed one of them
            before = columns[column]
            texts = [b if a is None else a for a, b in zip(before, texts, strict=True)]
        columns[column] = texts
    in_all: list[int] = []
    together: list[bytes] = []
    count_up = rows[:1].tolist() == [0]
    for column, texts in columns.items():
        if not shape.atoms and None in texts:
            mine = np.array([text is not None for text in texts])
            yield Cells((column,), rows[mine], packed([text for text in texts if text is not None]))
        elif column == TIME:
            yield Cells((TIME,), rows, packed(cast("list[bytes]", texts)), count_up)
        else:
            in_all.append(column)
            together += cast("list[bytes]", texts)
    if together:
        yield Cells(tuple(in_all), rows, packed(together), count_up)


def _common_shapes(document: bytes, grammar: Grammar, begin: re.Pattern[bytes]) -> Shape | None:
    """Find the shapes that most of some samples spread over the document have, as one."""
    for looked_at in (_A_LOOK, _A_LONG_LOOK):  # few shapes or one, as a rule
        places = _spread(document, begin, min(looked_at, 3 + len(document) // _A_LOOK_EACH))
        shapes, matched = _shapes_at(document, places, grammar)
        if len(shapes) == 1 and matched > _MOST_OF_THEM * len(places):
            return shapes[0]
        if not shapes:
            return None
    if matched < _NEARLY_ALL * len(places):
        return None
    return _together(frozenset(shapes))


def _spread(document: bytes, begin: re.Pattern[bytes], count: int) -> list[int]:
    """Find where samples begin, so many of them, spread over the document."""
    step = max(len(document) // count, 1)
    found = (begin.search(document, place) for place in range(step // 2, len(document), step))
    return sorted({match.start() for match in found if match})


def _shapes_at(document: bytes, places: list[int], grammar: Grammar) -> tuple[list[Shape], int]:
    """Find the shapes that several of the samples have, and how many have one of them."""
    shapes: list[Shape] = []
    left, odd = places, 0
    while left and odd < _MOST_ODD and len(shapes) < _MOST_SHAPES:
        place = left[len(left) // 2]
        shape = _known_or_drawn(document, place, grammar)
        others = [at for at in left if at != place]
        if shape is not None:
            match = shape.pattern.match
            others = [at for at in others if not match(document, at)]
        if shape is not None and len(left) - len(others) >= min(_ALIKE, len(places)):
            shapes.append(shape)
        else:
            odd += 1
        left = others
    return shapes, len(places) - len(left) - odd


# The shapes met last, by the name of the sample: an archive holds many files of few exporters.
_known: dict[str, tuple[Shape, ...]] = {}


def _known_or_drawn(document: bytes, place: int, grammar: Grammar) -> Shape | None:
    known = _known.get(grammar.sample, ())
    for shape in known:
        if shape.pattern.match(document, place):
            return shape
    drawn = shape_at(document, place, grammar)
    if drawn is not None:
        _known[grammar.sample] = (drawn, *known[: _MOST_KNOWN - 1])
    return drawn


@lru_cache(maxsize=64)
def _together(shapes: frozenset[Shape]) -> Shape:
    samples = sorted((shape.atoms for shape in shapes), key=repr)
    return _shape_of(samples, max(shape.depth for shape in shapes))


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
        self.atoms: list[bytes | int] = []
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
        self._words(begin)
        self.atoms.append(column)
        if column != NOT_WANTED:
            self.columns.append(column)
        self.place = end

    def shape(self, end: int) -> Shape:
        if not self.columns:
            raise _Irregular
        self._words(end)
        return _shape_of([tuple(self.atoms)], self.depth)

    def _words(self, end: int) -> None:
        self.atoms += _BEHIND_TAGS.findall(self.document[self.place : end])


def _local(name: bytes) -> str:
    return name.decode().rpartition(":")[2]
