"""The list of activities: one row a recording, a duathlon with its legs in it."""

import pandas as pd

from dashboard.analysis import sports, words
from dashboard.analysis.legs import Leg, legs, legs_only, mean_heart_rate, span_s, total

COLUMNS = ("activity_id", "day", "sport", "name", "distance", "time", "how_fast", "heart_rate")


def activity_list(sessions: pd.DataFrame) -> pd.DataFrame:
    """Turn SESSION_LIST, newest first, into text rows for the screen.

    Parameters
    ----------
    sessions : pandas.DataFrame
        SESSION_LIST of one athlete.

    Returns
    -------
    pandas.DataFrame
        :data:`COLUMNS`, all text; "" where not measured. Several legs add up on the elapsed
        clock and have no common pace; ``how_fast`` then names their distances.
    """
    recordings: dict[str, list[Leg]] = {}
    for leg in legs(sessions):
        recordings.setdefault(leg.activity_id, []).append(leg)
    rows = [_row(tuple(parts)) for parts in recordings.values()]
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype="str")


def what(parts: tuple[Leg, ...]) -> str:
    """Name a recording's sport, or its kind when it has several."""
    if len(legs_only(parts)) > 1:
        return sports.multisport([leg.sport for leg in parts])
    return (legs_only(parts) or parts)[0].word


def _row(parts: tuple[Leg, ...]) -> tuple[str, ...]:
    parts = tuple(sorted(parts, key=lambda leg: leg.started))
    done = legs_only(parts) or parts
    first = parts[0]
    single = len(done) == 1
    far = done[0].distance_m if single else total([leg.distance_m for leg in done])
    time = done[0].time_s if single else span_s(parts)
    return (
        first.activity_id,
        words.day(first.local_day),
        what(parts),
        first.name,
        words.distance(far),
        words.duration(time),
        done[0].how_fast if single else _distances(done),
        words.number(mean_heart_rate(done)),
    )


def _distances(done: tuple[Leg, ...]) -> str:
    return " · ".join(words.distance(leg.distance_m) or leg.word for leg in done)
