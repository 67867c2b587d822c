"""An outing of the season as a motion: when it began, which course, how fit the runner was."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from sample_data.making.motion import ALL_CHANNELS, INDOOR_CHANNELS, Motion, Plan, move
from sample_data.making.pool import Pool, swim
from sample_data.making.season_kinds import KINDS, Kind
from sample_data.making.season_weeks import Outing
from sample_data.story import told
from sample_data.story.dates import DUATHLON, HALF_MARATHON

_SEED = 7000
_SATURDAY = 5
_RACE_START = time(10, 0, 4)
# Seven seconds more than the chip: the watch was started early and stopped late.
_HALF_MARATHON_S = 6724
_WALKING_MPS = 2.1
_FORGOTTEN_STRAPS = (5, 52, 97)
_PAUSED = {"long": (1500, 95), "ride": (2100, 240), "hills": (1200, 50), "walk": (1300, 70)}
# Seconds a kilometre beside a fit day's pace, by day.
_FITNESS = (
    (date(2025, 9, 22), 14),
    (date(2026, 2, 8), 8),
    (date(2026, 3, 24), 16),
    (date(2026, 5, 24), -2),
    (date(2026, 7, 26), 7),
    (date(2026, 9, 22), 30),
    (date(2026, 11, 22), 20),
)
_CHANNELS = {
    "outdoors": ALL_CHANNELS - {"temperature"},
    "belt": INDOOR_CHANNELS,
    "none": frozenset({"heart_rate"}),
}


def start(outing: Outing) -> datetime:
    """Say when an outing began, on the runner's own clock."""
    zone = ZoneInfo(told.RUNNER.time_zone)
    if outing.day in (HALF_MARATHON, DUATHLON):
        return datetime.combine(outing.day, _RACE_START, zone)
    minutes = int(np.random.default_rng(_SEED + outing.number).integers(0, 50))
    first = time(8, 40) if outing.day.weekday() >= _SATURDAY else time(17, 25)
    return datetime.combine(outing.day, first, zone) + timedelta(minutes=minutes, seconds=minutes)


def motion(outing: Outing) -> Motion:
    """Carry an outing of one sport out."""
    kind, plan = KINDS[outing.kind], _plan(outing)
    if kind.measure == "sets":
        return replace(swim(plan, Pool(sets=int(outing.amount))), heart_rate_bpm=None)
    if kind.measure == "minutes":
        # As if going somewhere slowly, but none of it kept.
        moved = move(replace(plan, distance_m=float(plan.duration_s), relief_m=0.0))
        return replace(moved, plan=plan)
    return _steps_of_a_walker(move(plan)) if kind.on_foot else move(plan)


def _plan(outing: Outing) -> Plan:
    kind = KINDS[outing.kind]
    begun = start(outing)
    offset = begun.utcoffset() or timedelta()
    seconds = _duration_s(outing, kind)
    return Plan(
        begun.astimezone(UTC),
        _distance_m(outing, kind),
        seconds,
        _SEED + outing.number,
        sport=kind.sport,
        sub_sport=kind.sub_sport,
        loop_m=kind.loop_m,
        course_seed=_SEED + int(kind.loop_m) % 997,
        relief_m=kind.relief_m if kind.course == "outdoors" else 0.0,
        pacing=kind.pacing,
        channels=_channels(outing, kind),
        every_s=(kind.every_s, kind.every_s),
        pauses=_pauses(outing, seconds),
        lap_m=kind.lap_m if kind.measure == "km" else 0.0,
        heart_bpm=_heart_bpm(outing, kind),
        utc_offset_s=int(offset.total_seconds()),
    )


def _distance_m(outing: Outing, kind: Kind) -> float:
    if kind.measure == "km":
        return round(1000 * outing.amount, 1)
    # The pool says how far its sets are; zero there would mean a swim without distance.
    return 250.0 * outing.amount if kind.measure == "sets" else 0.0


def _duration_s(outing: Outing, kind: Kind) -> int:
    if outing.day == HALF_MARATHON:
        return _HALF_MARATHON_S
    if kind.measure == "minutes":
        return round(60 * outing.amount)
    # No two days are quite alike.
    luck = float(np.random.default_rng(_SEED + outing.number).random()) * 12 - 6
    slower = fitness_s_per_km(outing.day) if kind.sport == "running" else 0.0
    return round(outing.amount * (kind.pace_s_per_km + slower + luck))


def fitness_s_per_km(day: date) -> float:
    """Seconds a kilometre that a day of the season is slower than a fit one."""
    days = [known.toordinal() for known, _ in _FITNESS]
    return float(np.interp(day.toordinal(), days, [slower for _, slower in _FITNESS]))


def _heart_bpm(outing: Outing, kind: Kind) -> tuple[int, int]:
    """Let the heart have its better and worse days."""
    begin, mean = kind.bpm
    better = int(np.random.default_rng((_SEED, outing.number)).integers(-3, 4))
    return begin + better, mean + better


def _channels(outing: Outing, kind: Kind) -> frozenset[str]:
    channels = _CHANNELS[kind.course]
    return channels - {"heart_rate"} if outing.number in _FORGOTTEN_STRAPS else channels


def _pauses(outing: Outing, seconds: int) -> tuple[tuple[int, int], ...]:
    after, length = _PAUSED.get(outing.kind, (0, 0))
    return ((after, length),) if 0 < after < seconds - 120 and outing.number % 2 else ()


def _steps_of_a_walker(moved: Motion) -> Motion:
    if moved.cadence is None:
        return moved
    walks = moved.speed_mps < _WALKING_MPS
    return replace(moved, cadence=np.where(walks, np.round(0.74 * moved.cadence), moved.cadence))
