"""What an import found, place by place, into the store: files, rows, and what exports add."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from ingest.store.known import known_files
from ingest.store.models import NewFile, ReceiptRow, Retelling
from ingest.store.retelling import retell
from ingest.store.writing import Keys, Place, add_file, move_on

GAINED = "What this export says of it was added."


@dataclass(frozen=True, slots=True, eq=False)
class Arrival:
    """What an import found at a place: a file to be stored, or rows that say why there is none."""

    place: Place
    file: NewFile | None = None
    rows: tuple[ReceiptRow, ...] = ()
    retold: Retelling | None = None


def keep(connection: Connection, keys: Keys, arrivals: Sequence[Arrival]) -> tuple[ReceiptRow, ...]:
    """Store what an import found, with its receipt rows, and note how far it is.

    Raises
    ------
    NotRunning
        When the import was cancelled, undone or has ended.
    """
    rows: list[ReceiptRow] = []
    # Asked once for all of them; of two equal files in one go the second finds the first.
    hashes = [arrival.file.sha256 for arrival in arrivals if arrival.file is not None]
    known = (
        known_files(connection, keys.athlete_id, hashes)
        if len(set(hashes)) == len(hashes)
        else None
    )
    for arrival in arrivals:
        file = arrival.file
        if file is None:
            found = arrival.rows
        else:
            here = None if known is None else known.get(file.sha256, ())
            found = add_file(connection, keys, arrival.place, file, here)
        rows += _retold(connection, keys, arrival.retold, found)
    move_on(connection, keys, arrivals[-1].place, tuple(rows))
    return tuple(rows)


def _retold(
    connection: Connection, keys: Keys, told: Retelling | None, rows: tuple[ReceiptRow, ...]
) -> tuple[ReceiptRow, ...]:
    """Let a recording that is here gain what an export says of it, and say so in its row."""
    if told is None or keys.receipt_id is None:
        return rows
    if not retell(connection, keys.athlete_id, keys.receipt_id, told):
        return rows
    return tuple(replace(row, reason=f"{row.reason} {GAINED}") for row in rows)
