"""A client in a real browser: from the address to the sheet, on a desk, a tablet and a phone."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from ingest import open_store


@pytest.fixture(scope="module")
def server(clinic_server: str) -> str:
    """Every visit of this module goes to the clinic."""
    return clinic_server


@pytest.fixture(scope="module")
def address(clinic_file: Path) -> Callable[[int], str]:
    """Give the address of a client's page by their number."""
    with open_store(str(clinic_file)) as store:
        ids = {person.name: person.athlete_id for person in store.athletes()}

    return lambda number: f"/client?client={ids[f'Client {number:02}']}"


def test_a_client_is_read_ticked_and_taken_home_on_paper(visit, address) -> None:
    looked = visit()
    looked.open(address(37))
    page = looked.page
    assert looked.sentence().startswith("Inner left knee. Steady improvement")

    page.get_by_role("tab", name="Exercises").click()
    looked.settle()
    # Exercises of one day stand in no set order, so the card is taken by its name.
    card = page.locator("[class*=st-key-exercise_]", has_text="Wall sit")
    before = card.locator("p", has_text="of 18 times").inner_text()
    day = card.get_by_role("button", name="Mon 16")
    day.click()
    expect(card.locator("p", has_text="times a week")).not_to_have_text(before)

    with page.expect_download() as started:
        page.get_by_role("button", name="One page as PDF").click()
    sheet = Path(started.value.path()).read_bytes()
    assert started.value.suggested_filename == "client-37-2026-11-22.pdf"
    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1


def test_a_reason_is_seen_and_the_athletes_own_page_is_one_click_away(visit, address) -> None:
    looked = visit()
    looked.open(address(9))
    page = looked.page
    reasons = page.locator(".st-key-client_reasons")
    expect(reasons).to_contain_text("Ran 14.0 km on Thursday 19 Nov 2026")

    looked.press("Seen")
    looked.press("I have seen this")
    expect(reasons).to_contain_text("Seen on")
    looked.press("Recovery")

    expect(page).to_have_url(re.compile("/recovery"))
    expect(page.get_by_role("combobox", name="Athlete")).to_have_value("Client 09")


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (820, "light")])
def test_every_part_fits_a_phone_and_a_tablet(visit, address, width: int, scheme: str) -> None:
    looked = visit(viewport={"width": width, "height": 900}, color_scheme=scheme)
    looked.open(address(37))

    for name in ("Plan", "Exercises", "Assessment", "Notes", "Review", "Six weeks"):
        looked.page.get_by_role("tab", name=name).click()
        looked.settle()
        assert looked.overflow_px() == 0, name
