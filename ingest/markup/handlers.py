"""The handlers of one pass of expat over what was not taken out, and what they put down."""

from collections import defaultdict
from collections.abc import Callable
from typing import TypeAlias
from xml.parsers import expat

import numpy as np

from ingest.markup.guard import MAX_ATTRIBUTES, MAX_DEPTH, refuse_doctype, refuse_element
from ingest.markup.rows import Collector, Rows
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
        self.has_runs = bool(skeleton.runs)
        self.grammar = collector.grammar
        self.path = [""]
        self.text: list[str] = []
        self.is_in_sample = False
        self.row = [0]  # the last sample's, in a list for the closures
        self.texts = defaultdict[int, _Texts](lambda: ([], []))
        self.n_begun = 0
        self.rows = Rows(skeleton, collector)
        self.cut_short: list[int] = []  # rows of samples that another began in
        self.cells: list[Cells] = []
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
        names = None if described is None else {name for name, _ in described}
        dull: set[str] = set()  # tags that mean nothing by themselves
        silent: set[str] = set()  # and whose texts do not either

        def start(tag: str, attributes: dict[str, str]) -> None:
            path.append(tag)
            if len(path) > MAX_DEPTH or (attributes and len(attributes) > MAX_ATTRIBUTES):
                refuse_element(len(path) - 1, len(attributes))
            text.clear()
            if tag not in dull and not self._means_something(tag, attributes):
                dull.add(tag)
                if names is not None and local(tag) not in names:
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
        elif tag == MARK and self.has_runs:
            self.rows.take(int(attributes["n"]), len(self.path) - 2)
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
        elif tag == MARK and self.has_runs:
            raise Elsewhere
        elif name in self.grammar.structure:
            self.collector.opened(name, attributes)
        else:
            return False
        return True

    def _begin(self, attributes: dict[str, str]) -> None:
        row = self.rows.add(1)
        if row == NOT_WANTED:
            return
        for name, column in self.grammar.attributes.items():
            if name in attributes:
                rows, written = self.texts[column]
                rows.append(row)
                written.append(attributes[name])
        self.row[0] = row
        self.n_begun += 1
        self._inside = self._inside or self._gathering()
        self._switch(self._inside)

    def _finish(self) -> None:
        self._switch(self._outside)
        if self.n_begun > _MOST_BEGUN:
            self._put_down()

    def _put_down(self) -> None:
        """Pack the texts so far, which are many small objects."""
        for column, (rows, texts) in self.texts.items():
            if texts:
                put_by = texts.copy() if len(texts) <= _FEW else packed(texts)
                self.cells.append(Cells((column,), np.array(rows), put_by))
            rows.clear()
            texts.clear()
        self.n_begun = 0

    def gathered(self) -> Gathered:
        """Sum up the walk: whole samples only, in file order."""
        cut_short = [*self.cut_short, *(self.row if self.is_in_sample else ())]
        if self.n_begun:
            self._put_down()
        found = self.rows.gathered(self.cells)
        return found.without(cut_short) if cut_short else found
