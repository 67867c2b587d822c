"""Invented loop courses: smooth closed curves laid over a plain spot, their length exact.

The curves are Fourier series, so a course closes on itself, has no corner, and its length is known
before a single position is written.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

# WGS 84: semi-major axis in metres and first eccentricity squared (NIMA TR8350.2, 2000).
_AXIS_M = 6378137.0
_ECCENTRICITY2 = 0.00669437999014
_VERTICES = 1440


@dataclass(frozen=True, slots=True)
class Place:
    """A spot on the map where courses are laid out; ``elevation_m`` is its ground."""

    latitude_deg: float
    longitude_deg: float
    elevation_m: float


@dataclass(frozen=True, slots=True, eq=False)
class Loop:
    """A closed course: ``along_m`` runs from 0 to its length; ``x_m`` is east, ``y_m`` north."""

    along_m: Array
    x_m: Array
    y_m: Array
    hill_phases: Array


def settle(values: Array) -> Array:
    """Round to nine decimals, so the last bit of a machine's sine never reaches a file."""
    return np.round(values, 9)


def loop(length_m: float, seed: int) -> Loop:
    """Lay out a closed course of exactly ``length_m`` metres."""
    random = np.random.default_rng(seed)
    angle = np.arange(_VERTICES + 1) * (2 * np.pi / _VERTICES)
    radius = np.ones_like(angle)
    for wave in range(2, 6):
        radius += 0.28 / wave * settle(np.cos(wave * angle + 6.283 * random.random()))
    x, y = radius * settle(np.cos(angle)), 0.7 * radius * settle(np.sin(angle))
    along = np.concatenate([[0.0], np.cumsum(np.sqrt(np.diff(x) ** 2 + np.diff(y) ** 2))])
    scale = length_m / along[-1]
    return Loop(along * scale, (x - x[0]) * scale, (y - y[0]) * scale, 6.283 * random.random(3))


def height(course: Loop, distance_m: Array, relief_m: float) -> Array:
    """Height over the place's ground, in metres, after ``distance_m`` on the course.

    Three waves that fit the loop, so a lap ends as high as it began; ``relief_m`` scales them.
    """
    turn = 2 * np.pi * distance_m / course.along_m[-1]
    waves = [
        settle(np.sin(wave * turn + phase)) - settle(np.sin(phase))
        for wave, phase in zip((1, 2, 5), course.hill_phases, strict=True)
    ]
    return np.asarray(relief_m * (0.55 * waves[0] + 0.3 * waves[1] + 0.15 * waves[2]))


def position(course: Loop, place: Place, distance_m: Array) -> tuple[Array, Array]:
    """Latitude and longitude in degrees after ``distance_m`` metres, round and round the course.

    Metres become degrees by the WGS 84 radii of curvature at the place.
    """
    along = distance_m % course.along_m[-1]
    x = np.interp(along, course.along_m, course.x_m)
    y = np.interp(along, course.along_m, course.y_m)
    return degrees(place, x, y)


def degrees(place: Place, x_m: Array, y_m: Array) -> tuple[Array, Array]:
    """Latitude and longitude of points ``x_m`` east and ``y_m`` north of a place."""
    latitude = np.radians(place.latitude_deg)
    shape = 1 - _ECCENTRICITY2 * settle(np.sin(latitude)) ** 2
    meridian = _AXIS_M * (1 - _ECCENTRICITY2) / (shape * np.sqrt(shape))
    parallel = _AXIS_M / np.sqrt(shape) * settle(np.cos(latitude))
    return (
        place.latitude_deg + y_m * (180 / np.pi / meridian),
        place.longitude_deg + x_m * (180 / np.pi / parallel),
    )
