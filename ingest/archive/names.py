"""Names inside archives: which are safe, which are noise, and how they are shown."""

import re
import stat
from pathlib import PurePosixPath
from zipfile import ZipInfo

from ingest.errors import UnsafeFile

DRIVE = re.compile(r"^[A-Za-z]:")
UNIX = 3
PARENT = ".."


def shown(name: str) -> str:
    """Return a name fit to be stored and shown: what cannot be printed becomes U+FFFD."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in name)


def is_noise(name: str) -> bool:
    """Say whether a path is a folder, hidden, or left by an operating system (``__MACOSX``)."""
    if name.endswith("/"):
        return True
    parts = PurePosixPath(name.replace("\\", "/")).parts
    hidden = (part.startswith(".") and part != PARENT for part in parts)
    return "__MACOSX" in parts or any(hidden)


def check_name(info: ZipInfo) -> None:
    """Refuse a name that leaves the archive or points elsewhere.

    Nothing is ever unpacked to disk, so such a name could do no harm here; but an archive that
    has one was made to harm somebody, and its member is not trusted.

    Raises
    ------
    UnsafeFile
        For ``..`` parts, absolute paths, drive letters, NUL bytes and symbolic links.
    """
    reason = _unsafe(info)
    if reason:
        raise UnsafeFile(
            f"This member's name {reason}, as archives made to do harm have it. It was left out; "
            "the rest of the archive was read. Make the archive again if the file is yours."
        )


def _unsafe(info: ZipInfo) -> str:
    name = info.orig_filename.replace("\\", "/")
    if "\0" in name:
        return "holds a NUL byte"
    if name.startswith("/") or DRIVE.match(name):
        return "is an absolute path"
    if PARENT in name.split("/"):
        return "leads out of the archive (..)"
    if info.create_system == UNIX and stat.S_ISLNK(info.external_attr >> 16):
        return "is a symbolic link"
    return ""
