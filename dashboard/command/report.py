"""``plimsoll report``: a year as a page, on paper and as pictures, for one athlete or for all."""

from pathlib import Path

import click
import pandas as pd

from dashboard.command.keeping import named
from dashboard.command.present import printable
from ingest import Store, open_store
from ingest.tables import Athlete

EARLIEST = 1900


@click.command()
@click.argument("year", metavar="YEAR", type=click.IntRange(EARLIEST, 2200))
@click.option("--race", metavar="NAME", default="", help="Only the races of this name.")
@click.option("--all", "for_all", is_flag=True, help="For everyone who allows it, with an index.")
@click.option("--athlete", metavar="NAME", help="Whose, where there are several.")
@click.option("--out", metavar="PATH", type=click.Path(path_type=Path), help="Where to write.")
@click.option(
    "--format",
    "formats",
    metavar="LIST",
    default="html,pdf",
    help="html, pdf, png, svg, with commas between; html,pdf without it.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for a script.")
def report(  # noqa: PLR0913 - one for each word that can be typed
    year: int,
    race: str,
    athlete: str | None,
    out: Path | None,
    formats: str,
    *,
    for_all: bool,
    as_json: bool,
) -> None:
    """Write the report of a year: races, numbers, load with pain, for screen and paper."""
    # Setting pages brings a typesetter, which the other commands do without.
    from dashboard.access import Access  # noqa: PLC0415
    from dashboard.command import report_files  # noqa: PLC0415

    asked = report_files.Asked(year, race, out, report_files.formats_of(formats))
    if year > pd.Timestamp.now("UTC").year:
        raise click.UsageError(f"{year} has not begun yet.")
    if for_all and (race or athlete):
        raise click.UsageError("--all writes a report for each: leave out --race and --athlete.")
    with open_store() as store:
        way = Access(store)
        if for_all:
            report_files.report_many(way, asked, as_json=as_json)
            return
        report_files.report_one(way, _whose(store, athlete).athlete_id, asked, as_json=as_json)


def _whose(store: Store, name: str | None) -> Athlete:
    """Return the athlete named, or the only one there is."""
    if name is not None:
        return named(store, name)
    people = store.athletes()
    if len(people) == 1:
        return people[0]
    if not people:
        raise click.UsageError("Nobody is here yet: import files first, or use --demo.")
    names = ", ".join(printable(person.name) for person in people)
    raise click.UsageError(f"Several athletes are here. Name one with --athlete: {names}.")
