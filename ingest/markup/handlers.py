"""The handlers of one pass of expat over what was not taken out, and what they put down."""

from collections import defaultdict
from collections.abc import Callable
from typing import Protocol, TypeAlias
from xml.parsers import expat

import numpy as np

from ingest.markup.guard import MAX_ATTRIBUTES, MAX_DEPTH, refuse_doctype, refuse_element
from ingest.markup.skeleton import (
    MARK,
    NOT_WANTED,
    Cells,
    Gathered,
    Grammar,
    Skeleton,
    local,
    packed,
)

_Start: TypeAlias = Callable[[str, dict[str, str]], None]
_End: TypeAlias = Callable[[str], None]
_Texts: TypeAlias = tuple[list[int], list[str]]  # of one column: their rows, and they

_MOST_BEGUN = 20_000
_FEW = 100
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


class Elsewhere(Exception):
    """A run of samples stands where no sample is read."""


class _Columns(dict[tuple[str, str], int]):
    """Columns by tag and parent, each worked out once."""

    def __init__(self, grammar: Grammar) -> None:
        super().__init__()
        self._grammar = grammar

    def __missing__(self, key: tuple[str, str]) -> int:
        name, parent = map(local, key)
        is_sample = name == self._grammar.sample
        return self.setdefault(key, _END if is_sample else self._grammar.column(name, parent))


class Handlers:
    """The handlers of one pass, and what they put down: texts by column, and spans of rows.

    The four handlers are closures over plain lists: they run ten times a sample.
    """

    def __init__(self, collector: Collector, skeleton: Skeleton) -> None:
        self.collector = collector
        self.skeleton = skeleton
        self.grammar = collector.grammar
        self.path = [""]
        self.text: list[str] = []
        self.is_in_sample = False
        self.row = [0]  # the last sample's, in a list for the closures
        self.texts = defaultdict[int, _Texts](lambda: ([], []))
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
        path, text, collector = self.path, self.text, self.collector
        described = self.grammar.described
        dull: set[str] = set()  # tags that mean nothing by themselves
        silent: set[str] = set()  # and whose texts do not either

        def start(tag: str, attributes: dict[str, str]) -> None:
            path.append(tag)
            if len(path) > MAX_DEPTH or (attributes and len(attributes) > MAX_ATTRIBUTES):
                refuse_element(len(path) - 1, len(attributes))
            text.clear()
            if tag not in dull and not self._means_something(tag, attributes):
                dull.add(tag)
                if described is not None and local(tag) not in described:
                    silent.add(tag)

        def end(tag: str) -> None:
            path.pop()
            if tag not in silent:
                collector.closed(local(tag), local(path[-1]), "".join(text))
            text.clear()

        return start, end

    def _means_something(self, tag: str, attributes: dict[str, str]) -> bool:
        """Whether a tag outside of samples means something, which is done at once."""
        name = local(tag)
        if name == self.grammar.sample:
            self._begin(attributes)
        elif tag == MARK and self.skeleton.runs:
            self._take(int(attributes["n"]))
        elif self.grammar.described is None or name in self.grammar.structure:
            self.collector.opened(name, attributes)
        else:
            return False
        return True

    def _gathering(self) -> tuple[_Start, _End]:
        path, text, row, texts = self.path, self.text, self.row, self.texts
        columns = _Columns(self.grammar)
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
        name = local(tag)
        if name == self.grammar.sample:
            self.cut_short.append(self.row[0])
            self._begin(attributes)
        elif tag == MARK and self.skeleton.runs:
            raise Elsewhere
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
        for column, (rows, texts) in self.texts.items():
            if texts:
                put_by = texts.copy() if len(texts) <= _FEW else packed(texts)
                self.samples.cells.append(Cells((column,), np.array(rows), put_by))
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
