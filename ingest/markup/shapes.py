"""Samples written alike, taken out of an XML document together.

A watch's export writes thousands of samples in the same words, values apart, or holds in each some
of the same elements. A pattern made of one sample, or of some, takes the values out of the others
in one pass. The document is plain (``ingest.markup.tidying``) and what matches a whole element, so
the rest is as well-formed without it, wherever it stood.
"""

import re
from collections.abc import Iterator
from typing import TypeAlias, cast

from ingest.markup.drawing import Element, Shape, shape_of, way_at
from ingest.markup.skeleton import (
    Cells,
    Column,
    Gap,
    Grammar,
    Skeleton,
    Taken,
    cells_of,
    pieces_of,
)

_Found: TypeAlias = tuple[Taken, list[Gap]]

_A_SHORT_LOOK, _A_LOOK, _A_LONG_LOOK = 2, 5, 40  # samples
_LOOKED_AT_EACH = 16_384  # bytes, to draw a sample takes a while
_UNEVEN = 0.618  # of a step: the golden section, whose multiples come nowhere close together
_SHORT = 65_536  # bytes; as soon gone through again as looked at
_FEW_LEFT = 8  # tags, and one for so many samples taken: sooner walked than gone through again
_MOST_ROUNDS = 4
_LEAST_RUN, _WORTH_OF_MARK = 4, 4  # samples; tags: where runs are short, marks may cost too much
_MOST_WAYS = 64
_MOST_KNOWN = 16


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
        The document as it is where that were not most of its samples.
    """
    document = skeleton.document
    name = grammar.sample.encode()
    left, n_left, shape, found = document, 0, None, None
    for _ in range(_MOST_ROUNDS):
        met = _shape_of(left, shape, grammar, begin)
        if met is None or met is shape:
            break
        shape = met
        found = _taken(document, shape, begin)
        left = b"".join([gap.text for gap in found[1]])
        n_left = left.count(name)
        if n_left <= _FEW_LEFT + found[0].count // _FEW_LEFT:
            break
    if found is None or n_left >= 2 * found[0].count:
        return skeleton
    marks = len(found[1]) - 1
    are_short = marks * _LEAST_RUN > found[0].count
    cost = left.count(b"<") + marks * _WORTH_OF_MARK if are_short else 0
    return skeleton.without(*found) if not cost or cost < document.count(b"<") else skeleton


def _taken(document: bytes, shape: Shape, begin: re.Pattern[bytes]) -> _Found:
    """Take the samples of one shape out, and give what stays of the document."""
    gaps: list[Gap] = []
    count = 0
    cells: list[Cells] = []
    for piece in pieces_of(document, begin):
        parts = shape.pattern.split(piece)
        between = parts[:: len(shape.columns) + 1]
        last = len(between) - 1
        gaps.append(Gap(count, between[0]))
        if any(between[1:last]):
            gaps += [Gap(count + i, between[i]) for i in range(1, last) if between[i]]
        if last:
            gaps.append(Gap(count + last, between[last]))
        cells += cells_of(_columns(shape, parts), count, last)
        count += last
    return Taken(count, shape.depth, cells), gaps


def _columns(shape: Shape, parts: list[bytes | None]) -> Iterator[tuple[int, Column]]:
    """Sort what a pattern split."""
    width = len(shape.columns) + 1
    columns: dict[int, list[bytes | None]] = {}
    for i, column in enumerate(shape.columns, 1):
        texts = parts[i::width]
        if column in columns:  # in several branches: a sample has passed one of them
            before = columns[column]
            texts = [b if a is None else a for a, b in zip(before, texts, strict=True)]
        columns[column] = texts
    for column, texts in columns.items():
        if column in shape.in_all:
            yield column, (None, cast("list[bytes]", texts))
        else:
            rows = [row for row, text in enumerate(texts) if text is not None]
            yield column, (rows, [text for text in texts if text is not None])


def _shape_of(
    document: bytes, shape: Shape | None, grammar: Grammar, begin: re.Pattern[bytes]
) -> Shape | None:
    """Find the shape that some samples spread over a document have, and those of a shape before.

    Gives the one before where nothing is to be put to it.
    """
    first = _A_SHORT_LOOK if len(document) <= _SHORT else _A_LOOK
    longer = min(len(document) // _LOOKED_AT_EACH, _A_LONG_LOOK)
    for looked_at in (first, longer) if shape is None else (_A_LOOK,):
        places = _spread(document, begin, looked_at)
        known = shape or _best_known(document, places, grammar)
        left = [at for at in places if not (known and known.pattern.match(document, at))]
        ways = {way for at in left if (way := way_at(document, at, grammar))}
        drawn = _together(known, frozenset(ways)) if ways else known
        if drawn is None or drawn is known or len(ways) == 1 or longer <= first:
            break
    if drawn is not None:
        _remember(drawn, grammar)
    return drawn


def _together(shape: Shape | None, ways: frozenset[Element]) -> Shape | None:
    """Put ways of writing to a shape, or where they do not go together take them for themselves."""
    both = ways | shape.ways if shape else ways
    return (shape_of(both) if len(both) <= _MOST_WAYS else None) or shape_of(ways) or shape


def _best_known(document: bytes, places: list[int], grammar: Grammar) -> Shape | None:
    """Find the narrowest of the shapes known that has all of the samples, else any of them."""
    some: Shape | None = None
    for shape in sorted(_known.get(grammar.sample, ()), key=lambda shape: len(shape.ways)):
        met = sum(1 for at in places if shape.pattern.match(document, at))
        if met == len(places):
            return shape
        some = shape if met else some
    return some


def _spread(document: bytes, begin: re.Pattern[bytes], count: int) -> list[int]:
    """Find where samples begin, so many of them, spread over the document.

    Not at even steps, at which every other sample or every tenth would look like all of them.
    """
    step = len(document) / count
    found: list[int] = []
    for i in range(count):
        place = int((i + i * _UNEVEN % 1) * step)
        match = begin.search(document, place) if not found or place > found[-1] else None
        if match:
            found.append(match.start())
    return found


# The shapes met last, by the name of the sample: an archive holds many files of few exporters.
_known: dict[str, tuple[Shape, ...]] = {}


def _remember(shape: Shape, grammar: Grammar) -> None:
    known = _known.get(grammar.sample, ())
    if shape not in known:
        _known[grammar.sample] = (shape, *known[: _MOST_KNOWN - 1])
