"""What every kind of entry shares in the store: listed, taken away, brought back."""

import pandas as pd

from ingest.store import diary_rows
from ingest.store.diary_rows import Kind
from ingest.store.transactions import Transactions


class Entries(Transactions):
    """Entries of a kind, each in a transaction of its own."""

    __slots__ = ()

    def _listed(self, kind: Kind, athlete_id: str) -> pd.DataFrame:
        with self._database.reading() as connection:
            return diary_rows.listed(connection, kind, athlete_id)

    def _take_away(self, kind: Kind, athlete_id: str, key: str) -> None:
        with self._changing(athlete_id) as connection:
            diary_rows.take_away(connection, kind, athlete_id, key)

    def _bring_back(self, kind: Kind, athlete_id: str, key: str) -> None:
        with self._changing(athlete_id) as connection:
            diary_rows.bring_back(connection, kind, athlete_id, key)
