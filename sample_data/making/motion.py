"""How an invented runner moves: a plan becomes what a perfect watch would have seen.

Distance and duration are given, not measured: the speeds are scaled until they fit exactly.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import numpy as np
import numpy.typing as npt

from sample_data.making.courses import Array, Loop, Place, degrees, height, loop, position
from sample_data.making.effort import Pacing, effort, heart_rate, shape, smooth_noise

Index = npt.NDArray[np.int64]

# A made-up spot in open country; the other two put midnight far from UTC's.
HOME = Place(51.2, 8.9, 212.0)
FAR_EAST = Place(-43.9, 171.8, 95.0)
FAR_WEST = Place(51.1, -112.4, 812.0)

ALL_CHANNELS = frozenset({"position", "elevation", "heart_rate", "cadence", "temperature"})
INDOOR_CHANNELS = frozenset({"heart_rate", "cadence"})


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to happen: ``duration_s`` is time in motion, ``pauses`` are (after s, for s).

    ``heart_bpm`` is (at the start, at the mean effort), ``temperature_c`` (indoors, out there).
    ``course_seed`` lays out the same course for several plans; 0 gives each its own.
    """

    start: datetime
    distance_m: float
    duration_s: int
    seed: int
    sport: str = "running"
    sub_sport: str = "generic"
    place: Place = HOME
    loop_m: float = 5000.0
    relief_m: float = 8.0
    pacing: Pacing = "even"
    channels: frozenset[str] = ALL_CHANNELS
    every_s: tuple[int, int] = (1, 1)
    pauses: tuple[tuple[int, int], ...] = ()
    lap_m: float = 0.0
    heart_bpm: tuple[int, int] = (92, 144)
    temperature_c: tuple[int, int] = (18, 11)
    utc_offset_s: int = 3600
    course_seed: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Motion:
    """What the watch saw: one value a sample. A channel that was not recorded is None.

    ``seconds`` counts from the start, pauses included. ``lap_ends`` are sample positions.
    """

    plan: Plan
    seconds: Index
    distance_m: Array
    speed_mps: Array
    lap_ends: tuple[int, ...]
    ascent_m: float
    position: tuple[Array, Array] | None = None
    elevation_m: Array | None = None
    heart_rate_bpm: Array | None = None
    cadence: Array | None = None
    power_w: Array | None = None
    temperature_c: Array | None = None

    @property
    def elapsed_s(self) -> int:
        """First sample to last, pauses included."""
        return int(self.seconds[-1])

    @property
    def timer_s(self) -> int:
        """Time with the timer running."""
        return self.elapsed_s - sum(length for _, length in self.plan.pauses)

    def at(self, seconds: int) -> datetime:
        """Return the moment ``seconds`` after the start."""
        return self.plan.start + timedelta(seconds=seconds)

    def stops(self) -> tuple[tuple[int, int], ...]:
        """Return the pauses as (stopped at s, started again at s), counted from the start."""
        stops, gone = [], 0
        for after, length in self.plan.pauses:
            stops.append((after + gone, after + gone + length))
            gone += length
        return tuple(stops)


def move(plan: Plan) -> Motion:
    """Carry out a plan."""
    random = np.random.default_rng(plan.seed)
    course = loop(plan.loop_m, plan.course_seed or plan.seed)
    distance = _distance(plan, course)
    speed = np.gradient(distance)
    ground = height(course, distance, plan.relief_m)
    grade = np.gradient(ground) / np.maximum(speed, 0.1)
    lap_ends = _lap_ends(plan, distance)
    kept = _kept(plan, random, lap_ends)
    strain = effort(speed, grade)
    noise = smooth_noise(random, len(distance))
    motion = Motion(
        plan,
        _clock(plan)[kept],
        distance[kept],
        speed[kept],
        tuple(int(end) for end in np.searchsorted(kept, lap_ends)),
        float(np.sum(np.maximum(np.diff(ground), 0.0))),
        heart_rate_bpm=heart_rate(strain, *plan.heart_bpm, random)[kept],
        cadence=_cadence(plan, speed, random)[kept],
        power_w=np.round(205 * strain * np.sqrt(strain) + 18 * (random.random(len(strain)) - 0.5))[
            kept
        ],
        temperature_c=_temperature(plan)[kept],
        elevation_m=(plan.place.elevation_m + ground + 0.4 * noise)[kept],
        position=_wander(plan, course, distance, random, kept),
    )
    return _only(motion, plan.channels)


def _distance(plan: Plan, course: Loop) -> Array:
    fraction = np.arange(plan.duration_s) / plan.duration_s
    first = shape(plan.pacing, fraction)
    rough = np.cumsum(first) * (plan.distance_m / float(np.sum(first)))
    slope = np.gradient(height(course, rough, plan.relief_m)) * plan.duration_s / plan.distance_m
    steps = np.cumsum(first * np.clip(1 - 3.0 * slope, 0.5, 1.3))
    return np.concatenate([[0.0], steps * (plan.distance_m / steps[-1])])


def _clock(plan: Plan) -> Index:
    clock = np.arange(plan.duration_s + 1, dtype=np.int64)
    moved = clock.copy()
    for after, length in plan.pauses:
        clock[moved > after] += length
    return clock


def _lap_ends(plan: Plan, distance: Array) -> list[int]:
    if not plan.lap_m:
        return []
    marks = np.arange(plan.lap_m, plan.distance_m - 20.0, plan.lap_m)
    return [*(int(end) for end in np.searchsorted(distance, marks)), len(distance) - 1]


def _kept(plan: Plan, random: np.random.Generator, lap_ends: list[int]) -> Index:
    """Which seconds become samples: those the watch chose, and every one that matters."""
    shortest, longest = plan.every_s
    gaps = shortest + (random.random(plan.duration_s) * (longest - shortest + 1)).astype(np.int64)
    chosen = np.concatenate([[0], np.cumsum(gaps)])
    edges = [second + step for second, _ in plan.pauses for step in (0, 1)]
    wanted = np.concatenate([chosen, lap_ends, edges, [plan.duration_s]]).astype(np.int64)
    return np.unique(wanted[wanted <= plan.duration_s])


def _wander(
    plan: Plan, course: Loop, distance: Array, random: np.random.Generator, kept: Index
) -> tuple[Array, Array]:
    """Positions with the slow drift of a real receiver, which hardly lengthens the track."""
    latitude, longitude = position(course, plan.place, distance)
    east, north = (2.0 * smooth_noise(random, len(distance)) for _ in range(2))
    drift_latitude, drift_longitude = degrees(plan.place, east, north)
    return (
        (latitude + drift_latitude - plan.place.latitude_deg)[kept],
        (longitude + drift_longitude - plan.place.longitude_deg)[kept],
    )


def _cadence(plan: Plan, speed: Array, random: np.random.Generator) -> Array:
    wobble = 2.0 * smooth_noise(random, len(speed)) + random.random(len(speed))
    if plan.sport == "cycling":
        return np.asarray(np.round(82 + 3 * wobble))
    if plan.sport == "swimming":
        return np.asarray(np.round(28 + wobble))
    return np.asarray(np.round(2 * (144 + 8.5 * speed + wobble)) / 2)


def _temperature(plan: Plan) -> Array:
    """Cool the watch from indoors to the air outside, half the way in four minutes."""
    indoors, outside = plan.temperature_c
    share = 240 / (240 + np.arange(plan.duration_s + 1))
    return np.asarray(np.round(outside + (indoors - outside) * share))


def _only(motion: Motion, channels: frozenset[str]) -> Motion:
    def kept(channel: str, values: Array | None) -> Array | None:
        return values if channel in channels else None

    return replace(
        motion,
        position=motion.position if "position" in channels else None,
        elevation_m=kept("elevation", motion.elevation_m),
        heart_rate_bpm=kept("heart_rate", motion.heart_rate_bpm),
        cadence=kept("cadence", motion.cadence),
        power_w=kept("power", motion.power_w),
        temperature_c=kept("temperature", motion.temperature_c),
    )
