"""What became of an import, for a terminal and for a script."""

from dashboard.analysis import receipt_words
from dashboard.command.present import Json, plain, text_table
from ingest.importing import Receipt

FEW_ROWS = 40
CAME_IN = frozenset({"imported", "repaired", "duplicate"})


def nothing_came_in(receipt: Receipt) -> bool:
    """Whether something was refused, and nothing is in the database that was asked for."""
    statuses = set(receipt.rows["status"])
    return "refused" in statuses and statuses.isdisjoint(CAME_IN)


def receipt_json(receipt: Receipt, seconds: float) -> Json:
    """Return the receipt as ``import --json`` prints it."""
    return plain(
        {
            "receipt": receipt.receipt_id,
            "rows": receipt.rows,
            "counts": receipt.counts,
            "reasons": receipt_words.reasons(receipt.rows),
            "seconds": round(seconds, 3),
        }
    )


def receipt_text(receipt: Receipt) -> str:
    """Return the receipt as a table of text and a last line that sums it up."""
    columns = receipt.rows[["source", "member", "status", "reason", "problems"]].to_numpy(str)
    if not len(columns):
        return "Nothing was imported: no file was found there."
    rows = [
        (f"{source} > {member}" if member else source, status, reason or problems)
        for source, member, status, reason, problems in columns.tolist()
    ]
    found = [f"{number} {status}" for status, number in receipt.counts.items() if number]
    table = text_table(("file", "status", "reason"), rows)
    return f"{table}\n\n{_reasons(receipt)}{', '.join(found)}.{_undo(receipt)}"


def _undo(receipt: Receipt) -> str:
    """Name the import for ``plimsoll undo``, where it added something."""
    if not receipt_words.added(receipt.rows):
        return ""
    return f"\nTo take this import back: plimsoll undo {receipt_words.short_id(receipt.receipt_id)}"


def _reasons(receipt: Receipt) -> str:
    """Sum up why, where the list is too long to be read."""
    if len(receipt.rows) <= FEW_ROWS:
        return ""
    told = receipt_words.reasons(receipt.rows)
    rows = [tuple(map(str, row)) for row in told.to_numpy().tolist()]
    return f"{text_table(('status', 'reason', 'files'), rows)}\n\n" if rows else ""
