import pandas as pd
import pytest

from ingest.store.errors import DamagedContent
from ingest.store.frames import days


def test_days_come_back_as_midnights_and_none_as_none():
    assert days([0, None, 18337]).tolist() == [
        pd.Timestamp("1970-01-01"),
        pd.NaT,
        pd.Timestamp("2020-03-16"),
    ]
    assert days([]).dtype == "datetime64[us]"


@pytest.mark.parametrize("cell", [1.5, "18337", b"\x12", 2**70])
def test_a_time_that_is_no_whole_number_is_damage_not_another_day(cell):
    with pytest.raises(DamagedContent, match="database is damaged"):
        days([18337, cell])
