"""A pool swim: what the watch sees at each wall, and its length messages."""

from dataclasses import dataclass

import numpy as np

from sample_data.making.fit_messages import FieldValue, Message, laps, records, stamp
from sample_data.making.motion import Motion, Plan

_REST_S = 20


@dataclass(frozen=True, slots=True)
class Pool:
    """The pool and the programme: so many sets of so many lengths, a rest between the sets."""

    length_m: int = 25
    sets: int = 6
    lengths_a_set: int = 10


def swim(plan: Plan, pool: Pool) -> Motion:
    """Return one sample at the start, at each wall, and at the end of each rest; a lap a set."""
    random = np.random.default_rng(plan.seed)
    seconds, distance, lap_ends = [0], [0.0], []
    for number in range(pool.sets):
        if number:
            seconds.append(seconds[-1] + _REST_S)
            distance.append(distance[-1])
        for _ in range(pool.lengths_a_set):
            seconds.append(seconds[-1] + 27 + int(4 * random.random()))
            distance.append(distance[-1] + pool.length_m)
        lap_ends.append(len(seconds) - 1)
    took = np.diff(np.array(seconds), prepend=-30)
    speed = np.diff(np.array(distance), prepend=0.0) / took
    beats = np.floor(118 + 14 * np.minimum(np.arange(len(seconds)) / 8, 1) + 6 * (speed > 0))
    return Motion(
        plan,
        np.array(seconds, dtype=np.int64),
        np.array(distance),
        speed,
        tuple(lap_ends),
        0.0,
        heart_rate_bpm=beats,
        cadence=np.where(speed > 0, 27.0, 0.0),
    )


def lengths(motion: Motion) -> list[Message]:
    """Return a record and a length message for each length or rest, and the lap messages."""
    begin = stamp(motion.plan.start)
    samples = records(motion)
    messages = [samples[0]]
    marks = dict(zip(motion.lap_ends, laps(motion), strict=True))
    for index in range(1, len(samples)):
        messages += [samples[index], _length(motion, begin, index)]
        if index in marks:
            messages.append(marks[index])
    return messages


def _length(motion: Motion, begin: int, index: int) -> Message:
    started, ended = (int(second) for second in motion.seconds[index - 1 : index + 1])
    swum = motion.distance_m[index] > motion.distance_m[index - 1]
    fields: dict[str, FieldValue] = {
        "message_index": index - 1,
        "timestamp": begin + ended,
        "start_time": begin + started,
        "total_elapsed_time": ended - started,
        "total_timer_time": ended - started,
        "event": "length",
        "event_type": "stop",
        "length_type": "active" if swum else "idle",
    }
    if swum:
        fields |= {"swim_stroke": "freestyle", "total_strokes": 12}
    return ("length", fields)
