"""The rows of a year's report: what its author wrote and chose, and their pictures."""

from sqlalchemy import Connection, insert, select, update

from ingest.diary import ReportDraft, ReportPicture
from ingest.store.editing import put
from ingest.store.errors import NotFound
from ingest.store.frames import now_us
from ingest.store.identity import new_id
from ingest.store.people import athlete
from ingest.store.race_schema import report_drafts, report_pictures


def draft(connection: Connection, athlete_id: str, year: int) -> ReportDraft:
    """Read what the author said of a year; the start values where they said nothing."""
    athlete(connection, athlete_id)
    table = report_drafts
    query = select(table.c.title, table.c.text, table.c.with_body, table.c.near_start)
    mine = query.where(table.c.athlete_id == athlete_id, table.c.year == year)
    row = connection.execute(mine).one_or_none()
    return ReportDraft(year) if row is None else ReportDraft(year, *row)


def save_draft(connection: Connection, athlete_id: str, new: ReportDraft) -> None:
    """Put what the author says in the place of what they said of that year."""
    table = report_drafts
    values = {
        "title": new.title,
        "text": new.text,
        "with_body": new.with_body,
        "near_start": new.near_start,
    }
    mine = (table.c.athlete_id == athlete_id) & (table.c.year == new.year)
    if connection.execute(update(table).where(mine).values(values)).rowcount == 0:
        row = {"athlete_id": athlete_id, "year": new.year, **values}
        connection.execute(insert(table).values(row))


def pictures(connection: Connection, athlete_id: str, year: int) -> tuple[ReportPicture, ...]:
    """Read the pictures of a year, in their order."""
    athlete(connection, athlete_id)
    table = report_pictures
    query = (
        select(
            table.c.picture_id,
            table.c.year,
            table.c.position,
            table.c.caption,
            table.c.jpeg,
            table.c.width,
            table.c.height,
        )
        .where(
            table.c.athlete_id == athlete_id, table.c.year == year, table.c.deleted_at_us.is_(None)
        )
        .order_by(table.c.position, table.c.picture_id)
    )
    return tuple(ReportPicture(*row) for row in connection.execute(query))


def save_picture(connection: Connection, athlete_id: str, picture: ReportPicture) -> str:
    """Keep a picture: a new id where there is none, the same id replaces. Returns the id."""
    picture_id = picture.picture_id or new_id()
    values: dict[str, str | float | bytes | None] = {
        "year": picture.year,
        "position": picture.position,
        "caption": picture.caption,
        "jpeg": picture.data,
        "width": picture.width,
        "height": picture.height,
        "deleted_at_us": None,
    }
    put(connection, report_pictures, {"athlete_id": athlete_id, "picture_id": picture_id}, values)
    return picture_id


def mark_picture(
    connection: Connection, athlete_id: str, picture_id: str, *, deleted: bool
) -> None:
    """Take a picture away, or bring it back; NotFound when there is none to do that to."""
    table = report_pictures
    stands = table.c.deleted_at_us.is_(None)
    marked = (
        update(table)
        .where(table.c.athlete_id == athlete_id, table.c.picture_id == picture_id)
        .where(stands if deleted else ~stands)
        .values(deleted_at_us=now_us() if deleted else None)
    )
    if connection.execute(marked).rowcount == 0:
        raise NotFound(f"There is no such {'' if deleted else 'deleted '}picture.")
