"""Recordings of one session: one of them counts, the others stand beside it, out of every sum.

``duplicate_of`` of a recording names the one that counts; of that one it is empty. All of this
runs inside the write transaction that changes what is there.
"""

from dataclasses import dataclass, replace
from itertools import chain

from sqlalchemy import Connection, select, update

from ingest.duplicates import (
    FARTHEST_SHIFT_S,
    SHIFT_SLACK_S,
    Match,
    Recording,
    match,
    samples_agree,
)
from ingest.store import apart, recordings, schema
from ingest.store.errors import NotFound
from ingest.store.models import ReceiptRow
from ingest.store.recordings import SameSession
from ingest.store.said import hand_over
from ingest.store.streams import decode

REACH_US = int((FARTHEST_SHIFT_S + SHIFT_SLACK_S) * 1e6)


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a recording: ``counted`` is the one that counts in its place, or it counts.

    ``instead_of`` are those that counted before.
    """

    counted: str = ""
    instead_of: tuple[str, ...] = ()


def settle(connection: Connection, athlete_id: str, activity_id: str) -> Settled:
    """Find out whether a recording is of a session that is here already, and which one counts.

    What was said of the one that no longer counts goes on to the one that does. A session that was
    deleted stays so: another recording of it stands beside the deleted one.
    """
    new = recordings.recordings(connection, athlete_id, [activity_id])[activity_id]
    found = _matches(connection, athlete_id, new)
    if not found:
        return Settled()
    ids = [activity_id, *chain(found, _beside(connection, athlete_id, list(found)))]
    worth, gone = (
        recordings.worth(connection, athlete_id, ids),
        _deleted(connection, athlete_id, list(found)),
    )
    mine = worth.pop(activity_id)
    # What is one session with two that are kept apart never brings those together.
    may_count = not gone and not _any_apart(connection, athlete_id, list(found))
    if may_count and all(mine.beats(other) for other in worth.values()):
        for other, matched in found.items():
            _count_instead(connection, athlete_id, other, activity_id)
            _hand_over(connection, athlete_id, (other, activity_id), matched)
        return Settled(instead_of=tuple(found))
    counted = max(gone or found, key=lambda other: worth[other].order)
    _point(connection, athlete_id, [activity_id], counted)
    _hand_over(connection, athlete_id, (activity_id, counted), found[counted].turned)
    return Settled(counted=counted)


def in_words(
    connection: Connection, athlete_id: str, row: ReceiptRow, settled: Settled
) -> ReceiptRow:
    """Say in a receipt's row what became of a recording that is not the only one of its session."""
    if settled.counted:
        name = _file_names(connection, athlete_id, [settled.counted])
        if _deleted(connection, athlete_id, [settled.counted]):
            told = (
                f"The same session as {name}, which you deleted; it stays out until you restore it."
            )
        else:
            told = f"The same session as {name}, which counts. This one is kept beside it."
        return replace(row, status="duplicate", reason=told, duplicate_of=settled.counted)
    if settled.instead_of:
        names = _file_names(connection, athlete_id, list(settled.instead_of))
        told = f"It counts instead of {names}, the same session: it holds more."
        return replace(row, reason=f"{row.reason} {told}".strip())
    return row


def release(connection: Connection, athlete_id: str, receipt_id: str) -> list[str]:
    """Free the recordings that stood beside some that an undo is about to remove, the best first.

    What was said of a leaving one goes on to each. :func:`settle` them once the others are gone.
    """
    table, leaving = schema.activities, schema.activities.alias()
    own = (leaving.c.athlete_id == athlete_id) & (leaving.c.receipt_id == receipt_id)
    query = select(table.c.activity_id, table.c.duplicate_of).where(
        table.c.athlete_id == athlete_id,
        table.c.receipt_id.is_distinct_from(receipt_id),
        table.c.duplicate_of.in_(select(leaving.c.activity_id).where(own)),
    )
    freed = {row.activity_id: str(row.duplicate_of) for row in connection.execute(query)}
    if not freed:
        return []
    worth = recordings.worth(connection, athlete_id, list(freed))
    best_first = sorted(freed, key=lambda activity_id: worth[activity_id].order, reverse=True)
    everything = recordings.recordings(connection, athlete_id, [*freed, *set(freed.values())])
    for activity_id in best_first:
        counted = freed[activity_id]
        matched = match(everything[counted], everything[activity_id])
        _hand_over(connection, athlete_id, (counted, activity_id), matched)
        _point(connection, athlete_id, [activity_id], None)
    return best_first


def prefer(connection: Connection, athlete_id: str, activity_id: str) -> None:
    """Count this recording of a session and put the one counted so far beside it.

    Raises
    ------
    NotFound
        When it is no recording of this athlete's, or counts already.
    """
    counted = _counted(connection, athlete_id, activity_id)
    if not counted:
        raise NotFound("This recording is counted already.")
    everything = recordings.recordings(connection, athlete_id, [counted, activity_id])
    matched = match(everything[counted], everything[activity_id])
    _point(connection, athlete_id, [activity_id], None)
    _count_instead(connection, athlete_id, counted, activity_id)
    _hand_over(connection, athlete_id, (counted, activity_id), matched)


def separate(connection: Connection, athlete_id: str, activity_id: str) -> None:
    """Make a recording that stands beside others a session of its own, now and ever after.

    Raises
    ------
    NotFound
        When it is no recording of this athlete's, or counts already.
    """
    counted = _counted(connection, athlete_id, activity_id)
    if not counted:
        raise NotFound("This recording is counted already.")
    others = [counted, *_beside(connection, athlete_id, [counted], but=[activity_id])]
    apart.keep(connection, athlete_id, activity_id, others)
    _point(connection, athlete_id, [activity_id], None)


def rejoin(connection: Connection, athlete_id: str, activity_id: str) -> None:
    """Take :func:`separate` back: the recording is looked at again as if it had just come in.

    Raises
    ------
    NotFound
        When it is no recording of this athlete's.
    """
    if _counted(connection, athlete_id, activity_id):
        raise NotFound("This recording is one of several of its session already.")
    apart.forget(connection, athlete_id, activity_id)
    beside = _beside(connection, athlete_id, [activity_id])
    settled = settle(connection, athlete_id, activity_id)
    if settled.counted:
        _point(connection, athlete_id, beside, settled.counted)


def kept_apart(
    connection: Connection, athlete_id: str, activity_id: str
) -> tuple[SameSession, ...]:
    """Return the recordings that one is kept apart from, as far as they are here."""
    ids = sorted(apart.others_kept_apart(connection, athlete_id, activity_id))
    rows = connection.execute(recordings.described(athlete_id, ids)) if ids else ()
    return tuple(recordings.as_same_session(row, is_counted=True) for row in rows)


def same_session(
    connection: Connection, athlete_id: str, activity_id: str
) -> tuple[SameSession, ...]:
    """Every recording of the session that one is of, the counted one first; empty when alone."""
    counted = _counted(connection, athlete_id, activity_id) or activity_id
    ids = [counted, *_beside(connection, athlete_id, [counted])]
    if len(ids) == 1:
        return ()
    rows = {
        row.activity_id: row for row in connection.execute(recordings.described(athlete_id, ids))
    }
    return tuple(recordings.as_same_session(rows[key], is_counted=key == counted) for key in ids)


def _matches(connection: Connection, athlete_id: str, new: Recording) -> dict[str, Match]:
    """Find the counted recordings a new one is the same session as."""
    if not new.legs:
        return {}
    starts_us = [round(leg.start_s * 1e6) for leg in new.legs]
    longest_us = round(
        1e6 * max((leg.elapsed_s for leg in new.legs if leg.elapsed_s > 0), default=0)
    )
    reach_us = REACH_US + longest_us
    near = connection.scalars(
        recordings.near_query(),
        {
            "athlete_id": athlete_id,
            "activity_id": new.activity_id,
            "earliest": min(starts_us) - reach_us,
            "latest": max(starts_us) + reach_us,
        },
    ).all()
    not_these = apart.others_kept_apart(connection, athlete_id, new.activity_id) if near else set()
    ids = [key for key in near if key not in not_these]
    candidates = recordings.recordings(connection, athlete_id, ids) if ids else {}
    compared = ((key, match(other, new)) for key, other in candidates.items())
    return {
        key: found
        for key, found in compared
        if found is not None and _holds(connection, athlete_id, found)
    }


def _any_apart(connection: Connection, athlete_id: str, activity_ids: list[str]) -> bool:
    if len(activity_ids) == 1:
        return False
    known = (apart.others_kept_apart(connection, athlete_id, key) for key in activity_ids)
    return any(others.intersection(activity_ids) for others in known)


def _holds(connection: Connection, athlete_id: str, found: Match) -> bool:
    if not found.shift_s:
        return True
    return all(
        samples_agree(
            decode(recordings.stream(connection, athlete_id, one.session_id)),
            decode(recordings.stream(connection, athlete_id, other.session_id)),
            found.shift_s,
        )
        for one, other in found.pairs
    )


def _beside(
    connection: Connection, athlete_id: str, counted: list[str], but: list[str] | None = None
) -> list[str]:
    """Find the recordings that stand beside counted ones, in the order of their ids."""
    table = schema.activities
    query = select(table.c.activity_id).where(
        table.c.athlete_id == athlete_id,
        table.c.duplicate_of.in_(counted),
        table.c.activity_id.not_in(but or []),
    )
    return list(connection.scalars(query.order_by(table.c.activity_id)))


def _counted(connection: Connection, athlete_id: str, activity_id: str) -> str:
    """Name the recording that counts instead of one; empty when that one counts itself."""
    table = schema.activities
    query = select(table.c.duplicate_of).where(
        table.c.athlete_id == athlete_id, table.c.activity_id == activity_id
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        raise NotFound("There is no such activity. Its import may have been undone.")
    return row.duplicate_of or ""


def _count_instead(connection: Connection, athlete_id: str, counted: str, instead: str) -> None:
    beside = _beside(connection, athlete_id, [counted], but=[instead])
    _point(connection, athlete_id, [counted, *beside], instead)


def _point(
    connection: Connection, athlete_id: str, activity_ids: list[str], counted: str | None
) -> None:
    table = schema.activities
    mine = (table.c.athlete_id == athlete_id) & table.c.activity_id.in_(activity_ids)
    connection.execute(update(table).where(mine).values(duplicate_of=counted))


def _hand_over(
    connection: Connection, athlete_id: str, activities: tuple[str, str], matched: Match | None
) -> None:
    pairs = () if matched is None else matched.pairs
    sessions = tuple((one.session_id, other.session_id) for one, other in pairs)
    hand_over(connection, athlete_id, activities, sessions)


def _file_names(connection: Connection, athlete_id: str, activity_ids: list[str]) -> str:
    table, files = schema.activities, schema.files
    query = (
        select(files.c.name)
        .join_from(table, files, schema.same(table, files, "sha256"))
        .where(table.c.athlete_id == athlete_id, table.c.activity_id.in_(activity_ids))
        .order_by(table.c.start_time_us)
    )
    return " and ".join(dict.fromkeys(connection.scalars(query)))


def _deleted(connection: Connection, athlete_id: str, activity_ids: list[str]) -> list[str]:
    table = schema.deletions
    query = select(table.c.activity_id).where(
        table.c.athlete_id == athlete_id, table.c.activity_id.in_(activity_ids)
    )
    return list(connection.scalars(query))
