"""A row of the list of clients, and the reasons for a look."""

from dataclasses import dataclass
from enum import IntEnum

import pandas as pd


class Code(IntEnum):
    """Why somebody needs a look, in the order in which they are listed."""

    RED_FLAG = 0
    NEW_FLARE = 1
    NOT_SETTLED = 2
    PAST_AGREED = 3
    SPIKE = 4
    STOPPED_LOGGING = 5
    REVIEW_DUE = 6
    COVERAGE = 7


LABELS = {
    Code.RED_FLAG: "Red flag",
    Code.NEW_FLARE: "Flare",
    Code.NOT_SETTLED: "After a run",
    Code.PAST_AGREED: "Past the agreed load",
    Code.SPIKE: "Longer run",
    Code.STOPPED_LOGGING: "Stopped logging",
    Code.REVIEW_DUE: "Review",
    Code.COVERAGE: "Too little to say",
}
# What asks for a look; the others are good to know.
URGENT = frozenset({Code.RED_FLAG, Code.NEW_FLARE, Code.NOT_SETTLED, Code.PAST_AGREED, Code.SPIKE})


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason with its number and local day; ``words`` may hold users' text, not yet escaped.

    ``number`` is the score, the points, the ratio, the kilometres or the days that ``words`` speak
    of. ``aside`` says whose figure a population's is. ``known_us`` is when it could first be known
    (microseconds since 1970), ``is_seen`` whether somebody looked since.
    """

    code: Code
    words: str
    number: float
    day: pd.Timestamp
    known_us: int
    aside: str = ""
    is_seen: bool = False

    @property
    def label(self) -> str:
        """The kind of reason in a word or two."""
        return LABELS[self.code]


@dataclass(frozen=True, slots=True)
class ClientRow:
    """One athlete in the list.

    ``reasons`` stand in the order of :class:`Code`, those that nobody has seen first. ``pain`` is
    the worst score of each of the last 28 days at ``where`` (NaN: none), ``running_km`` what was
    run in each of the last 6 times 7 days, the oldest first. None where nothing is known.
    """

    athlete_id: str
    name: str
    is_client: bool
    reasons: tuple[Reason, ...]
    where: str
    pain: tuple[float, ...]
    running_km: tuple[float, ...]
    last_entry: pd.Timestamp | None
    seen_at: pd.Timestamp | None
    seen_note: str

    @property
    def open_reasons(self) -> tuple[Reason, ...]:
        """The reasons that nobody has seen yet."""
        return tuple(reason for reason in self.reasons if not reason.is_seen)

    @property
    def needs_look(self) -> bool:
        """Whether a reason that asks for a look has not been seen."""
        return any(reason.code in URGENT for reason in self.open_reasons)

    @property
    def is_seen(self) -> bool:
        """Whether there were reasons, and somebody has seen them all."""
        return bool(self.reasons) and not self.open_reasons

    @property
    def is_known(self) -> bool:
        """Whether there is anything at all to list."""
        return self.last_entry is not None or any(self.running_km) or bool(self.reasons)
