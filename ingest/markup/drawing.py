"""How samples are written: a pattern made of one sample, or of several that do not all hold all."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from typing import TypeAlias

from ingest.markup.skeleton import NOT_WANTED, Grammar, local

_Atoms: TypeAlias = tuple[bytes | int, ...]  # words, and the columns of the values between them

_MOST_TAGS = 64
_MOST_HELD = 200  # elements in one, of all samples
_DEEPEST = 8
_TAG = re.compile(
    rb"(?P<text>[^<]*)<(?P<end>/?)(?P<name>[A-Za-z_][\w.:-]*)"
    rb"(?P<attributes>(?:\s+[A-Za-z_][\w.:-]*\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*)\s*(?P<empty>/?)>"
)
_ATTRIBUTE = re.compile(rb"\s+([A-Za-z_][\w.:-]*)\s*=\s*(?:\"([^\"<]*)\"|'([^'<]*)')")
# Values of columns are plain ones: no markup, quotes or references, nothing but ASCII. Others, in a
# document known to be plain, end where they must. Written as what is taken, which re finds sooner
# than what is not.
_VALUE = rb"([\x00-!#-%(-;=?-\x7f]*+)"
_BLANKS = rb"[ \t\n\r]*+"
_TEXT, _DOUBLY_QUOTED, _SINGLY_QUOTED = range(-4, -1)  # where a column would stand
_OTHERS = {
    _TEXT: rb"[\x00-;=-\xff]*+",
    _DOUBLY_QUOTED: rb"[\x00-!#-;=-\xff]*+",
    _SINGLY_QUOTED: rb"[\x00-&(-;=-\xff]*+",
}


@dataclass(frozen=True, slots=True)
class Element:
    """How an element is written: its begin tag, what it holds, and its end tag.

    ``value`` is the column of its text, None where it holds none; ``blanks`` stand before, between
    and behind the elements ``inside``.
    """

    begin: _Atoms
    end: bytes = b""
    value: int | None = None
    inside: tuple["Element", ...] = ()
    blanks: tuple[bytes, ...] = ()

    @property
    def depth(self) -> int:
        """How many elements are open at once, this one counted."""
        return 1 + max((element.depth for element in self.inside), default=0)

    def columns(self) -> Iterator[int]:
        """Give the columns of its values, as often as they stand in it."""
        atoms = self.begin if self.value is None else (*self.begin, self.value)
        yield from (atom for atom in atoms if isinstance(atom, int) and atom not in _OTHERS)
        for element in self.inside:
            yield from element.columns()

    def keys(self) -> list[object]:
        """Tell apart the elements inside: those of several samples with one key are the same."""
        met = Counter[object]()
        keys: list[object] = []
        for element in self.inside:
            key = element.begin, element.value, element.end
            met[key] += 1
            keys.append((key, met[key]))
        return keys


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """How samples are written: their words with groups for the values, and the groups' columns.

    ``depth`` counts the elements that are open at once, ``ways`` are the samples it was made of;
    ``in_all`` the columns that each of them has.
    """

    pattern: re.Pattern[bytes]
    columns: tuple[int, ...]
    depth: int
    ways: frozenset[Element]
    in_all: frozenset[int]


@lru_cache(maxsize=64)
def shape_of(ways: frozenset[Element]) -> Shape | None:
    """Make a shape of some samples, which has those that hold some of what these hold, in order.

    None where they hold it in no one order, or where a column may have several values.
    """
    columns: list[int] = []
    kinds: dict[tuple[int | None, bytes], list[Element]] = {}
    for way in sorted(ways, key=repr):
        kinds.setdefault((way.value, way.end), []).append(way)
    try:
        patterns = [_sample(alike, columns) for alike in kinds.values()]
    except (CycleError, _Irregular):
        return None
    pattern = re.compile(_one_of(patterns) + _BLANKS)
    in_all = frozenset.intersection(*(frozenset(way.columns()) for way in ways))
    return Shape(pattern, tuple(columns), max(way.depth for way in ways), ways, in_all)


def _sample(alike: list[Element], columns: list[int]) -> bytes:
    """Write the pattern of samples that end alike; note the columns of its groups."""
    begins = _one_of([_words(begin, columns) for begin in dict.fromkeys(a.begin for a in alike)])
    mine: list[int] = []
    held = _held(alike, mine)
    outside = {atom for way in alike for atom in way.begin}
    if len({*mine}) < len(mine) or not outside.isdisjoint(mine):
        raise _Irregular
    columns += mine
    return begins + held


def _one_of(patterns: list[bytes]) -> bytes:
    return patterns[0] if len(patterns) == 1 else b"(?:%b)" % b"|".join(patterns)


def _held(alike: Sequence[Element], columns: list[int]) -> bytes:
    """Write what elements of one name hold, and their end.

    What may be missing is a group that is never taken back (``(?>(?:...)?)``; before
    Python 3.11.5 the shorter ``(?:...)?+`` could match what it should not, gh-106052).
    """
    first = alike[0]
    if first.value is not None:
        return _words((first.value, first.end), columns)
    if not first.inside:
        return re.escape(first.end)
    if len({*alike}) == 1:
        parts = [_words(each.begin, columns) + _held([each], columns) for each in first.inside]
        pattern = b"".join(map(b"".join, zip(map(re.escape, first.blanks), parts, strict=False)))
        return pattern + re.escape(first.blanks[-1] + first.end)
    blanks = _BLANKS if any(map(any, (element.blanks for element in alike))) else b""
    keys = [element.keys() for element in alike]
    order = TopologicalSorter[object]()
    for each in keys:
        for before, key in zip([None, *each], each, strict=False):
            order.add(key, *(() if before is None else (before,)))
    names = [*order.static_order()]
    if len(names) > _MOST_HELD:
        raise _Irregular
    pattern = blanks
    for key in names:
        those = [e.inside[k.index(key)] for e, k in zip(alike, keys, strict=True) if key in k]
        part = _words(those[0].begin, columns) + _held(those, columns) + blanks
        pattern += part if len(those) == len(alike) else b"(?>(?:%b)?)" % part
    return pattern + re.escape(first.end)


def _words(atoms: Iterable[bytes | int], columns: list[int]) -> bytes:
    pattern = b""
    for atom in atoms:
        if isinstance(atom, bytes):
            pattern += re.escape(atom)
        elif atom in _OTHERS:
            pattern += _OTHERS[atom]
        else:
            columns.append(atom)
            pattern += _VALUE
    return pattern


class _Irregular(Exception):
    """A sample that is not plain elements and texts."""


def way_at(document: bytes, place: int, grammar: Grammar) -> Element | None:
    """Find how the sample that begins at a place is written; None where it is not plain."""
    drawing = _Drawing(document, grammar)
    try:
        for _ in range(_MOST_TAGS):
            tag = _TAG.match(document, place)
            if tag is None:
                return None
            drawing.add(tag)
            place = tag.end()
            if drawing.whole is not None:
                columns = [*drawing.whole.columns()]
                return drawing.whole if 0 < len(columns) == len({*columns}) else None
    except _Irregular:
        pass
    return None


@dataclass(slots=True)
class _Open:
    """An element whose end was not met yet."""

    name: bytes
    begin: _Atoms
    inside: list[Element] = field(default_factory=list)
    blanks: list[bytes] = field(default_factory=list)


class _Drawing:
    """Takes one sample apart, tag by tag."""

    def __init__(self, document: bytes, grammar: Grammar) -> None:
        self.document = document
        self.grammar = grammar
        self.open: list[_Open] = []
        self.whole: Element | None = None

    def add(self, tag: re.Match[bytes]) -> None:
        if tag["end"]:
            self._end(tag)
        else:
            self._start(tag)

    def _start(self, tag: re.Match[bytes]) -> None:
        self._space(tag)
        self.open.append(_Open(tag["name"], self._begin(tag)))
        if len(self.open) > _DEEPEST:
            raise _Irregular
        if tag["empty"]:
            if self._column() != NOT_WANTED:
                raise _Irregular
            self._close(Element(self.open[-1].begin))

    def _space(self, tag: re.Match[bytes]) -> None:
        """Take note of blanks between elements; a text among them is none that is taken out."""
        if tag["text"].strip():
            raise _Irregular
        if self.open:
            self.open[-1].blanks.append(tag["text"])

    def _begin(self, tag: re.Match[bytes]) -> _Atoms:
        found = list(_ATTRIBUTE.finditer(tag["attributes"]))
        if len({attribute[1] for attribute in found}) < len(found):
            raise _Irregular
        name = local(tag["name"].decode())
        if self.open and (name == self.grammar.sample or name in self.grammar.structure):
            raise _Irregular
        columns = {} if self.open else self.grammar.attributes
        first = tag.start("attributes")
        atoms: list[bytes | int] = []
        done = tag.end("text") - first
        for attribute in found:
            quotes = _SINGLY_QUOTED if attribute[2] is None else _DOUBLY_QUOTED
            begin, end = attribute.span(2 if attribute[3] is None else 3)
            words = self.document[first + done : first + begin]
            atoms += [words, columns.get(attribute[1].decode(), quotes)]
            done = end
        return (*atoms, self.document[first + done : tag.end()])

    def _end(self, tag: re.Match[bytes]) -> None:
        mine = self.open[-1]
        if tag["name"] != mine.name or tag["attributes"] or tag["empty"]:
            raise _Irregular
        column = self._column()
        end = self.document[tag.end("text") : tag.end()]
        if not mine.inside:
            self._close(Element(mine.begin, end, _TEXT if column == NOT_WANTED else column))
            return
        if column != NOT_WANTED:
            raise _Irregular
        self._space(tag)
        self._close(Element(mine.begin, end, None, tuple(mine.inside), tuple(mine.blanks)))

    def _close(self, element: Element) -> None:
        self.open.pop()
        if self.open:
            self.open[-1].inside.append(element)
        else:
            self.whole = element

    def _column(self) -> int:
        if len(self.open) == 1:
            return NOT_WANTED
        name, parent = (local(each.name.decode()) for each in (self.open[-1], self.open[-2]))
        return self.grammar.column(name, parent)
