"""One report an athlete, one athlete at a time: what is wrong with one costs only that one."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from dashboard.access import Access, Athlete
from dashboard.analysis import units
from dashboard.analysis.club_year import AthleteYear, athlete_year
from dashboard.report.many.index_page import Listed, index_page
from dashboard.report.share.pictures import file_name
from dashboard.report.yearly import write_report

INDEX = "index.html"
UNFINISHED = ".unfinished"

Writer: TypeAlias = Callable[[Access, str, int, Path, Sequence[str]], tuple[Path, ...]]
Progress: TypeAlias = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Made:
    """What became of one athlete's report: its files, or the reason why there is none."""

    athlete_id: str
    name: str
    files: tuple[Path, ...]
    failure: str = ""


@dataclass(frozen=True, slots=True)
class ManyReports:
    """All that was written; ``not_allowed`` counts those who have not given leave."""

    index: Path
    made: tuple[Made, ...]
    not_allowed: int

    @property
    def failed(self) -> tuple[Made, ...]:
        """Those whose report could not be made."""
        return tuple(one for one in self.made if one.failure)


def report_all(
    way: Access,
    year: int,
    out: Path,
    formats: Sequence[str],
    write: Writer = write_report,
    progress: Progress | None = None,
) -> ManyReports:
    """Write a report for everyone who allows it, and an index page beside them.

    Parameters
    ----------
    way : Access
        The way to the store.
    year : int
        The year.
    out : Path
        A folder, made where there is none. A report of this year in it is replaced once its
        follower is whole; other files stay.
    formats : sequence of str
        As ``write`` takes them.
    write : callable, optional
        Writes one athlete's report into a folder of its own, and returns its files.
    progress : callable, optional
        Told before each how many are done, of how many, and who is next.

    Returns
    -------
    ManyReports
        One row an athlete. Only short sums are kept from one to the next, so that memory does not
        grow with their number.
    """
    out.mkdir(parents=True, exist_ok=True)
    people = way.athletes()
    allowed = [one for one in people if way.settings(one.athlete_id).reports_allowed]
    folders = _folders(allowed, year)
    made: list[Made] = []
    years: list[AthleteYear | None] = []
    for done, (athlete, folder) in enumerate(zip(allowed, folders, strict=True)):
        if progress is not None:
            progress(done, len(allowed), athlete.name)
        one, summed = _one(way, athlete, year, (out / folder, formats), write)
        made.append(one)
        years.append(summed)
    # One list of many people is in one unit, whatever each of them reads.
    units.use(units.KM.word)
    listed = [_listed(one, summed, out) for one, summed in zip(made, years, strict=True)]
    page = index_page(year, listed, way.banner)
    (out / INDEX).write_text(page, "utf-8")
    return ManyReports(out / INDEX, tuple(made), len(people) - len(allowed))


def _folders(people: Sequence[Athlete], year: int) -> list[str]:
    """Name a folder for each; people of one name get a number."""
    names: list[str] = []
    for one in people:
        name = file_name(one.name, "athlete")
        count = sum(other == name or other.startswith(f"{name}--") for other in names)
        names.append(f"{name}--{count + 1}" if count else name)
    return [f"{name}-{year}" for name in names]


def _one(
    way: Access, athlete: Athlete, year: int, into: tuple[Path, Sequence[str]], write: Writer
) -> tuple[Made, AthleteYear | None]:
    """Write one report beside the last one, and put it in its place when it is whole."""
    folder, formats = into
    unfinished = folder.with_name(folder.name + UNFINISHED)
    key = athlete.athlete_id
    try:
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir()
        files = write(way, key, year, unfinished, formats)
        summed = athlete_year(athlete, way.sessions(key), way.race_results(key), year)
        shutil.rmtree(folder, ignore_errors=True)
        unfinished.rename(folder)
    except Exception as error:  # noqa: BLE001 - whatever it is, the others get their report
        shutil.rmtree(unfinished, ignore_errors=True)
        why = str(error).strip() or type(error).__name__
        return Made(key, athlete.name, (), why), None
    return Made(key, athlete.name, tuple(folder / file.name for file in files)), summed


def _listed(one: Made, summed: AthleteYear | None, out: Path) -> Listed:
    links = tuple(file.relative_to(out).as_posix() for file in one.files)
    return Listed(one.athlete_id, one.name, links, summed)
