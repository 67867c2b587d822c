"""Distance from positions alone: leaps dropped and bridged, standing kept still, noise damped."""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from ingest.clock import Floats

Flags: TypeAlias = npt.NDArray[np.bool_]
Indices: TypeAlias = npt.NDArray[np.intp]

# WGS 84, NIMA TR8350.2: equatorial radius in metres and first eccentricity squared.
EQUATOR_M = 6_378_137.0
ECCENTRICITY_SQUARED = 0.00669437999014

SEGMENTS_LOOKED_BACK = 200
MOST_CUTS = 10_000  # thousands of leaps in one recording are no fixes gone astray
MOST = 0.5
POLE_DEG = 90.0
INSTANT_S = 1e-9
STANDING_WINDOW_S = 20.0
STANDING_MPS = 0.2
STANDING_SPREAD_M = 5.0
DENSE_S = 2.0  # a step longer than this shows turns, not noise
DENSE_ENOUGH = 30
WILD = 4.0  # second differences beyond this many typical ones are leaps, not noise
WIDTH_PER_NOISE = 10.0
NARROWEST_S = 1.5
WIDEST_S = 20.0


def steps_m(latitude_deg: Floats, longitude_deg: Floats) -> tuple[Floats, Floats]:
    """East and north metres from each position to the next.

    The radii of curvature of WGS 84 at the mean latitude; below 0.1 % off up to 100 km apart.
    Source: the meridian and prime-vertical radii as in NIMA TR8350.2.
    """
    return _leap_m(latitude_deg[:-1], longitude_deg[:-1], latitude_deg[1:], longitude_deg[1:])


def believable(
    time_s: Floats, latitude_deg: Floats, longitude_deg: Floats, top_mps: float
) -> Flags:
    """Say which positions can be one person's, at no more than ``top_mps`` between any two.

    Parameters
    ----------
    time_s : ndarray of float, shape (n,)
        Seconds, never falling.
    latitude_deg, longitude_deg : ndarray of float, shape (n,)
        WGS 84; NaN, poleward of the poles, or 0 N 0 E where there is none: False there.
    top_mps : float
        Faster than this is a spike.

    Notes
    -----
    The track is cut where a step is too fast, and the chain of pieces that keeps most positions
    wins: so a wrong first fix loses against the thousand that follow. A lasting leap drops only
    the positions that come too soon after it. When over half would go, or there are over 10,000
    cuts, the speed limit does not fit the recording (a car ride saved as a run) and all are
    believed.
    """
    somewhere = (latitude_deg != 0) | (longitude_deg != 0)
    on_earth = (np.abs(latitude_deg) <= POLE_DEG) & np.isfinite(longitude_deg)
    kept: Flags = on_earth & somewhere
    where = np.flatnonzero(kept)
    fixes = (time_s[where], latitude_deg[where], longitude_deg[where])
    east, north = steps_m(*fixes[1:])
    too_fast = np.hypot(east, north) > top_mps * np.maximum(np.diff(fixes[0]), 1.0)
    cuts = np.flatnonzero(too_fast)
    if not 0 < len(cuts) <= MOST_CUTS:
        return kept
    good = np.zeros(len(where), dtype=np.bool_)
    starts = np.concatenate(([0], cuts + 1))
    ends = np.concatenate((cuts, [len(where) - 1]))
    for start, end in _longest_chain(fixes, starts, ends, top_mps):
        good[start : end + 1] = True
    if good.mean() >= MOST:
        kept[where[~good]] = False
    return kept


def path_m(
    time_s: Floats, latitude_deg: Floats, longitude_deg: Floats, ran_s: Floats
) -> Floats | None:
    """Distance along positions since the start, or None with fewer than two of them.

    Parameters
    ----------
    time_s : ndarray of float, shape (n,)
        Seconds, never falling.
    latitude_deg, longitude_deg : ndarray of float, shape (n,)
        WGS 84; NaN where there is none or it is not believed: bridged in a straight line, evenly
        over the time the timer ran.
    ran_s : ndarray of float, shape (n,)
        Seconds the timer ran in the interval that ends at each sample. What a person walks with
        the timer stopped does not count, as on the watch itself.

    Returns
    -------
    ndarray of float, shape (n,), or None
        Metres, never falling.

    Notes
    -----
    Rules, not evidence. Standing: the mean position of the next 20 s lies less than 0.2 m/s from
    that of the last 20 s, and all of them within 5 m (so football is not standing). Noise: white
    noise undoes itself from one second to the next, real turns and the drift of a good watch do
    not, so the covariance of successive second differences (-4 times its variance) measures it
    alone. The track is averaged over 10 x noise / speed seconds, which leaves 1 % of length.
    """
    where = np.flatnonzero(np.isfinite(latitude_deg) & np.isfinite(longitude_deg))
    if where.size < 2:  # noqa: PLR2004 - a line needs two points
        return None
    timer_s = np.cumsum(ran_s)
    known_s = timer_s[where]
    east, north = steps_m(latitude_deg[where], longitude_deg[where])
    part = _share_run(np.hypot(east, north), np.diff(time_s[where]), np.diff(known_s))
    along = _length_m(known_s, east * part, north * part)
    return np.interp(timer_s, known_s, along)


def _leap_m(
    latitude_deg: Floats, longitude_deg: Floats, to_latitude_deg: Floats, to_longitude_deg: Floats
) -> tuple[Floats, Floats]:
    middle = np.radians((latitude_deg + to_latitude_deg) / 2)
    bulge = 1 - ECCENTRICITY_SQUARED * np.sin(middle) ** 2
    root = np.sqrt(bulge)  # a power of 1.5 takes ten times as long
    meridian_m = EQUATOR_M * (1 - ECCENTRICITY_SQUARED) / (bulge * root)
    parallel_m = EQUATOR_M / root * np.cos(middle)
    turn_deg = (to_longitude_deg - longitude_deg + 180.0) % 360.0 - 180.0
    return parallel_m * np.radians(turn_deg), meridian_m * np.radians(
        to_latitude_deg - latitude_deg
    )


def _longest_chain(
    fixes: tuple[Floats, Floats, Floats],
    starts: Indices,
    ends: Indices,
    top_mps: float,
) -> list[tuple[int, int]]:
    time_s, latitude_deg, longitude_deg = fixes
    first = starts.copy()
    score = (ends - starts + 1).astype(np.float64)
    before = np.full(len(starts), -1)
    for piece in range(1, len(starts)):
        earlier = np.arange(max(0, piece - SEGMENTS_LOOKED_BACK), piece)
        tail, head = ends[earlier], starts[piece]
        gap_m = np.hypot(
            *_leap_m(
                latitude_deg[tail], longitude_deg[tail], latitude_deg[head], longitude_deg[head]
            )
        )
        soonest = time_s[tail] + np.where(gap_m <= top_mps, 0.0, gap_m / top_mps)
        entry = np.maximum(np.searchsorted(time_s, soonest), head)
        gain = np.where(entry <= ends[piece], score[earlier] + ends[piece] - entry + 1, -1.0)
        best = int(np.argmax(gain))
        if gain[best] > score[piece]:
            score[piece], before[piece], first[piece] = gain[best], earlier[best], entry[best]
    chain = []
    piece = int(np.argmax(score))
    while piece >= 0:
        chain.append((int(first[piece]), int(ends[piece])))
        piece = int(before[piece])
    return chain


def _share_run(length_m: Floats, gap_s: Floats, ran_s: Floats) -> Floats:
    """Share of each step that was run with the timer on: what the usual speed covers in that."""
    whole = ran_s >= gap_s - 1e-6
    if whole.all():
        return np.ones_like(length_m)
    moved = whole & (length_m > 0) & (gap_s > 0)
    usual_mps = float(np.median(length_m[moved] / gap_s[moved])) if moved.any() else 0.0
    share = np.clip(usual_mps * ran_s / np.maximum(length_m, 1e-9), 0.0, 1.0)
    return np.where(whole, 1.0, share)


def _length_m(timer_s: Floats, east_m: Floats, north_m: Floats) -> Floats:
    still = _standing(timer_s, _running_sum(east_m), _running_sum(north_m))
    east_m, north_m = np.where(still, 0.0, east_m), np.where(still, 0.0, north_m)
    width_s = _noise_width_s(np.diff(timer_s), east_m, north_m)
    x, y = _running_sum(east_m), _running_sum(north_m)
    if width_s > 0:
        x, y = _averaged(timer_s, x, width_s / 2), _averaged(timer_s, y, width_s / 2)
    return _running_sum(np.hypot(np.diff(x), np.diff(y)))


def _running_sum(steps: Floats) -> Floats:
    return np.concatenate(([0.0], np.cumsum(steps)))


def _standing(timer_s: Floats, x: Floats, y: Floats) -> Flags:
    middle = (timer_s[1:] + timer_s[:-1]) / 2
    before = np.maximum(middle - STANDING_WINDOW_S, timer_s[0])
    after = np.minimum(middle + STANDING_WINDOW_S, timer_s[-1])
    moved = [
        _window_mean(timer_s, axis, middle, after) - _window_mean(timer_s, axis, before, middle)
        for axis in (x, y)
    ]
    spread = sum(
        _window_mean(timer_s, axis**2, before, after)
        - _window_mean(timer_s, axis, before, after) ** 2
        for axis in (x, y)
    )
    slow = np.hypot(*moved) < STANDING_MPS * (after - before) / 2
    return np.asarray(slow & (spread < STANDING_SPREAD_M**2), dtype=np.bool_)


def _noise_width_s(gap_s: Floats, east_m: Floats, north_m: Floats) -> float:
    """Seconds to average over: 10 x noise / speed, at steps of one or two seconds; 0 for none."""
    length_m = np.hypot(east_m, north_m)
    moved = length_m > 0
    usable = moved & (gap_s <= DENSE_S)
    pairs = usable[1:] & usable[:-1]
    both = pairs[1:] & pairs[:-1]
    if both.sum() < DENSE_ENOUGH:
        return 0.0
    bends = np.diff(np.column_stack((east_m, north_m)), axis=0)
    wild_m = WILD * float(np.median(np.hypot(bends[pairs, 0], bends[pairs, 1])))
    bends = np.clip(bends, -wild_m, wild_m)
    undone = float((bends[1:] * bends[:-1])[both].sum(axis=1).mean()) / 2
    noise_m = np.sqrt(max(-undone / 4, 0.0))
    speed_mps = length_m[moved].sum() / max(gap_s[moved].sum(), 1.0)
    width_s = float(WIDTH_PER_NOISE * noise_m / max(speed_mps, 0.1))
    return min(width_s, WIDEST_S) if width_s >= NARROWEST_S else 0.0


def _averaged(timer_s: Floats, values: Floats, half_s: float) -> Floats:
    """Mean over ``half_s`` each side, less near the ends so that the ends stay where they are."""
    reach = np.minimum(half_s, np.minimum(timer_s - timer_s[0], timer_s[-1] - timer_s))
    return _window_mean(timer_s, values, timer_s - reach, timer_s + reach)


def _window_mean(timer_s: Floats, values: Floats, low: Floats, high: Floats) -> Floats:
    """Mean of the piecewise-linear ``values`` between two times, pointwise where they are one."""
    width = high - low
    total = _integral(timer_s, values, high) - _integral(timer_s, values, low)
    point = np.interp(low, timer_s, values)
    return np.where(width > INSTANT_S, total / np.maximum(width, INSTANT_S), point)


def _integral(timer_s: Floats, values: Floats, upto: Floats) -> Floats:
    gap = np.diff(timer_s)
    area = _running_sum(gap * (values[1:] + values[:-1]) / 2)
    left = np.clip(np.searchsorted(timer_s, upto, side="right") - 1, 0, len(timer_s) - 2)
    into = upto - timer_s[left]
    slope = (values[left + 1] - values[left]) / np.maximum(gap[left], INSTANT_S)
    return np.asarray(area[left] + values[left] * into + slope * into * into / 2, dtype=np.float64)
