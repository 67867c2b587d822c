"""An XML document whose samples were taken out: what a sample is, and what stands in its place."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import compress, pairwise
from re import Pattern
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Integers: TypeAlias = npt.NDArray[np.int64]
Flags: TypeAlias = npt.NDArray[np.bool_]
Texts: TypeAlias = list[str] | list[bytes] | pa.StringArray  # few as they are, many packed

# The rows of a column's texts, and they; no rows where each sample has one.
Column: TypeAlias = tuple[list[int] | None, list[bytes]]

TIME = 0
# What a sample may hold beside its time; the cadence is as written, in revolutions, strokes or
# (one- or two-footed) steps a minute. A column's number is its place here, from 1.
NUMBERS = (
    "latitude_deg",
    "longitude_deg",
    "elevation_m",
    "distance_m",
    "speed_mps",
    "heart_rate_bpm",
    "cadence",
    "power_w",
    "temperature_c",
)
COLUMN = {name: number for number, name in enumerate(NUMBERS, 1)}
MARK = "plimsoll.run"
NOT_WANTED = -1
LEAST_TOGETHER = 4  # fewer samples are walked as quickly

_MARK = MARK.encode()
_MANY = 10_000
_PIECE_BYTES = 4_000_000


@dataclass(frozen=True, slots=True)
class Grammar:
    """What a format's sample is: its element, the columns of its attributes and of its texts.

    ``column`` gives the column of an element's text from its name and its parent's, or
    ``NOT_WANTED``; ``structure`` names the elements that mean something wherever they stand, and
    ``counted`` those of them whose attributes do not. ``described`` names those outside of samples
    whose texts do, with their parents; None: whatever stands there is told.
    """

    sample: str
    attributes: Mapping[str, int]
    column: Callable[[str, str], int]
    structure: frozenset[str]
    counted: frozenset[str] = frozenset()
    described: frozenset[tuple[str, str]] | None = None


@lru_cache(maxsize=1_000)
def local(name: str) -> str:
    """Give a name without its prefix."""
    return name.rpartition(":")[2]


def packed(texts: list[str] | list[bytes]) -> pa.StringArray:
    """Give texts in the form in which many are soonest read, and least in the way."""
    if texts and isinstance(texts[0], str):
        return pa.array(texts, pa.string())
    # As bytes, for the guard has seen that all is UTF-8.
    return pa.array(texts, pa.binary()).view(pa.string())


def put_by(texts: list[bytes]) -> Texts:
    """Give texts as they are to wait until they are read: very many packed."""
    return packed(texts) if len(texts) > _MANY else texts


def decoded(texts: Texts) -> list[str]:
    """Give texts one by one."""
    if isinstance(texts, list):
        return [text.decode() if isinstance(text, bytes) else text for text in texts]
    return list(texts.to_pylist())


def joined(texts: list[str] | list[bytes]) -> bytes:
    """Put texts one behind the other, in UTF-8."""
    return "".join(texts).encode() if isinstance(texts[0], str) else b"".join(texts)


def only(texts: Texts, wanted: Flags) -> Texts:
    """Take some of the texts."""
    if isinstance(texts, list):
        return list(compress(decoded(texts), wanted.tolist()))
    return texts.filter(pa.array(wanted))


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """Texts of some columns, and the rows they belong to, in file order.

    ``texts`` holds one column behind the other, each of as many texts as there are rows.
    ``count_up`` is set where the rows are known to be 0, 1, 2, ...
    """

    columns: tuple[int, ...]
    rows: Integers
    texts: Texts
    count_up: bool = False

    def moved(self, to: Integers) -> "Cells":
        """Give each row its new number; those below 0 are left out."""
        rows = to[self.rows]
        kept = rows >= 0
        if kept.all():
            return Cells(self.columns, rows, self.texts)
        return Cells(self.columns, rows[kept], only(self.texts, np.tile(kept, len(self.columns))))


def cells_of(columns: Iterable[tuple[int, Column]], first: int, count: int) -> Iterator[Cells]:
    """Lay by the texts of so many samples: the times, and the numbers that all have in one go.

    Parameters
    ----------
    columns : iterable of int and Column
        Each column's number, and what was found of it; its rows count from 0.
    first : int
        The row of the first sample.
    count : int
        How many samples there are.
    """
    rows = np.arange(first, first + count)
    in_all: list[int] = []
    together: list[bytes] = []
    for column, (mine, texts) in columns:
        if mine is not None:
            if texts:
                yield Cells((column,), rows[mine], put_by(texts))
        elif column == TIME:
            yield Cells((column,), rows, put_by(texts), first == 0)
        else:
            in_all.append(column)
            together += texts
    if together:
        yield Cells(tuple(in_all), rows, put_by(together), first == 0)


@dataclass(slots=True)
class Gathered:
    """The samples of a document: the place of each row, and the texts of its columns."""

    places: Integers = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    cells: list[Cells] = field(default_factory=list)

    @property
    def are_timed(self) -> bool:
        """Whether any of them has a text for a time."""
        return any(TIME in cells.columns for cells in self.cells)

    def without(self, gone: list[int]) -> "Gathered":
        """Leave rows out and number the others anew."""
        kept = np.ones(len(self.places), dtype=np.bool_)
        kept[gone] = False
        numbers = np.where(kept, np.cumsum(kept) - 1, -1)
        return Gathered(self.places[kept], [cells.moved(numbers) for cells in self.cells])


@dataclass(frozen=True, slots=True, eq=False)
class Taken:
    """Samples taken out together: how many, how deep they nest, and the texts of each column."""

    count: int
    depth: int
    cells: Sequence[Cells]


@dataclass(frozen=True, slots=True)
class Gap:
    """Text of a document that stays, in front of a row of what is taken out."""

    row: int
    text: bytes


@dataclass(frozen=True, slots=True)
class Run:
    """Samples that follow each other: ``count`` rows of a ``Taken``, from ``first``."""

    taken: int
    first: int
    count: int


@dataclass(frozen=True, slots=True, eq=False)
class Skeleton:
    """A document with marks in place of runs of samples.

    A mark's ``n`` is the place of its run in ``runs``.
    """

    document: bytes
    taken: tuple[Taken, ...] = ()
    runs: tuple[Run, ...] = ()

    @property
    def is_marked_by_us(self) -> bool:
        """Whether no mark stands in it but ours."""
        return self.document.count(_MARK) == len(self.runs)

    def without(self, taken: Taken, gaps: Sequence[Gap]) -> "Skeleton":
        """Put a mark for each run of the samples taken now.

        Parameters
        ----------
        taken : Taken
            The samples, in file order.
        gaps : sequence of Gap
            What stays of the document: before the first sample, after the last, and between those
            with more than blanks between them, in that order.
        """
        pieces, runs = [gaps[0].text], list(self.runs)
        for before, after in pairwise(gaps):
            if after.row > before.row:
                pieces.append(b'<%b n="%d"/>' % (_MARK, len(runs)))
                runs.append(Run(len(self.taken), before.row, after.row - before.row))
            pieces.append(after.text)
        return Skeleton(b"".join(pieces), (*self.taken, taken), tuple(runs))


def number_of_mark(tag: bytes) -> int:
    """Give the place of its run from what stands between a mark's brackets."""
    return int(tag.split(b'"')[1])


def pieces_of(document: bytes, begin: Pattern[bytes]) -> Iterator[bytes]:
    """Cut a large document where samples begin, for what is made of it is many small objects."""
    start = 0
    while start < len(document):
        cut = begin.search(document, start + _PIECE_BYTES)
        end = cut.start() if cut else len(document)
        yield document[start:end]
        start = end
