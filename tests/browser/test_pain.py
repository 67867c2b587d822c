"""Noting pain in a real browser: by mouse, by keyboard, on a phone, and what is never let in."""

import csv
import io
import re

import pytest
from playwright.sync_api import expect

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
FINGER_PX = 44
HOSTILE = '![x](http://evil.example/a.png) <img src="http://evil.example/b"> **loud**'
MOST_TABS = 80
# The element with the focus, looked for inside our own parts too.
FOCUSED = (
    "(() => {let e = document.activeElement;"
    " while (e && e.shadowRoot && e.shadowRoot.activeElement) e = e.shadowRoot.activeElement;"
    " return e})()"
)


class PainPage:
    """The pain page, its own parts, and how often the mouse was pressed."""

    def __init__(self, opened) -> None:
        self.opened = opened
        self.page = opened.page
        self.clicks = 0

    def click(self, target) -> None:
        self.clicks += 1
        target.click()
        self.opened.settle()

    def zone(self, site: str):
        return self.page.locator(f"[data-site={site}]:visible").first

    def number(self, score: int):
        return self.page.get_by_role("radio", name=f"{score} of 10", exact=True)

    def save(self):
        return self.page.get_by_role("button", name="Save: ")

    def link(self):
        return self.page.get_by_role("link", name="Pain", exact=True)

    def note(self, site: str, score: int) -> None:
        """Note a number, answering the signs where they are asked."""
        self.click(self.zone(site))
        none = self.page.get_by_role("button", name="None of these")
        ready = self.page.get_by_role("button", name="Choose a number")
        none.or_(ready).wait_for()
        if none.is_visible():
            self.click(none)
            ready.wait_for()
        self.click(self.number(score))
        self.click(self.save())
        expect(self.page.get_by_role("button", name="Choose a place and a number")).to_be_visible()
        expect(self.page.locator("[data-site][aria-pressed=true]:visible")).to_have_count(0)
        chosen = self.page.get_by_role("radio", name=re.compile("of 10$"), checked=True)
        expect(chosen).to_have_count(0)
        self.opened.settle()

    def open_entries(self) -> None:
        """Open the list of entries; it closes when the page scrolls, so it scrolls first."""
        box = self.page.get_by_role("combobox", name="Change or delete an entry")
        box.scroll_into_view_if_needed()
        self.opened.settle()
        self.click(box)

    def said(self):
        """What was changed last, beside its undo."""
        return self.page.locator(".st-key-pain_undo_row")

    def wait_for_square(self, score: int) -> None:
        """Wait until a square of a strip says this number under the mouse."""
        self.page.wait_for_function(
            "start => [...document.querySelectorAll('.js-plotly-plot')].some("
            "plot => plot.data[0].hovertext.flat().some(text => text.startsWith(start)))",
            arg=f"<b>{score} of 10</b>",
        )

    def keep_as(self, path) -> bytes:
        """Save the diary as a file."""
        with self.page.expect_download() as waiting:
            self.page.get_by_role("button", name="Save the diary as CSV").click()
        waiting.value.save_as(path)
        return path.read_bytes()

    def tab_to(self, what: str) -> None:
        """Press Tab until the focus is on the element whose label or words begin like this."""
        seen = []
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            label = self.page.evaluate(
                f"(e => e ? e.getAttribute('aria-label') || e.innerText || '' : '')({FOCUSED})"
            )
            if label.startswith(what):
                return
            seen.append(label)
        pytest.fail(f"Tab never came to {what!r}; it passed {seen}.")

    def press_key(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.opened.settle()


@pytest.fixture
def pain(visit):
    def open_page(path: str = "/pain", **settings: object) -> PainPage:
        opened = visit(**settings)
        opened.open(path)
        return PainPage(opened)

    return open_page


def test_four_clicks_from_the_overview_note_a_number_and_it_is_drawn_at_once(pain) -> None:
    pain().note("left-medial", 1)
    page = pain("/")
    loads = []
    page.page.on("load", lambda _: loads.append(1))

    page.click(page.link())
    page.click(page.zone("left-medial"))
    page.click(page.number(4))
    expect(page.save()).to_contain_text("Save: inner left knee, 4 of 10, ")
    page.click(page.save())

    assert page.clicks == 4
    assert loads == []
    page.wait_for_square(4)
    expect(page.zone("left-medial").locator("xpath=ancestor::*[name()='svg'][1]")).to_contain_text(
        "4"
    )


def test_the_keyboard_alone_notes_a_number(pain) -> None:
    pain().note("right-medial", 1)
    page = pain("/")

    page.tab_to("Pain")
    page.press_key("Enter")
    page.page.wait_for_url("**/pain")
    page.opened.settle()
    page.tab_to("right knee, inner")
    page.press_key("Enter")
    assert page.zone("right-medial").get_attribute("aria-pressed") == "true"
    page.tab_to("0 of 10")
    page.press_key("6")
    page.tab_to("Save: inner right knee, 6 of 10")
    page.press_key("Enter")

    expect(page.said()).to_contain_text("inner right knee, 6 of 10")
    page.wait_for_square(6)


def test_the_numbers_follow_the_arrow_keys(pain) -> None:
    page = pain()
    page.number(3).focus()

    page.press_key("ArrowRight")

    assert page.number(1).get_attribute("aria-checked") == "true"
    page.press_key("5")
    assert page.number(5).get_attribute("aria-checked") == "true"


def test_every_place_of_the_map_is_as_large_as_a_finger_on_a_phone(pain) -> None:
    page = pain(**PHONE)
    page.zone("right-deep").wait_for()
    sizes = {}
    for zone in page.page.locator("g.zone:visible").all():
        # A zone is touched on its hit area, or on the whole of a pill.
        box = zone.locator(".hit, .pill").first.bounding_box()
        sizes[zone.get_attribute("data-site")] = min(box["width"], box["height"])

    aspects = ("lateral", "anterior", "medial", "posterior", "deep")
    assert set(sizes) == {f"{side}-{aspect}" for side in ("left", "right") for aspect in aspects}
    assert {site: size for site, size in sizes.items() if size < FINGER_PX} == {}


@pytest.mark.parametrize("width", [360, 390, 768, 1280])
def test_no_width_scrolls_sideways(pain, width: int) -> None:
    page = pain(viewport={"width": width, "height": 844})

    assert page.opened.overflow_px() == 0


def test_one_place_is_chosen_at_a_time_on_the_map_or_elsewhere(pain) -> None:
    page = pain()
    page.click(page.zone("left-medial"))
    page.click(page.page.get_by_text("Somewhere else"))
    page.click(page.page.get_by_text("Lower back", exact=True))
    chosen = page.page.locator(".zone[aria-pressed=true]")
    expect(page.page.get_by_text("your lower back")).to_be_visible()
    expect(chosen).to_have_count(0)
    page.click(page.zone("left-medial"))

    expect(page.page.get_by_text("your lower back")).to_have_count(0)
    expect(chosen).to_have_count(1)


def test_two_quick_clicks_save_one_entry(pain, tmp_path) -> None:
    page = pain()
    page.note("left-medial", 2)
    page.click(page.zone("left-medial"))
    expect(page.zone("left-medial")).to_have_attribute("aria-pressed", "true")
    page.click(page.number(9))
    expect(page.number(9)).to_have_attribute("aria-checked", "true")

    page.save().dblclick()
    page.opened.settle()

    page.wait_for_square(9)
    page.click(page.page.get_by_text("Keep or bring the diary as a file"))
    kept = page.keep_as(tmp_path / "diary.csv").decode("utf-8-sig")
    noted = [row["intensity_nprs"] for row in csv.DictReader(io.StringIO(kept))]
    assert noted.count("9") == 1


def test_a_yes_stops_the_numbers_in_red_until_somebody_has_looked(pain) -> None:
    page = pain()
    page.click(page.page.get_by_text("Somewhere else"))
    page.click(page.page.get_by_text("Groin", exact=True))
    page.click(page.page.get_by_role("radio", name="Left", exact=True))
    page.click(page.page.get_by_text("stops you hopping"))
    page.click(page.page.get_by_role("button", name="Save: 1 of these is true"))

    title = page.page.get_by_text("Get this looked at in the next days: left groin")
    expect(title).to_be_visible()
    expect(page.page.get_by_text("No running until somebody has seen it.")).to_be_visible()
    expect(page.page.get_by_text("No number for now")).to_be_visible()
    page.opened.press("Somebody has looked at it")
    page.opened.press("None of these")

    expect(title).to_have_count(0)


def test_a_day_to_come_gets_a_sentence_and_is_not_saved(pain) -> None:
    page = pain()
    page.note("left-lateral", 3)
    page.click(page.zone("left-lateral"))
    page.click(page.number(3))
    page.click(page.page.get_by_text("Clicking, swelling, a note, another time"))
    page.click(page.page.get_by_text("At another time"))
    page.page.get_by_role("spinbutton", name="year").first.focus()
    page.page.keyboard.type("2099")
    # Straight to the button: the day is taken as it stands in its field.
    page.click(page.save())

    expect(page.page.get_by_text("is in the future")).to_be_visible()
    expect(page.said()).not_to_contain_text("2099")


def test_a_note_with_markup_shows_as_typed_and_calls_nobody(pain) -> None:
    page = pain()
    page.note("left-anterior", 5)
    page.click(page.zone("left-anterior"))
    page.click(page.number(6))
    page.click(page.page.get_by_text("Clicking, swelling, a note, another time"))
    page.page.get_by_role("textbox", name="Note").fill(HOSTILE)
    # Straight to the button: what is being typed is saved with it.
    page.click(page.save())

    page.open_entries()
    page.click(page.page.get_by_role("option", name="Front of the left knee, 6 of 10"))
    note = page.page.locator(".st-key-change_card").get_by_role("textbox", name="Note")
    expect(note).to_have_value(HOSTILE)


def test_the_diary_goes_out_as_a_file_and_comes_back_the_same(pain, tmp_path) -> None:
    page = pain()
    page.note("left-anterior", 2)
    page.click(page.page.get_by_text("Keep or bring the diary as a file"))
    kept = page.keep_as(tmp_path / "diary.csv")
    page.open_entries()
    page.click(page.page.get_by_role("option").first)
    page.opened.press("Delete this entry")
    expect(page.said()).to_contain_text("Deleted")

    page.page.set_input_files("input[type=file]", str(tmp_path / "diary.csv"))
    page.click(page.page.get_by_role("button", name="Add to the diary"))
    expect(page.said()).to_contain_text("Added from diary.csv")

    assert page.keep_as(tmp_path / "again.csv") == kept
