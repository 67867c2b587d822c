"""What can be wrong with a file, in words for the person who chose it.

::

    IngestError             the file gives nothing; its message says why and what to do
    ├── NotAnActivity       readable, but settings, a course, monitoring, a workout, waypoints
    ├── UnknownFormat       the content is none of the formats we read
    ├── EmptyFile           no bytes, or no samples
    ├── DamagedFile         the right format, and nothing in it can be saved
    ├── TooLarge            over a limit of size, rows, members, depth or ratio
    ├── UnsafeFile          made to harm the reader: DOCTYPE, ``../`` names, zip bombs
    └── PasswordProtected   an archive that asks for a password
"""

from typing import ClassVar


class IngestError(Exception):
    """A file that gives nothing. ``str(error)`` is a sentence for the person who chose it."""

    code: ClassVar[str] = "unreadable"


class NotAnActivity(IngestError):
    """A readable file that holds no activity: settings, a course, a workout, waypoints."""

    code = "not_activity"


class UnknownFormat(IngestError):
    """Content that none of the formats recognises."""

    code = "unknown_format"


class EmptyFile(IngestError):
    """No bytes at all, or a valid shell with no samples in it."""

    code = "empty"


class DamagedFile(IngestError):
    """The right format, cut or broken so early that nothing can be saved."""

    code = "damaged"


class TooLarge(IngestError):
    """Over a limit of bytes, rows, members, depth or compression ratio."""

    code = "too_large"


class UnsafeFile(IngestError):
    """Built to harm a reader: DOCTYPE, names that leave the archive, a zip bomb."""

    code = "unsafe"


class PasswordProtected(IngestError):
    """An archive that asks for a password."""

    code = "password"
