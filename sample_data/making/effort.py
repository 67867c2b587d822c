"""How hard it feels: the shape of a pace, and the heart that follows it."""

from typing import Literal, TypeAlias, assert_never

import numpy as np

from sample_data.making.courses import Array, settle

_REST_BPM, _HIGHEST_BPM = 56.0, 184.0

Pacing: TypeAlias = Literal["even", "faster", "slower", "intervals", "walk_run"]


def shape(pacing: Pacing, fraction: Array) -> Array:
    """Relative speed over the course of a session, ``fraction`` of its time going from 0 to 1."""
    wave = 1 + 0.025 * settle(np.sin(40 * fraction)) + 0.015 * settle(np.sin(97 * fraction))
    if pacing == "even":
        return np.asarray(wave)
    if pacing == "faster":
        return np.asarray(wave * (0.95 + 0.1 * fraction))
    if pacing == "slower":
        return np.asarray(wave * (1.06 - 0.13 * fraction))
    if pacing == "intervals":
        warm_up, cool_down = 0.25, 0.85
        hard = (fraction > warm_up) & (fraction < cool_down) & ((fraction * 20) % 2 < 1)
        return np.asarray(wave * np.where(hard, 1.35, 0.9))
    if pacing == "walk_run":
        # A walk before and after; between them eight turns of two parts running, three walking.
        begin, end, turns, share_run = 0.16, 0.84, 12, 0.4
        runs = (fraction > begin) & (fraction < end) & ((fraction - begin) * turns % 1 < share_run)
        return np.asarray(wave * np.where(runs, 1.5, 0.82))
    assert_never(pacing)


def smooth_noise(random: np.random.Generator, count: int) -> Array:
    """Noise of about unit size that changes over about a minute, smooth from second to second."""
    push = np.sum(random.random((count, 4)), axis=1) - 2.0
    noise, slow, fast = np.zeros(count), 0.0, 0.0
    for second in range(count):
        fast += (push[second] - fast) / 60
        slow += (14 * fast - slow) / 60
        noise[second] = slow
    return noise


def effort(speed_mps: Array, grade: Array) -> Array:
    """Relative effort, 1 on the flat at the mean speed; climbing costs, descending gives back."""
    return np.asarray(speed_mps / float(np.mean(speed_mps)) * (1 + np.clip(5 * grade, -0.2, 0.4)))


def heart_rate(
    strain: Array, start_bpm: float, mean_bpm: float, random: np.random.Generator
) -> Array:
    """Whole beats a minute that follow the effort within about 40 s and creep up over the hours.

    ``mean_bpm`` is what the heart settles at for the mean effort.
    """
    beats, now = np.zeros(len(strain)), start_bpm
    noise = smooth_noise(random, len(strain))
    for second, load in enumerate(strain):
        wanted = _REST_BPM + (mean_bpm - _REST_BPM) * load
        now += (min(wanted, _HIGHEST_BPM) + 0.0016 * second - now) / 40
        beats[second] = now
    return np.asarray(np.floor(beats + 1.2 * noise + 0.5))
