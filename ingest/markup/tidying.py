"""XML written another way: without comments, and with sections as plain texts.

It says the same, and can be read by its brackets.
"""

from xml.sax.saxutils import escape

from ingest.markup.guard import holds_forbidden

_COMMENT, _COMMENT_ENDS = b"--", b"-->"
_SECTION, _SECTION_ENDS = b"[CDATA[", b"]]>"
_NO_BRACKETS = bytes(letter for letter in range(256) if letter not in b"<>")


def are_paired(document: bytes) -> bool:
    """Whether brackets open and close in turns, as they do where all is tags and plain texts."""
    return document.translate(None, _NO_BRACKETS) == b"<>" * document.count(b"<")


def holds(document: bytes, sign: bytes, start: int = 0) -> bool:
    """Whether two letters stand in a document; the second, as a rule rare, is looked for first."""
    return document.find(sign[1:], start) >= 0 and document.find(sign, start) >= 0


def tidied(document: bytes) -> bytes:
    """Take comments out of a document and write sections as texts.

    What is not sure to say the same comes back as it was.
    """
    if b"!" not in document:
        return document
    first, *asides = document.split(b"<!")
    # Instructions may hide anything; the declaration at the begin is none.
    if not asides or holds(document, b"<?", 1) or holds_forbidden(document):
        return document
    kept = [first]
    for aside in asides:
        if kept[-1].rfind(b"<") > kept[-1].rfind(b">"):  # within a tag
            return document
        begin, ends = _kind(aside)
        end = aside.find(ends, len(begin)) if begin else -1
        if end < 0 or (begin == _COMMENT and aside.find(_COMMENT, len(begin)) != end):
            return document
        if begin == _SECTION:
            kept.append(escape(aside[len(begin) : end].decode()).encode())
        kept.append(aside[end + len(ends) :])
    return b"".join(kept)


def _kind(aside: bytes) -> tuple[bytes, bytes]:
    """How what follows ``<!`` begins and ends; with nothing where it is neither of the two."""
    for begin, ends in ((_COMMENT, _COMMENT_ENDS), (_SECTION, _SECTION_ENDS)):
        if aside.startswith(begin):
            return begin, ends
    return b"", b""
