"""XML written another way: without asides, with sections and lone brackets as plain texts.

It says the same, and can be read by its brackets.
"""

import re

import numpy as np

from ingest.markup.guard import holds_forbidden
from ingest.markup.references import are_sound

_COMMENT, _SECTION, _INSTRUCTION = b"--", b"[CDATA[", b"?"
# How an aside begins behind ``<!``, instructions with the mark that they are given here.
_ENDS = {_COMMENT: b"-->", _SECTION: b"]]>", _INSTRUCTION: b"?>"}
_MARKED = b"<!?"
_TARGET = re.compile(rb"\?(?!xml\b)[a-z_][\w.-]*+(?:\s|\?>)", re.IGNORECASE)
_NO_BRACKETS = bytes(letter for letter in range(256) if letter not in b"<>")
_OPENING, _CLOSING = b"<>"
_FEW = 20
_MOST_LONE = 300_000  # brackets that close nothing
_DECLARATION = re.compile(
    rb"(?:<\?xml\s+version\s*=\s*(?:\"1\.\d\"|'1\.\d')"
    rb"(?:\s+encoding\s*=\s*(?:\"[A-Za-z][\w.-]*\"|'[A-Za-z][\w.-]*'))?"
    rb"(?:\s+standalone\s*=\s*(?:\"(?:yes|no)\"|'(?:yes|no)'))?\s*\?>)?\s*"
)
_TAG = re.compile(rb"[^>\"']*+(?>(?:(?:\"[^\"]*+\"|'[^']*+')[^>\"']*+)*)>")


def begin_of(document: bytes) -> int:
    """Find where a document begins behind its declaration."""
    declaration = _DECLARATION.match(document)
    return declaration.end() if declaration else 0


def is_plain(document: bytes) -> bool:
    """Whether a document holds tags and texts only, and none that XML forbids in a text."""
    begin = begin_of(document)
    aside = any(_holds(document, sign, begin) for sign in (b"<!", b"<?", b"]]>"))
    return not aside and not holds_forbidden(document) and are_sound(document)


def _holds(document: bytes, sign: bytes, begin: int) -> bool:
    """Whether a sign stands in a document; its letter that is rare is much sooner found."""
    rare = sign.strip(b"<>")[:1]
    before = sign.index(rare)
    place = begin - 1
    for _ in range(_FEW):
        place = document.find(rare, place + 1)
        if place < 0 or document.startswith(sign, max(place - before, begin)):
            return place >= 0
    return document.find(sign, place) >= 0


def tidied(document: bytes) -> bytes:
    """Take comments and instructions out of a document and write sections as texts.

    What is not sure to say the same comes back as it was.
    """
    begin = begin_of(document)
    has_instructions = _holds(document, b"<?", begin)
    if not (_holds(document, b"<!", begin) or has_instructions) or holds_forbidden(document):
        return document
    written = document[begin:]
    if has_instructions:
        if _MARKED in document:
            return document
        written = written.replace(b"<?", _MARKED)
    first, *asides = written.split(b"<!")
    kept = [first]
    for aside in asides:
        said = _said_by(aside)
        if said is None or kept[-1].rfind(b"<") > kept[-1].rfind(b">"):  # within a tag
            return document
        kept += said
    text = b"".join(kept)
    if not _are_paired(text) and not all(map(_ends_behind_tag, kept[:-1])):
        return document
    return document[:begin] + text


def _said_by(aside: bytes) -> tuple[bytes, bytes] | None:
    """Give what an aside says as a text, and what follows it; None where it may be none."""
    begin = next(filter(aside.startswith, _ENDS), None)
    end = aside.find(_ENDS[begin], len(begin)) if begin else -1
    if begin is None or end < 0:
        return None
    behind = aside[end + len(_ENDS[begin]) :]
    if begin == _SECTION:
        return _escaped(aside[len(begin) : end].replace(_MARKED, b"<?")), behind
    is_comment = begin == _COMMENT
    is_sound = aside.find(b"--", len(begin)) == end if is_comment else _TARGET.match(aside)
    return (b"", behind) if is_sound else None


def _escaped(text: bytes) -> bytes:
    return text.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")


def _ends_behind_tag(text: bytes) -> bool:
    """Whether the last tag of a text ends in it, and not in a value with a bracket."""
    place = text.rfind(b"<") + 1
    return place == 0 or _TAG.match(text, place) is not None


def paired(document: bytes) -> bytes | None:
    """Write brackets that stand in texts and values as references; None where some are no such.

    What comes back has brackets that open and close in turns.
    """
    if _are_paired(document):
        return document
    letters = np.frombuffer(document, dtype=np.uint8)
    places = ((letters == _OPENING) | (letters == _CLOSING)).nonzero()[0]
    opens = letters[places] == _OPENING
    lone = places[1:][~opens[1:] & ~opens[:-1]]
    if len(lone) > _MOST_LONE:
        return None
    begins = places[opens]
    tags = np.unique(begins.searchsorted(lone))  # the ones after those that they stand behind
    ends = np.append(begins, len(document))[tags].tolist()
    pieces, done = [], 0
    for begin, end in zip(begins[tags - 1].tolist(), ends, strict=True):
        tag = _TAG.match(document, begin + 1, end)
        if tag is None:
            return None
        written = _escaped_closing(tag[0][:-1]), _escaped_closing(document[tag.end() : end])
        pieces += [document[done : begin + 1], b">".join(written)]
        done = end
    return b"".join([*pieces, document[done:]])


def _escaped_closing(text: bytes) -> bytes:
    return text.replace(b">", b"&gt;")


def _are_paired(document: bytes) -> bool:
    """Whether brackets open and close in turns, as they do where all is tags and plain texts."""
    return document.translate(None, _NO_BRACKETS) == b"<>" * document.count(b"<")
