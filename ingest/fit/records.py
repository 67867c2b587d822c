"""FIT record columns -> RECORDS columns: our names, our units, one meaning each."""

import numpy as np

from ingest.fit.columns import Column, FitColumns

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

# Profile field -> RECORDS column, or one kept beside them with its unit in the name.
_NAMES = {
    "position_lat": "latitude_deg",
    "position_long": "longitude_deg",
    "altitude": "elevation_m",
    "distance": "distance_m",
    "speed": "speed_mps",
    "heart_rate": "heart_rate_bpm",
    "power": "power_w",
    "temperature": "temperature_c",
    "vertical_oscillation": "vertical_oscillation_mm",
    "stance_time": "stance_time_ms",
    "stance_time_percent": "stance_time_percent",
    "stance_time_balance": "stance_time_balance_percent",
    "vertical_ratio": "vertical_ratio_percent",
    "step_length": "step_length_mm",
    "vertical_speed": "vertical_speed_mps",
    "grade": "grade_percent",
    "gps_accuracy": "gps_accuracy_m",
    "respiration_rate": "respiration_rate_per_min",
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


def record_numbers(columns: FitColumns, sport: str, sub_sport: str) -> dict[str, Column]:
    """Return the record columns that are numbers we have a name for.

    Parameters
    ----------
    columns : FitColumns
        The records of one session.
    sport, sub_sport : str
        They decide what the cadence counts.

    Returns
    -------
    dict of str to ndarray of float
        RECORDS columns and extras, in file order.
    """
    numbers = _cadence(columns, moves_in(sport, sub_sport))
    for name in columns.record:
        target = name if name.startswith(_DEVELOPER) else _NAMES.get(name, "")
        values = columns.numbers(name) if target else None
        if values is not None:
            numbers[target] = values
    return numbers


def _cadence(columns: FitColumns, counts: str) -> dict[str, Column]:
    cadence, fraction = columns.numbers("cadence"), columns.numbers("fractional_cadence")
    if cadence is None:
        return {}
    if fraction is not None:
        cadence = cadence + np.nan_to_num(fraction)
    if counts == "steps":
        # The watch counts one leg; a step is a foot on the ground, either foot.
        return {"cadence_spm": 2 * cadence}
    names = {"turns": "cadence_rpm", "strokes": "stroke_rate_spm"}
    return {names.get(counts, "cadence_per_min"): cadence}
