"""The page that leads to everybody's report, with the races they share: one file, no network."""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from dashboard.analysis import words
from dashboard.analysis.club_year import (
    AthleteYear,
    FastestOf,
    Finish,
    RaceTogether,
    Totals,
    fastest,
    races_together,
    totals,
)
from dashboard.analysis.race_editions import Edition
from dashboard.analysis.race_words import STATUSES
from dashboard.analysis.users_text import one_line

WORDMARK = Path(__file__).parents[2] / "assets" / "word-light.svg"
STYLE = Path(__file__).with_name("index.css")
# Nothing is asked of any network, whatever a name on the page holds.
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
FEWEST_FOR_SUMS = 2


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """One athlete on the page: links relative to it; none where no report could be made."""

    athlete_id: str
    name: str
    links: tuple[str, ...]
    year: AthleteYear | None


def index_page(year: int, listed: Sequence[Listed], banner: str = "") -> str:
    """Write the page.

    Parameters
    ----------
    year : int
        The year.
    listed : sequence of Listed
        Everyone who allowed a report, in any order.
    banner : str
        Said at the top: that the data is made up, for instance.

    Returns
    -------
    str
        HTML that loads nothing. Sums have no names; races and bests name those who allowed it.
    """
    ordered = sorted(listed, key=lambda one: one.name.casefold())
    years = [one.year for one in ordered if one.year is not None]
    links = {one.athlete_id: one.links[0] for one in ordered if one.links}
    body = "".join(
        (
            f"<h1>{year}, {words.counted(len(years), 'report')}</h1>",
            _sums(totals(years)) if len(years) >= FEWEST_FOR_SUMS else "",
            _reports(ordered),
            _races(races_together(years), links),
            _fastest(fastest(years), links),
            _failures([one for one in ordered if not one.links]),
        )
    )
    over = _text(" · ".join(filter(None, (f"Reports for {year}", banner))))
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f"<title>Reports for {year}</title><style>{STYLE.read_text('utf-8')}</style>"
    )
    mark = WORDMARK.read_text("utf-8").replace("<svg ", '<svg role="img" aria-label="Plimsoll" ', 1)
    return (
        f'<!doctype html><html lang="en"><head>{head}</head><body>'
        f"<header>{mark}<span>{over}</span></header><main>{body}</main></body></html>\n"
    )


def _text(said: str) -> str:
    return html.escape(one_line(said))


def _link(said: str, target: str) -> str:
    return f'<a href="{html.escape(quote(target))}">{_text(said)}</a>'


def _named(finish: Finish, links: dict[str, str]) -> str:
    target = links.get(finish.athlete_id)
    return _text(finish.name) if target is None else _link(finish.name, target)


def _sums(sums: Totals) -> str:
    """Add up everybody, without a name."""
    shown = (
        (words.number(sums.athletes), "athletes"),
        (words.distance(sums.run_km * words.METRES_PER_KM, decimals=0), "run"),
        (words.number(sums.runs), "runs"),
        (f"{words.number(sums.hours)} h", "in all sports"),
        (words.number(sums.finishes), "races finished"),
    )
    cells = "".join(f"<div><dt>{label}</dt><dd>{value}</dd></div>" for value, label in shown)
    return f'<dl class="numbers">{cells}</dl>'


def _reports(listed: Sequence[Listed]) -> str:
    rows = [(_files(one), _text(_of_year(one.year))) for one in listed if one.links]
    if not rows:
        said = "Nobody has allowed reports yet: each athlete does so in Settings."
        return f"<section><p>{said}</p></section>"
    return _section("Reports", ("who", "races of the year"), rows)


def _files(one: Listed) -> str:
    """Link the first file by name, the others by their kind."""
    others = [_link(Path(link).suffix[1:].upper(), link) for link in one.links[1:]]
    shown = [other for other in others if not other.endswith((">PNG</a>", ">SVG</a>"))]
    return " ".join((_link(one.name, one.links[0]), *shown))


def _of_year(year: AthleteYear | None) -> str:
    if year is None:
        return ""
    return words.joined([f"{one.result.race} {_time(one)}" for one in year.races])


def _time(edition: Edition) -> str:
    ended = STATUSES.get(edition.result.status, edition.result.status)
    said = words.race_time(edition.figures.time_s)
    return said if edition.result.status == "finished" else ended


def _pace(edition: Edition) -> str:
    figures = edition.figures
    # Of several sports one pace says nothing.
    return "" if edition.several_legs else words.pace(figures.distance_m, figures.time_s)


def _races(races: Sequence[RaceTogether], links: dict[str, str]) -> str:
    return "".join(_race(race, links) for race in races)


def _race(race: RaceTogether, links: dict[str, str]) -> str:
    rows = [
        (
            _named(one, links),
            _text(_time(one.edition)),
            _text(_pace(one.edition)),
            _text(_place(one)),
        )
        for one in race.finishes
    ]
    title = f"{_text(race.race)}, {words.day(race.first_day)}"
    return _section(title, ("who", "time", "pace", "place"), rows)


def _place(finish: Finish) -> str:
    place, field = finish.edition.result.place_overall, finish.edition.result.field_overall
    if place is None:
        return ""
    return words.number(place) + (f" of {words.number(field)}" if field is not None else "")


def _fastest(found: Sequence[FastestOf], links: dict[str, str]) -> str:
    rows = [
        (
            _text(one.distance),
            _named(one.finish, links),
            _text(_time(one.finish.edition)),
            _text(f"{one.finish.edition.result.race}, {_day(one.finish)}"),
        )
        for one in found
    ]
    return _section("Fastest of the year", ("over", "who", "time", "in"), rows) if rows else ""


def _day(finish: Finish) -> str:
    return words.day(finish.edition.result.race_day)


def _failures(failed: Sequence[Listed]) -> str:
    """Name them; why is for who made the reports, and may hold places of their computer."""
    if not failed:
        return ""
    names = words.joined([_text(one.name) for one in failed])
    return f"<section><p>No report could be made for {names}.</p></section>"


def _section(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Write a table; ``title`` and cells are HTML already."""
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f'<section><h2>{title}</h2><div class="scroll">{table}</div></section>'
