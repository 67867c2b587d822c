"""Walk a stranger's XML as far as it goes, and gather the texts of its samples in columns.

Runs of samples that look alike are taken out first (``ingest.markup.shapes``). The rest is read by
its tags (``ingest.markup.tokens``), or goes through one pass of expat without namespaces, so that
undeclared prefixes do no harm and a flood of declarations costs nothing. All end in the same
columns. A file that breaks off gives what stood before the break.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar
from xml.parsers import expat

from ingest.markup.guard import MAX_CUT_TAGS, MAX_SINGLE_TAGS, Document, guarded, refuse_slow
from ingest.markup.handlers import Elsewhere, Handlers
from ingest.markup.rows import Collector
from ingest.markup.shapes import without_shapes
from ingest.markup.skeleton import LEAST_TOGETHER, Gathered, Grammar, Skeleton
from ingest.markup.tidying import is_plain, tidied
from ingest.markup.tokens import gathered_by_tags

_Collector = TypeVar("_Collector", bound=Collector)

_AFTER_THE_END = expat.errors.codes[expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT]
_A_LOOK = 8_192
_LEAST_TAGS = 150  # fewer are sooner parsed


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


def walk(data: bytes, make: Callable[[], _Collector]) -> tuple[_Collector, Walked]:
    """Hand a document to a collector, in file order, and gather its samples.

    Parameters
    ----------
    data : bytes
        An XML document, see ``ingest.markup.guard.guarded``.
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
    plain = tidied(document.text)
    if is_plain(plain):
        found = _walk_plain(plain, document, make)
        if found is not None:
            return found
    # Broken or odd: with the text as it is, to say where.
    refuse_slow(document.text, MAX_SINGLE_TAGS)
    collector = make()
    handlers = Handlers(collector, Skeleton(document.text))
    broken = _parse(handlers, document, document.text)
    return collector, Walked(handlers.gathered(), broken)


def _walk_plain(
    text: bytes, document: Document, make: Callable[[], _Collector]
) -> tuple[_Collector, Walked] | None:
    """Walk a document of tags and texts, its samples taken out; None where that cannot be."""
    collector = make()
    skeleton = _skeleton(text, collector.grammar)
    if skeleton.document.count(b"<") >= _LEAST_TAGS:
        refuse_slow(skeleton.document, MAX_CUT_TAGS)
        samples = gathered_by_tags(skeleton, collector)
        if samples is not None:
            return collector, Walked(samples, None)
        collector = make()
    if not skeleton.runs:
        return None
    refuse_slow(skeleton.document, MAX_SINGLE_TAGS)
    handlers = Handlers(collector, skeleton)
    try:
        broken = _parse(handlers, document, skeleton.document)
    except Elsewhere:
        return None
    return None if broken else (collector, Walked(handlers.gathered(), None))


def _skeleton(document: bytes, grammar: Grammar) -> Skeleton:
    """Take out the samples of the commonest shapes."""
    skeleton = Skeleton(document)
    name = grammar.sample.encode()
    if not _holds(LEAST_TOGETHER, document, name):
        return skeleton
    skeleton = without_shapes(skeleton, grammar, _begin_of(name))
    return skeleton if skeleton.is_marked_by_us else Skeleton(document)


@lru_cache(maxsize=8)
def _begin_of(name: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?%b[\s>]" % name)


def _holds(samples: int, document: bytes, name: bytes) -> bool:
    tags = 2 * samples
    return document.count(name, 0, _A_LOOK) >= tags or document.count(name) >= tags


def _parse(handlers: Handlers, document: Document, text: bytes) -> Break | None:
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
