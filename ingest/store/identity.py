"""Stable ids: the same athlete, bytes and place give the same id after undo and re-import."""

import hashlib
import secrets

ID_HEX_DIGITS = 32


def file_hash(data: bytes) -> str:
    """SHA-256 of a file's bytes, 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def activity_id(athlete_id: str, sha256: str, part: int) -> str:
    """Id of one recording: whose it is, the file's bytes, and which part of the file (from 0)."""
    return _hash("activity", athlete_id, sha256, str(part))


def session_id(activity: str, position: int) -> str:
    """Id of one session: its recording and its position in it (from 0, transitions counted)."""
    return _hash("session", activity, str(position))


def gear_id(athlete_id: str, name: str) -> str:
    """Id of a shoe an export named: the same name is the same shoe."""
    return _hash("gear", athlete_id, name)


def new_id() -> str:
    """Return an id nobody can guess, for an athlete or a receipt."""
    return secrets.token_hex(ID_HEX_DIGITS // 2)


def _hash(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:ID_HEX_DIGITS]
