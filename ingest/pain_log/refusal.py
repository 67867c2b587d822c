"""Why a row of a diary file was not taken."""

from typing import Literal, TypeAlias

# What the file's owner can say so that such rows are taken; "" where nothing helps.
Asks: TypeAlias = Literal["", "day_order", "side"]


class RefusedRow(ValueError):
    """A row that gives no entry.

    Attributes
    ----------
    asks : str
        The field of :class:`ingest.pain_log.Reading` that would settle it, or "".
    """

    def __init__(self, reason: str, asks: Asks = "") -> None:
        """``reason`` is a sentence for the person whose file it is."""
        super().__init__(reason)
        self.asks = asks
