"""What is in a file and what is wrong with it, without storing anything."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Literal, TypeAlias, TypeVar

import pandas as pd

from ingest.activities import ReadLeg, read_activities, read_legs
from ingest.archive import Member, Source, members
from ingest.errors import EmptyFile, IngestError, NotAnActivity, TooLarge, UnknownFormat
from ingest.tables import OffsetSource, Problem, Session

T = TypeVar("T")
Verdict: TypeAlias = Literal["ok", "repaired", "not_activity", "refused"]

# Of these names something was expected: watch files, and archives that may hold some.
EXPECTED = (".fit", ".gpx", ".tcx", ".zip")
# Errors that say no more than "this is something else" when the file lies among others.
SOMETHING_ELSE = (EmptyFile.code, TooLarge.code, UnknownFormat.code)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file gives nothing: not an activity, or not readable; ``code`` is the error's."""

    verdict: Literal["not_activity", "refused"]
    reason: str
    code: str = IngestError.code


@dataclass(frozen=True, slots=True)
class CheckedSession:
    """What a file says of one sport; NaN where it says nothing."""

    sport: str
    sub_sport: str
    leg: int | None
    start_time: pd.Timestamp
    local_day: pd.Timestamp
    utc_offset_s: int | None
    utc_offset_source: OffsetSource
    distance_m: float
    elapsed_s: float
    timer_s: float
    moving_s: float
    n_records: int
    n_laps: int
    has_position: bool
    has_heart_rate: bool
    ascent_m: float
    device: str


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """One file: its format (empty when unknown), the verdict, and what is in it."""

    file: str
    format: str
    status: Verdict
    reason: str
    problems: tuple[Problem, ...] = ()
    sessions: tuple[CheckedSession, ...] = ()


def check_one(data: bytes, name: str) -> CheckedFile:
    """Say what is in a file's bytes; never raises."""
    return _checked_file(name, sessions_or_refusal(data, name))


def check_files(source: Source) -> Iterator[CheckedFile]:
    """Say what is in each file of a file, folder or archive; never raises."""
    for member in members(source):
        name = "/".join(filter(None, (member.source, member.inside)))
        data = bytes_of(member)
        found = data if isinstance(data, Refusal) else sessions_or_refusal(data, member.name)
        if isinstance(found, Refusal):
            found = among_others(found, member)
        yield _checked_file(name, found)


def _checked_file(name: str, found: tuple[Session, ...] | Refusal) -> CheckedFile:
    if isinstance(found, Refusal):
        return CheckedFile(name, "", found.verdict, found.reason)
    problems = problems_of(found)
    return CheckedFile(
        file=name,
        format=found[0].format,
        status="repaired" if problems else "ok",
        reason=problems[0].message if problems else "",
        problems=problems,
        sessions=tuple(_checked(session) for session in found),
    )


def sessions_or_refusal(data: bytes, name: str) -> tuple[Session, ...] | Refusal:
    """Read a stranger's file; whatever it does to the reader becomes a refusal with its cause."""
    return _or_refusal(partial(read_activities, data, filename=name))


def legs_or_refusal(data: bytes, name: str) -> tuple[ReadLeg, ...] | Refusal:
    """Read a stranger's file as :func:`sessions_or_refusal` does, without building frames."""
    return _or_refusal(partial(read_legs, data, filename=name))


def _or_refusal(read: Callable[[], T]) -> T | Refusal:
    try:
        return read()
    except IngestError as error:
        return refusal_of(error)
    except Exception as error:  # noqa: BLE001 - the one border where a stranger's file is parsed
        return Refusal(
            "refused",
            f"The reader stumbled over this file ({type(error).__name__}: {error}). Nothing of it "
            "was kept. Please report it, with the file if you can share it.",
        )


def bytes_of(member: Member) -> bytes | Refusal:
    """Read a member of an archive, or say why it cannot be read."""
    try:
        return member.read()
    except IngestError as error:
        return refusal_of(error)


def refusal_of(error: IngestError) -> Refusal:
    """Turn an error into a verdict."""
    verdict: Literal["not_activity", "refused"] = (
        "not_activity" if isinstance(error, NotAnActivity) else "refused"
    )
    return Refusal(verdict, str(error), error.code)


def among_others(refusal: Refusal, member: Member) -> Refusal:
    """Pass over what merely lies beside watch files in a folder or an export: photos, tables.

    The same file chosen by itself, or named like a watch file or an archive, stays refused. The
    reason stays.
    """
    beside = member.inside and not member.name.lower().endswith(EXPECTED)
    if not beside or refusal.code not in SOMETHING_ELSE:
        return refusal
    return Refusal("not_activity", refusal.reason, refusal.code)


def problems_of(sessions: Iterable[Session | ReadLeg]) -> tuple[Problem, ...]:
    """Everything a reader survived, in order, each once."""
    return tuple(dict.fromkeys(problem for session in sessions for problem in session.problems))


def _checked(session: Session) -> CheckedSession:
    summary, records = session.summary, session.records
    return CheckedSession(
        sport=session.sport,
        sub_sport=session.sub_sport,
        leg=session.leg,
        start_time=summary.start_time,
        local_day=summary.local_day,
        utc_offset_s=summary.utc_offset_s,
        utc_offset_source=summary.utc_offset_source,
        distance_m=summary.distance_m,
        elapsed_s=summary.elapsed_s,
        timer_s=summary.timer_s,
        moving_s=summary.moving_s,
        n_records=len(records),
        n_laps=len(session.laps),
        has_position=bool(records["latitude_deg"].notna().any()),
        has_heart_rate=bool(records["heart_rate_bpm"].notna().any()),
        ascent_m=summary.ascent_m,
        device=session.device,
    )
