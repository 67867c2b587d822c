"""One A4 page about one client, for them or their GP: numbers and words, never a diagnosis."""

import json
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

import typst

from dashboard.analysis import users_text, words
from dashboard.analysis.client import ClientSummary, said
from dashboard.analysis.pain_words import capital
from dashboard.analysis.recovery_answer import Answer
from dashboard.report.client_picture import alt, picture
from dashboard.report.svg import Drawing

TEMPLATE = Path(__file__).with_name("client_page.typ")
WORDMARK = Path(__file__).parents[1] / "assets" / "word-light.svg"
FONTS = "fontpkg_source_sans_3"
# What a page holds at a size that can be read; the rest is counted, and stands on the screen.
MOST_FLARES, MOST_EXERCISES, MOST_TOTALS, LONGEST_TEXT = 3, 6, 5, 360
FOOT = (
    "Made by Plimsoll from the client's own entries and files. Numbers of one person: a pattern, "
    "not its cause, and no diagnosis."
)
CAPTION = "Dots: pain entered, hollow is 0. Pale bands: flares, 2 or more above the week before."


@dataclass(frozen=True, slots=True)
class _Place:
    name: str
    sentence: str
    more: str
    flares: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Number:
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class _Exercise:
    name: str
    dose: str
    kept: str


@dataclass(frozen=True, slots=True)
class _Total:
    name: str
    total: str
    range: str


@dataclass(frozen=True, slots=True)
class Page:
    """All the words of the page, in the order they stand."""

    title: str
    over: str
    period: str
    stops: tuple[str, ...]
    places: tuple[_Place, ...]
    nothing: str
    numbers: tuple[_Number, ...]
    picture: Drawing | None
    alt: str
    caption: str
    agreed: tuple[str, ...]
    review: tuple[str, ...]
    exercises: tuple[_Exercise, ...]
    more_exercises: str
    totals: tuple[_Total, ...]
    mark: str
    foot: str = FOOT


def client_pdf(found: ClientSummary, banner: str = "") -> bytes:
    """Set the page as a PDF of exactly one A4 sheet, without a browser.

    Parameters
    ----------
    found : ClientSummary
        Any client, with nothing or with everything.
    banner : str
        Said at the top: that the data is made up, for instance.

    Returns
    -------
    bytes
        PDF. Users' words in it only show.
    """
    return _set(page(found, banner), "pdf")


def client_png(found: ClientSummary, banner: str = "", dots_per_inch: float = 100.0) -> bytes:
    """Set the same page as a picture, for a screen."""
    return _set(page(found, banner), "png", dots_per_inch)


def page(found: ClientSummary, banner: str = "") -> Page:
    """Gather the words of the page."""
    name = _line(found.record.name)
    head = [_line(banner), f"One page, {words.day(found.record.today)}"]
    exercises = found.adherence[:MOST_EXERCISES]
    return Page(
        title=name,
        over=" · ".join(filter(None, head)),
        period=". ".join(filter(None, [f"Six weeks, {said.period(found)}", said.managed(found)])),
        stops=tuple(said.stop(one) for one in found.stops),
        places=tuple(_place(found, answer) for answer in found.places),
        nothing=said.NO_PLACE,
        numbers=_numbers(found),
        picture=None if found.is_empty else picture(found),
        alt=alt(found),
        caption=CAPTION if found.places else "",
        agreed=_agreed(found),
        review=_review(found),
        exercises=tuple(_Exercise(_line(e.name), _line(e.dose), e.kept) for e in exercises),
        more_exercises=_more(len(found.adherence) - MOST_EXERCISES, "more exercise"),
        totals=tuple(
            _Total(one.questionnaire, said.total(one), said.total_range(one))
            for one in found.totals[:MOST_TOTALS]
        ),
        mark=WORDMARK.read_text("utf-8"),
    )


def _place(found: ClientSummary, answer: Answer) -> _Place:
    """Say a place; where a red flag stands, its numbers wait until somebody has looked at it."""
    if said.is_stopped(found, answer):
        return _Place(capital(said.place(answer)), said.course(found, answer), "", ())
    more = [said.last_entry(answer), said.mornings(answer)]
    told = [said.flare(row) for _, row in answer.course.flares.iterrows()]
    earlier = _more(len(told) - MOST_FLARES, "earlier flare")
    return _Place(
        name=capital(said.place(answer)),
        sentence=answer.course.sentence,
        more="; ".join(part for part in (*map(capital, more[:1]), *more[1:], earlier) if part),
        flares=tuple(reversed(told[-MOST_FLARES:])),
    )


def _numbers(found: ClientSummary) -> tuple[_Number, ...]:
    rest = found.rest
    return (
        _Number(words.number(found.runs), "runs in six weeks"),
        _Number(said.distance(found.run_km) if found.runs else "none", "run in six weeks"),
        _Number(
            said.distance(found.line.carried.longest_run_km) or "not known", "longest, settled"
        ),
        _Number(
            f"{words.number(rest.hours, decimals=1)} h" if rest.sessions else "none", "active rest"
        ),
        _Number(words.number(sum(len(one.course.flares) for one in found.places)), "flares"),
    )


def _agreed(found: ClientSummary) -> tuple[str, ...]:
    note = found.agreed.note if found.agreed else ""
    lines = (said.agreed(found.agreed), _line(note), said.carried(found), said.phase(found))
    return tuple(filter(None, lines))


def _review(found: ClientSummary) -> tuple[str, ...]:
    held = found.review
    if held is None:
        return tuple(filter(None, ("None held yet.", said.review_due(found))))
    lines = (
        f"Held on {words.day(held.reviewed_on)}.",
        f"Agreed: {_line(held.agreed)}" if held.agreed.strip() else "",
        f"Decided: {_line(held.decision)}",
        said.review_due(found),
    )
    return tuple(filter(None, lines))


def _line(text: str) -> str:
    return users_text.shortened(text, LONGEST_TEXT)


def _more(count: int, what: str) -> str:
    return f"and {words.counted(count, what)}" if count > 0 else ""


def _set(told: Page, output: Literal["pdf", "png"], dots_per_inch: float | None = None) -> bytes:
    return typst.compile(
        TEMPLATE,
        font_paths=[_fonts()],
        format=output,
        ppi=dots_per_inch,
        sys_inputs={"said": json.dumps(asdict(told))},
    )


@cache
def _fonts() -> Path:
    return Path(str(files(FONTS) / "files"))
