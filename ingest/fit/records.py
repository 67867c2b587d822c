"""FIT record columns -> RECORDS columns: our names, our units, one meaning each."""

import numpy as np
import pandas as pd

from ingest.fit.clock import utc_times
from ingest.fit.messages import Column, FitColumns

DEGREES_PER_SEMICIRCLE = 180 / 2**31

ON_FOOT = frozenset({"running", "walking", "hiking", "mountaineering", "snowshoeing", "transition"})
ON_A_BIKE = frozenset({"cycling", "e_biking"})
IN_STROKES = frozenset({"swimming", "rowing", "paddling", "kayaking", "stand_up_paddleboarding"})
_INDOOR = {
    "treadmill": ON_FOOT,
    "indoor_running": ON_FOOT,
    "elliptical": ON_FOOT,
    "indoor_walking": ON_FOOT,
    "indoor_cycling": ON_A_BIKE,
    "spin": ON_A_BIKE,
    "indoor_rowing": IN_STROKES,
}

# Profile field (the better one first) -> RECORDS column.
_DIRECT = (
    (("enhanced_altitude", "altitude"), "elevation_m"),
    (("distance",), "distance_m"),
    (("enhanced_speed", "speed"), "speed_mps"),
    (("heart_rate",), "heart_rate_bpm"),
    (("power",), "power_w"),
    (("temperature",), "temperature_c"),
)
_POSITIONS = (("position_lat", "latitude_deg"), ("position_long", "longitude_deg"))

# Profile fields kept beside the canonical ones, with their unit in the name.
_EXTRAS = {
    "vertical_oscillation": "vertical_oscillation_mm",
    "stance_time": "stance_time_ms",
    "stance_time_percent": "stance_time_percent",
    "stance_time_balance": "stance_time_balance_percent",
    "vertical_ratio": "vertical_ratio_percent",
    "step_length": "step_length_mm",
    "vertical_speed": "vertical_speed_mps",
    "grade": "grade_percent",
    "gps_accuracy": "gps_accuracy_m",
    "enhanced_respiration_rate": "respiration_rate_per_min",
    "core_temperature": "core_temperature_c",
    "current_stress": "stress_score",
    "accumulated_power": "accumulated_power_w",
    "left_right_balance": "left_right_balance_code",
    "left_torque_effectiveness": "left_torque_effectiveness_percent",
    "right_torque_effectiveness": "right_torque_effectiveness_percent",
    "left_pedal_smoothness": "left_pedal_smoothness_percent",
    "right_pedal_smoothness": "right_pedal_smoothness_percent",
    "saturated_hemoglobin_percent": "saturated_hemoglobin_percent",
    "total_hemoglobin_conc": "total_hemoglobin_g_per_dl",
    "absolute_pressure": "absolute_pressure_pa",
    "depth": "depth_m",
    "calories": "energy_kcal",
}
_DEVELOPER = "dev:"


def moves_in(sport: str, sub_sport: str) -> str:
    """Return what a cadence counts in this sport: "steps", "turns", "strokes", or ""."""
    family = _INDOOR.get(sub_sport, frozenset({sport})) if sport == "fitness_equipment" else {sport}
    if family & ON_FOOT:
        return "steps"
    if family & ON_A_BIKE:
        return "turns"
    return "strokes" if family & IN_STROKES else ""


def records_frame(columns: FitColumns, seconds: Column, sport: str, sub_sport: str) -> pd.DataFrame:
    """Rename and scale the record columns that hold anything.

    Parameters
    ----------
    columns : FitColumns
        The records of one session.
    seconds : numpy.ndarray
        Their times in Unix seconds, one each.
    sport, sub_sport : str
        They decide what the cadence counts.

    Returns
    -------
    pandas.DataFrame
        RECORDS columns (``time`` always) and extras, in file order.
    """
    record = columns.record
    frame: dict[str, Column | pd.DatetimeIndex] = {"time": utc_times(seconds)}
    for names, target in _DIRECT:
        frame |= _present(target, _first_known([record[n] for n in names if n in record]))
    for name, target in _POSITIONS:
        frame |= _present(target, record.get(name, np.empty(0)) * DEGREES_PER_SEMICIRCLE)
    frame |= _cadence(record, moves_in(sport, sub_sport))
    for name, values in record.items():
        target = name if name.startswith(_DEVELOPER) else _EXTRAS.get(name, "")
        if target:
            frame |= _present(target, values)
    return pd.DataFrame(frame)


def _first_known(candidates: list[Column]) -> Column:
    best = candidates[0] if candidates else np.empty(0)
    for other in candidates[1:]:
        best = np.where(np.isnan(best), other, best)
    return best


def _present(name: str, values: Column) -> dict[str, Column]:
    return {name: values} if np.isfinite(values).any() else {}


def _cadence(record: dict[str, Column], counts: str) -> dict[str, Column]:
    if "cadence" not in record:
        return {}
    fraction = record.get("fractional_cadence", np.zeros(1))
    cadence = record["cadence"] + np.nan_to_num(fraction)
    if counts == "steps":
        # The watch counts one leg; a step is a foot on the ground, either foot.
        return _present("cadence_spm", 2 * cadence)
    names = {"turns": "cadence_rpm", "strokes": "stroke_rate_spm"}
    return _present(names.get(counts, "cadence_per_min"), cadence)
