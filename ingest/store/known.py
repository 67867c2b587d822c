"""Files that are here already, known by the hash of their bytes."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Connection, Select, bindparam, select

from ingest.store import schema
from ingest.store.models import ReceiptRow


@dataclass(frozen=True, slots=True)
class Repeat:
    """An activity that need not be stored again, and why."""

    activity_id: str
    reason: str


def repeats_row(source: str, member: str, repeat: Repeat) -> ReceiptRow:
    """Give the line of a receipt that says so."""
    same = repeat.activity_id
    return ReceiptRow(source, member, "duplicate", repeat.reason, same, same)


def known_files(
    connection: Connection, athlete_id: str, hashes: Collection[str]
) -> dict[str, tuple[Repeat, ...]]:
    """Find files that are stored already by the SHA-256 of their bytes, with their activities."""
    asked = {"athlete_id": athlete_id, "hashes": list(hashes)}
    found: dict[str, tuple[Repeat, ...]] = {}
    for sha256, activity_id, name, deleted_at_us in connection.execute(_known_query(), asked):
        repeat = Repeat(activity_id, _why_not_again(name, deleted_at_us))
        found[sha256] = (*found.get(sha256, ()), repeat)
    return found


@cache
def _known_query() -> Select[*tuple[str, str, str, int | None]]:
    table, files, gone = schema.activities, schema.files, schema.deletions
    return (
        select(table.c.sha256, table.c.activity_id, files.c.name, gone.c.deleted_at_us)
        .join_from(table, files, schema.same(table, files, "sha256"))
        .outerjoin(gone, schema.same(table, gone, "activity_id"))
        .where(
            table.c.athlete_id == bindparam("athlete_id"),
            table.c.sha256.in_(bindparam("hashes", expanding=True)),
        )
        .order_by(table.c.part)
    )


def _why_not_again(name: str, deleted_at_us: int | None) -> str:
    if deleted_at_us is not None:
        return f"You deleted this activity ({name}); it stays deleted until you restore it."
    return f"The same file is already here, as {name}."
