"""What an answer is made from, read from a real store."""

from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest

from dashboard import gathering
from dashboard.access import NotFound
from dashboard.analysis.link_series import LOADS, daily_series

ZURICH = "Europe/Zurich"


def test_a_season_holds_the_sessions_with_their_heart_rates(filled):
    history = gathering.history(filled.way, filled.runner, ZURICH)

    assert len(history.sessions) == len(filled.way.sessions(filled.runner))
    seconds = history.sessions["heart_rate_seconds"]
    assert all(one.shape == (221,) for one in seconds)
    assert sum(one.sum() for one in seconds) > 0


def test_a_log_knows_the_heart_rates_and_paces_of_each_session_by_its_id(filled):
    log = gathering.link_log(filled.way, filled.runner, ZURICH)

    for key in log.sessions["session_id"]:
        assert log.heart_rate_seconds[key].shape == (221,)
        assert log.graded_speed_seconds[key].shape == (241,)
    trimp = daily_series(log, LOADS["trimp"])
    assert len(trimp) > 0
    assert np.isnan(trimp).any()  # no limits of this body are known


@pytest.mark.parametrize("zone", ["Europe/Zurich", "Pacific/Kiritimati", "Pacific/Midway"])
def test_days_are_known_up_to_the_last_import_by_the_clock_of_the_zone(filled, zone):
    finished = filled.way.receipts(filled.runner)["finished_at"].item().to_pydatetime()

    known = gathering.known_until(filled.way, filled.runner, zone)

    assert known == pd.Timestamp(finished.astimezone(ZoneInfo(zone)).date())


def test_an_import_taken_back_makes_no_day_known(filled):
    (receipt_id,) = filled.way.receipts(filled.runner)["receipt_id"]
    filled.way.undo_import(filled.runner, receipt_id)

    assert gathering.known_until(filled.way, filled.runner, ZURICH) is None


def test_nobody_elses_log_can_be_read(filled):
    with pytest.raises(NotFound):
        gathering.link_log(filled.way, "nobody", ZURICH)
