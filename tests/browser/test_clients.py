"""The list of clients in a real browser: the most urgent first, seen with a note, open, a phone."""

import re

import pytest
from playwright.sync_api import expect

PHONE = {"viewport": {"width": 390, "height": 844}}


@pytest.fixture
def clients(visit, clinic_server):
    """A visit to the list of the small clinic."""

    def go(**settings):
        opened = visit(**settings)
        opened.url = clinic_server
        opened.open("/clients")
        return opened

    return go


def cards(opened):
    return opened.page.locator("[class*=st-key-client-]").filter(has_text="Open")


def test_a_red_flag_comes_first_and_seen_takes_it_away_until_it_is_taken_back(clients) -> None:
    opened = clients()
    page = opened.page
    assert re.fullmatch(r"\d+ people need a look today\.", opened.sentence())
    first = cards(opened).first
    expect(first).to_contain_text("Client 17")
    expect(first).to_contain_text("Red flag")
    many = cards(opened).count()

    first.get_by_role("button", name="Seen").click()
    page.get_by_label("Note").fill("At the hospital now")
    opened.press("Mark as seen")
    expect(cards(opened)).to_have_count(many - 1)
    expect(cards(opened).first).not_to_contain_text("Client 17")
    page.get_by_role("radio", name="Seen", exact=True).click()
    opened.settle()
    expect(cards(opened).first).to_contain_text("At the hospital now")
    opened.press("Not seen")
    expect(cards(opened)).to_have_count(0)


def test_open_leads_to_the_client_and_the_navigation_back(clients) -> None:
    opened = clients()
    opened.page.get_by_placeholder("Name").fill("client 03")
    opened.page.keyboard.press("Enter")
    opened.settle()
    expect(cards(opened)).to_have_count(1)

    cards(opened).get_by_role("button", name="Open", exact=True).click()
    opened.page.wait_for_url(re.compile(r"/client\?"))
    expect(opened.page.get_by_text("Client 03").first).to_be_visible()
    opened.page.get_by_role("link", name="Clients", exact=True).click()
    opened.page.wait_for_url(re.compile(r"/clients"))
    opened.settle()
    assert "need a look today" in opened.sentence()


def test_a_row_of_the_table_offers_its_buttons(clients) -> None:
    opened = clients()
    opened.page.locator("[data-testid=stDataFrame]").first.scroll_into_view_if_needed()
    opened.settle()
    opened.click_first_row()
    opened.settle()

    expect(opened.page.locator("[class*=st-key-chosen_client]")).to_contain_text("Open")


def test_a_phone_shows_cards_alone_and_does_not_scroll_sideways(clients) -> None:
    opened = clients(**PHONE)

    assert opened.overflow_px() == 0
    assert opened.page.locator("[data-testid=stDataFrame]").count() == 0
    expect(cards(opened).first).to_contain_text("Client 17")
