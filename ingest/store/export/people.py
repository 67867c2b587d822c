"""Whom an export speaks of, beside those who are here: the same person, or another of that name."""

from collections.abc import Mapping

from sqlalchemy import Connection, Table, delete, exists, insert, select, update

from ingest.store import clinic_schema, race_schema, schema
from ingest.store.export.problems import NotAnExport
from ingest.store.export.tables import Cell, Values, csv_tables

# Rows that are said together: where it is seen that they are said, and by which columns.
TOGETHER = {
    "planned_runs": (clinic_schema.planned_runs, ("athlete_id", "week")),
    "race_legs": (race_schema.race_legs, ("athlete_id", "result_id")),
    "race_splits": (race_schema.race_splits, ("athlete_id", "result_id")),
    "working_sites": (clinic_schema.working_sites, ("athlete_id",)),
    "deletions": (schema.activities, ("athlete_id", "activity_id")),
}
# What everybody has, also who was only just added.
OF_EVERYBODY = (schema.athletes, schema.revision)


def place_for(connection: Connection, person: Values, revisions: Mapping[Cell, Cell]) -> str:
    """Make sure an athlete of an export is in the database, and return the name they have there.

    Who is here with the same id is the same person. Another of the same name gives way when nothing
    is kept of them yet; otherwise the one who comes in gets a number behind the name.
    """
    table = schema.athletes
    athlete_id, name = person.get("athlete_id"), person.get("name")
    if not isinstance(athlete_id, str) or not isinstance(name, str) or not athlete_id:
        raise NotAnExport("An athlete of this export has no name or no id")
    here = connection.scalar(select(table.c.name).where(table.c.athlete_id == athlete_id))
    if here is not None:
        _raise_revision(connection, athlete_id)
        return str(here)
    other = connection.scalar(select(table.c.athlete_id).where(table.c.name == name))
    if other is not None and _has_nothing(connection, other):
        connection.execute(delete(table).where(table.c.athlete_id == other))
        other = None
    free = name if other is None else _free_name(connection, name)
    connection.execute(insert(table).values({**person, "name": free}))
    # No number twice: an open page keeps what it saw at one.
    number = int(str(revisions.get(athlete_id) or 0)) + 1
    connection.execute(insert(schema.revision).values(athlete_id=athlete_id, revision=number))
    return free


def said_here(connection: Connection) -> dict[str, set[tuple[Cell, ...]]]:
    """Return what holds together and is here already, by table: it is not mixed with other rows.

    A week's plan and the sites at work count as a whole, and whether an activity is deleted is
    already said of every activity that is here.
    """
    return {
        name: {tuple(row) for row in connection.execute(select(*(table.c[key] for key in keys)))}
        for name, (table, keys) in TOGETHER.items()
    }


def _raise_revision(connection: Connection, athlete_id: str) -> None:
    table = schema.revision
    raised = update(table).where(table.c.athlete_id == athlete_id)
    connection.execute(raised.values(revision=table.c.revision + 1))


def _has_nothing(connection: Connection, athlete_id: str) -> bool:
    tables = [table for table in csv_tables() if table not in OF_EVERYBODY]
    return not any(_has_rows(connection, table, athlete_id) for table in tables)


def _has_rows(connection: Connection, table: Table, athlete_id: str) -> bool:
    mine = exists().where(table.c.athlete_id == athlete_id)
    return bool(connection.scalar(select(mine)))


def _free_name(connection: Connection, name: str) -> str:
    taken = set(connection.scalars(select(schema.athletes.c.name)))
    return next(free for n in range(2, len(taken) + 3) if (free := f"{name} {n}") not in taken)
