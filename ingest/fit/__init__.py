"""FIT: bytes to raw sessions.

The way through: :mod:`scan` finds every message whatever the damage, :mod:`messages` decodes them
with fitdecode, :mod:`kind` says whether it is an activity at all, :mod:`clock` gives every sample
its time, :mod:`legs` finds the sports, and :mod:`sessions` shares everything out among them.
"""

from dataclasses import replace

from ingest.errors import IngestError
from ingest.fit.columns import FitColumns
from ingest.fit.kind import why_not_activity
from ingest.fit.parts import read_columns, read_parts
from ingest.fit.scan import sniff
from ingest.fit.sessions import read_sessions
from ingest.tables import Problem, RawSession

__all__ = ["FitColumns", "read", "read_columns", "read_parts", "sniff"]


def read(data: bytes) -> tuple[RawSession, ...]:
    """Read a FIT file: every sport of every activity in it.

    Parameters
    ----------
    data : bytes
        The whole file, several FIT files in a row included.

    Returns
    -------
    tuple of RawSession
        In file and time order, never empty. What was lost stands in the problems of the first
        session of its part.

    Raises
    ------
    NotAnActivity
        Settings, a course, monitoring, a workout and the like.
    IngestError
        Another kind of it when nothing can be saved; its message says why.
    """
    sessions: list[RawSession] = []
    others: list[IngestError] = []
    part = 0
    for columns in read_parts(data):
        error = why_not_activity(columns)
        if error is None:
            sessions.extend(read_sessions(columns, part))
            part += 1
        else:
            others.append(error)
    if not sessions:
        raise others[0]
    skipped = tuple(
        Problem("skipped_part", f"Left out of this chain of files: {e}") for e in others
    )
    first = replace(sessions[0], problems=(*sessions[0].problems, *skipped))
    return (first, *sessions[1:])
