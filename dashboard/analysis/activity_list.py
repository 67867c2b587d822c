"""The list of activities: one row a recording, a duathlon with its legs in it."""

import math

import pandas as pd

from dashboard.analysis import sports, words
from dashboard.analysis.legs import (
    Leg,
    how_long,
    legs,
    legs_only,
    mean_heart_rate,
    total,
    whole_distance_m,
)

TEXTS = ("activity_id", "day", "sport", "name", "distance", "time", "how_fast", "heart_rate")
# What the list is searched, filtered and added up by.
FACTS = ("local_day", "families", "is_race", "searched", "running_m", "minutes")
COLUMNS = (*TEXTS, *FACTS)
RUNNING = "running"
SECONDS_PER_MINUTE = 60.0


def activity_list(sessions: pd.DataFrame) -> pd.DataFrame:
    """Turn SESSION_LIST, newest first, into text rows for the screen.

    Parameters
    ----------
    sessions : pandas.DataFrame
        SESSION_LIST of one athlete.

    Returns
    -------
    pandas.DataFrame
        :data:`TEXTS`, "" where not measured: several legs add up on the elapsed clock and have no
        common pace; ``how_fast`` then names their distances. And :data:`FACTS`: the local day, the
        sport families in it, whether it was a race, its words in lower case, metres run (NaN when
        a run has no distance, 0 without one) and minutes of all sports, pauses left out.
    """
    recordings: dict[str, list[Leg]] = {}
    for leg in legs(sessions):
        recordings.setdefault(leg.activity_id, []).append(leg)
    rows = [_row(tuple(parts)) for parts in recordings.values()]
    kinds = dict.fromkeys(TEXTS, "str") | {
        "local_day": "datetime64[us]",
        "families": "object",
        "is_race": "bool",
        "searched": "str",
        "running_m": "float64",
        "minutes": "float64",
    }
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(kinds)


def what(parts: tuple[Leg, ...]) -> str:
    """Name a recording's sport, or its kind when it has several."""
    if len(legs_only(parts)) > 1:
        return sports.multisport([leg.sport for leg in parts])
    return (legs_only(parts) or parts)[0].word


def _row(parts: tuple[Leg, ...]) -> tuple[object, ...]:
    parts = tuple(sorted(parts, key=lambda leg: leg.started))
    done = legs_only(parts) or parts
    first, named = parts[0], what(parts)
    texts = (
        first.activity_id,
        words.day(first.local_day),
        named,
        first.name,
        words.distance(whole_distance_m(parts)),
        how_long(parts),
        done[0].how_fast if len(done) == 1 else _distances(done),
        words.number(mean_heart_rate(done)),
    )
    return (*texts, *_facts(parts, done, named))


def _facts(parts: tuple[Leg, ...], done: tuple[Leg, ...], named: str) -> tuple[object, ...]:
    first = parts[0]
    told = (named, first.name, first.note, *(leg.word for leg in done))
    return (
        first.local_day,
        frozenset(sports.family(leg.sport, leg.sub_sport) for leg in done),
        first.is_race,
        " ".join(told).casefold(),
        math.fsum(leg.distance_m for leg in done if leg.sport == RUNNING),
        total([_lasted_s(leg) for leg in done]) / SECONDS_PER_MINUTE,
    )


def _lasted_s(leg: Leg) -> float:
    """Seconds as load counts them: the timer, else elapsed, else moving time."""
    clocks = (leg.timer_s, leg.elapsed_s, leg.moving_s)
    return next((seconds for seconds in clocks if math.isfinite(seconds)), math.nan)


def _distances(done: tuple[Leg, ...]) -> str:
    return " · ".join(words.distance(leg.distance_m) or leg.word for leg in done)
