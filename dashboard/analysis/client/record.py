"""What the store holds of one client."""

from dataclasses import dataclass

import pandas as pd

from dashboard.analysis.overview import History
from ingest.diary import ClientFile


@dataclass(frozen=True, slots=True, eq=False)
class ClientRecord:
    """One athlete as a client, as of ``today``, a local day.

    ``history`` is what the athlete brings; the frames are what a physio keeps: ``sites``
    WORKING_SITES, ``limits`` AGREED_LIMITS, ``exercises`` EXERCISES, ``log`` EXERCISE_LOG,
    ``questionnaires`` QUESTIONNAIRES, ``reviews`` REVIEWS. ``answers`` are RED_FLAGS.
    """

    history: History
    today: pd.Timestamp
    file: ClientFile
    sites: pd.DataFrame
    limits: pd.DataFrame
    exercises: pd.DataFrame
    log: pd.DataFrame
    questionnaires: pd.DataFrame
    reviews: pd.DataFrame
    answers: pd.DataFrame

    @property
    def name(self) -> str:
        """How the client is called, in their own or the physio's words."""
        return self.history.athlete.name
