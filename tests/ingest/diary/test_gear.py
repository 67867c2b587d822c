from dataclasses import replace

import pandas as pd
import pytest

from ingest.athlete_tables import EVENT_KINDS
from ingest.diary import Event, Shoe, WrongEntry, check_event, check_shoe

NOW = pd.Timestamp("2026-05-02T12:00", tz="Europe/Brussels")
TODAY, TOMORROW = pd.Timestamp("2026-05-02"), pd.Timestamp("2026-05-03")
SHOE = Shoe("Blue ones", 10, 32, pd.Timestamp("2026-01-05"), TODAY, 120.0)
EVENT = Event("illness", TODAY)


def test_a_shoe_needs_no_more_than_a_name():
    check_shoe(Shoe("Blue ones"), NOW)
    check_shoe(SHOE, NOW)
    check_shoe(replace(SHOE, last_use=SHOE.first_use), NOW)


def test_a_shoe_retired_before_its_first_use_is_refused():
    with pytest.raises(WrongEntry, match="retired before its first use") as wrong:
        check_shoe(replace(SHOE, last_use=pd.Timestamp("2026-01-04")), NOW)
    assert wrong.value.field == "last_use"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("heel_drop_mm", 41.0),
        ("stack_mm", -1.0),
        ("start_km", -1.0),
        ("start_km", float("nan")),
        ("first_use", TOMORROW),
        ("last_use", TOMORROW),
    ],
)
def test_what_no_shoe_is_gets_refused_beside_its_field(field, value):
    shoe = replace(replace(SHOE, last_use=None), **{field: value})
    with pytest.raises(WrongEntry) as wrong:
        check_shoe(shoe, NOW)
    assert wrong.value.field == field


@pytest.mark.parametrize("kind", EVENT_KINDS)
def test_an_event_may_go_on_or_end_ahead(kind):
    check_event(Event(kind, TODAY), NOW)
    check_event(Event(kind, TODAY, TOMORROW), NOW)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "holiday"),
        ("first_day", TOMORROW),
        ("first_day", pd.NaT),
        ("last_day", TODAY - pd.Timedelta(days=1)),
    ],
)
def test_what_no_event_is_gets_refused_beside_its_field(field, value):
    with pytest.raises(WrongEntry) as wrong:
        check_event(replace(EVENT, **{field: value}), NOW)
    assert wrong.value.field == field
