"""The sessions nobody has given an effort yet, the newest first."""

from dataclasses import dataclass

import pandas as pd

from dashboard.analysis import words
from dashboard.analysis.activity_list import what
from dashboard.analysis.legs import Leg, how_long, legs, whole_distance_m

MOST = 10
HIGHEST_RPE = 10
# The words of the CR10 scale in training use (Foster et al. 2001).
EFFORTS = {
    0: "rest",
    1: "very easy",
    2: "easy",
    3: "moderate",
    4: "somewhat hard",
    5: "hard",
    7: "very hard",
    10: "as hard as it gets",
}


@dataclass(frozen=True, slots=True)
class Unrated:
    """A recording without an effort: its sessions to rate, and what it was in words.

    ``name`` is the user's own text, or empty.
    """

    activity_id: str
    session_ids: tuple[str, ...]
    name: str
    when: str
    done: str


def unrated(sessions: pd.DataFrame, activity_ids: set[str] | None = None) -> tuple[Unrated, ...]:
    """List recordings of which some session has no effort.

    Parameters
    ----------
    sessions : pandas.DataFrame
        SESSION_LIST, newest first.
    activity_ids : set of str, optional
        Only these; all when left out.

    Returns
    -------
    tuple of Unrated
        At most :data:`MOST`, the newest first. One answer rates all legs of a recording: effort is
        asked for the whole.
    """
    waiting = sessions[sessions["rpe"].isna() & (sessions["sport"] != "transition")]
    if activity_ids is not None:
        waiting = waiting[waiting["activity_id"].isin(activity_ids)]
    newest = list(dict.fromkeys(waiting["activity_id"]))[:MOST]
    whole = legs(sessions[sessions["activity_id"].isin(newest)])
    unasked = set(waiting["session_id"])
    return tuple(
        _unrated(tuple(leg for leg in whole if leg.activity_id == activity_id), unasked)
        for activity_id in newest
    )


def effort(rpe: int) -> str:
    """Write an effort with its word where the scale has one: "5 · hard", "6"."""
    return f"{rpe} · {EFFORTS[rpe]}" if rpe in EFFORTS else str(rpe)


def _unrated(parts: tuple[Leg, ...], unasked: set[str]) -> Unrated:
    parts = tuple(sorted(parts, key=lambda leg: leg.started))
    far, time = words.distance(whole_distance_m(parts)), how_long(parts)
    first, named = parts[0], what(parts)
    return Unrated(
        activity_id=first.activity_id,
        session_ids=tuple(leg.session_id for leg in parts if leg.session_id in unasked),
        name="" if first.name == named else first.name,
        when=f"{words.WEEKDAYS[first.local_day.weekday()][:3]} {words.day(first.local_day)}",
        done=f"{named} {' in '.join(filter(None, (far, time)))}".strip(),
    )
