"""A report as files: one page for a screen, pages for paper, pictures to post."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from dashboard.access import Access
from dashboard.analysis.year import Wanted, YearReport, year_report
from dashboard.report.share import share_pictures
from dashboard.report.yearly.fitting import fitted
from dashboard.report.yearly.gather import gather
from dashboard.report.yearly.html_page import page_html
from dashboard.report.yearly.pdf_page import page_pdf
from dashboard.report.yearly.sheet import Sheet, sheet

PAGES, PICTURES = ("html", "pdf"), ("png", "svg")
FORMATS = (*PAGES, *PICTURES)


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """A report ready to be written: its content, and its layout."""

    content: YearReport
    sheet: Sheet

    def html(self) -> bytes:
        """Give the page for a screen."""
        return page_html(self.sheet).encode("utf-8")

    def pdf(self) -> bytes:
        """Give the pages for paper."""
        return page_pdf(self.sheet)


def wanted_of(way: Access, athlete_id: str, year: int, race: str = "") -> Wanted:
    """Read what the author chose for a year; the start values where they chose nothing."""
    draft = way.report_draft(athlete_id, year)
    return Wanted(
        year=year,
        title=draft.title,
        text=draft.text,
        with_body=draft.with_body,
        near_start=draft.near_start,
        race=race,
    )


def made(way: Access, athlete_id: str, wanted: Wanted) -> Report:
    """Make a report from what the store holds.

    Parameters
    ----------
    way : Access
        The way to the store.
    athlete_id : str
        Whose report it is.
    wanted : Wanted
        The year, and what the author asks of it.
    """
    content = year_report(gather(way, athlete_id, wanted))
    pictures = fitted(way.report_pictures(athlete_id, wanted.year))
    return Report(content, sheet(content, pictures))


def write_report(
    way: Access,
    athlete_id: str,
    year: int,
    out: Path,
    formats: Sequence[str] = PAGES,
    race: str = "",
) -> tuple[Path, ...]:
    """Write a year's report.

    Parameters
    ----------
    way : Access
        The way to the store.
    athlete_id : str
        Whose report it is.
    year : int
        The year.
    out : pathlib.Path
        A folder, made where there is none; or, for a single page format, the file.
    formats : sequence of str
        Of ``FORMATS``.
    race : str
        Only the races of this name; empty for all.

    Returns
    -------
    tuple of pathlib.Path
        The files, each whole: one that is there already is replaced only by the next whole one.

    Raises
    ------
    OSError
        Where nothing can be written.
    """
    return written(made(way, athlete_id, wanted_of(way, athlete_id, year, race)), out, formats)


def written(report: Report, out: Path, formats: Sequence[str]) -> tuple[Path, ...]:
    """Write a report that was made, as :func:`write_report` says."""
    [*chosen] = dict.fromkeys(formats)
    if chosen and out.suffix.removeprefix(".") in PAGES and not out.is_dir():
        [only] = chosen
        return (_write(out, _PAGES[only](report)),)
    out.mkdir(parents=True, exist_ok=True)
    name = f"report-{report.content.year}"
    files = [_write(out / f"{name}.{one}", _PAGES[one](report)) for one in chosen if one in PAGES]
    if set(chosen) & set(PICTURES):
        for picture in share_pictures(report.content):
            place = out / f"{name}-{picture.name}"
            if "png" in chosen:
                files.append(_write(place.with_name(f"{place.name}.png"), picture.png()))
            if "svg" in chosen:
                files.append(_write(place.with_name(f"{place.name}.svg"), picture.svg()))
    return tuple(files)


_PAGES: Mapping[str, Callable[[Report], bytes]] = MappingProxyType(
    {"html": Report.html, "pdf": Report.pdf}
)


def _write(path: Path, data: bytes) -> Path:
    """Write beside the place first: a full disk leaves what was there before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.unfinished")
    try:
        unfinished.write_bytes(data)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return path
