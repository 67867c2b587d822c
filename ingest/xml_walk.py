"""Walk a stranger's XML as far as it goes, and gather the texts of its samples in columns.

One pass of expat without namespaces, so that undeclared prefixes do no harm and a flood of
declarations costs nothing. Runs of samples that look alike are taken out first
(``ingest.xml_shapes``), the rest goes through handlers; both end in the same columns.
A file that breaks off gives what stood before the break.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeAlias, TypeVar
from xml.parsers import expat

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from ingest.xml_guard import (
    MAX_ATTRIBUTES,
    MAX_DEPTH,
    Document,
    guarded,
    refuse_doctype,
    refuse_element,
    refuse_slow,
)
from ingest.xml_shapes import without_shapes
from ingest.xml_skeleton import (
    LEAST_SAMPLES,
    MARK,
    NOT_WANTED,
    NUMBERS,
    TIME,
    Cells,
    Gathered,
    Grammar,
    Skeleton,
)
from ingest.xml_tokens import without_samples

Integers: TypeAlias = npt.NDArray[np.int64]
_Collector = TypeVar("_Collector", bound="Collector")
_Start: TypeAlias = Callable[[str, dict[str, str]], None]
_End: TypeAlias = Callable[[str], None]
_Texts: TypeAlias = tuple[list[int], list[str]]  # of one column: their rows, and they

_AFTER_THE_END = expat.errors.codes[expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT]
_MOST_BEGUN = 20_000
_FEW = 100
_A_LOOK = 8_192
_END = -2  # among the columns' numbers: a sample ends


class Collector(Protocol):
    """What a format does with the elements; names come without their prefix.

    Samples are gathered by the walk, the rest is told: start tags by ``opened``, within a sample
    only those of the grammar's structure; end tags outside of samples by ``closed``.
    """

    grammar: Grammar

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        """Take note of a start tag."""

    def closed(self, name: str, parent: str, text: str) -> None:
        """Take note of an end tag; ``text`` is what followed the last tag before it."""

    def place(self) -> int:
        """Give the number of the place of the next sample; ``NOT_WANTED`` for nowhere."""


@dataclass(frozen=True, slots=True)
class Break:
    """Where a file stopped being XML (None in UTF-16 and the like), and the rest from there."""

    at_byte: int | None
    rest: bytes
    in_sample: bool = False

    def count(self, name: str) -> int:
        """Count the start tags of one name after the break."""
        return len(re.findall(rb"<(?:[\w.-]+:)?%b[\s/>]" % name.encode(), self.rest))


@dataclass(frozen=True, slots=True, eq=False)
class Walked:
    """What a walk found, and where it broke off (None for a whole document)."""

    samples: Gathered
    broken: Break | None


class _Elsewhere(Exception):
    """A run of samples stands where no sample is read."""


class _LocalNames(dict[str, str]):
    """Names without their prefixes, each worked out once."""

    def __missing__(self, tag: str) -> str:
        return self.setdefault(tag, tag.rpartition(":")[2])


class _Columns(dict[tuple[str, str], int]):
    """Columns by tag and parent, each worked out once."""

    def __init__(self, grammar: Grammar, names: _LocalNames) -> None:
        super().__init__()
        self._grammar, self._names = grammar, names

    def __missing__(self, key: tuple[str, str]) -> int:
        name, parent = (self._names[tag] for tag in key)
        is_sample = name == self._grammar.sample
        return self.setdefault(key, _END if is_sample else self._grammar.column(name, parent))


class _Handlers:
    """The handlers of one pass, and what they put down: texts by column, and spans of rows.

    The four handlers are closures over plain lists: they run ten times a sample.
    """

    def __init__(self, collector: Collector, skeleton: Skeleton) -> None:
        self.collector = collector
        self.skeleton = skeleton
        self.grammar = collector.grammar
        self.names = _LocalNames()
        self.path = [""]
        self.text: list[str] = []
        self.is_in_sample = False
        self.row = [0]  # the last sample's, in a list for the closures
        self.texts: list[_Texts] = [([], []) for _ in (TIME, *NUMBERS)]
        self.n_begun = 0
        self.count = 0
        self.spans: list[tuple[int, int]] = []  # place, how many rows
        self.runs: dict[int, int] = {}  # number of a run -> its first row
        self.cut_short: list[int] = []  # rows of samples that another began in
        self.samples = Gathered()
        # The override: the text was decoded by the guard, whatever its declaration says.
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = True
        self.parser.CharacterDataHandler = self.text.append
        self.parser.StartDoctypeDeclHandler = refuse_doctype
        self._outside = self._told()
        self._inside: tuple[_Start, _End] | None = None  # made when a sample is met
        self._switch(self._outside)

    def close(self) -> None:
        """Let go of the closures, which hold this, so that the memory is free at once."""
        del self.parser, self._outside, self._inside

    def _switch(self, handlers: tuple[_Start, _End]) -> None:
        self.parser.StartElementHandler, self.parser.EndElementHandler = handlers
        self.is_in_sample = handlers is not self._outside

    def _told(self) -> tuple[_Start, _End]:
        path, text, names, collector = self.path, self.text, self.names, self.collector
        sample, structure = self.grammar.sample, self.grammar.structure
        described = self.grammar.described

        def start(tag: str, attributes: dict[str, str]) -> None:
            path.append(tag)
            if len(path) > MAX_DEPTH or len(attributes) > MAX_ATTRIBUTES:
                refuse_element(len(path) - 1, len(attributes))
            text.clear()
            name = names[tag]
            if name == sample:
                self._begin(attributes)
            elif tag == MARK and self.skeleton.runs:
                self._take(int(attributes["n"]))
            elif described is None or name in structure:
                collector.opened(name, attributes)

        def end(_tag: str) -> None:
            name = names[path.pop()]
            if described is None or name in described:
                collector.closed(name, names[path[-1]], "".join(text))
            text.clear()

        return start, end

    def _gathering(self) -> tuple[_Start, _End]:
        path, text, row, texts = self.path, self.text, self.row, self.texts
        columns = _Columns(self.grammar, self.names)
        dull: set[str] = set()  # tags that mean nothing by themselves

        def start(tag: str, attributes: dict[str, str]) -> None:
            path.append(tag)
            if len(path) > MAX_DEPTH or (attributes and len(attributes) > MAX_ATTRIBUTES):
                refuse_element(len(path) - 1, len(attributes))
            text.clear()
            if tag not in dull and not self._means_more(tag, attributes):
                dull.add(tag)

        def end(tag: str) -> None:
            path.pop()
            column = columns[tag, path[-1]]
            if column >= 0:
                rows, written = texts[column]
                rows.append(row[0])
                written.append(text[0] if len(text) == 1 else "".join(text))
            elif column == _END:
                self._finish()
            text.clear()

        return start, end

    def _means_more(self, tag: str, attributes: dict[str, str]) -> bool:
        """Whether a tag within a sample means something, which is done at once."""
        name = self.names[tag]
        if name == self.grammar.sample:
            self.cut_short.append(self.row[0])
            self._begin(attributes)
        elif tag == MARK and self.skeleton.runs:
            raise _Elsewhere
        elif name in self.grammar.structure:
            self.collector.opened(name, attributes)
        else:
            return False
        return True

    def _begin(self, attributes: dict[str, str]) -> None:
        place = self.collector.place()
        if place == NOT_WANTED:
            return
        for name, column in self.grammar.attributes.items():
            if name in attributes:
                rows, written = self.texts[column]
                rows.append(self.count)
                written.append(attributes[name])
        self.row[0] = self.count
        self.n_begun += 1
        self.spans.append((place, 1))
        self.count += 1
        self._inside = self._inside or self._gathering()
        self._switch(self._inside)

    def _finish(self) -> None:
        self._switch(self._outside)
        if self.n_begun > _MOST_BEGUN:
            self._put_down()

    def _take(self, number: int) -> None:
        """Give a run of the skeleton its rows."""
        run = self.skeleton.runs[number]
        refuse_element(len(self.path) - 2 + self.skeleton.taken[run.taken].depth, 0)
        place = self.collector.place()
        if place != NOT_WANTED:
            self.runs[number] = self.count
            self.spans.append((place, run.count))
            self.count += run.count

    def _put_down(self) -> None:
        """Pack the texts so far, which are many small objects."""
        for column, (rows, texts) in enumerate(self.texts):
            if rows:
                few = texts.copy() if len(texts) <= _FEW else pa.array(texts, pa.string())
                self.samples.cells.append(Cells((column,), np.array(rows), few))
                rows.clear()
                texts.clear()
        self.n_begun = 0

    def gathered(self) -> Gathered:
        """Sum up the walk: whole samples only, in file order."""
        cut_short = [*self.cut_short, *(self.row if self.is_in_sample else ())]
        if self.n_begun:
            self._put_down()
        taken, runs = self.skeleton.taken, self.skeleton.runs
        if len(taken) == 1 and len(self.runs) == len(runs) and taken[0].count == self.count:
            self.samples.cells += taken[0].cells  # all samples there are, as they stood
        else:
            self._put_down_taken()
        spans = np.array(self.spans, dtype=np.int64).reshape(-1, 2)
        self.samples.places = np.repeat(spans[:, 0], spans[:, 1])
        return self.samples.without(cut_short) if cut_short else self.samples

    def _put_down_taken(self) -> None:
        """Give the samples that were taken out the rows of the marks that were met."""
        rows = [np.full(taken.count, -1, dtype=np.int64) for taken in self.skeleton.taken]
        for number, row in self.runs.items():
            run = self.skeleton.runs[number]
            rows[run.taken][run.first : run.first + run.count] = np.arange(row, row + run.count)
        for taken, mine in zip(self.skeleton.taken, rows, strict=True):
            self.samples.cells += (cells.moved(mine) for cells in taken.cells)


def walk(data: bytes, make: Callable[[], _Collector]) -> tuple[_Collector, Walked]:
    """Hand a document to a collector, in file order, and gather its samples.

    Parameters
    ----------
    data : bytes
        An XML document, see ``ingest.xml_guard.guarded``.
    make : callable
        Makes the collector; once more where the quick way through the document ends nowhere.

    Returns
    -------
    tuple
        The collector that was told of the whole document, and what the walk gathered.

    Raises
    ------
    TooLarge, UnsafeFile, EmptyFile
        From the guard; too much to be read tag by tag; over ``MAX_DEPTH``, over
        ``MAX_ATTRIBUTES`` on one element, a DOCTYPE.
    """
    document = guarded(data)
    collector = make()
    skeleton = _skeleton(document.text, collector.grammar)
    refuse_slow(skeleton.document)
    if skeleton.runs:
        try:
            handlers = _Handlers(collector, skeleton)
            if _parse(handlers, document, skeleton.document) is None:
                return collector, Walked(handlers.gathered(), None)
        except _Elsewhere:
            pass
        # Broken or odd: from the start, with the whole text, to say where.
        refuse_slow(document.text)
        collector = make()
    handlers = _Handlers(collector, Skeleton(document.text))
    broken = _parse(handlers, document, document.text)
    return collector, Walked(handlers.gathered(), broken)


def _skeleton(document: bytes, grammar: Grammar) -> Skeleton:
    """Take out the samples of the commonest shapes, then the others, while there are many."""
    skeleton = Skeleton(document)
    name = grammar.sample.encode()
    if not _holds_many(document, name):
        return skeleton
    begin = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?%b[\s>]" % name)
    skeleton = without_shapes(skeleton, grammar, begin)
    if not skeleton.is_marked_by_us:
        return Skeleton(document)
    are_left = _holds_many(skeleton.document, name)
    return without_samples(skeleton, grammar, begin) if are_left else skeleton


def _holds_many(document: bytes, name: bytes) -> bool:
    most = 2 * LEAST_SAMPLES
    return document.count(name, 0, _A_LOOK) >= most or document.count(name) >= most


def _parse(handlers: _Handlers, document: Document, text: bytes) -> Break | None:
    parser = handlers.parser
    try:
        # In one piece: expat before 2.6 takes quadratic time over a long tag fed in pieces.
        parser.Parse(text, True)  # noqa: FBT003
    except expat.ExpatError as error:
        at = max(parser.ErrorByteIndex, 0)
        if error.code == _AFTER_THE_END and b"<" not in text[at:]:
            return None
        return Break(document.at_byte(at), text[at:], handlers.is_in_sample)
    finally:
        handlers.close()
    return None
