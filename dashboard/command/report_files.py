"""What ``plimsoll report`` writes and says, for one athlete or for all who allow it."""

import time
from dataclasses import dataclass
from pathlib import Path

import click

from dashboard.access import Access
from dashboard.analysis.race_editions import race_key
from dashboard.command.present import json_text, one_or_more, printable
from dashboard.report.yearly import FORMATS, PAGES, made, wanted_of, write_report, written

DONE_WRONG = 1


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed: the year, one race or all, the place, the formats."""

    year: int
    race: str
    out: Path | None
    formats: tuple[str, ...]


def formats_of(text: str) -> tuple[str, ...]:
    """Read "html,pdf" into formats.

    Raises
    ------
    click.UsageError
        For none, and for one nobody knows.
    """
    named = tuple(filter(None, (part.strip().lower() for part in text.split(","))))
    wrong = [one for one in named if one not in FORMATS]
    if wrong or not named:
        listed = ", ".join(FORMATS)
        what = printable(wrong[0]) if wrong else "Nothing"
        raise click.UsageError(f"--format: {what} is not one of: {listed}.")
    return tuple(dict.fromkeys(named))


def report_one(way: Access, athlete_id: str, asked: Asked, *, as_json: bool) -> None:
    """Write one athlete's report and say what was written."""
    began = time.monotonic()
    _check_race(way, athlete_id, asked)
    out = asked.out or _start_place(asked)
    if out.suffix.removeprefix(".") in PAGES and len(asked.formats) > 1 and not out.is_dir():
        raise click.UsageError(f"--out {out} is one file: name one --format, or a folder.")
    report = made(way, athlete_id, wanted_of(way, athlete_id, asked.year, asked.race))
    try:
        files = written(report, out, asked.formats)
    except OSError as error:
        raise click.ClickException(f"Cannot write {out}: {error.strerror or error}.") from error
    if as_json:
        click.echo(
            json_text(
                {
                    "year": asked.year,
                    "title": report.content.title,
                    "files": [str(file) for file in files],
                    "missing": report.content.notes,
                    "seconds": round(time.monotonic() - began, 2),
                }
            )
        )
        return
    lines = [printable(report.content.title), *(f"Wrote {file}." for file in files)]
    click.echo("\n".join([*lines, *report.content.notes]))


def _check_race(way: Access, athlete_id: str, asked: Asked) -> None:
    if not asked.race:
        return
    results = way.race_results(athlete_id)
    sessions = way.sessions(athlete_id)
    raced = sessions.loc[sessions["is_race"], "name"]
    known = sorted({name for name in (*results["race"], *raced) if name.strip()})
    if race_key(asked.race) not in {race_key(name) for name in known}:
        names = ", ".join(map(printable, known)) or "none yet"
        raise click.UsageError(f"There is no race {printable(asked.race)}. There is: {names}.")


def _start_place(asked: Asked) -> Path:
    """Choose this folder's own file, or a folder where there are several."""
    if len(asked.formats) == 1 and asked.formats[0] in PAGES:
        return Path(f"report-{asked.year}.{asked.formats[0]}")
    return Path(f"report-{asked.year}")


def report_many(way: Access, asked: Asked, *, as_json: bool) -> None:
    """Write a report for everyone who allows it, with an index page; a failure costs one."""
    from dashboard.report.many import report_all  # noqa: PLC0415 - not needed for one

    out = asked.out or Path(f"reports-{asked.year}")
    try:
        found = report_all(
            way, asked.year, out, asked.formats, write=write_report, progress=_progress
        )
    except OSError as error:
        raise click.ClickException(f"Cannot write {out}: {error.strerror or error}.") from error
    failed = found.failed
    if as_json:
        rows = [
            {
                "athlete": one.name,
                "files": [str(file) for file in one.files],
                "failure": one.failure,
            }
            for one in found.made
        ]
        facts = {"year": asked.year, "index": str(found.index), "reports": rows}
        click.echo(json_text(facts | {"not_allowed": found.not_allowed}))
    else:
        click.echo(_said(len(found.made) - len(failed), found.not_allowed, found.index))
        for one in failed:
            click.echo(f"{printable(one.name)}: {one.failure}")
    if failed and len(failed) == len(found.made):
        raise click.exceptions.Exit(DONE_WRONG)


def _said(count: int, not_allowed: int, index: Path) -> str:
    left = ""
    if not_allowed:
        left = f" {one_or_more(not_allowed, 'athlete')} left out: Settings has the leave for it."
    return f"Wrote {one_or_more(count, 'report')}; {index} lists them.{left}"


def _progress(done: int, total: int, name: str) -> None:
    click.echo(f"{done + 1} of {total}: {printable(name)}", err=True)
