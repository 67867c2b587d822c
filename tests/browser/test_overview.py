"""The overview in a real browser: the picture, its hover, its ranges, a phone, a row that opens."""

import re

import pytest
from playwright.sync_api import expect

PHONE = {"viewport": {"width": 390, "height": 844}}
DARK = {"color_scheme": "dark"}


@pytest.fixture
def demo(visit):
    """A visit to the made-up season; the first one of a server has to wait for it."""

    def open_demo(**settings: object):
        opened = visit(**settings)
        opened.look_at_demo()
        return opened

    return open_demo


def choose(opened, name: str) -> None:
    opened.page.get_by_role("radio", name=name, exact=True).click()
    opened.settle()


def hovered(opened, across: float, down: float) -> str:
    place = opened.page.locator(".js-plotly-plot").first.bounding_box()
    assert place is not None
    opened.page.mouse.move(place["x"] + place["width"] * across, place["y"] + down)
    opened.page.wait_for_timeout(300)
    return opened.page.locator(".hoverlayer").first.text_content() or ""


def test_the_sentence_comes_first_and_the_demo_says_so(demo) -> None:
    opened = demo()

    expect(opened.page.get_by_text("Made-up demo season")).to_be_visible()
    assert re.match(r"You ran \d+\.\d km in the last 7 days", opened.sentence())


def test_a_bar_tells_its_sport_and_a_dot_its_moment(demo) -> None:
    opened = demo()
    choose(opened, "6 months")

    places = [(step / 40, down) for step in range(5, 38, 3) for down in (260, 282, 430, 455)]
    told = {hovered(opened, *place) for place in places}

    assert any(re.search(r"(Run|Bike|Strength), \w{3} \d+ \w{3} 2026", text) for text in told)
    assert any(re.search(r"Inner left knee \d+/10", text) for text in told)


def test_a_row_of_the_long_runs_opens_its_activity(demo) -> None:
    opened = demo()

    opened.page.locator("[data-testid=stDataFrame]").first.scroll_into_view_if_needed()
    opened.click_first_row()

    opened.page.wait_for_url(re.compile(r"activity\?activity="))
    opened.settle()
    expect(opened.page.get_by_text("Made-up demo season")).to_be_visible()


def test_any_two_dates_can_be_chosen(demo) -> None:
    opened = demo()

    choose(opened, "Dates")

    expect(opened.page.locator("[data-testid=stDateInput]")).to_be_visible()
    expect(opened.page.locator(".js-plotly-plot").first).to_contain_text("Load a day")


def test_the_numbers_behind_the_picture_can_be_read_and_saved(demo) -> None:
    opened = demo()

    opened.page.get_by_text("The numbers", exact=True).click()
    opened.settle()

    with opened.page.expect_download() as saved:
        opened.page.get_by_role("button", name="Save as CSV").click()
    head = saved.value.path().read_text("utf-8").splitlines()[0]
    assert head.startswith("first_day,run,")
    assert "pain_knee-left-medial" in head


@pytest.mark.parametrize("settings", [PHONE, PHONE | DARK], ids=["light", "dark"])
def test_a_phone_shows_six_weeks_without_scrolling_sideways(demo, settings) -> None:
    opened = demo(**settings)
    chosen = opened.page.get_by_role("radio", name="6 weeks", exact=True)

    expect(chosen).to_have_attribute("aria-checked", "true")
    assert opened.overflow_px() == 0
    assert opened.page.locator(".js-plotly-plot .legend").count() == 0


def test_a_sport_can_be_hidden_by_a_click_in_the_legend(demo) -> None:
    opened = demo()
    shown = opened.page.locator(".barlayer .trace:visible")
    before = shown.count()

    opened.page.locator(".legendtoggle").nth(1).click()
    opened.page.wait_for_timeout(800)

    assert shown.count() < before


def test_a_race_opens_from_the_list_tells_its_years_and_fits_a_phone(demo) -> None:
    opened = demo()
    opened.page.get_by_role("link", name="Races", exact=True).click()
    opened.page.wait_for_url(re.compile(r"/races"))
    opened.page.get_by_text("Personal bests").wait_for(timeout=60_000)
    opened.settle()
    assert "1:51:57, your fastest of four: 2:44 quicker than 2025" in opened.sentence()

    opened.click_first_row()
    opened.page.wait_for_url(re.compile(r"/race\?race="))
    opened.page.get_by_text("1:51:57 / 21.0975 km = 5:18.4 /km").wait_for(timeout=60_000)
    opened.settle()
    told = {
        hovered(opened, across / 20, 60 + 12 * down)
        for across in range(4, 17)
        for down in (8, 12, 14)
    }
    assert any(re.search(r"20(23|24|25), \d+\.\d km.*behind", text) for text in told)

    opened.page.set_viewport_size(PHONE["viewport"])
    opened.page.get_by_text("Drawn are 6 weeks before and 3 after").wait_for(timeout=60_000)
    opened.settle()
    assert opened.overflow_px() == 0
