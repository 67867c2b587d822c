"""The formats of watch files, in order: content decides, never the file name's ending.

To add one: a module with ``sniff(data) -> bool`` and ``read(data) -> tuple[RawSession, ...]``, and
a line in ``formats``.
"""

from collections.abc import Callable
from dataclasses import dataclass

from ingest import fit, gpx, tcx
from ingest.errors import EmptyFile, UnknownFormat
from ingest.tables import RawSession

READABLE = "a FIT, GPX or TCX file"
EXPORT = "Export the activity from your watch's app as FIT, GPX or TCX and add that."


@dataclass(frozen=True, slots=True)
class Format:
    """A format: ``sniff`` says whether bytes look like it, ``read`` reads them.

    ``sniff`` is cheap and never raises; ``read`` raises only :class:`ingest.errors.IngestError`
    on purpose.
    """

    name: str
    sniff: Callable[[bytes], bool]
    read: Callable[[bytes], tuple[RawSession, ...]]


formats: tuple[Format, ...] = (
    Format("fit", fit.sniff, fit.read),
    Format("gpx", gpx.sniff, gpx.read),
    Format("tcx", tcx.sniff, tcx.read),
)


@dataclass(frozen=True, slots=True)
class Stranger:
    """Something people drop by mistake: how it begins, what it is, and what to do instead."""

    marks: tuple[bytes, ...]
    at_byte: int
    what: str
    advice: str = EXPORT


STRANGERS: tuple[Stranger, ...] = (
    Stranger((b"\xff\xd8\xff",), 0, "a JPEG picture"),
    Stranger((b"\x89PNG\r\n\x1a\n",), 0, "a PNG picture"),
    Stranger((b"GIF87a", b"GIF89a"), 0, "a GIF picture"),
    Stranger((b"WEBP",), 8, "a WebP picture"),
    Stranger((b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"), 4, "a picture"),
    Stranger((b"ftyp",), 4, "a video"),
    Stranger((b"%PDF-",), 0, "a PDF document"),
    Stranger(
        (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"),
        0,
        "a zip archive",
        "Add it by itself: archives are opened on the Add files page and by the import command, "
        "but not inside a gz file or under another file's name.",
    ),
    Stranger(
        (b"Rar!", b"7z\xbc\xaf'\x1c", b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd"),
        0,
        "an archive of a kind that is not read here",
        "Unpack it and add the files inside, or pack them as zip.",
    ),
    Stranger((b"ustar",), 257, "a tar archive", "Unpack it and add the files inside as a zip."),
    Stranger((b"SQLite format 3\x00",), 0, "a database"),
)

# What begins a text, in lower case, after blanks and a byte order mark.
TEXTS: tuple[Stranger, ...] = (
    Stranger(
        (b"<!doctype html", b"<html"),
        0,
        "a web page",
        "Perhaps a login page was saved instead of the download: download the file again.",
    ),
    Stranger((b"{", b"["), 0, "a JSON file"),
)
# Names of an XML document's first element.
DOCUMENTS: tuple[Stranger, ...] = (
    Stranger((b"<kml",), 0, "a map file (KML), which has no times"),
    Stranger((b"<html",), 0, "a web page"),
    Stranger((b"<svg",), 0, "a drawing (SVG)"),
)
HEAD_BYTES = 2048


def recognise(data: bytes, filename: str = "") -> Format:
    """Find the format of a file by its content.

    Raises
    ------
    EmptyFile
        No bytes, or none but zeros.
    UnknownFormat
        None of ``formats``; the message says what it looks like and what to do.
    """
    this = f'"{filename}"' if filename else "This file"
    if not data:
        raise EmptyFile(
            f"{this} is empty (0 bytes): the copy or download failed. Copy it from the watch again."
        )
    for candidate in formats:
        if candidate.sniff(data):
            return candidate
    if not data[:HEAD_BYTES].strip(b"\x00"):
        raise EmptyFile(
            f"{this} begins with nothing but zeros: the copy failed or the disk is damaged. "
            "Copy it from the watch again."
        )
    raise UnknownFormat(_not_a_recording(this, data))


def _not_a_recording(this: str, data: bytes) -> str:
    stranger = _stranger(data)
    if stranger is not None:
        return f"{this} is {stranger.what}, not {READABLE}. {stranger.advice}"
    if _is_text(data):
        return f"{this} is a text or table, not {READABLE}. {EXPORT}"
    return f"{this} is not {READABLE}, whatever its name says. {EXPORT}"


def _stranger(data: bytes) -> Stranger | None:
    head = data[:HEAD_BYTES]
    for stranger in STRANGERS:
        if head[stranger.at_byte :].startswith(stranger.marks):
            return stranger
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for stranger in TEXTS:
        if text.startswith(stranger.marks):
            return stranger
    if not text.startswith(b"<"):
        return None
    return next((s for s in DOCUMENTS if any(mark in text for mark in s.marks)), None)


def _is_text(data: bytes) -> bool:
    head = data[:HEAD_BYTES]
    return not any(byte < 9 or 13 < byte < 32 for byte in head)  # noqa: PLR2004 - ASCII controls
