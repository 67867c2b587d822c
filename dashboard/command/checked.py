"""What was found in files, for a terminal and for a script."""

from collections.abc import Sequence
from dataclasses import asdict

import pandas as pd

from dashboard.command.present import Json, one_or_more, plain, text_table
from ingest.checking import CheckedFile, CheckedSession

READABLE = frozenset({"ok", "repaired"})


def nothing_readable(checked: Sequence[CheckedFile]) -> bool:
    """Whether a file was refused, and no other gave anything."""
    statuses = {file.status for file in checked}
    return "refused" in statuses and statuses.isdisjoint(READABLE)


def checked_json(checked: Sequence[CheckedFile]) -> Json:
    """Return what was found as ``check --json`` prints it."""
    return plain([asdict(file) for file in checked])


def checked_text(checked: Sequence[CheckedFile]) -> str:
    """Return what is wrong with each file and what is in it, a line each."""
    rows = [row for file in checked for row in _rows(file)]
    return text_table(("file", "status", "what"), rows)


def _rows(file: CheckedFile) -> list[tuple[str, str, str]]:
    status = file.status.replace("not_activity", "not an activity")
    kind = f"{status} ({file.format})" if file.format else status
    reasons = [problem.message for problem in file.problems] or [file.reason]
    first, *others = [*filter(None, reasons), *map(_session, file.sessions)]
    return [(file.file, kind, first), *(("", "", line) for line in others)]


def _session(session: CheckedSession) -> str:
    facts = [
        session.sport,
        f"{session.start_time:%Y-%m-%d %H:%M} UTC",
        one_or_more(session.n_records, "sample"),
    ]
    if pd.notna(session.distance_m):
        facts.append(f"{session.distance_m / 1000:.2f} km")
    if pd.notna(session.moving_s):
        facts.append(f"{pd.Timedelta(round(session.moving_s), 's')} moving".replace("0 days ", ""))
    return ", ".join(facts)
