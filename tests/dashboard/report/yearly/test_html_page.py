"""The page for a screen: whole, alone, readable without colour or sight."""

import re

import numpy as np
import pytest
from lxml import html

from dashboard.analysis.year import Wanted
from dashboard.charts.contrast import contrast
from dashboard.charts.tokens import LIGHT
from dashboard.report.yearly import made
from dashboard.report.yearly.course_chart import SHADES
from dashboard.report.yearly.html_page import page_html
from dashboard.report.yearly.marks import FLARE_EDGE

LARGEST = 6_000_000


@pytest.fixture(scope="module")
def told(demo_report) -> str:
    return page_html(demo_report.sheet)


@pytest.fixture(scope="module")
def page(told: str):
    return html.fromstring(told)


def words(page) -> str:
    return " ".join(page.text_content().split())


def test_it_is_a_file_to_send(told: str) -> None:
    assert len(told.encode()) <= LARGEST


def test_it_asks_nobody_for_anything(page, told: str) -> None:
    asked = [
        value
        for node in page.iter()
        for name, value in node.attrib.items()
        if name in {"src", "href", "srcset", "poster", "action"}
    ]

    assert [one for one in asked if not one.startswith(("data:", "https://", "mailto:"))] == []
    assert [node.tag for node in page.iter("link", "iframe", "object", "embed", "base")] == []
    assert re.findall(r"url\((?!data:|#hatch-)", told) == []
    assert "default-src 'none'" in told


def test_it_holds_no_degree_of_the_way(demo_way, runner: str, told: str) -> None:
    sessions = demo_way.sessions(runner)
    [session] = sessions.loc[sessions["name"] == "Springbank Half Marathon", "session_id"]
    records = demo_way.records(runner, session)
    places = records[["latitude_deg", "longitude_deg"]].dropna().to_numpy(np.float64)

    assert len(places) > 1000
    shown = {f"{value:.4f}"[:-1] for value in places.ravel()}
    letters = re.sub(r"base64,[A-Za-z0-9+/=]+", "", told)
    assert [one for one in shown if one in letters] == []


def test_what_stands_in_it(page) -> None:
    told = words(page)

    for said in (
        "1:51:57 / 21.0975 km = 5:18.4 /km",
        "Published 5:19 /km (rounded up, or 13.1 mi)",
        "2:44 faster than in 2025, the fastest of 4",
        "Mill Lake Duathlon",
        "The year in numbers",
        "while it lasted",
        "Light pair, 6 mm drop",
    ):
        assert said in told


def test_every_picture_has_words_for_those_who_cannot_see_it(page) -> None:
    pictures = page.xpath("//figure/svg")

    assert len(pictures) >= 5
    assert all(one.get("role") == "img" and one.get("aria-label") for one in pictures)
    assert all(one.get("alt") for one in page.iter("img"))
    assert page.get("lang") == "en"


def test_the_numbers_behind_a_picture_are_a_table(page) -> None:
    behind = page.xpath("//details//table")

    assert len(behind) == 2
    rows = behind[0].xpath(".//tbody/tr")
    assert [cell.text for cell in rows[0]] == ["1", "5:10", words_of_gap(rows[0])]
    assert len(rows) == 21
    assert all(cell.get("scope") == "col" for cell in page.iter("th"))


def words_of_gap(row) -> str:
    gap = row[2].text
    assert re.fullmatch(r"[+\N{MINUS SIGN}]?\d+", gap)
    return gap


def test_marks_say_their_numbers_and_each_hatch_is_there(page, told: str) -> None:
    titles = [one.text for one in page.xpath("//*[@class='mark']/title")]

    assert "km 1: 5:10" in titles
    assert all(titles)
    used = set(re.findall(r"url\(#(hatch-\w+)\)", told))
    assert used == set(re.findall(r'pattern id="(hatch-\w+)"', told))
    assert len(used) >= 4


def test_it_is_readable() -> None:
    white = LIGHT.background
    marks = [LIGHT.run, LIGHT.neutral, LIGHT.pain, FLARE_EDGE, *SHADES, *LIGHT.sports]

    assert min(contrast(one, white) for one in (LIGHT.ink, LIGHT.soft, LIGHT.pain)) >= 4.5
    assert min(contrast(one, white) for one in marks) >= 3


def test_without_the_body_no_word_of_it_is_left(demo_way, runner: str) -> None:
    told = words(
        html.fromstring(page_html(made(demo_way, runner, Wanted(2026, with_body=False)).sheet))
    )

    for said in ("knee", "lare", "Physio", "bpm", "hollow", "Pain", "llness"):
        assert said not in told
    assert "1:51:57" in told


def test_an_empty_year_is_a_page_too(demo_way, runner: str) -> None:
    told = words(html.fromstring(page_html(made(demo_way, runner, Wanted(2019)).sheet)))

    assert "Nothing noted in 2019" in told
    assert "No session of 2019 is here" in told


def test_what_an_author_wrote_stays_words(demo_way, runner: str) -> None:
    hostile = "</title></style><script>alert(1)</script>"
    wanted = Wanted(2026, title=hostile, text=f"{hostile}\n\n[x](javascript:alert(1))")
    page = html.fromstring(page_html(made(demo_way, runner, wanted).sheet))

    assert len(list(page.iter("script"))) == 1
    assert hostile in page.xpath("//h1")[0].text
    assert page.xpath("//a") == []
