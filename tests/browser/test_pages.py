"""What a person does, in a real browser: drop a file, read the run, change it, take it back."""

import re

import pytest
from playwright.sync_api import expect

import sample_data

PHONE = {"viewport": {"width": 390, "height": 844}}
HOSTILE = (
    "![x](http://evil.example/a.png) <img src=http://evil.example/b> "
    ":tada: $a$ **b** www.evil.example"
)
FOLDER = sample_data.folder()


@pytest.fixture
def newest(visit):
    """A visit to the newest run, imported if this server has none yet."""
    opened = visit()
    if not opened.has_activities():
        opened.upload([FOLDER / "run_10km.fit"])
        opened.open("/activities")
    opened.click_first_row()
    opened.page.wait_for_url(re.compile(r"activity\?activity="))
    opened.settle()
    return opened


def test_a_file_dropped_becomes_a_run_on_the_page(visit) -> None:
    opened = visit()
    opened.open("/activities")
    opened.press("Add files")
    names = ("run_10km.fit", "duathlon.fit", "settings.fit", "picture_renamed.fit")
    opened.page.set_input_files("input[type=file]", [str(FOLDER / name) for name in names])

    opened.page.get_by_role("button", name="Open the newest").wait_for(timeout=60_000)
    opened.settle()
    receipt = opened.page.locator("[data-testid=stTable]")
    expect(receipt).to_contain_text("picture_renamed.fit")
    expect(receipt).to_contain_text("is a PNG picture")
    expect(receipt).to_contain_text("settings file of the watch")
    opened.press("Open the newest")

    opened.page.wait_for_url(re.compile(r"activity\?activity="))
    opened.settle()
    assert opened.sentence().startswith("Run: 10.0 km in 54:30")
    expect(opened.page.locator(".js-plotly-plot")).to_have_count(3)


def test_one_hover_line_reads_pace_heart_rate_and_elevation(newest) -> None:
    lines = newest.page.locator(".js-plotly-plot").nth(1)
    lines.scroll_into_view_if_needed()
    place = lines.bounding_box()

    newest.page.mouse.move(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)

    label = lines.locator(".hoverlayer")
    expect(label).to_contain_text(re.compile(r"\d\.\d\d km"))
    expect(label).to_contain_text(re.compile(r"\d:\d\d /km"))
    expect(label).to_contain_text(re.compile(r"\d+ bpm"))
    expect(label).to_contain_text(re.compile(r"\d+ m"))


def test_every_chart_has_words_for_a_screen_reader(newest) -> None:
    charts = newest.page.locator("[data-testid=stPlotlyChart]")

    for place in range(charts.count()):
        named = charts.nth(place).locator("xpath=descendant-or-self::*[@aria-label]")
        assert named.count() > 0


def test_an_effort_is_entered_and_stays(newest) -> None:
    newest.press("Edit")
    newest.page.get_by_role("combobox", name="Effort").click()
    newest.page.get_by_role("option", name="7 · very hard").click()
    newest.press("Save")

    expect(newest.page.get_by_text("Effort 7 of 10.")).to_be_visible()
    newest.page.reload()
    expect(newest.page.get_by_text("Effort 7 of 10.")).to_be_visible(timeout=60_000)


def test_users_text_only_shows(newest) -> None:
    newest.press("Edit")
    newest.page.get_by_label("Name").fill(HOSTILE[:60])
    newest.page.get_by_label("Note").fill(HOSTILE)
    newest.press("Save")

    expect(newest.page.get_by_text(HOSTILE, exact=True).last).to_be_visible()
    assert newest.sentence().startswith(f"{HOSTILE[:60]}: 10.0 km")
    body = newest.page.locator("[data-testid=stMain]")
    assert body.locator("img").count() == 0
    assert body.locator("a[href*=evil]").count() == 0
    assert body.locator(".katex").count() == 0
    newest.press("Edit")
    newest.page.get_by_label("Name").fill("")
    newest.page.get_by_label("Note").fill("")
    newest.press("Save")


def test_a_file_name_with_markup_only_shows(visit, tmp_path) -> None:
    hostile = tmp_path / "![x](http:evil.example) <b>bold<b> **run**.fit"
    hostile.write_bytes((FOLDER / "strength.fit").read_bytes())
    refused = tmp_path / "<img src=x onerror=alert(1)>.fit"
    refused.write_bytes(b"not a watch file")
    opened = visit()

    opened.open("/add_files")
    opened.page.set_input_files("input[type=file]", [str(hostile), str(refused)])
    table = opened.page.locator("[data-testid=stTable]").first
    expect(table).to_contain_text("onerror")
    cells = table.locator("td").all_inner_texts()
    shown = [cell.replace("\N{WORD JOINER}", "") for cell in cells]
    assert hostile.name in shown
    assert refused.name in shown
    assert opened.page.locator("[data-testid=stMain] img").count() == 0


def test_a_run_is_deleted_and_brought_back(newest) -> None:
    address = newest.page.url
    newest.press("Edit")
    newest.press("Delete this activity")
    expect(newest.page.get_by_text(re.compile("^Deleted"))).to_be_visible()

    newest.press("Undo")

    newest.page.wait_for_url(address)
    newest.settle()
    assert newest.sentence().endswith("slowest in km 3.")


def test_the_dark_theme_is_dark_and_its_lines_are_light(newest, visit) -> None:
    opened = visit(color_scheme="dark")
    opened.open(newest.page.url.removeprefix(newest.url))

    background = opened.page.evaluate(
        "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
    )
    assert background == "rgb(17, 22, 28)"
    ink = opened.page.locator(".js-plotly-plot").nth(1).locator(".ytick text").first
    assert "rgb(163, 175, 188)" in str(ink.get_attribute("style"))


@pytest.mark.parametrize("path", ["/activities", "/add_files", "run"])
def test_a_phone_needs_no_sideways_scroll(newest, visit, path) -> None:
    opened = visit(**PHONE)
    opened.open(newest.page.url.removeprefix(newest.url) if path == "run" else path)
    opened.page.wait_for_timeout(1500)

    assert opened.overflow_px() <= 0


def test_a_phone_labels_only_the_fastest_and_the_slowest_kilometre(newest, visit) -> None:
    opened = visit(**PHONE)
    opened.open(newest.page.url.removeprefix(newest.url))

    bars = opened.page.locator(".js-plotly-plot").nth(2)
    expect(bars.locator(".bartext")).to_have_count(2, timeout=60_000)
