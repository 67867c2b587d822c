"""Where the seconds of a session went, and its best efforts: kept packed until they are asked for.

A load by distance needs none of them; unpacking those of five years would take most of the time
that a page has.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from numpy import float64
from numpy.typing import NDArray
from sqlalchemy import Connection, select

from ingest.store import schema
from ingest.store.frames import unpack_histogram
from ingest.tables import EFFORT_DISTANCES_M

HEART_RATE_BINS = 221
SPEED_BINS = 241


class BySession(Mapping[str, NDArray[float64]]):
    """One kind of histogram by session id, unpacked anew whenever it is looked up.

    Raises :class:`~ingest.store.StoreError` where the bytes are not those that were written.
    """

    __slots__ = ("_n_bins", "_packed")

    def __init__(self, packed: Mapping[str, bytes], n_bins: int) -> None:
        self._packed = packed
        self._n_bins = n_bins

    def __getitem__(self, session_id: str) -> NDArray[float64]:
        """Unpack the histogram of a session; KeyError for one that is not there."""
        return unpack_histogram(self._packed[session_id], self._n_bins)

    def __iter__(self) -> Iterator[str]:
        """Go through the sessions, the oldest first."""
        return iter(self._packed)

    def __len__(self) -> int:
        """Count the sessions."""
        return len(self._packed)


@dataclass(frozen=True, slots=True, eq=False)
class Histograms:
    """The histograms of an athlete's sessions, each by session id, the oldest session first.

    ``heart_rate_seconds`` are 221 bins, ``graded_speed_seconds`` 241 and ``best_efforts_s`` 7
    values, as in :class:`ingest.tables.Summary`.
    """

    heart_rate_seconds: BySession
    graded_speed_seconds: BySession
    best_efforts_s: BySession


def histograms_of(connection: Connection, athlete_id: str) -> Histograms:
    """Histograms of every session of an athlete, transitions and deleted ones included."""
    table = schema.sessions
    query = select(
        table.c.session_id,
        table.c.heart_rate_seconds,
        table.c.graded_speed_seconds,
        table.c.best_efforts_s,
    ).where(table.c.athlete_id == athlete_id)
    rows = connection.execute(query.order_by(table.c.start_time_us)).all()
    return Histograms(
        heart_rate_seconds=BySession({row[0]: row[1] for row in rows}, HEART_RATE_BINS),
        graded_speed_seconds=BySession({row[0]: row[2] for row in rows}, SPEED_BINS),
        best_efforts_s=BySession({row[0]: row[3] for row in rows}, len(EFFORT_DISTANCES_M)),
    )
