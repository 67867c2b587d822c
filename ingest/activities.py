"""Bytes of one file -> its sessions: formats, then track, splits, summary."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeVar

import pandas as pd

from ingest.errors import DamagedFile, EmptyFile, IngestError
from ingest.formats import Format, recognise
from ingest.gz import gunzip
from ingest.local_day import Place
from ingest.summary import first_place, summary
from ingest.tables import Problem, RawSession, Samples, Session, Summary
from ingest.track import Track, track

TRANSITION = "transition"

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class ReadLeg:
    """One sport of a recording, read and summed up, its samples not yet a frame.

    ``raw`` is what the file says; ``samples`` are those to calculate with. ``position`` and ``leg``
    as in :class:`ingest.tables.Session`.
    """

    raw: RawSession
    samples: Samples
    position: int
    leg: int | None
    summary: Summary
    format: str
    problems: tuple[Problem, ...]

    @property
    def session(self) -> Session:
        """The same with its frame, built anew."""
        raw = self.raw
        return Session(
            part=raw.part,
            position=self.position,
            leg=self.leg,
            sport=raw.sport,
            sub_sport=raw.sub_sport,
            start_time=pd.Timestamp(self.summary.start_time),
            records=self.samples.records(),
            laps=raw.laps,
            summary=self.summary,
            format=self.format,
            device=raw.device,
            name=raw.name,
            problems=self.problems,
        )


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
    return _read(data, filename, _sessions)


def read_legs(data: bytes, *, filename: str = "") -> tuple[ReadLeg, ...]:
    """Read a watch file as :func:`read_activities` does, without building frames.

    Raises
    ------
    IngestError
        As there.
    """
    return _read(data, filename, _legs)


def _read(data: bytes, filename: str, how: Callable[[Format, bytes], T]) -> T:
    try:
        content = gunzip(data)
        return how(recognise(content, filename), content)
    except IngestError:
        raise
    except Exception as error:  # the border of STYLE rule 14: a stranger's file ends here
        raise DamagedFile(_unexpected(filename)) from error


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
    return tuple(leg.session for leg in _legs(chosen, content))


def _legs(chosen: Format, content: bytes) -> tuple[ReadLeg, ...]:
    tracked = [_Leg(raw, track(raw)) for raw in _timed(chosen.read(content))]
    legs: list[ReadLeg] = []
    for _, part in groupby(tracked, key=lambda leg: leg.raw.part):
        legs.extend(_part(list(part), chosen.name))
    return tuple(legs)


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


def _part(legs: list[_Leg], format_name: str) -> list[ReadLeg]:
    # A pool swim or a transition has no position of its own: another leg's tells the zone.
    places = (first_place(leg.track.samples) for leg in legs)
    place = next((found for found in places if found is not None), None)
    number = 0
    read = []
    for position, leg in enumerate(legs):
        is_leg = leg.raw.sport != TRANSITION
        number += is_leg
        read.append(_summed(leg, position, number if is_leg else None, format_name, place))
    return read


def _summed(
    leg: _Leg, position: int, number: int | None, format_name: str, place: Place | None
) -> ReadLeg:
    samples = leg.track.samples
    problems = (*leg.raw.problems, *leg.track.problems)
    summed = summary(leg.raw, samples, place)
    return ReadLeg(leg.raw, samples, position, number, summed, format_name, problems)
