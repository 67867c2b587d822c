"""Bytes of one file -> its sessions: formats, then track, splits, summary."""

from dataclasses import dataclass, replace
from itertools import groupby

import pandas as pd

from ingest.errors import DamagedFile, EmptyFile, IngestError
from ingest.formats import Format, recognise
from ingest.gz import gunzip
from ingest.local_day import Place
from ingest.summary import first_place, summary
from ingest.tables import Problem, RawSession, Session
from ingest.track import Track, track

TRANSITION = "transition"


def read_activities(data: bytes, *, filename: str = "") -> tuple[Session, ...]:
    """Read a watch file: every sport of every activity in it.

    Parameters
    ----------
    data : bytes
        A FIT, GPX or TCX file, also wrapped in gz. Its content decides, not its name.
    filename : str
        Only for the sentences of errors.

    Returns
    -------
    tuple of Session
        Never empty, in the file's order: the legs and transitions of each activity.

    Raises
    ------
    NotAnActivity
        Settings, a course, monitoring, a workout; GPX with only waypoints or a route.
    IngestError
        Another kind of it when the file gives nothing. Nothing else is ever raised: what a
        reader did not expect is a :class:`~ingest.errors.DamagedFile` with its cause chained.
    """
    try:
        content = gunzip(data)
        chosen = recognise(content, filename)
        sessions = _sessions(chosen, content)
    except IngestError:
        raise
    except Exception as error:  # the border of STYLE rule 14: a stranger's file ends here
        raise DamagedFile(_unexpected(filename)) from error
    return sessions


def _unexpected(filename: str) -> str:
    this = f'"{filename}"' if filename else "This file"
    return (
        f"{this} is damaged in a way that could not be read around, and nothing was kept. "
        "Export it again from your watch's app, as GPX or TCX if FIT fails."
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Leg:
    raw: RawSession
    track: Track


def _sessions(chosen: Format, content: bytes) -> tuple[Session, ...]:
    legs = [_Leg(raw, track(raw)) for raw in _timed(chosen.read(content))]
    sessions: list[Session] = []
    for _, part in groupby(legs, key=lambda leg: leg.raw.part):
        sessions.extend(_part(list(part), chosen.name))
    return tuple(sessions)


def _timed(raws: tuple[RawSession, ...]) -> list[RawSession]:
    """Leave out sessions of which neither a start nor a sample is known, and say so."""
    timed = [raw for raw in raws if raw.start_time is not None or len(raw.samples)]
    left_out = len(raws) - len(timed)
    if not timed:
        raise EmptyFile(
            "This file names a session but holds neither its start nor a sample of it. "
            "If the watch still has the activity, export it again."
        )
    if left_out:
        count = "One session" if left_out == 1 else f"{left_out} sessions"
        message = f"{count} without a start and without samples could not be kept."
        problem = Problem("session_without_time", message)
        timed[0] = replace(timed[0], problems=(*timed[0].problems, problem))
    return timed


def _part(legs: list[_Leg], format_name: str) -> list[Session]:
    # A pool swim or a transition has no position of its own: another leg's tells the zone.
    places = (first_place(leg.track.samples) for leg in legs)
    place = next((found for found in places if found is not None), None)
    number = 0
    sessions = []
    for position, leg in enumerate(legs):
        is_leg = leg.raw.sport != TRANSITION
        number += is_leg
        sessions.append(_session(leg, position, number if is_leg else None, format_name, place))
    return sessions


def _session(
    leg: _Leg, position: int, number: int | None, format_name: str, place: Place | None
) -> Session:
    raw = leg.raw
    summed = summary(raw, leg.track.samples, place)
    return Session(
        part=raw.part,
        position=position,
        leg=number,
        sport=raw.sport,
        sub_sport=raw.sub_sport,
        start_time=pd.Timestamp(summed.start_time),
        records=leg.track.records,
        laps=raw.laps,
        summary=summed,
        format=format_name,
        device=raw.device,
        name=raw.name,
        problems=(*raw.problems, *leg.track.problems),
    )
