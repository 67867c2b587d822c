"""The link page in a real browser: the verdict, another place, the days behind a bar, a phone."""

import csv
import re

import pytest
from playwright.sync_api import expect

PHONE = {"viewport": {"width": 390, "height": 844}}
DARK = {"color_scheme": "dark"}


@pytest.fixture
def link(visit):
    """A visit to the link page of the demo."""

    def go(**settings):
        opened = visit(**settings)
        opened.open_demo("Link", "What would make it surer")
        return opened

    return go


def choose(opened, label: str, option: str) -> None:
    opened.page.get_by_role("combobox", name=label).first.click()
    opened.page.get_by_role("option", name=option).click()
    opened.settle()


def test_the_verdict_comes_first_and_another_place_has_its_own(link) -> None:
    opened = link()
    assert opened.sentence().startswith("Can't tell yet: in ")

    choose(opened, "Place", "Outer right knee")

    expect(opened.page.get_by_text("What it rests on")).to_be_visible()
    assert opened.sentence().startswith("A link seen: in ")
    expect(
        opened.page.get_by_text("A pattern in your log, not proof of cause.").first
    ).to_be_visible()


def test_a_bar_says_its_window_its_range_and_its_entries(link) -> None:
    opened = link()
    bar = opened.page.locator(".js-plotly-plot .bars .point path").first
    bar.scroll_into_view_if_needed()

    place = bar.bounding_box()
    opened.page.mouse.move(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)

    hover = opened.page.locator(".js-plotly-plot").first.locator(".hoverlayer")
    expect(hover).to_contain_text("1\N{EN DASH}2 days before")
    expect(hover).to_contain_text(re.compile(r" to .* points, \d+ entries"))


def test_the_days_behind_a_bar_open_and_can_be_saved(link, tmp_path) -> None:
    opened = link()
    opened.page.get_by_text("The days behind these bars").click()
    opened.page.get_by_role("radio", name="Spike, 1\N{EN DASH}3 days").or_(
        opened.page.get_by_role("button", name="Spike, 1\N{EN DASH}3 days")
    ).first.click()
    opened.settle()

    expect(opened.page.get_by_text(re.compile(r"\d+ heavy days?, pain "))).to_be_visible()
    with opened.page.expect_download() as waiting:
        opened.page.get_by_role("button", name="Save as CSV").first.click()
    saved = tmp_path / "days.csv"
    waiting.value.save_as(saved)
    rows = list(csv.DictReader(saved.read_text("utf-8").splitlines()))
    assert waiting.value.suggested_filename == "pain-after-load-spike-1-3-days.csv"
    assert {row["kind"] for row in rows} == {"heavy", "light"}
    assert all(0 <= float(row["pain"]) <= 10 for row in rows)


def test_what_it_cannot_say_is_a_click_away(link) -> None:
    opened = link()

    opened.page.get_by_text("How this was worked out, and what it cannot say").click()

    expect(opened.page.get_by_text("A pattern in a log is not proof of a cause.")).to_be_visible()


def test_every_chart_has_words_for_a_screen_reader(link) -> None:
    opened = link()
    charts = opened.page.locator("[data-testid=stPlotlyChart]")

    assert charts.count() > 0
    for place in range(charts.count()):
        assert charts.nth(place).locator("xpath=descendant-or-self::*[@aria-label]").count() > 0


@pytest.mark.parametrize("settings", [PHONE, DARK])
def test_a_phone_and_the_dark_show_it_without_scrolling_sideways(link, settings) -> None:
    opened = link(**settings)

    assert opened.overflow_px() == 0
    chart = opened.page.locator(".js-plotly-plot").first.bounding_box()
    width = opened.page.viewport_size["width"]
    assert chart["x"] >= 0
    assert chart["x"] + chart["width"] <= width


def test_every_place_of_the_diary_is_listed(link) -> None:
    opened = link()
    listed = opened.page.get_by_text("Every place in your diary, judged together")

    expect(listed).to_be_visible()
    expect(opened.page.locator("[data-testid=stTable]")).to_contain_text("Outer right knee")
