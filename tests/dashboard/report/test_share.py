"""Pictures to post: exactly as large as asked, legible, whole without any font or network."""

import io
import re
from dataclasses import fields, replace

import numpy as np
import pandas as pd
import pytest
from PIL import Image

from dashboard.analysis import units
from dashboard.analysis.overview_marks import Mark, Marks
from dashboard.analysis.race_editions import Edition
from dashboard.analysis.races import figures
from dashboard.analysis.sports import FAMILIES
from dashboard.analysis.stream import Track
from dashboard.analysis.year import ENGLISH, YearReport
from dashboard.analysis.year.model import (
    Course,
    EditionRow,
    KmBar,
    KmBars,
    LegRow,
    LoadYear,
    Number,
    RaceCard,
    RaceYears,
)
from dashboard.charts.contrast import contrast
from dashboard.charts.tokens import DARK
from dashboard.report.share import TALL, WIDE, SharePicture, share_pictures
from dashboard.report.share.hatching import filled, hatches
from dashboard.report.share.sheet import BLUE, GREY, GROUND, PINK, SOFT, WHITE
from ingest.diary import RaceResult

HOSTILE = '#set page(width: 1cm) $x$ <script>*loud*</script> "]) \\ #eval("1") _a_ é ß &amp;'
KINDS = ("result", "splits", "years")
GENERATOR = np.random.default_rng(7)


def card(name: str = "Lakeside Half", **changes: object) -> RaceCard:
    result = RaceResult(
        race=name,
        race_day=pd.Timestamp("2026-09-06"),
        official_distance_m=21097.5,
        chip_time_s=6717.0,
        place_overall=436,
        field_overall=1183,
    )
    plain = RaceCard(
        edition=Edition(result, figures(result), None),
        name=name,
        day="6 Sep 2026",
        result="1:51:57",
        division="1:51:57 / 21.0975 km = 5:18 /km",
        facts=("Chip time", "Published 5:19 /km", "436 of 1,183, faster than 63 %"),
        km=km(21),
        course=course(),
    )
    return replace(plain, **changes)


def km(count: int) -> KmBars:
    gaps = GENERATOR.normal(0, 6, count)
    bars = tuple(KmBar(n + 1, f"5:{18 - gap:02.0f}", float(gap)) for n, gap in enumerate(gaps))
    return KmBars("Even halves", "Bars: each km", "", "km", "5:18", bars)


def course() -> Course:
    angle = np.linspace(0.3, 5.9, 3000)
    way = Track(3000 * np.cos(angle), 1500 * np.sin(angle), angle, angle)
    return Course("The course", "", "", (way,))


def years(count: int, name: str = "Lakeside Half") -> RaceYears:
    rows = [
        EditionRow(
            str(2026 - n), "", f"1:5{n % 9}:57", "5:20 /km", "9 of 90", "", 6717.0 + 31 * n, not n
        )
        for n in range(count)
    ]
    return RaceYears(name, "1:47 faster than in 2025", "Dots: the years", tuple(rows))


def load() -> LoadYear:
    mondays = pd.date_range("2025-12-29", periods=52, freq="7D").as_unit("us")
    weeks = GENERATOR.uniform(0, 900, (52, 2))
    weeks[:4] = np.nan
    race = Mark(pd.Timestamp("2026-09-06"), pd.Timestamp("2026-09-06"), "Lakeside Half 1:51:57")
    return LoadYear(
        title="Most load in the week from 1 Jun 2026",
        alt="Bars: load of each week",
        note="",
        panel="Load a week",
        mondays=mondays,
        families=("run", "bike"),
        load=weeks,
        average=GENERATOR.uniform(500, 900, 52),
        last=pd.Timestamp("2026-12-20"),
        lanes=(),
        marks=Marks((race, race), (), ()),
    )


def report(**changes: object) -> YearReport:
    numbers = tuple(Number(f"{n},331 m", f"climbed {n}") for n in range(7))
    # What the pictures do not look at is empty: texts and lists.
    blank = {one.name: "" if one.type is str else () for one in fields(YearReport)}
    shown = {
        "year": 2026,
        "language": ENGLISH,
        "overline": "Report for 2026",
        "cards": (card(),),
        "years": (years(4),),
        "numbers": numbers,
        "load": load(),
    }
    return YearReport(**(blank | shown | changes))


def named(found: tuple[SharePicture, ...], name: str) -> SharePicture:
    return next(one for one in found if one.name == name)


def pixels(picture: SharePicture) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(picture.png())).convert("RGB"))


def test_every_picture_comes_in_both_sizes_to_the_pixel() -> None:
    found = share_pictures(report())

    assert {one.name for one in found} == {
        f"{name}-{size}"
        for name in (*(f"lakeside-half-{kind}" for kind in KINDS), "season", "numbers")
        for size in ("1200x630", "1080x1350")
    }
    for one in found:
        assert Image.open(io.BytesIO(one.png())).size == (one.shape.width, one.shape.height)
        size = f'width="{one.shape.width}" height="{one.shape.height}"'.encode()
        assert size in one.svg()[:400]


def test_an_svg_needs_no_font_and_loads_nothing() -> None:
    for one in share_pictures(report(), (WIDE,)):
        drawn = one.svg().decode()
        assert "<text" not in drawn
        assert "<image" not in drawn
        assert "font-family" not in drawn
        assert "href=" in drawn
        assert all(target.startswith("#") for target in re.findall(r'href="([^"]*)"', drawn))


def test_an_svg_says_what_it_shows() -> None:
    picture = named(share_pictures(report(cards=(card(HOSTILE),))), "season-1200x630")

    assert picture.svg().count(b"<svg") == 1
    assert b'role="img" aria-label="Bars: load of each week"><title>Bars: load' in picture.svg()


def test_what_a_user_typed_only_shows() -> None:
    hostile = report(
        overline=HOSTILE, cards=(card(HOSTILE, day=HOSTILE),), years=(years(3, HOSTILE),)
    )

    for one in share_pictures(hostile):
        drawn = one.svg()
        assert b"<script" not in drawn
        assert Image.open(io.BytesIO(one.png())).size == (one.shape.width, one.shape.height)


@pytest.mark.parametrize("shape", [WIDE, TALL])
@pytest.mark.parametrize("name", ["A", "An exceedingly long name of a race round the lake " * 4])
def test_no_word_reaches_into_the_margins(shape, name: str) -> None:
    long = card(name, result="Did not finish", division="x" * 300)
    for one in share_pictures(report(cards=(long,), years=(years(3, name),)), (shape,)):
        if one.name.startswith("season"):
            continue
        painted = pixels(one)
        ground = painted[2, 2]
        edge = (painted[:, -20:] != ground).any(axis=(1, 2))
        # Only the line runs from edge to edge.
        assert edge.sum() < 15


@pytest.mark.parametrize(
    "shown",
    [
        card(course=None),
        card(course=None, km=None),
        card(km=km(42)),
        card(km=replace(km(3), bars=tuple(KmBar(n, "5:18", 0.0) for n in (1, 2, 3)))),
        card(legs=(LegRow("Run 1", "2.5 km", "12:42", ""), LegRow("Change", "", "1:02", "")) * 5),
    ],
)
def test_a_race_with_less_or_more_to_show_still_makes_a_picture(shown: RaceCard) -> None:
    for one in share_pictures(report(cards=(shown,)), (TALL,)):
        assert len(Image.open(io.BytesIO(one.png())).getcolors(1_000_000)) > 20


@pytest.mark.parametrize("count", [1, 2, 30])
def test_one_year_alone_has_no_picture_and_thirty_fit(count: int) -> None:
    names = {one.name for one in share_pictures(report(years=(years(count),)), (WIDE,))}

    assert ("lakeside-half-years-1200x630" in names) is (count > 1)


def test_a_year_without_anything_has_no_picture() -> None:
    assert share_pictures(report(cards=(), years=(), numbers=(), load=None)) == ()


def test_two_races_of_one_name_are_two_files() -> None:
    names = [one.name for one in share_pictures(report(cards=(card(), card())), (WIDE,))]

    assert len(set(names)) == len(names)


def test_the_result_shows_the_course_and_it_is_blue() -> None:
    painted = pixels(named(share_pictures(report()), "lakeside-half-result-1200x630"))
    blue = tuple(int(BLUE[at : at + 2], 16) for at in (1, 3, 5))

    where = np.argwhere((painted == blue).all(axis=2))

    assert len(where) > 5000
    assert where[:, 1].min() > 620
    assert where[:, 0].max() < 440


def test_miles_are_read_as_miles() -> None:
    units.use("mile")
    try:
        in_miles = named(share_pictures(report()), "lakeside-half-result-1200x630").sheet
    finally:
        units.use("km")
    told = ["".join(run.words for run in one.runs) for one in in_miles.words]

    assert "8:32 /mile over 13.1094 miles" in told


def test_words_and_marks_stand_out_from_the_ground() -> None:
    for colour in (WHITE, SOFT, BLUE, PINK):
        assert contrast(colour, GROUND) >= 4.5
    for colour in (GREY, *DARK.sports):
        assert contrast(colour, GROUND) >= 3


def test_each_sport_has_a_look_of_its_own_also_without_colour() -> None:
    drawn = named(share_pictures(report()), "season-1200x630").svg().decode()
    defined = re.findall(r'<pattern id="sport-(\w+)"', drawn)
    ways = {re.findall(r'<path d="([^"]+)"', hatches([family]))[0] for family in FAMILIES[1:]}

    assert defined == ["bike"]
    assert drawn.count("url(#sport-bike)") > 20
    assert len(ways) == len(FAMILIES) - 1
    assert filled("run").startswith("#")
