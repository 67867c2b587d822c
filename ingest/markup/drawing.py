"""How a sample is written: a pattern made of one sample, or of one of each of several shapes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from ingest.markup.skeleton import NOT_WANTED, Grammar, local

_Atoms: TypeAlias = tuple[bytes | int, ...]

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


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """How samples are written: their words with groups for the values, and the groups' columns.

    ``depth`` counts the elements that are open at once. ``ways`` are the words of one sample of
    each way of writing, cut behind each tag, and the columns of the values between them;
    ``in_all`` the columns that each way has.
    """

    pattern: re.Pattern[bytes]
    columns: tuple[int, ...]
    depth: int
    ways: frozenset[_Atoms]
    in_all: frozenset[int]


def _shape_of(samples: Sequence[_Atoms], depth: int) -> Shape:
    """Make one shape of what some samples are written like; what they begin with is one."""
    columns: list[int] = []
    pattern = re.compile(_tree(samples, columns) + rb"[ \t\n\r]*+")
    in_all = set(columns).intersection(*samples)
    return Shape(pattern, tuple(columns), depth, frozenset(samples), frozenset(in_all))


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


@lru_cache(maxsize=64)
def together(shapes: frozenset[Shape]) -> Shape:
    """Make one shape of several."""
    ways = frozenset[_Atoms]().union(*(shape.ways for shape in shapes))
    return _shape_of(sorted(ways, key=repr), max(shape.depth for shape in shapes))


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
        name = local(tag["name"].decode())
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
        return self.grammar.column(local(self.path[-1].decode()), local(self.path[-2].decode()))

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
