"""GPX: tracks with times become raw sessions; routes and waypoints are told apart from them."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ingest.errors import DamagedFile, EmptyFile, IngestError, NotAnActivity
from ingest.gpx.tracks import MANNERS, Track, Tracks
from ingest.markup.guard import root_name
from ingest.markup.points import (
    NO_POINTS,
    Flags,
    Points,
    break_problem,
    claimed_offset_s,
    plural,
    points_of,
    refuse_too_many,
    samples_of,
    start_of,
    stops_of,
)
from ingest.markup.walk import Break, Walked, walk
from ingest.tables import Problem, RawSession

# Tracks of one outing follow each other: a battery change, a lost fix, the next leg of a duathlon.
ONE_OUTING_S = 30 * 60


@dataclass(slots=True)
class _Recording:
    """One track, or several joined: the rows of its points, and how many were left out."""

    part: int
    track: Track
    begin: int
    end: int
    without_time: int
    without_position: int

    def problems(self) -> Iterator[Problem]:
        if self.without_time:
            yield Problem(
                "no_time",
                f"Without a time, left out: {plural(self.without_time, 'point')} of the track.",
                records_lost=self.without_time,
            )
        if self.without_position:
            yield Problem(
                "no_position",
                "With neither a position nor a heart rate, cadence or power, left out: "
                f"{plural(self.without_position, 'point')} of the track.",
                records_lost=self.without_position,
            )


def sniff(data: bytes) -> bool:
    """Whether the first element is ``gpx``."""
    return root_name(data) == "gpx"


def read(data: bytes) -> tuple[RawSession, ...]:
    """Read every recorded track of a GPX file.

    Tracks that follow each other within half an hour are one outing: of the same sport they are
    joined into one session, of different sports they are legs of one part. Others are parts of
    their own. Points without a time, or with neither position nor sensor, are left out and
    counted; points stand in file order even where the clock steps back.

    Parameters
    ----------
    data : bytes
        A GPX 1.0 or 1.1 document, whole or broken off.

    Returns
    -------
    tuple of RawSession
        At least one, each with at least one record.

    Raises
    ------
    NotAnActivity
        Only routes, waypoints or tracks without times.
    EmptyFile
        No points at all.
    DamagedFile
        Broken before the first whole point, or no time or position in it can be read.
    TooLarge, UnsafeFile
        From the guard, see ``ingest.markup.guard.walk``.
    """
    tracks, walked = walk(data, Tracks)
    found = _found(tracks, walked)
    if not found.recordings:
        raise _refusal(found, tracks, walked.broken)
    joined = _join(found.recordings, found.points)
    refuse_too_many([recording.part for recording in joined])
    whole_file = (*_untimed_problem(found), *_broken_off(walked.broken, len(found.points)))
    return tuple(
        _session(recording, found.points, tracks, whole_file if index == 0 else ())
        for index, recording in enumerate(joined)
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """Points that are kept, whose they are, and how many of which kind are not."""

    points: Points
    recordings: list[_Recording]
    lost_with_tracks: int  # in tracks of which nothing is kept
    points_in_all: int
    nowhere: int
    unreadable_times: int


def _found(tracks: Tracks, walked: Walked) -> _Found:
    if not walked.samples.are_timed:  # a course: none of its numbers matter
        count = len(walked.samples.places)
        return _Found(NO_POINTS, [], count, count, 0, 0)
    points, unreadable = points_of(walked.samples, tracks.places, MANNERS)
    count = len(points)
    told = points.has_position
    if np.count_nonzero(told) < count:
        told |= points.has_sensor
    kept = points.has_time & told
    keeps_all = np.count_nonzero(kept) == count
    if keeps_all and len(tracks.tracks) == 1:
        in_each = [[count], [0], [0]]
    else:
        in_each = _in_each(tracks, points, told)
    recordings: list[_Recording] = []
    lost = end = 0
    for track, here, *without in zip(tracks.tracks, *in_each, strict=True):
        begin, end = end, end + here - sum(without)
        if end > begin:
            recordings.append(_Recording(-1, track, begin, end, *without))
        else:
            lost += here
    mine = points if keeps_all else points.only(kept)
    return _Found(mine, recordings, lost, count, sum(in_each[-1]), unreadable)


def _in_each(tracks: Tracks, points: Points, told: Flags) -> list[list[int]]:
    """Count each track's points, those without a time, and those timed that tell nothing."""
    track = np.array(tracks.track_of_place, dtype=np.int64)[points.place]
    which = (track, track[~points.has_time], track[points.has_time & ~told])
    return [np.bincount(rows, minlength=len(tracks.tracks)).tolist() for rows in which]


def _untimed_problem(found: _Found) -> Iterator[Problem]:
    lost = found.lost_with_tracks
    if lost:
        yield Problem(
            "no_time",
            "Planned or drawn, not recorded, and so left out: tracks without times, "
            f"{plural(lost, 'point')} in all.",
            records_lost=lost,
        )


def _broken_off(broken: Break | None, kept: int) -> Iterator[Problem]:
    return break_problem(broken, "trkpt", kept)


def _refusal(found: _Found, tracks: Tracks, broken: Break | None) -> IngestError:
    points = found.points_in_all
    if broken and not points:
        return DamagedFile(
            "This GPX file breaks off or is damaged before its first track point, so nothing of "
            "it can be kept. Copy or export it again."
        )
    if points and (found.unreadable_times or found.nowhere):
        what = "times" if found.unreadable_times else "positions"
        return DamagedFile(
            f"This GPX file holds a track ({plural(points, 'point')}), but its {what} are written "
            "in a way that cannot be read. Export it again, as FIT or TCX if you can."
        )
    if points:
        return NotAnActivity(
            f"This GPX file holds a track without times ({plural(points, 'point')}): a planned "
            "course or a drawn line, not a recording. To add a run, export the recorded activity."
        )
    if any(tracks.planned.values()):
        return NotAnActivity(
            "This GPX file holds no recorded track, only a plan: "
            f"{plural(tracks.planned['rtept'], 'route point')} and "
            f"{plural(tracks.planned['wpt'], 'waypoint')}. To add a run, export the recorded "
            "activity."
        )
    return EmptyFile(
        "This GPX file is an empty shell without a single track point. Export the activity again; "
        "if it comes out empty again, the watch recorded no positions: try FIT or TCX."
    )


def _join(recordings: list[_Recording], points: Points) -> list[_Recording]:
    """Join tracks of one sport that follow each other, and number the parts."""
    joined: list[_Recording] = []
    for recording in recordings:
        before = joined[-1] if joined else None
        if before is None or not _follows(before, recording, points):
            recording.part = before.part + 1 if before else 0
            joined.append(recording)
        elif before.track.sport == recording.track.sport:
            before.end = recording.end
            before.without_time += recording.without_time
            before.without_position += recording.without_position
        else:
            recording.part = before.part
            joined.append(recording)
    return joined


def _follows(before: _Recording, after: _Recording, points: Points) -> bool:
    gap_us = int(points.time_us[after.begin] - points.time_us[before.end - 1])
    return 0 <= gap_us <= ONE_OUTING_S * 1_000_000


def _session(
    recording: _Recording, points: Points, tracks: Tracks, whole_file: tuple[Problem, ...]
) -> RawSession:
    sport, sub_sport = recording.track.sport
    mine = points.only(slice(recording.begin, recording.end))
    offset = claimed_offset_s(mine)
    return RawSession(
        sport=sport,
        sub_sport=sub_sport,
        part=recording.part,
        samples=samples_of(mine, sport),
        start_time=start_of(mine),
        timer_stops=stops_of(mine),
        utc_offset_s=offset,
        utc_offset_source="unknown" if offset is None else "file_offset",
        # Exporters say so in the creator, as Strava's upload page asks them to.
        has_barometer="with barometer" in tracks.creator.casefold(),
        name=recording.track.name or tracks.title,
        device=tracks.creator,
        problems=(*whole_file, *recording.problems()),
    )
