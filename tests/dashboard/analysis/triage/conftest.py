"""Athletes with stories, in a real store, as the list and their own pages read them."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from dashboard import access
from dashboard.access import Access, PainEntry, SessionByHand
from dashboard.analysis.triage import ClientRow, Code, Reason, look_list

TODAY = pd.Timestamp("2026-05-06")
DAY = pd.Timedelta(days=1)
ZONE = "Europe/Brussels"


class Clinic:
    """A database with athletes whose days are counted back from one day."""

    today = TODAY

    def __init__(self, way: Access) -> None:
        self.way = way

    def add(self, name: str) -> str:
        return self.way._store.add_athlete(name, ZONE).athlete_id

    def run(self, athlete_id: str, ago: int, km: float, **said: object) -> str:
        run = SessionByHand(
            "running", TODAY - ago * DAY + pd.Timedelta(hours=18), 6 * km, 4, 1000 * km
        )
        return self.way.add_session_by_hand(athlete_id, replace(run, time_zone=ZONE, **said))

    def feel(self, athlete_id: str, ago: int, score: int, **said: object) -> str:
        at = (TODAY - ago * DAY + pd.Timedelta(hours=7)).tz_localize(ZONE)
        entry = PainEntry("knee", "left", score, at, "morning", "medial")
        return self.way.save_pain(athlete_id, [replace(entry, **said)])[0]

    def rows(self) -> tuple[ClientRow, ...]:
        return look_list(self.way.triage(TODAY), TODAY)

    def row(self, athlete_id: str) -> ClientRow:
        (found,) = (row for row in self.rows() if row.athlete_id == athlete_id)
        return found

    def reason(self, athlete_id: str, code: Code) -> Reason | None:
        found = [reason for reason in self.row(athlete_id).reasons if reason.code is code]
        assert len(found) <= 1
        return found[0] if found else None

    def random(self, athlete_id: str, seed: int) -> None:
        """Give an athlete ten weeks of runs and mornings that go up and down."""
        chance = np.random.default_rng(seed)
        base = int(chance.integers(0, 4))
        for ago in range(70, -1, -1):
            if chance.uniform() < 0.4:
                # Longer in the last week, so that some go beyond the month before.
                self.run(athlete_id, ago, float(chance.uniform(3, 14)) * (1.6 if ago < 6 else 1))
            if chance.uniform() < 0.8:
                score = base + int(chance.choice([-1, 0, 0, 0, 1, 2, 3]))
                self.feel(athlete_id, ago, min(10, max(0, score)))
            if chance.uniform() < 0.3:
                self.feel(athlete_id, ago, base, side="right", aspect="", moment="during")


@pytest.fixture
def clinic(database):
    way = access.open_access()
    assert way.database.endswith(database.name)
    return Clinic(way)
