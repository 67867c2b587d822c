"""Archives that an import saw to their end: what their members are, without unpacking them."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import Connection, insert, select

from ingest.store import schema
from ingest.store.import_schema import seen_archives


def remember(
    connection: Connection, athlete_id: str, receipt_id: str, archives: Mapping[str, str]
) -> None:
    """Keep the SHA-256 of archives by the names under which a receipt speaks of them."""
    for source, sha256 in archives.items():
        owner = {"athlete_id": athlete_id, "receipt_id": receipt_id}
        connection.execute(
            insert(seen_archives).values({**owner, "sha256": sha256, "source": source})
        )


def members_here(connection: Connection, athlete_id: str, sha256: str) -> dict[str, str]:
    """Name the members of an archive whose recordings are all here, with the SHA-256 of each.

    A member that was skipped or refused, or of which there are two by one name, is none of them.
    """
    table, lines, kept = seen_archives, schema.receipt_rows, schema.activities
    seen = (
        select(table.c.receipt_id, table.c.source)
        .where(table.c.athlete_id == athlete_id, table.c.sha256 == sha256)
        .limit(1)
        .subquery()
    )
    query = (
        select(lines.c.member, kept.c.sha256)
        .join_from(
            lines,
            seen,
            (lines.c.receipt_id == seen.c.receipt_id) & (lines.c.source == seen.c.source),
        )
        .outerjoin(kept, schema.same(lines, kept, "activity_id"))
        .where(lines.c.athlete_id == athlete_id)
    )
    found: defaultdict[str, set[str | None]] = defaultdict(set)
    for member, file_hash in connection.execute(query):
        found[member].add(file_hash)
    single = {member: hashes.pop() for member, hashes in found.items() if len(hashes) == 1}
    return {member: known for member, known in single.items() if known is not None}
