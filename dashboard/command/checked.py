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
    """Return a line for each file, and one for each session and problem in it."""
    rows: list[tuple[str, str, str]] = []
    for file in checked:
        kind = f"{file.status} ({file.format})" if file.format else file.status
        rows.append((file.file, kind, file.reason))
        rows += [("", "", _session(session)) for session in file.sessions]
        rows += [("", "", problem.message) for problem in file.problems[1:]]
    return text_table(("file", "status", "what"), rows)


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
