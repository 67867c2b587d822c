"""What became of an import, for a terminal and for a script."""

from dashboard.command.present import Json, plain, text_table
from ingest.importing import Receipt

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
    return f"{text_table(('file', 'status', 'reason'), rows)}\n\n{', '.join(found)}."
