"""The commands that keep data safe: undo, backup, restore, export, erase."""

from collections.abc import Sequence
from pathlib import Path

import click
import pandas as pd

from dashboard.analysis import keeping_words
from dashboard.analysis.keeping_words import activities
from dashboard.analysis.receipt_words import short_id
from dashboard.command.present import json_text, one_or_more, printable, text_table
from dashboard.keeping_access import (
    TakenIn,
    is_export,
    restore_backup,
)
from dashboard.keeping_access import erase as erase_everywhere
from ingest import Store, open_store
from ingest.tables import Athlete

DONE_WRONG = 1
PLACE = click.Path(path_type=Path)


@click.command()
@click.argument("receipt", required=False)
def undo(receipt: str | None) -> None:
    """Take an import back; without a name, list the imports. Your notes stay."""
    with open_store() as store:
        click.echo(_imports(store) if receipt is None else _taken_back(store, receipt))


def _taken_back(store: Store, beginning: str) -> str:
    found = store.find_receipt(beginning.lower())
    which = f"the import of {_moment(found.started_at)} ({printable(found.name)})"
    if found.is_undone and not found.n_activities:
        return f"{which[:1].upper()}{which[1:]} was taken back before. Nothing was changed."
    removed = store.undo_receipt(found.athlete_id, found.receipt_id)
    return (
        f"Took back {which}: {activities(removed)}. What you noted about them stays, and is there "
        "again when the same files come in again."
    )


def _imports(store: Store) -> str:
    rows = [
        (short_id(receipt_id), _moment(begun), person.name, _state(state, undone), str(done))
        for person in store.athletes()
        for receipt_id, state, done, begun, undone in _receipts(store, person)
    ]
    if not rows:
        return "Nothing was imported yet."
    newest_first = sorted(rows, key=lambda row: row[1], reverse=True)
    return text_table(("import", "began", "athlete", "state", "files"), newest_first)


def _receipts(
    store: Store, person: Athlete
) -> list[tuple[str, str, int, pd.Timestamp, pd.Timestamp]]:
    frame = store.receipts(person.athlete_id)
    columns = (frame[name] for name in ("receipt_id", "state", "done", "started_at", "undone_at"))
    return list(zip(*columns, strict=True))


def _state(state: str, undone_at: pd.Timestamp) -> str:
    return state if pd.isna(undone_at) else "taken back"


def _moment(time: pd.Timestamp) -> str:
    return f"{time:%Y-%m-%d %H:%M} UTC"


@click.command()
@click.argument("path", type=PLACE)
def backup(path: Path) -> None:
    """Copy the database, also while it is in use, and look through the copy."""
    with open_store() as store:
        place = store.back_up(path)
    click.echo(
        f"Wrote {place} and found it whole. It holds health data: keep it where only you can "
        "read it."
    )


@click.command()
@click.argument("path", type=PLACE)
def restore(path: Path) -> None:
    """Put a backup in the place of the database, which is kept aside."""
    done = restore_backup(path)
    names = ", ".join(map(printable, done.athletes)) or "nobody yet"
    click.echo(f"Restored {path}. In the database now: {names}.")
    if done.aside is not None:
        click.echo(f"What was there before lies at {done.aside}.")


@click.command()
@click.argument("path", type=PLACE)
@click.option("--athlete", metavar="NAME", help="Whose; everybody's without it.")
def export(path: Path, athlete: str | None) -> None:
    """Write everything to a folder or .zip: CSV, Parquet, your files as they came."""
    with open_store() as store:
        chosen = None if athlete is None else [named(store, athlete).athlete_id]
        written = store.export(path, chosen)
    names = ", ".join(map(printable, written.athletes)) or "nobody yet"
    click.echo(
        f"Wrote {path}: {names}, {activities(written.n_rows['activities'])}. README.md in it says "
        "what is where; plimsoll import takes it in again."
    )


@click.command()
@click.option("--athlete", metavar="NAME", required=True, help="Whom.")
@click.option("--yes", "is_sure", is_flag=True, help="Do not ask for the name once more.")
def erase(athlete: str, *, is_sure: bool) -> None:
    """Delete everything of an athlete for good, also from the log."""
    with open_store() as store:
        person = named(store, athlete)
        if not is_sure and not _confirmed(store, person):
            click.echo("That is another name. Nothing was erased.")
            raise click.exceptions.Exit(DONE_WRONG)
        erased = erase_everywhere(store, person.athlete_id)
    name, count = printable(erased.name), erased.n_activities
    click.echo(keeping_words.erased(name, count, erased.cleaned, erased.not_cleaned))


def _confirmed(store: Store, person: Athlete) -> bool:
    count = len(store.sessions(person.athlete_id))
    click.echo(
        f"This deletes everything of {printable(person.name)} for good: "
        f"{one_or_more(count, 'session')}, the diary, notes and files. There is no undo."
    )
    return click.prompt("Type the name to go on", default="", show_default=False) == person.name


def named(store: Store, name: str) -> Athlete:
    """Return the athlete of a name, who must be there."""
    known = {person.name: person for person in store.athletes()}
    if name not in known:
        names = ", ".join(map(printable, known)) or "nobody yet"
        raise click.UsageError(f"There is no athlete {printable(name)}. There is: {names}.")
    return known[name]


def took_in(paths: Sequence[Path], athlete: str | None, *, as_json: bool) -> bool:
    """Take in exports of this program, where that is what was named; say so, and what came in."""
    exports = [path for path in paths if is_export(path)]
    if not exports:
        return False
    if len(exports) < len(paths) or athlete is not None:
        raise click.UsageError(
            f"{exports[0]} is an export of Plimsoll, which brings its own athletes. "
            "Import exports by themselves, without --athlete."
        )
    with open_store() as store:
        taken = [(path, store.take_in(path)) for path in exports]
    click.echo(json_text(_as_facts(taken)) if as_json else _as_text(taken))
    return True


def _as_facts(taken: Sequence[tuple[Path, TakenIn]]) -> object:
    return {
        "exports": [
            {
                "source": str(path),
                "athletes": t.athletes,
                "activities": t.n_activities,
                "rows": t.n_rows,
            }
            for path, t in taken
        ]
    }


def _as_text(taken: Sequence[tuple[Path, TakenIn]]) -> str:
    return "\n".join(
        f"Took in {path}: {', '.join(map(printable, t.athletes)) or 'nobody'}, "
        f"{activities(t.n_activities)}, {one_or_more(t.n_rows, 'new row')}. "
        "What was here already stayed as it was."
        for path, t in taken
    )


COMMANDS = (undo, backup, restore, export, erase)
