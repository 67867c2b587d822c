"""What a stranger's XML must not be: too large, too deep, a flood, a DOCTYPE.

Every XML watch file passes through :func:`guarded` before it is walked (``ingest.markup.walk``).
"""

import codecs
import re
from dataclasses import dataclass

import numpy as np

from ingest.errors import EmptyFile, TooLarge, UnsafeFile

MAX_BYTES = 70_000_000  # two days of one sample a second, in the wordiest exports
MAX_TAGS = 3_500_000
# Where samples come in too many kinds for a pattern, each tag is looked at; where they cannot be
# taken out together at all, each is a call.
MAX_CUT_TAGS, MAX_SINGLE_TAGS = 2_000_000, 900_000
MAX_SAMPLES = 260_000  # three days at one a second
# An export on many lines has a dozen a sample.
MAX_LINES = 5_000_000
# Beyond this many tags a recording is mostly samples, and its samples mostly have times.
FREE_TAGS = 450_000
LEAST_SHARE = 40
MAX_DEPTH = 64
MAX_ATTRIBUTES = 128
MAX_ATTRIBUTES_IN_ALL = 700_000  # a sample has two

_BLANK = b" "
_LINE_FEED = 10
_CONTROLS_TO_BLANK = bytes.maketrans(bytes(n for n in range(32) if n not in b"\t\n\r"), _BLANK * 29)
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_ASIDE = re.compile(r"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)", re.DOTALL)
_FORBIDDEN = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
_FIRST_TAG = re.compile(r"<([^\s<>/!?]+)[\s/>]")
_DOCTYPE = re.compile(r"<!DOCTYPE\s+([^\s<>\[]+)")
_FLOOD_BEGINS, _FLOOD = b" xmlns" * 2, b" xmlns" * MAX_ATTRIBUTES
_LONG_TAG_BYTES = 32_768
_LONG_TAG = re.compile(rb"<[^<>!?][^<>]{%d}" % _LONG_TAG_BYTES)
# Start and end tags of what a sample is and when it was, with and without prefixes.
_SAMPLE_TAGS = (b"trkpt", b"Trackpoint")
_TIME_TAGS = (b"time>", b"Time>")
_MOST_AMPERSANDS = 10_000
_STRAY_AMPERSAND = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")
_ENCODINGS = ("iso8859", "cp125", "koi8", "gb", "big5", "euc", "shift_jis", "mac")
_SNIFFED_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class Document:
    """A document in UTF-8, and how many bytes of the file lie before it (None: recoded)."""

    text: bytes
    passed_over: int | None

    def at_byte(self, place: int) -> int | None:
        """Say where in the file a place of the text is."""
        return None if self.passed_over is None else place + self.passed_over


def root_name(data: bytes) -> str:
    """Name the first element, without its prefix; empty when the bytes are not XML."""
    head = _utf8(data[:_SNIFFED_BYTES]).decode(errors="replace")
    if not head.startswith("<"):
        return ""
    head = _ASIDE.sub("", head)
    # A DOCTYPE names the root too; its entities can push the root itself far down.
    first = _DOCTYPE.search(head) or _FIRST_TAG.search(head)
    return first[1].rpartition(":")[2] if first else ""


def guarded(data: bytes) -> Document:
    """Give a document in UTF-8, once nothing about its bytes speaks against walking it.

    Parameters
    ----------
    data : bytes
        An XML document in UTF-8, UTF-16 or a declared 8-bit encoding; blanks and a byte order
        mark before it are passed over, control characters read as blanks.

    Raises
    ------
    EmptyFile
        No bytes but blanks.
    TooLarge
        Over ``MAX_BYTES``, ``MAX_LINES``, ``MAX_TAGS`` or ``MAX_SAMPLES``; floods of tags that are
        no samples, or of samples without times.
    UnsafeFile
        A tag as long as only a flood of attributes is.
    """
    _refuse_large(data)
    is_utf8 = _is_utf8(data)
    text = _mended(data if is_utf8 else _decoded(data).encode())
    _refuse_floods(text)
    return Document(text, len(data) - len(text) if is_utf8 else None)


def _refuse_large(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise TooLarge(
            f"This XML file has {len(data) / 1e6:,.0f} MB; up to {MAX_BYTES / 1e6:,.0f} MB are "
            "read. Export the activities one file each and add those."
        )


def _refuse_floods(document: bytes) -> None:
    if not document:
        raise EmptyFile("This file is empty. Copy or export it again from the watch or the site.")
    if (_FLOOD_BEGINS in document and _FLOOD in document) or _has_long_tag(document):
        raise _too_many_attributes()
    if len(document) > MAX_LINES and document.count(b"\n") > MAX_LINES:
        raise _too_many(f"more than {MAX_LINES:,} lines")
    tags = document.count(b"<") if len(document) > FREE_TAGS else 0
    if tags > FREE_TAGS:
        _refuse_many(document, tags)


def _refuse_many(document: bytes, tags: int) -> None:
    samples = sum(map(document.count, _SAMPLE_TAGS))
    times = sum(map(document.count, _TIME_TAGS))
    if tags > MAX_TAGS:
        raise _too_many(f"more than {MAX_TAGS:,} tags")
    if document.count(b"=") > MAX_ATTRIBUTES_IN_ALL:
        raise _too_many(f"more than {MAX_ATTRIBUTES_IN_ALL:,} attributes")
    if samples > 2 * MAX_SAMPLES:
        raise _too_many(f"more than {MAX_SAMPLES:,} samples")
    if samples * LEAST_SHARE < tags:
        raise _too_many(f"{tags:,} tags and hardly a sample among them")
    if samples > FREE_TAGS and times * 2 < samples:
        raise _too_many("hundreds of thousands of points, most of them without a time")


def _has_long_tag(document: bytes) -> bool:
    """Look closely only where a stretch half as long holds no bracket."""
    half = _LONG_TAG_BYTES // 2
    for start in range(0, len(document) - half, half):
        if document.find(b"<", start, start + half) < 0 > document.find(b">", start, start + half):
            return _LONG_TAG.search(document) is not None
    return False


def _too_many(what: str) -> TooLarge:
    return TooLarge(
        f"This XML file has {what}, as no recording does; it was not read. Export the activities "
        "one file each and add those."
    )


def _too_many_attributes() -> UnsafeFile:
    return UnsafeFile(
        f"This XML file piles more than {MAX_ATTRIBUTES} attributes or namespaces onto one "
        "element, which no watch does and which can stall a reader; it was not read. Export the "
        "activity again from where it was recorded."
    )


def holds_forbidden(document: bytes) -> bool:
    """Whether a document has a letter that no XML may hold; control characters are blanks here."""
    return b"\xef" in document and any(letter in document for letter in _FORBIDDEN)


def refuse_element(depth: int, attributes: int) -> None:
    """Refuse an element that lies too deep or carries too much.

    Parameters
    ----------
    depth : int
        How many elements are open, this one counted.
    attributes : int
        How many attributes it has, namespaces counted.

    Raises
    ------
    TooLarge
        Over ``MAX_DEPTH``.
    UnsafeFile
        Over ``MAX_ATTRIBUTES``.
    """
    if attributes > MAX_ATTRIBUTES:
        raise _too_many_attributes()
    if depth > MAX_DEPTH:
        raise TooLarge(
            f"This XML file nests elements more than {MAX_DEPTH} deep, which no watch does; it was "
            "not read. Export the activity again from where it was recorded."
        )


def refuse_slow(document: bytes, most: int) -> None:
    """Refuse what would have to be read tag by tag for seconds.

    Parameters
    ----------
    document : bytes
        What is left to be read like that.
    most : int
        ``MAX_CUT_TAGS`` or ``MAX_SINGLE_TAGS``, whichever way it would be read.

    Raises
    ------
    TooLarge
        Over so many tags.
    """
    if len(document) > most < document.count(b"<"):
        raise _too_many(f"more than {most:,} tags that could only be read one by one")


def refuse_doctype(*_declaration: object) -> None:
    """Refuse any DOCTYPE; a handler for expat.

    Raises
    ------
    UnsafeFile
        Always.
    """
    raise UnsafeFile(
        "This XML file carries a DOCTYPE, which can pull in other files or grow without end and "
        "which no watch writes; it was not read. Export the activity again from where it was "
        "recorded, or delete the DOCTYPE if you wrote it yourself."
    )


def _utf8(data: bytes) -> bytes:
    return _mended(data if _is_utf8(data) else _decoded(data).encode())


def _mended(text: bytes) -> bytes:
    """Give the document from its first character on, its small slips mended."""
    plain = text.removeprefix(codecs.BOM_UTF8)
    letters = np.frombuffer(plain, dtype=np.uint8)
    # Looked at first, for most files hold no other control characters than line feeds.
    if np.count_nonzero(letters < _BLANK[0]) != np.count_nonzero(letters == _LINE_FEED):
        plain = plain.translate(_CONTROLS_TO_BLANK)
    plain = plain.lstrip()
    if b"&" not in plain or plain.count(b"&") >= _MOST_AMPERSANDS or b"<![CDATA[" in plain:
        return plain
    return _STRAY_AMPERSAND.sub(b"&amp;", plain)  # "Tom & Jerry" is a common name for a run


def _is_utf8(data: bytes) -> bool:
    if data.removeprefix(codecs.BOM_UTF8).isascii():
        return _utf16_name(data) is None
    try:
        # Not final: a character cut in two at the end of a cut file changes nothing.
        codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return False
    return _utf16_name(data) is None


def _utf16_name(data: bytes) -> str | None:
    if data.startswith(codecs.BOM_UTF16_LE) or data[1:2] == b"\0":
        return "utf-16-le"
    if data.startswith(codecs.BOM_UTF16_BE) or data[:1] == b"\0":
        return "utf-16-be"
    return None


def _decoded(data: bytes) -> str:
    name = _utf16_name(data) or _declared_name(data) or "cp1252"
    return data.decode(name, errors="replace").lstrip("\ufeff")


def _declared_name(data: bytes) -> str | None:
    """Name a declared encoding that is plain; some of Python's codecs are slow or no text."""
    declared = _DECLARED.search(data[:1024])
    try:
        name = codecs.lookup(declared[1].decode()).name if declared else ""
    except LookupError:
        return None
    return name if name.startswith(_ENCODINGS) else None
