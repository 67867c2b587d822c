"""TCX: activities and multisport sessions become raw sessions with their laps."""

from collections.abc import Iterator

from ingest.errors import DamagedFile, EmptyFile, IngestError, NotAnActivity
from ingest.markup.guard import root_name
from ingest.markup.points import (
    Manners,
    break_problem,
    claimed_offset_s,
    plural,
    points_of,
    refuse_too_many,
    samples_of,
    start_of,
)
from ingest.markup.sports import sport_of
from ingest.markup.walk import Break, walk
from ingest.tables import Problem, RawSession
from ingest.tcx.legs import Leg, Legs
from ingest.tcx.repairs import continue_distance, laps_of, set_clock, stops_of_leg, totals_of

# Some exporters leave the outermost element out.
_ROOTS = ("TrainingCenterDatabase", "Activities", "Activity", "MultiSportSession", "Courses")


def sniff(data: bytes) -> bool:
    """Whether the first element is one of TCX's outer ones."""
    return root_name(data) in _ROOTS


def read(data: bytes) -> tuple[RawSession, ...]:
    """Read every activity of a TCX file.

    Each ``Activity`` is a part of its own; the sports and transitions of a ``MultiSportSession``
    are the legs of one part. Samples without a position (indoors) are kept, those without a time
    left out and counted. A new ``Track`` after a gap in which the person stood is a pause.

    Parameters
    ----------
    data : bytes
        A TCX (TrainingCenterDatabase v1 or v2) document, whole or broken off.

    Returns
    -------
    tuple of RawSession
        At least one, each with at least one record; laps with the device's totals.

    Raises
    ------
    NotAnActivity
        Only courses or workouts.
    EmptyFile
        Activities without a single timed sample.
    DamagedFile
        Broken before the first whole sample.
    TooLarge, UnsafeFile
        From the guard, see ``ingest.markup.guard.walk``.
    """
    legs, walked = walk(data, Legs)
    points, _ = points_of(walked.samples, legs.places, Manners())
    legs.give(points)
    sampled = [leg for leg in legs.legs if len(leg.points)]
    if not sampled:
        raise _refusal(legs, walked.broken)
    refuse_too_many([leg.part for leg in sampled])
    kept = sum(len(leg.points) for leg in sampled)
    sampled[0].problems += break_problem(walked.broken, "Trackpoint", kept)
    sampled[0].problems += _empty_legs(legs)
    return tuple(_session(leg) for leg in sampled)


def _refusal(legs: Legs, broken: Break | None) -> IngestError:
    if broken and not legs.planned:
        return DamagedFile(
            "This TCX file breaks off or is damaged before its first sample, so nothing of it can "
            "be kept. Copy or export it again."
        )
    if legs.planned and not legs.legs:
        plans = " and ".join(plural(n, kind.lower()) for kind, n in legs.planned.items())
        return NotAnActivity(
            f"This TCX file holds {plans}: plans, not a recording. To add a run, export the "
            "recorded activity."
        )
    return EmptyFile(
        "This TCX file holds no timed samples: an activity typed in by hand, or totals only. "
        "Export the recorded activity, as FIT if you can."
    )


def _empty_legs(legs: Legs) -> Iterator[Problem]:
    empty = [leg for leg in legs.legs if not len(leg.points)]
    if empty:
        yield Problem(
            "no_samples",
            f"{plural(len(empty), 'session')} of the file without timed samples left out "
            f"({', '.join(sorted({sport_of(leg.sport_word)[0] for leg in empty}))}).",
            records_lost=sum(leg.without_time for leg in empty),
        )


def _session(leg: Leg) -> RawSession:
    sport, sub_sport = sport_of(leg.sport_word)
    set_clock(leg)
    continue_distance(leg)
    if leg.without_time:
        leg.problems.append(
            Problem(
                "no_time",
                f"Without a time, left out: {plural(leg.without_time, 'sample')}.",
                records_lost=leg.without_time,
            )
        )
    offset = claimed_offset_s(leg.points)
    return RawSession(
        sport=sport,
        sub_sport=sub_sport,
        part=leg.part,
        samples=samples_of(leg.points, sport),
        start_time=start_of(leg.points),
        lap_table=laps_of(leg),
        timer_stops=stops_of_leg(leg),
        totals=totals_of(leg),
        utc_offset_s=offset,
        utc_offset_source="unknown" if offset is None else "file_offset",
        has_barometer="with barometer" in leg.device.casefold(),
        name=leg.name,
        device=leg.device,
        problems=tuple(leg.problems),
    )
