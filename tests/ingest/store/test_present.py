from datetime import UTC, datetime

import pandas as pd
import pytest

from ingest.diary import Event, SessionByHand
from ingest.store import open_store
from ingest.store.present import now_of
from ingest.tables import Athlete


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Los_Angeles", "Etc/GMT+12", ""])
def test_now_is_now_and_nobodys_today_lies_ahead_of_it(zone):
    before = datetime.now(UTC)
    now = now_of(Athlete("a", "Anna", zone))

    assert before <= now <= datetime.now(UTC)
    there = pd.Timestamp(before).tz_convert(zone or "UTC").tz_localize(None)
    here = pd.Timestamp(before.astimezone().replace(tzinfo=None))
    assert now.tz_localize(None) >= max(here, there if zone else here)


def test_a_zone_this_computer_does_not_know_stands_in_nobodys_way(tmp_path):
    with open_store(str(tmp_path / "zone.sqlite3")) as store:
        anna = store.add_athlete("Anna", "Etc/Unknown").athlete_id
        store.save_event(anna, Event("illness", pd.Timestamp("2026-04-12")))
        store.add_session_by_hand(anna, SessionByHand("yoga", pd.Timestamp("2026-04-12T18:00"), 30))

        assert len(store.events(anna)) == len(store.sessions(anna)) == 1
