"""A report's file in a real browser with no network: it asks nobody, and can be stepped through."""

from pathlib import Path

from playwright.sync_api import Browser, expect

from dashboard.access import Access
from dashboard.analysis.year import Wanted
from dashboard.report.yearly import made
from ingest import open_store

HOSTILE = "<script>document.title = 'taken'</script>\n\n<img src='https://evil.example/x.png'>"


def test_the_file_opens_alone_and_asks_nobody(
    browser: Browser, demo_file: Path, tmp_path: Path
) -> None:
    with open_store(str(demo_file)) as store:
        way = Access(store)
        wanted = Wanted(2026, text=HOSTILE)
        report = made(way, way.athletes()[0].athlete_id, wanted)
    file = tmp_path / "report.html"
    file.write_bytes(report.html())
    asked: list[str] = []
    faults: list[str] = []
    context = browser.new_context(offline=True, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))

    page.goto(file.as_uri())

    assert [one for one in asked if not one.startswith("data:")] == [file.as_uri()]
    assert faults == []
    expect(page).to_have_title("Springbank Half Marathon 2026: 1:51:57")
    assert page.evaluate("document.fonts.check('16px \"Source Sans 3\"')")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    picture = page.get_by_role("img", name="Bars: each km of Springbank")
    picture.focus()
    picture.press("ArrowRight")
    expect(page.get_by_role("status")).to_have_text("km 1: 5:10")
    context.close()
