"""Samples taken out of an XML document together, each known by the row of its tags.

Between the first sample and the last the text is cut at its brackets. Which tags follow each other
from one sample to the next is looked up: the first of a kind is read tag by tag, which says where
in it the wanted texts stand, the others are like it. Only samples that are plain well-formed
elements and texts are taken; wherever something else stands, the document stays as it is for the
handlers.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import unescape

from ingest.markup.skeleton import (
    MARK,
    NOT_WANTED,
    Cells,
    Column,
    Gap,
    Grammar,
    Skeleton,
    Taken,
    cells_of,
    local,
    pieces_of,
)

_MOST_KEPT = 2_000
_MOST_TAGS = 2_000  # that differ, or are met inside of others
_DEEPEST = 32
_MOST_ATTRIBUTES = 32
_TAG = re.compile(
    rb"(?P<end>/?)(?P<name>[A-Za-z_][\w.:-]*)"
    rb"(?P<attributes>(?:\s+[A-Za-z_][\w.:-]*\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*(?P<empty>/?)"
)
_ATTRIBUTE = re.compile(rb"\s+([A-Za-z_][\w.:-]*)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_FORBIDDEN = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
_STRANGE_REFERENCE = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)")
_QUOTES = {"&quot;": '"', "&apos;": "'"}
_NO_BRACKETS = bytes(letter for letter in range(256) if letter not in b"<>")


class _Odd(Exception):
    """Something the handlers must look at."""


def without_samples(skeleton: Skeleton, grammar: Grammar, begin: re.Pattern[bytes]) -> Skeleton:
    """Take all samples out of a document, whatever their kinds.

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
        The document as it is where anything but plain elements stands between its first sample
        and its last.
    """
    document = skeleton.document
    first = begin.search(document)
    end = document.find(b">", document.rfind(grammar.sample.encode())) + 1
    if first is None or end <= first.start():
        return skeleton
    kinds = _Kinds(grammar, first[0][1:-1])
    gaps = [Gap(0, document[: first.start()])]
    cells: list[Cells] = []
    count = 0
    try:
        for piece in pieces_of(document[first.start() : end], begin):
            region = _Region(piece, kinds)
            cells += cells_of(region.columns(), count, len(region))
            gaps += region.gaps(count)
            count += len(region)
    except _Odd:
        return skeleton
    finally:
        kinds.close()
    gaps.append(Gap(count, document[end:]))
    return skeleton.without(Taken(count, kinds.depth, cells), gaps)


@dataclass(frozen=True, slots=True, eq=False)
class _Kind:
    """Samples with the same tags: where in them the wanted texts stand.

    ``texts`` gives for each column the places of its texts among the parts of the sample (see
    ``_Region``); there is more than one where an element repeats.
    """

    texts: Mapping[int, Sequence[int]]


class _State(dict[bytes, tuple["_State", int]]):
    """A point in a sample, by the elements that are open there; each tag leads to another.

    With the next state comes the column that the text before the tag belongs to, or
    ``NOT_WANTED``; a column's number in the negative (see ``_empty``) is of an element with no
    text. ``is_fresh`` while nothing stands in the innermost element.
    """

    def __init__(self, kinds: "_Kinds", path: tuple[bytes, ...], *, is_fresh: bool) -> None:
        super().__init__()
        self.kinds, self.path, self.is_fresh = kinds, path, is_fresh

    def __missing__(self, tag: bytes) -> tuple["_State", int]:
        parts = self.kinds.parts(tag)
        name, path, column = parts["name"], self.path, NOT_WANTED
        if parts["end"]:
            if name != path[-1] or len(path) == 1:
                raise _Odd
            column = self._column(name, path[-2])
            if column != NOT_WANTED and not self.is_fresh:
                raise _Odd
            path = path[:-1]
        elif parts["empty"]:
            column = _empty(self._column(name, path[-1]))
        else:
            path = (*path, name)
        is_fresh = len(path) > len(self.path)
        return self.setdefault(tag, (self.kinds.state(path, is_fresh=is_fresh), column))

    def _column(self, name: bytes, parent: bytes) -> int:
        return self.kinds.grammar.column(local(name.decode()), local(parent.decode()))


def _empty(column: int) -> int:
    return NOT_WANTED if column == NOT_WANTED else NOT_WANTED - 1 - column


class _Kinds(dict[tuple[bytes, ...], _Kind]):
    """Kinds by a sample's tags behind the first, each read once."""

    def __init__(self, grammar: Grammar, name: bytes) -> None:
        super().__init__()
        self.grammar = grammar
        self.name = name
        self.last = b"/" + name
        self.depth = 1
        self._states: dict[tuple[tuple[bytes, ...], bool], _State] = {}
        self._first = self.state((name,), is_fresh=True)
        self._n_tags = 0

    def __missing__(self, tags: tuple[bytes, ...]) -> _Kind:
        texts: dict[int, list[int]] = {}
        empty: set[int] = set()
        state = self._first
        for before, tag in enumerate(tags[:-1]):
            state, column = state[tag]
            if column == NOT_WANTED:
                continue
            if column >= 0:
                texts.setdefault(column, []).append(2 * before + 1)
            else:
                empty.add(_empty(column))
        if len(state.path) > 1 or tags[-1] != self.last or not empty.isdisjoint(texts):
            raise _Odd
        kind = _Kind(texts)
        return self.setdefault(tags, kind) if len(self) < _MOST_KEPT else kind

    def close(self) -> None:
        """Let go of the states, which hold each other, so that the memory is free at once."""
        for state in self._states.values():
            state.clear()
        self._states.clear()
        del self._first

    def state(self, path: tuple[bytes, ...], *, is_fresh: bool) -> _State:
        """Give the state with these elements open, once it was met."""
        known = self._states.get((path, is_fresh))
        if known is None:
            self.depth = max(self.depth, len(path))
            known = self._states[path, is_fresh] = _State(self, path, is_fresh=is_fresh)
        return known

    def parts(self, tag: bytes) -> re.Match[bytes]:
        """Take a tag apart that was not met here before."""
        parts = _TAG.fullmatch(tag)
        if parts is None or (parts["end"] and (parts["attributes"] or parts["empty"])):
            raise _Odd
        attributes_of(parts["attributes"])
        grammar = self.grammar
        is_more = local(parts["name"].decode()) in {*grammar.structure, grammar.sample, MARK}
        self._n_tags += 1
        if is_more or self._n_tags > _MOST_TAGS or self.depth > _DEEPEST:
            raise _Odd
        return parts


def attributes_of(written: bytes) -> dict[str, bytes]:
    """Read the attributes of a tag, which may not repeat."""
    found = _ATTRIBUTE.findall(written)
    read = {name.decode(): double or single for name, double, single in found}
    if len(read) < len(found) or len(read) > _MOST_ATTRIBUTES:
        raise _Odd
    return read


class _Region:
    """A stretch of a document from the begin of a sample on, cut at samples and at brackets.

    ``parts`` has a list for each sample: what follows the name in its first tag, a text, a tag, a
    text, and so on to the next sample. ``ends`` says where in it the sample's last tag stands.
    """

    def __init__(self, region: bytes, known: _Kinds) -> None:
        count = region.count(b"<")
        if _is_odd(region) or region.translate(None, _NO_BRACKETS) != b"<>" * count:
            raise _Odd
        self.known = known
        self.has_references = b"&" in region
        samples = region.split(b"<" + known.name)[1:]
        self.parts = [sample.replace(b">", b"<").split(b"<") for sample in samples]
        try:
            self.ends = [parts.index(known.last, 2) for parts in self.parts]
        except ValueError:
            raise _Odd from None
        pairs = zip(self.parts, self.ends, strict=True)
        self.kinds = [known[tuple(parts[2 : end + 1 : 2])] for parts, end in pairs]

    def __len__(self) -> int:
        return len(self.parts)

    def gaps(self, row: int) -> Iterator[Gap]:
        """Find what stays behind the samples, the first of this row; blanks alone are nothing."""
        for i, (parts, end) in enumerate(zip(self.parts, self.ends, strict=True), row + 1):
            text, more = parts[end + 1], end + 2
            if more < len(parts):
                tags = zip(parts[more::2], parts[more + 1 :: 2], strict=True)
                yield Gap(i, b"".join((text, *(b"<%b>%b" % pair for pair in tags))))
            elif text and not text.isspace():
                yield Gap(i, text)

    def columns(self) -> Iterator[tuple[int, Column]]:
        """Give the texts of each column; the rows count from the first of this stretch."""
        for column, (rows, texts) in (*self._attributes(), *self._elements()):
            yield column, (rows, [*map(_resolved, texts)] if self.has_references else texts)

    def _elements(self) -> Iterator[tuple[int, Column]]:
        kinds = {*self.kinds}
        for column in sorted(set().union(*(kind.texts for kind in kinds))):
            texts_at = {kind: kind.texts.get(column, ()) for kind in kinds}
            if all(len(places) == 1 for places in texts_at.values()):
                only = {kind: places[0] for kind, places in texts_at.items()}
                pairs = zip(self.parts, self.kinds, strict=True)
                yield column, (None, [parts[only[kind]] for parts, kind in pairs])
            else:
                yield column, self._scattered([texts_at[kind] for kind in self.kinds])

    def _scattered(self, texts_at: list[Sequence[int]]) -> Column:
        """Give texts that not every sample has once, and their rows."""
        rows = [row for row, places in enumerate(texts_at) for _ in places]
        pairs = zip(self.parts, texts_at, strict=True)
        return rows, [parts[place] for parts, places in pairs for place in places]

    def _attributes(self) -> Iterator[tuple[int, Column]]:
        name, columns = self.known.name, self.known.grammar.attributes
        written = [name + parts[0] for parts in self.parts]
        if not columns and {*written} == {name}:
            return iter(())
        alike = _alike(written, name) or _one_by_one(written, name)
        return ((columns[name], found) for name, found in alike.items() if name in columns)


def _resolved(text: bytes) -> bytes:
    return unescape(text.decode(), _QUOTES).encode() if b"&" in text else text


def _is_odd(region: bytes) -> bool:
    """Whether there are comments, sections, strange references or what XML forbids."""
    if b"<!" in region or b"<?" in region:
        return True
    if not region.isascii() and any(letter in region for letter in _FORBIDDEN):
        return True
    return b"&" in region and _STRANGE_REFERENCE.search(region) is not None


def _alike(written: list[bytes], name: bytes) -> Mapping[str, Column]:
    """Read the attributes of tags that differ in nothing but their values; none of others."""
    first = _TAG.fullmatch(written[0])
    width = written[0].count(b'"')
    if first is None or first["name"] != name or first["empty"] or b"'" in written[0]:
        return {}
    parts = b"\n".join(written).split(b'"')
    if not width or len(parts) != width * len(written) + 1:
        return {}
    fixed = [{*parts[i::width]} for i in range(2, width, 2)]
    joints = {*parts[width:-1:width]}
    if any(len(texts) > 1 for texts in fixed) or joints - {parts[-1] + b"\n" + parts[0]}:
        return {}
    names = attributes_of(first["attributes"])
    return {name: (None, parts[1 + 2 * i :: width]) for i, name in enumerate(names)}


def _one_by_one(written: list[bytes], name: bytes) -> Mapping[str, Column]:
    values: dict[str, tuple[list[int], list[bytes]]] = {}
    for row, tag in enumerate(written):
        parts = _TAG.fullmatch(tag)
        if parts is None or parts["name"] != name or parts["empty"]:
            raise _Odd
        for attribute, value in attributes_of(parts["attributes"]).items():
            rows, texts = values.setdefault(attribute, ([], []))
            rows.append(row)
            texts.append(value)
    return values
