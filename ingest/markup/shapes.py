"""Samples written alike, taken out of an XML document together.

A watch's export writes thousands of samples in the same words, values apart, or in the words of a
few shapes. A pattern made of one sample of each takes the values out of the others in one pass.
What matches is a whole element of plain texts, so the rest of the document is as well-formed
without it, wherever it stood.
"""

import re
from collections.abc import Iterator
from typing import TypeAlias, cast

from ingest.markup.drawing import Shape, shape_at, together
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

_A_LOOK, _A_LONG_LOOK = 8, 48
_UNEVEN = 0.618  # of a step: the golden section, whose multiples come nowhere close together
_SHORT = 65_536  # bytes; as soon gone through again as looked at
_FEW_LEFT = 8  # tags, and one for so many samples taken: sooner walked than gone through again
_MOST_OF_THEM = 0.6
_NEARLY_ALL = 0.9  # what lies between samples of several shapes costs more than it saves
_ALIKE = 2  # as many of those looked at make a shape that is worth a pattern
_MOST_ODD = 2
_MOST_SHAPES = 5
_LEAST_SHARE = 5  # of which one shape has one, or they are of too many
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
    if len(document) <= _SHORT:
        found = _by_and_by(document, grammar, begin)
    else:
        shape = _common_shapes(document, grammar, begin)
        found = _taken(document, shape, begin) if shape else None
    tags = document.count(grammar.sample.encode())
    return skeleton.without(*found) if found and 4 * found[0].count > tags else skeleton


def _by_and_by(document: bytes, grammar: Grammar, begin: re.Pattern[bytes]) -> _Found | None:
    """Take out the samples of one shape, then also those shaped like one of what is left, ...

    Gives None where a few shapes do not have nearly all samples.
    """
    left = document
    name = grammar.sample.encode()
    tags = document.count(name)
    shape: Shape | None = None
    for _ in range(_MOST_SHAPES):
        match = begin.search(left, len(left) // 2) or begin.search(left)
        met = _known_or_drawn(left, match.start(), grammar) if match else None
        if met is None or met is shape:
            break
        shape = met if shape is None else together(frozenset((shape, met)))
        _remember(shape, grammar)
        found = _taken(document, shape, begin)
        left = b"".join([gap.text for gap in found[1]])
        if left.count(name) <= _FEW_LEFT + found[0].count // _FEW_LEFT:
            return found
        if 2 * _LEAST_SHARE * found[0].count < tags:
            break
    return None


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


def _common_shapes(document: bytes, grammar: Grammar, begin: re.Pattern[bytes]) -> Shape | None:
    """Find the shapes that most of some samples spread over the document have, as one."""
    for looked_at in (_A_LOOK, _A_LONG_LOOK):  # few shapes or one, as a rule
        places = _spread(document, begin, looked_at)
        shapes, matched = _shapes_at(document, places, grammar)
        if len(shapes) == 1 and matched > _MOST_OF_THEM * len(places):
            return shapes[0]
        if not shapes:
            return None
    if matched < _NEARLY_ALL * len(places):
        return None
    return together(frozenset(shapes))


def _spread(document: bytes, begin: re.Pattern[bytes], count: int) -> list[int]:
    """Find where samples begin, so many of them, spread over the document.

    Not at even steps, at which every other sample or every tenth would look like all of them.
    """
    step = len(document) / count
    places = (int((i + i * _UNEVEN % 1) * step) for i in range(count))
    found = (begin.search(document, place) for place in places)
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
        _remember(drawn, grammar)
    return drawn


def _remember(shape: Shape, grammar: Grammar) -> None:
    known = _known.get(grammar.sample, ())
    if shape not in known and len(shape.ways) <= _MOST_SHAPES:
        _known[grammar.sample] = (shape, *known[: _MOST_KNOWN - 1])
