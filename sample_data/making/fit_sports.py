"""Undamaged FIT activities: the sports, indoors and out, and a duathlon."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import numpy as np

from sample_data import Sample
from sample_data.making.fit_bytes import encode
from sample_data.making.fit_messages import (
    PLAIN,
    Style,
    activity,
    closing,
    last_stop,
    multisport,
    opening,
    session,
)
from sample_data.making.made import Made, day, expected
from sample_data.making.motion import ALL_CHANNELS, INDOOR_CHANNELS, Motion, Plan, move
from sample_data.making.pool import Pool, lengths, swim

_SUMMER_S = 7200
_WATCH = Style(wide=True)


def made() -> Iterator[Made]:
    """Make every file of this module."""
    yield _fit("run_10km.fit", "10 km, faster to the end, 1 Hz", _RUN_10KM, _RICH)
    yield _fit("run_smart_recording.fit", "16 km, a sample every 5 to 8 s", _LONG_RUN)
    yield _hills()
    yield _fit("run_paused.fit", "12 km with two pauses as timer events", _PAUSED)
    yield _fit("run_treadmill.fit", "no position; distance from a foot pod", _TREADMILL)
    yield _zero_heart_rate()
    yield _pool()
    yield _fit("swim_open_water.fit", "1.5 km in a lake", _OPEN_WATER)
    yield _fit("strength.fit", "gym, no distance, no position", _STRENGTH)
    yield _fit("yoga.fit", "yoga, no distance, no position", _YOGA)
    yield _fit("bike_indoor_power.fit", "indoor trainer with power", _INDOOR_BIKE)
    yield _duathlon()


_RICH = Style(wide=True, dynamics=True)
_RUN_10KM = Plan(
    day(11, 21, "8:30:00"),
    10_000,
    3270,
    101,
    pacing="faster",
    relief_m=14,
    channels=ALL_CHANNELS | {"power"},
    lap_m=1000,
    heart_bpm=(88, 154),
    temperature_c=(19, 6),
)
_LONG_RUN = Plan(
    day(10, 11, "7:05:00"),
    16_000,
    5700,
    102,
    pacing="slower",
    loop_m=8000,
    every_s=(5, 8),
    lap_m=1000,
    utc_offset_s=_SUMMER_S,
    heart_bpm=(86, 138),
    temperature_c=(20, 13),
)
_HILLS = Plan(
    day(10, 4, "7:40:00"),
    14_000,
    5280,
    103,
    sub_sport="trail",
    loop_m=7000,
    relief_m=70,
    every_s=(3, 5),
    lap_m=1000,
    utc_offset_s=_SUMMER_S,
    heart_bpm=(90, 147),
    temperature_c=(20, 12),
)
_PAUSED = Plan(
    day(11, 1, "9:00:00"),
    12_000,
    4080,
    104,
    loop_m=6000,
    every_s=(2, 5),
    pauses=((900, 45), (2610, 190)),
    lap_m=1000,
    heart_bpm=(87, 142),
    temperature_c=(20, 8),
)
_TREADMILL = Plan(
    day(10, 7, "16:30:00"),
    8000,
    2640,
    105,
    sub_sport="treadmill",
    pacing="intervals",
    relief_m=0,
    channels=INDOOR_CHANNELS,
    every_s=(1, 4),
    lap_m=1000,
    utc_offset_s=_SUMMER_S,
    heart_bpm=(94, 148),
)
_OPEN_WATER = Plan(
    day(9, 13, "6:10:00"),
    1500,
    1860,
    107,
    sport="swimming",
    sub_sport="open_water",
    loop_m=750,
    relief_m=0,
    channels=frozenset({"position", "heart_rate", "temperature"}),
    every_s=(3, 5),
    utc_offset_s=_SUMMER_S,
    heart_bpm=(98, 134),
    temperature_c=(24, 19),
)
_POOL = Plan(
    day(10, 14, "4:30:00"),
    1500,
    1840,
    111,
    sport="swimming",
    sub_sport="lap_swimming",
    utc_offset_s=_SUMMER_S,
)
_GYM = frozenset({"heart_rate"})
_STRENGTH = Plan(
    day(10, 22, "16:00:00"),
    0,
    2700,
    108,
    sport="training",
    sub_sport="strength_training",
    pacing="intervals",
    channels=_GYM,
    every_s=(4, 6),
    utc_offset_s=_SUMMER_S,
    heart_bpm=(82, 108),
)
_YOGA = Plan(
    day(9, 17, "5:30:00"),
    0,
    1800,
    109,
    sport="training",
    sub_sport="yoga",
    channels=_GYM,
    every_s=(4, 6),
    utc_offset_s=_SUMMER_S,
    heart_bpm=(72, 84),
)
_INDOOR_BIKE = Plan(
    day(11, 5, "17:45:00"),
    24_000,
    2880,
    110,
    sport="cycling",
    sub_sport="indoor_cycling",
    pacing="intervals",
    relief_m=0,
    channels=INDOOR_CHANNELS | {"power"},
    every_s=(2, 3),
    lap_m=5000,
    heart_bpm=(84, 139),
)


def _fit(name: str, what: str, plan: Plan, style: Style = PLAIN) -> Made:
    motion = move(plan) if plan.distance_m else _standing(plan)
    sample = Sample(name, "fit", what, "ok", sessions=(expected(motion),))
    return Made(sample, encode(activity(motion, style)))


def _standing(plan: Plan) -> Motion:
    """Return the motion of someone who goes nowhere: as if running slowly, but none of it kept."""
    motion = move(replace(plan, distance_m=float(plan.duration_s), relief_m=0))
    return replace(motion, plan=plan)


def _hills() -> Made:
    motion = move(_HILLS)
    session_given = replace(expected(motion), ascent_m=round(motion.ascent_m, 1))
    what = "14 km over hills; the watch has a barometer"
    sample = Sample("run_hills_barometer.fit", "fit", what, "ok")
    data = encode(activity(motion, Style(barometer=True)))
    return Made(replace(sample, sessions=(session_given,)), data)


def _zero_heart_rate() -> Made:
    plan = Plan(day(9, 1, "6:00:00"), 2000, 660, 106, every_s=(3, 6), utc_offset_s=_SUMMER_S)
    motion = move(plan)
    zeros = replace(motion, heart_rate_bpm=np.zeros(len(motion.seconds)))
    given = replace(expected(motion), has_heart_rate=False)
    what = "no heart-rate strap: 0 on every record"
    sample = Sample("run_zero_heart_rate.fit", "fit", what, "ok", sessions=(given,))
    return Made(sample, encode(activity(zeros)))


def _pool() -> Made:
    pool = Pool()
    swum = swim(_POOL, pool)
    messages = [*opening(swum), *lengths(swum), last_stop(swum)]
    name, fields = session(swum)
    fields |= {"pool_length": pool.length_m, "pool_length_unit": "metric"}
    data = encode([*messages, (name, fields), closing([swum])])
    what = "1.5 km in a 25 m pool, lengths and rests"
    sample = Sample("swim_pool.fit", "fit", what, "ok", sessions=(expected(swum),))
    return Made(sample, data)


def _duathlon() -> Made:
    legs = [move(plan) for plan in _duathlon_plans()]
    given = []
    for motion, leg in zip(legs, (1, None, 2, None, 3), strict=True):
        given.append(expected(motion, leg=leg))
    what = "2.5 km run, 30 km bike, 7 km run in one recording, two transitions between them"
    sample = Sample("duathlon.fit", "fit", what, "ok", sessions=tuple(given))
    return Made(sample, encode(multisport(legs, _WATCH)))


_LEGS: tuple[tuple[str, float, int, int, tuple[int, int]], ...] = (
    # sport, metres, seconds, m of loop, heart rate at the start and at the mean effort
    ("running", 2500, 648, 2500, (104, 166)),
    ("transition", 140, 96, 2500, (169, 150)),
    ("cycling", 30_000, 3480, 15_000, (158, 155)),
    ("transition", 120, 78, 2500, (157, 148)),
    ("running", 7000, 1974, 3500, (152, 167)),
)


def _duathlon_plans() -> Iterator[Plan]:
    start = day(11, 15, "10:00:00")
    for number, (sport, metres, seconds, loop_m, beats) in enumerate(_LEGS):
        on_bike = sport == "cycling"
        yield Plan(
            start,
            metres,
            seconds,
            121 + number,
            sport=sport,
            sub_sport="road" if on_bike else "generic",
            loop_m=loop_m,
            relief_m=25 if on_bike else 8,
            pacing="slower" if metres > loop_m else "even",
            every_s=(2, 2),
            lap_m=5000 if on_bike else 1000,
            heart_bpm=beats,
            temperature_c=(10, 8) if number else (18, 8),
        )
        # The next leg begins with the sample after this one's last.
        start += timedelta(seconds=seconds + 1)
