from datetime import UTC, datetime

import pandas as pd
import pytest

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
