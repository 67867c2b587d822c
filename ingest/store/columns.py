"""How columns are written down in every schema module, and the one collection of tables."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Text,
)
from sqlalchemy import text as sql_text
from sqlalchemy.schema import ForeignKeyConstraint

metadata = MetaData()


def owner() -> Column[str]:
    """Whose row it is; it goes when the athlete goes."""
    return Column(
        "athlete_id", Text, ForeignKey("athletes.athlete_id", ondelete="CASCADE"), nullable=False
    )


def only_owner() -> Column[str]:
    """Whose row it is, in a table with one row an athlete."""
    key = ForeignKey("athletes.athlete_id", ondelete="CASCADE")
    return Column("athlete_id", Text, key, primary_key=True)


def text(name: str) -> Column[str]:
    """Words, perhaps none, never unknown."""
    return Column(name, Text, nullable=False)


def later_text(name: str) -> Column[str]:
    """Words, in a table that exports of before do not give them for: none, then."""
    return Column(name, Text, nullable=False, server_default="")


def later_flag(name: str) -> Column[bool]:
    """Yes or no, in a table that exports of before do not give it for: no, then."""
    return Column(name, Boolean, nullable=False, server_default=sql_text("0"))


def whole(name: str) -> Column[int]:
    """Count in whole numbers, never unknown."""
    return Column(name, BigInteger, nullable=False)


def day(name: str) -> Column[int]:
    """Local day, as days since 1970, never unknown."""
    return Column(name, Integer, nullable=False)


def deleted() -> Column[int]:
    """When a row was taken away; empty while it stands."""
    return Column("deleted_at_us", BigInteger)


def flag(name: str) -> Column[bool]:
    """Yes or no."""
    return Column(name, Boolean, nullable=False)


def numbers(names: tuple[str, ...]) -> list[Column[float]]:
    """Numbers that may be unknown."""
    return [Column(name, Double) for name in names]


def blob(name: str) -> Column[bytes]:
    """Bytes."""
    return Column(name, LargeBinary, nullable=False)


def belongs_to(table: str, key: str) -> ForeignKeyConstraint:
    """Tie a row to a row of the same athlete; it goes when that goes."""
    return ForeignKeyConstraint(
        ["athlete_id", key], [f"{table}.athlete_id", f"{table}.{key}"], ondelete="CASCADE"
    )
