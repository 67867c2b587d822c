"""The ``plimsoll`` command: opens the dashboard, reads files, lists athletes."""

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from functools import partial
from itertools import chain, islice
from pathlib import Path

import click

from dashboard.command.checked import checked_json, checked_text, nothing_readable
from dashboard.command.keeping import COMMANDS, took_in
from dashboard.command.present import json_text, printable, text_table
from dashboard.command.receipts import nothing_came_in, receipt_json, receipt_text
from dashboard.command.report import report
from dashboard.demo import KINDS, demo_database
from dashboard.keeping_access import take_in_dropped
from ingest import import_files, open_store
from ingest.archive import members
from ingest.checking import check_files
from ingest.importing.workers import Workers
from ingest.store import Store, StoreError
from ingest.store.engine import default_path
from ingest.tables import Athlete

DATABASE = "PLIMSOLL_DATABASE"
FIRST_ATHLETE = "Me"
# Below this, processes take longer to start than they save.
POOL_FROM_FILES = 200
POOL_FROM_BYTES = 16_000_000

NOTHING_CAME_IN = 1
WRONG_USE = 2

EXISTING = click.Path(exists=True, path_type=Path)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, for a script.")


class CannotStart(click.ClickException):
    """Asked for what this database or this machine cannot give; the message says what to do."""

    exit_code = WRONG_USE


class PlimsollGroup(click.Group):
    """A command whose ``--demo`` takes a value only after ``=``: a word behind it is a command."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Give a bare ``--demo`` its value before click looks for one."""
        named = [f"--demo={KINDS[0]}" if arg == "--demo" else arg for arg in args]
        return super().parse_args(ctx, named)

    def invoke(self, ctx: click.Context) -> object:
        """Turn what the database cannot do into a sentence and an exit code."""
        try:
            return super().invoke(ctx)
        except StoreError as error:
            raise CannotStart(str(error)) from error


@click.group(cls=PlimsollGroup, invoke_without_command=True)
@click.option("--demo", type=click.Choice(KINDS), help="Use made-up data in a database of its own.")
@click.option("--database", metavar="URL", help="Use this database: a path or a URL.")
@click.option("--port", metavar="N", type=click.IntRange(1, 65535), help="Open on this port.")
@click.option("--host", metavar="H", help="Open to other machines; there is no login.")
@click.pass_context
def main(
    ctx: click.Context, demo: str | None, database: str | None, port: int | None, host: str | None
) -> None:
    """Show the load a runner's body carries: open the dashboard, or run a command."""
    if demo and database:
        raise click.UsageError("--demo has a database of its own. Leave out --database.")
    if ctx.invoked_subcommand and (port or host):
        raise click.UsageError("--port and --host are for the dashboard, not for a command.")
    if demo:
        os.environ[DATABASE] = demo_database(
            default_path().parent, demo, say=partial(click.echo, err=True)
        )
    elif database:
        os.environ[DATABASE] = database
    if not ctx.invoked_subcommand:
        _open_dashboard(host, port)


def _open_dashboard(host: str | None, port: int | None) -> None:
    # Streamlit takes a second to import; the commands do without it.
    from dashboard.command.serve import DEFAULT_HOST, PortTaken, choose_port, serve  # noqa: PLC0415

    address = host or DEFAULT_HOST
    try:
        chosen = choose_port(address, port)
    except PortTaken as error:
        raise CannotStart(str(error)) from error
    with open_store() as store:
        store.check()  # what is wrong with the database is said here, not on a page
    serve(address, chosen)


@main.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=EXISTING)
@AS_JSON
def check(files: tuple[Path, ...], *, as_json: bool) -> None:
    """Say what is in files and what is wrong with them. Nothing is stored."""
    checked = [found for file in files for found in check_files(file)]
    click.echo(json_text(checked_json(checked)) if as_json else checked_text(checked))
    if nothing_readable(checked):
        sys.exit(NOTHING_CAME_IN)


@main.command("import")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=EXISTING)
@click.option("--athlete", metavar="NAME", help="Whose they are; a new name adds an athlete.")
@click.option("--workers", metavar="N", type=click.IntRange(1, 64), help="Read in N processes.")
@click.option("--receipt", "receipt_id", hidden=True)
@AS_JSON
def import_(
    paths: tuple[Path, ...],
    athlete: str | None,
    workers: int | None,
    receipt_id: str | None,
    *,
    as_json: bool,
) -> None:
    """Store files, folders, zips and whole exports. What is there already stays as it is."""
    if not receipt_id and took_in(paths, athlete, as_json=as_json):
        return
    began = time.monotonic()
    with open_store() as store, _executor(paths, workers) as executor, _bar(as_json) as progress:
        athlete_id = _whose(store, athlete).athlete_id
        if receipt_id:
            take_in_dropped(store, athlete_id, receipt_id, paths)
        receipt = import_files(
            store,
            athlete_id,
            paths,
            executor=executor,
            progress=progress,
            receipt_id=receipt_id,
        )
    facts = receipt_json(receipt, time.monotonic() - began)
    click.echo(json_text(facts) if as_json else receipt_text(receipt))
    if nothing_came_in(receipt):
        sys.exit(NOTHING_CAME_IN)


@main.command()
@AS_JSON
def athletes(*, as_json: bool) -> None:
    """List the athletes in the database."""
    with open_store() as store:
        people = store.athletes()
    if as_json:
        facts = ("athlete_id", "name", "time_zone")
        click.echo(json_text([{fact: getattr(p, fact) for fact in facts} for p in people]))
    elif people:
        click.echo(text_table(("name", "time zone"), [(p.name, p.time_zone) for p in people]))
    else:
        click.echo("No athlete yet. The first import adds one.")


@main.command()
@click.option("--site", metavar="SITE", default="", help="A place, as knee-left-medial.")
@click.option(
    "--moment", metavar="MOMENT", default="", help="morning, before, during, after, worst."
)
@click.option(
    "--load",
    "loads",
    metavar="METHOD",
    multiple=True,
    help="distance, steps, session_rpe, trimp and more; up to three, judged together.",
)
@click.option("--athlete", metavar="NAME", help="Whose, where there are several.")
@AS_JSON
def link(
    site: str, moment: str, loads: tuple[str, ...], athlete: str | None, *, as_json: bool
) -> None:
    """Say whether more load was followed by more pain, and how surely."""
    # The test brings SciPy, which takes half a second; the other commands do without it.
    from dashboard.access import Access  # noqa: PLC0415
    from dashboard.command.link import answered, link_json, link_text  # noqa: PLC0415

    with open_store() as store:
        runner, way = _known(store, athlete), Access(store)
        try:
            found = answered(way, runner.athlete_id, site, moment, loads) if runner else None
        except ValueError as error:
            raise click.UsageError(f"{str(error)[:1].upper()}{str(error)[1:]}.") from error
    click.echo(json_text(link_json(found)) if as_json else link_text(found))


@main.command()
@click.option("--site", metavar="SITE", default="", help="A place, as knee-left-medial.")
@click.option(
    "--moment", metavar="MOMENT", default="", help="morning, before, during, after, worst."
)
@click.option("--athlete", metavar="NAME", help="Whose, where there are several.")
@AS_JSON
def recovery(site: str, moment: str, athlete: str | None, *, as_json: bool) -> None:
    """Say how the last six weeks of pain went: slope, flares, and a label for both."""
    # The trend brings SciPy, as above.
    from dashboard.access import Access  # noqa: PLC0415
    from dashboard.command.recovery import recovery_json, recovery_text, told  # noqa: PLC0415

    with open_store() as store:
        runner, way = _known(store, athlete), Access(store)
        try:
            found = told(way, runner.athlete_id, site, moment) if runner else None
        except ValueError as error:
            raise click.UsageError(f"{str(error)[:1].upper()}{str(error)[1:]}.") from error
    click.echo(json_text(recovery_json(found)) if as_json else recovery_text(found))


def _known(store: Store, name: str | None) -> Athlete | None:
    """Return the athlete named, who must be there, or the only one; None where nobody is."""
    known = {person.name: person for person in store.athletes()}
    if name is not None and name not in known:
        names = ", ".join(map(printable, known)) or "nobody yet"
        raise click.UsageError(f"There is no athlete {printable(name)}. There is: {names}.")
    if name is not None:
        return known[name]
    return _whose(store, None) if known else None


def _whose(store: Store, name: str | None) -> Athlete:
    """Return the athlete named, the only one there is, or the first one ever."""
    if name is not None:
        return store.add_athlete(name)
    people = store.athletes()
    if len(people) > 1:
        names = ", ".join(printable(person.name) for person in people)
        raise click.UsageError(f"Several athletes are here. Name one with --athlete: {names}.")
    return people[0] if people else store.add_athlete(FIRST_ATHLETE)


@contextmanager
def _executor(paths: Sequence[Path], workers: int | None) -> Iterator[Executor | None]:
    """Lend processes where it pays: asked for, or for more than a few files.

    They start with the first file that is not here already.
    """
    number = workers or ((os.cpu_count() or 1) if _is_much(paths) else 1)
    if number == 1:
        yield None
        return
    with Workers(number) as pool:
        yield pool


def _is_much(paths: Sequence[Path]) -> bool:
    if sum(map(_n_bytes, paths)) >= POOL_FROM_BYTES:
        return True
    files = chain.from_iterable(map(members, paths))
    return sum(1 for _ in islice(files, POOL_FROM_FILES + 1)) > POOL_FROM_FILES


def _n_bytes(path: Path) -> int:
    files = path.rglob("*") if path.is_dir() else (path,)
    return sum(file.stat().st_size for file in files if file.is_file())


@contextmanager
def _bar(as_json: bool) -> Iterator[Callable[[int, int, str], None]]:  # noqa: FBT001
    """Show progress where somebody is looking: not for a script, not into a file."""
    hidden = as_json or not sys.stderr.isatty()
    with click.progressbar(
        length=1, label="Reading", file=sys.stderr, hidden=hidden, item_show_func=_shown
    ) as bar:
        began = time.monotonic()

        def progress(done: int, total: int, name: str) -> None:
            bar.length = max(total, 1)
            rate = done / max(time.monotonic() - began, 0.001)
            bar.update(done - bar.pos, f"{rate:.0f} a second  {_short(name)}")

        yield progress


def _shown(item: str | None) -> str:
    return item or ""


def _short(name: str) -> str:
    return printable(name)[-40:]


for command in (*COMMANDS, report):
    main.add_command(command)


if __name__ == "__main__":
    main(prog_name="plimsoll")
