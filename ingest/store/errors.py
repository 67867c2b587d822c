"""What can go wrong with the database, in words for the person whose data it is.

::

    StoreError              the database cannot do what was asked; the message says what to do
    ├── NotFound            no such athlete, activity, session or import (also a LookupError)
    ├── NewerDatabase       written by a later version of this program
    ├── NotOurDatabase      a file that is no database, or another program's
    ├── DamagedContent      what is kept of one session or file is not what was written
    ├── StoreBusy           another import or window held the database for too long
    ├── StoreFull           no space left
    └── StoreUnwritable     the folder or file cannot be opened or written
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy.exc import DBAPIError


class StoreError(Exception):
    """The database cannot do what was asked; ``str(error)`` is a sentence."""


class NotFound(StoreError, LookupError):
    """No such athlete, activity, session or import, or not this athlete's."""


class NewerDatabase(StoreError):
    """The database was written by a later version."""


class NotOurDatabase(StoreError):
    """The file is no database, is damaged, or belongs to another program."""


class DamagedContent(StoreError):
    """What is kept of one session or file is not what was written."""


class StoreBusy(StoreError):
    """Another process held the database for too long."""


class StoreFull(StoreError):
    """No space left on the disk."""


class StoreUnwritable(StoreError):
    """The folder or file cannot be opened or written."""


def full(path: Path) -> StoreFull:
    """Say that the disk is full and what became of the data."""
    return StoreFull(
        f"The disk with {path} is full. What was stored before is safe, nothing was half written. "
        "Free some space and import again: what is already in is not stored twice."
    )


def failing(path: Path) -> StoreUnwritable:
    """Say that the disk refused to write or to flush."""
    return StoreUnwritable(
        f"The disk with {path} did not take what was written. What was stored before is safe, "
        "nothing was half written. Check the disk and its limits, then try again: what is already "
        "in is not stored twice."
    )


def busy(path: Path) -> StoreBusy:
    """Say that somebody else is writing."""
    return StoreBusy(
        f"Another import or window is writing to {path} and did not finish in time. "
        "Nothing was changed. Wait for it to end and try again."
    )


def unwritable(path: Path) -> StoreUnwritable:
    """Say that the file or its folder cannot be opened or written."""
    return StoreUnwritable(
        f"{path} cannot be opened or written. Check that its folder exists and is yours to "
        "write, or point PLIMSOLL_DATABASE to another place."
    )


def not_ours(path: Path) -> NotOurDatabase:
    """Say that the file is no database of this program."""
    return NotOurDatabase(
        f"{path} is not a Plimsoll database, or it is damaged. It was left as it is. "
        "Restore a backup, or point PLIMSOLL_DATABASE to another file."
    )


# What the libraries that unpack bytes raise for bytes nobody packed.
UNPACKING_FAILS = (
    ArithmeticError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)


@contextmanager
def damage_in_words(what: str) -> Iterator[None]:
    """Say in a sentence that bytes cannot be unpacked: they are not those that were written."""
    try:
        yield
    except UNPACKING_FAILS as error:
        raise damaged_content(what) from error


def damaged_content(what: str) -> DamagedContent:
    """Say that what is kept is not what was written, and what to do."""
    return DamagedContent(
        f"{what} cannot be read: the database is damaged there. Nothing was changed. Restore a "
        "backup, or take the import back and bring the file in again."
    )


def explain(error: "DBAPIError | sqlite3.Error", path: Path) -> StoreError | None:
    """Turn the driver's words into a sentence, or None when the fault is this program's own."""
    words = str(getattr(error, "orig", error)).lower()
    causes = (
        (("full",), full),
        (("locked", "busy"), busy),
        (("disk i/o",), failing),
        (("readonly", "unable to open", "attempt to write"), unwritable),
        # The tables are those of this version: what lacks a column has lost a bit of its own text.
        (("not a database", "malformed", "could not decode", "no such", "no column"), not_ours),
    )
    for fragments, sentence in causes:
        if any(fragment in words for fragment in fragments):
            return sentence(path)
    return None
