"""Who is told of a document, and the rows of its samples, those taken out before among them."""

from typing import Protocol

import numpy as np

from ingest.markup.guard import refuse_element
from ingest.markup.skeleton import NOT_WANTED, Cells, Gathered, Grammar, Skeleton


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


class Rows:
    """Gives samples their rows in the order in which they are met."""

    def __init__(self, skeleton: Skeleton, collector: Collector) -> None:
        self.skeleton = skeleton
        self.collector = collector
        self.count = 0
        self._spans: list[tuple[int, int]] = []  # place, how many rows
        self._runs: dict[int, int] = {}  # number of a run -> its first row

    def add(self, samples: int) -> int:
        """Give so many samples that follow each other their rows; the first, or ``NOT_WANTED``."""
        place = self.collector.place()
        if place == NOT_WANTED:
            return NOT_WANTED
        first = self.count
        self._spans.append((place, samples))
        self.count += samples
        return first

    def take(self, number: int, depth: int) -> None:
        """Give a run of the skeleton its rows, whose mark lies in so many open elements.

        Raises
        ------
        TooLarge
            Where its samples nest too deep.
        """
        run = self.skeleton.runs[number]
        refuse_element(depth + self.skeleton.taken[run.taken].depth, 0)
        first = self.add(run.count)
        if first != NOT_WANTED:
            self._runs[number] = first

    def gathered(self, cells: list[Cells]) -> Gathered:
        """Put the samples that were taken out to those that were met."""
        taken, runs = self.skeleton.taken, self.skeleton.runs
        if len(taken) == 1 and len(self._runs) == len(runs) and taken[0].count == self.count:
            cells = [*cells, *taken[0].cells]  # all samples there are, as they stood
        else:
            cells = [*cells, *self._moved()]
        spans = np.array(self._spans, dtype=np.int64).reshape(-1, 2)
        return Gathered(np.repeat(spans[:, 0], spans[:, 1]), cells)

    def _moved(self) -> list[Cells]:
        """Give the samples that were taken out the rows of the marks that were met."""
        rows = [np.full(taken.count, NOT_WANTED) for taken in self.skeleton.taken]
        for number, row in self._runs.items():
            run = self.skeleton.runs[number]
            rows[run.taken][run.first : run.first + run.count] = np.arange(row, row + run.count)
        return [
            cells.moved(mine)
            for taken, mine in zip(self.skeleton.taken, rows, strict=True)
            for cells in taken.cells
        ]
