"""What one watch file gives: samples, laps, stops, splits and best efforts."""

from ingest.tables.columns import FLAG, FLOAT, INTEGER, TEXT, TIME, Column, Table

RECORDS = Table(
    "RECORDS",
    "a sample",
    (
        Column("time", TIME, "when the sample was taken"),
        Column("latitude_deg", FLOAT, "WGS 84 latitude", -90, 90),
        Column("longitude_deg", FLOAT, "WGS 84 longitude", -180, 180),
        Column("elevation_m", FLOAT, "height above sea level", -500, 9000),
        Column("distance_m", FLOAT, "distance since the session began", 0, 2_000_000),
        Column("speed_mps", FLOAT, "speed over ground", 0, 60),
        Column("heart_rate_bpm", FLOAT, "heart rate; a device's 0 is not measured", 1, 255),
        Column("cadence_spm", FLOAT, "steps a minute, both feet (on foot)", 0, 400),
        Column("cadence_rpm", FLOAT, "crank revolutions a minute (cycling)", 0, 255),
        Column("stroke_rate_spm", FLOAT, "strokes a minute (swimming)", 0, 255),
        Column("power_w", FLOAT, "power", 0, 5000),
        Column("temperature_c", FLOAT, "temperature at the device", -60, 80),
        Column("lap", INTEGER, "lap number, from 1; 0 when the file has no laps"),
        Column("moving", FLAG, "the interval that ends at this sample was moving"),
    ),
    extra_columns=True,
)

LAPS = Table(
    "LAPS",
    "a lap as the device marked it",
    (
        Column("lap", INTEGER, "lap number, from 1"),
        Column("start_time", TIME, "when the lap began"),
        Column("elapsed_s", FLOAT, "wall-clock time", 0),
        Column("timer_s", FLOAT, "time with the device's timer running", 0),
        Column("distance_m", FLOAT, "distance by the device", 0),
        Column("ascent_m", FLOAT, "climb by the device", 0),
        Column("descent_m", FLOAT, "descent by the device", 0),
        Column("heart_rate_mean_bpm", FLOAT, "mean heart rate by the device", 1, 255),
        Column("heart_rate_max_bpm", FLOAT, "highest heart rate by the device", 1, 255),
    ),
)

SPLITS = Table(
    "SPLITS",
    "a km, mile, 5 km or lap",
    (
        Column("split", INTEGER, "split number, from 1"),
        Column("distance_m", FLOAT, "length of this split", 0),
        Column("elapsed_s", FLOAT, "wall-clock time, pauses included", 0),
        Column("moving_s", FLOAT, "time in motion", 0),
        Column("ascent_m", FLOAT, "climb", 0),
        Column("descent_m", FLOAT, "descent", 0),
        Column("heart_rate_mean_bpm", FLOAT, "mean heart rate over time", 1, 255),
    ),
)

BEST_EFFORTS = Table(
    "BEST_EFFORTS",
    "the fastest stretch of one listed distance",
    (
        Column("name", TEXT, "400 m, 1 km, mile, 5 km, 10 km, half marathon, marathon"),
        Column("distance_m", FLOAT, "length of the stretch", 0),
        Column("elapsed_s", FLOAT, "wall-clock time, pauses count", 0),
        Column("start_s", FLOAT, "seconds from the first sample to the start of the stretch", 0),
    ),
)

STOPS = Table(
    "STOPS",
    "a stretch with the device's timer stopped",
    (
        Column("start_time", TIME, "timer stopped"),
        Column("end_time", TIME, "timer started again"),
    ),
)

# Best-effort distances, in metres; road distances are the exact ones (World Athletics).
EFFORT_DISTANCES_M: dict[str, float] = {
    "400 m": 400.0,
    "1 km": 1000.0,
    "mile": 1609.344,
    "5 km": 5000.0,
    "10 km": 10000.0,
    "half marathon": 21097.5,
    "marathon": 42195.0,
}
