"""Walk a stranger's XML safely, and as far as it goes.

Every XML watch file passes through :func:`walk`: one pass of expat under fixed limits, without
namespaces, so that undeclared prefixes do no harm and a flood of declarations costs nothing.
A file that breaks off gives what stood before the break.
"""

import codecs
import re
from dataclasses import dataclass
from typing import Protocol
from xml.parsers import expat

from ingest.errors import EmptyFile, TooLarge, UnsafeFile

MAX_BYTES = 100_000_000  # two days of one sample a second, in the wordiest exports
MAX_TAGS = 6_000_000
MAX_SAMPLES = 500_000  # over five days at one a second
# Beyond this many tags a recording is mostly samples, and its samples mostly have times.
FREE_TAGS = 450_000
LEAST_SHARE = 40
MAX_DEPTH = 64
MAX_ATTRIBUTES = 128

_BLANK = b" "
_CONTROLS_TO_BLANK = bytes.maketrans(bytes(n for n in range(32) if n not in b"\t\n\r"), _BLANK * 29)
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_ASIDE = re.compile(r"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)", re.DOTALL)
_FIRST_TAG = re.compile(r"<([^\s<>/!?]+)[\s/>]")
_DOCTYPE = re.compile(r"<!DOCTYPE\s+([^\s<>\[]+)")
_FLOOD = b" xmlns" * MAX_ATTRIBUTES
_LONG_TAG = re.compile(rb"<[^<>!?][^<>]{32768}")
# Start and end tags of what a sample is and when it was, with and without prefixes.
_SAMPLE_TAGS = (b"trkpt", b"Trackpoint")
_TIME_TAGS = (b"time>", b"Time>")
_MOST_AMPERSANDS = 10_000
_STRAY_AMPERSAND = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")
_ENCODINGS = ("iso8859", "cp125", "koi8", "gb", "big5", "euc", "shift_jis", "mac")
_SNIFFED_BYTES = 65_536
_AFTER_THE_END = expat.errors.codes[expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT]


class Collector(Protocol):
    """What a format does with the elements; names come without their prefix."""

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        """Take note of a start tag."""

    def closed(self, name: str, parent: str, text: str) -> None:
        """Take note of an end tag; ``text`` is what followed the last tag before it."""


@dataclass(frozen=True, slots=True)
class Break:
    """Where a file stopped being XML (None in UTF-16 and the like), and the rest from there."""

    at_byte: int | None
    rest: bytes

    def count(self, name: str) -> int:
        """Count the start tags of one name after the break."""
        return len(re.findall(rb"<(?:[\w.-]+:)?%b[\s/>]" % name.encode(), self.rest))


def root_name(data: bytes) -> str:
    """Name the first element, without its prefix; empty when the bytes are not XML."""
    head = _utf8(data[:_SNIFFED_BYTES]).decode(errors="replace")
    if not head.startswith("<"):
        return ""
    head = _ASIDE.sub("", head)
    # A DOCTYPE names the root too; its entities can push the root itself far down.
    first = _DOCTYPE.search(head) or _FIRST_TAG.search(head)
    return first[1].rpartition(":")[2] if first else ""


def walk(data: bytes, collector: Collector) -> Break | None:
    """Hand every element of a document to a collector, in file order.

    Parameters
    ----------
    data : bytes
        An XML document in UTF-8, UTF-16 or a declared 8-bit encoding; blanks and a byte order
        mark before it are passed over, control characters read as blanks.
    collector : Collector
        Called at each start and end tag.

    Returns
    -------
    Break or None
        Where the document stopped being well-formed; None when it is whole.

    Raises
    ------
    EmptyFile
        No bytes but blanks.
    TooLarge
        Over ``MAX_BYTES``, ``MAX_TAGS``, ``MAX_SAMPLES`` or ``MAX_DEPTH``; floods of tags that
        are no samples, or of samples without times.
    UnsafeFile
        A DOCTYPE, or over ``MAX_ATTRIBUTES`` attributes on one element.
    """
    _refuse_large(data)
    document = _utf8(data)
    _refuse_floods(document)
    # The override: the text was decoded above, whatever its declaration says.
    parser = expat.ParserCreate("utf-8")
    _connect(parser, collector)
    try:
        # In one piece: expat before 2.6 takes quadratic time over a long tag fed in pieces.
        parser.Parse(document, True)  # noqa: FBT003
    except expat.ExpatError as error:
        at = max(parser.ErrorByteIndex, 0)
        if error.code == _AFTER_THE_END and b"<" not in document[at:]:
            return None
        passed_over = len(data) - len(document)
        return Break(at + passed_over if _is_utf8(data) else None, document[at:])
    return None


def _refuse_large(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise TooLarge(
            f"This XML file has {len(data) / 1e6:,.0f} MB; up to {MAX_BYTES / 1e6:,.0f} MB are "
            "read. Export the activities one file each and add those."
        )


def _refuse_floods(document: bytes) -> None:
    if not document:
        raise EmptyFile("This file is empty. Copy or export it again from the watch or the site.")
    if _FLOOD in document or _LONG_TAG.search(document):
        raise _too_many_attributes()
    tags = document.count(b"<")
    samples = sum(map(document.count, _SAMPLE_TAGS))
    times = sum(map(document.count, _TIME_TAGS))
    if tags > MAX_TAGS:
        raise _too_many(f"more than {MAX_TAGS:,} tags")
    if samples > 2 * MAX_SAMPLES:
        raise _too_many(f"more than {MAX_SAMPLES:,} samples")
    if tags > FREE_TAGS and samples * LEAST_SHARE < tags:
        raise _too_many(f"{tags:,} tags and hardly a sample among them")
    if samples > FREE_TAGS and times * 2 < samples:
        raise _too_many("hundreds of thousands of points, most of them without a time")


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


def _connect(parser: expat.XMLParserType, collector: Collector) -> None:
    path = [""]
    text: list[str] = []
    local_names: dict[str, str] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        name = local_names.get(tag)
        if name is None:
            name = local_names[tag] = tag.rpartition(":")[2]
        path.append(name)
        if len(path) > MAX_DEPTH + 1 or len(attributes) > MAX_ATTRIBUTES:
            _refuse_element(len(path))
        text.clear()
        collector.opened(name, attributes)

    def end(_tag: str) -> None:
        name = path.pop()
        collector.closed(name, path[-1], "".join(text))
        text.clear()

    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text.append
    parser.StartDoctypeDeclHandler = _refuse_doctype


def _refuse_element(depth: int) -> None:
    if depth <= MAX_DEPTH + 1:
        raise _too_many_attributes()
    raise TooLarge(
        f"This XML file nests elements more than {MAX_DEPTH} deep, which no watch does; it was "
        "not read. Export the activity again from where it was recorded."
    )


def _refuse_doctype(*_declaration: object) -> None:
    raise UnsafeFile(
        "This XML file carries a DOCTYPE, which can pull in other files or grow without end and "
        "which no watch writes; it was not read. Export the activity again from where it was "
        "recorded, or delete the DOCTYPE if you wrote it yourself."
    )


def _utf8(data: bytes) -> bytes:
    """Give the document in UTF-8 from its first character on, its small slips mended."""
    text = data if _is_utf8(data) else _decoded(data).encode()
    plain = text.removeprefix(codecs.BOM_UTF8).translate(_CONTROLS_TO_BLANK).lstrip()
    if not 0 < plain.count(b"&") < _MOST_AMPERSANDS or b"<![CDATA[" in plain:
        return plain
    return _STRAY_AMPERSAND.sub(b"&amp;", plain)  # "Tom & Jerry" is a common name for a run


def _is_utf8(data: bytes) -> bool:
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
