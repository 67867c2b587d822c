"""One file's bytes to what the store takes: pure, so that any process anywhere can do it."""

from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from ingest.checking import Refusal, problems_of, sessions_or_refusal
from ingest.store import NewActivity, NewFile, NewSession, encode, file_hash, pack_file
from ingest.tables import Session

Outcome: TypeAlias = "NewFile | Refusal"


@dataclass(frozen=True, slots=True, eq=False)
class Parsed:
    """What one file's bytes gave: a file ready to be stored, or why there is none. Picklable."""

    outcome: Outcome


def parse_one(data: bytes, name: str) -> Parsed:
    """Read, compute and encode one file; pure, picklable, never raises, touches no database.

    Parameters
    ----------
    data : bytes
        The file, unpacked.
    name : str
        Its name, for messages and the receipt.
    """
    sessions = sessions_or_refusal(data, name)
    if isinstance(sessions, Refusal):
        return Parsed(sessions)
    parts = groupby(sorted(sessions, key=lambda session: session.part), lambda s: s.part)
    return Parsed(
        NewFile(
            name=name,
            sha256=file_hash(data),
            n_bytes=len(data),
            content_zstd=pack_file(data),
            activities=tuple(_activity(part, tuple(group)) for part, group in parts),
        )
    )


def _activity(part: int, sessions: tuple[Session, ...]) -> NewActivity:
    return NewActivity(
        part=part,
        name=next((session.name for session in sessions if session.name), ""),
        device=next((session.device for session in sessions if session.device), ""),
        source_format=sessions[0].format,
        problems=problems_of(sessions),
        sessions=tuple(_session(session) for session in sessions),
    )


def _session(session: Session) -> NewSession:
    records = session.records
    return NewSession(
        position=session.position,
        leg=session.leg,
        sport=session.sport,
        sub_sport=session.sub_sport,
        summary=session.summary,
        laps=session.laps,
        stream=encode(records),
        n_records=len(records),
        has_position=bool(records["latitude_deg"].notna().any()),
        has_heart_rate=bool(records["heart_rate_bpm"].notna().any()),
    )
