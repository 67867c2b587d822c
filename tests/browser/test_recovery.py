"""The recovery page in a real browser: the demo's flares and line, a plan, a phone."""

import re

import pytest
from playwright.sync_api import expect

PHONE = {"viewport": {"width": 390, "height": 844}}
DARK = {"color_scheme": "dark"}


@pytest.fixture
def recovery(visit):
    """A visit to the recovery page of the demo."""

    def go(**settings):
        opened = visit(**settings)
        opened.open_demo("Recovery", "What changed before each of 4 flares")
        return opened

    return go


def test_the_duathlon_stands_on_the_first_flares_card_and_can_be_opened(recovery) -> None:
    opened = recovery()
    assert opened.sentence().startswith("No clear trend yet: 36 entries over 42 days")
    opened.page.get_by_text("Earlier flares (2)").click()
    opened.settle()

    fact = opened.page.get_by_text(re.compile("Mill Lake Duathlon, 9.5 km run after at most 6.0"))
    expect(fact).to_be_visible()
    expect(opened.page.get_by_text("1.58\N{MULTIPLICATION SIGN}").first).to_be_visible()

    row = opened.page.locator("[data-testid=stHorizontalBlock]").filter(has=fact).last
    row.get_by_role("button", name="Open").click()
    opened.page.wait_for_url(re.compile(r"/activity\?"))
    opened.settle()
    assert "Mill Lake Duathlon" in opened.sentence()


def test_a_bar_says_its_day_its_length_and_what_the_morning_said(recovery) -> None:
    opened = recovery()
    picture = opened.page.locator(".js-plotly-plot").nth(1)
    bar = picture.locator(".bars .point path").nth(1)
    bar.scroll_into_view_if_needed()

    place = bar.bounding_box()
    opened.page.mouse.move(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)

    hover = picture.locator(".hoverlayer")
    expect(hover).to_contain_text("3 Nov 2026, 4.3 km")
    expect(hover).to_contain_text("not settled: the next morning was 1 point or more above")


def test_next_weeks_plan_is_made_under_the_line_and_cleared(recovery) -> None:
    opened = recovery()
    expect(opened.page.get_by_text("You carried 5.0 km. Nothing is planned")).to_be_visible()

    opened.press("Last week again, under the line")
    expect(opened.page.get_by_text("Next week stays at or under it")).to_be_visible()
    planned = opened.page.locator(".js-plotly-plot").nth(1).locator(".bars .point path")
    expect(planned).to_have_count(9)

    opened.press("Clear this plan")
    expect(opened.page.get_by_text("You carried 5.0 km. Nothing is planned")).to_be_visible()


@pytest.mark.parametrize("settings", [PHONE, DARK])
def test_a_phone_and_the_dark_show_it_without_scrolling_sideways(recovery, settings) -> None:
    opened = recovery(**settings)

    assert opened.overflow_px() == 0
    charts = opened.page.locator("[data-testid=stPlotlyChart]")
    width = opened.page.viewport_size["width"]
    for place in range(charts.count()):
        chart = charts.nth(place)
        box = chart.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert chart.locator("xpath=descendant-or-self::*[@aria-label]").count() > 0
