"""Record columns get our names and units, and a cadence its meaning from the sport."""

import numpy as np
import pytest

from ingest.fit.columns import FitColumns
from ingest.fit.records import moves_in, record_numbers


def numbers(sport="running", sub_sport="generic", **record):
    record = {name: np.array(values, dtype=float) for name, values in record.items()}
    n = len(next(iter(record.values())))
    return record_numbers(FitColumns(n, record, {}), sport, sub_sport)


def test_steps_are_both_feet_and_half_revolutions_count():
    running = numbers(cadence=[83, 84], fractional_cadence=[0.5, np.nan])
    assert running["cadence_spm"].tolist() == [167.0, 168.0]


@pytest.mark.parametrize(
    ("sport", "sub_sport", "column", "value"),
    [
        ("running", "treadmill", "cadence_spm", 160.0),
        ("transition", "generic", "cadence_spm", 160.0),
        ("hiking", "generic", "cadence_spm", 160.0),
        ("cycling", "indoor_cycling", "cadence_rpm", 80.0),
        ("fitness_equipment", "indoor_cycling", "cadence_rpm", 80.0),
        ("fitness_equipment", "treadmill", "cadence_spm", 160.0),
        ("fitness_equipment", "indoor_rowing", "stroke_rate_spm", 80.0),
        ("swimming", "open_water", "stroke_rate_spm", 80.0),
        ("generic", "generic", "cadence_per_min", 80.0),
    ],
)
def test_the_sport_decides_what_a_cadence_counts(sport, sub_sport, column, value):
    found = numbers(sport, sub_sport, cadence=[80])
    assert [name for name in found if "_per_min" in name or "_spm" in name or "_rpm" in name] == [
        column
    ]
    assert found[column].tolist() == [value]


def test_an_unknown_sport_counts_nothing_we_know():
    assert moves_in("chess", "generic") == ""


def test_a_column_that_is_no_number_a_sample_is_left_to_others():
    record = {"activity_type": np.array(["running"]), "left_power_phase": np.ones((1, 2))}
    assert record_numbers(FitColumns(1, record, {}), "running", "generic") == {}


def test_running_dynamics_and_developer_fields_stay_beside_with_their_units():
    found = numbers(stance_time=[250], step_length=[1100], **{"dev:Form Power": [70]})
    assert list(found) == ["stance_time_ms", "step_length_mm", "dev:Form Power"]
