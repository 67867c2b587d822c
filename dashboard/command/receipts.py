"""What became of an import, for a terminal and for a script."""

from ingest.importing import Receipt

from dashboard.command.present import Json, plain, text_table

CAME_IN = frozenset({"imported", "repaired", "duplicate"})
ORDER = ("imported", "repaired", "duplicate", "skipped", "refused")


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
            "counts": counts(receipt),
            "seconds": round(seconds, 3),
        }
    )


def counts(receipt: Receipt) -> dict[str, int]:
    """Return how many rows there are of each status, all five of them named."""
    found = receipt.rows["status"].value_counts()
    return {status: int(found.get(status, 0)) for status in ORDER}


def receipt_text(receipt: Receipt) -> str:
    """Return the receipt as a table of text and a last line that sums it up."""
    rows = [
        (_file(row.source, row.member), row.status, row.reason or row.problems)
        for row in receipt.rows.itertuples()
    ]
    summary = ", ".join(
        f"{number} {status}" for status, number in counts(receipt).items() if number
    )
    if not rows:
        return "Nothing to import: no file was found."
    return "\n".join((text_table(("file", "status", "reason"), rows), "", f"{summary}."))


def _file(source: str, member: str) -> str:
    return f"{source} > {member}" if member else source
