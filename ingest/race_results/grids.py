"""What every kind of file becomes first: rows of texts, and the lines around them."""

from dataclasses import dataclass

from ingest.errors import TooLarge

MOST_ROWS = 200_000


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells as text.

    ``titles`` are texts that stand outside the rows and may name the race; ``merged`` are numbers
    of rows that hold cells merged with others.
    """

    rows: list[list[str]]
    titles: tuple[str, ...] = ()
    merged: frozenset[int] = frozenset()


def refuse_long(n_rows: int, name: str) -> None:
    """Refuse a file of more rows than any race has runners.

    Raises
    ------
    TooLarge
        Over ``MOST_ROWS``.
    """
    if n_rows > MOST_ROWS:
        raise TooLarge(
            f"{name} has more than {MOST_ROWS:,} rows, more than any race has runners; nothing was"
            " read. Keep only the race you ran in it."
        )
