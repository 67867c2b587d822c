"""The real server on a free port with a database of its own, and a real browser before it."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

REQUIRED = "PLIMSOLL_REQUIRE_BROWSER"
NAMES = ("chromium", "chromium-browser", "google-chrome")
expect.set_options(timeout=60_000)
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE_S = 60
PATIENCE_MS = PATIENCE_S * 1000

# True once the script has not run, and the page has not changed, for 700 ms.
QUIET = """() => {
  const ran = document.querySelector('[data-test-script-state=notRunning]')
  const size = document.body.innerHTML.length
  if (!ran || window.plimsollSize !== size) window.plimsollSince = performance.now()
  window.plimsollSize = size
  return performance.now() - window.plimsollSince > 700
}"""


@pytest.fixture(scope="session")
def chromium() -> str:
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None and os.environ.get(REQUIRED) == "1":
        pytest.fail(f"{REQUIRED} is 1 and no chromium is installed.")
    if found is None:
        pytest.skip("No chromium is installed; with it, real pages are looked at in a browser.")
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield started
        started.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=5) as reply:  # noqa: S310 - ours
            return bool(reply.status == 200)
    except (URLError, OSError):
        return False


@contextmanager
def serving(folder: Path, database: Path) -> Iterator[str]:
    """Start the installed command from another folder over a database; stop it at the end."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    words = ("--database", str(database), "--port", str(port))
    with (folder / "log.txt").open("wb") as log:
        running = subprocess.Popen(
            (sys.executable, "-m", "dashboard", *words), cwd=folder, stdout=log, stderr=log
        )
    try:
        until = time.monotonic() + PATIENCE_S
        while not answers(url):
            assert running.poll() is None, (folder / "log.txt").read_text("utf-8")
            assert time.monotonic() < until, "The server did not answer."
            time.sleep(0.2)
        yield url
    finally:
        running.terminate()
        running.wait(timeout=30)


@pytest.fixture(scope="module")
def server(
    tmp_path_factory: pytest.TempPathFactory, browser: Browser, demo_file: Path
) -> Iterator[str]:
    """The dashboard with nothing in it, and the demonstration beside it as if looked at before."""
    folder = tmp_path_factory.mktemp("server")
    assert browser.is_connected()
    for file in demo_file.parent.iterdir():
        shutil.copy(file, folder)
    with serving(folder, folder / "plimsoll.sqlite3") as url:
        yield url


@pytest.fixture(scope="module")
def clinic_server(
    tmp_path_factory: pytest.TempPathFactory, browser: Browser, clinic_file: Path
) -> Iterator[str]:
    """The dashboard over a copy of the small clinic."""
    folder = tmp_path_factory.mktemp("clinic_server")
    assert browser.is_connected()
    for file in clinic_file.parent.glob(f"{clinic_file.stem}*"):
        shutil.copy(file, folder)
    with serving(folder, folder / clinic_file.name) as url:
        yield url


@dataclass
class Visit:
    """A page of the browser, the server it asks, and every host it asked."""

    page: Page
    url: str
    hosts: set[str] = field(default_factory=set)

    def open(self, path: str = "/") -> None:
        self.page.goto(self.url + path)
        self.page.locator("[data-testid=stHeading]").first.wait_for(timeout=PATIENCE_MS)
        self.settle()

    def settle(self) -> None:
        """Wait until the page script has run and nothing has changed on the page for a while."""
        self.page.wait_for_function(QUIET, timeout=PATIENCE_MS, polling=100)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click(timeout=PATIENCE_MS)
        self.settle()

    def look_at_demo(self) -> None:
        """Go to the overview of the demo; only its banner says that it is not the person's own."""
        self.open("/")
        self.press("Look at the demo")
        self.page.get_by_text("Made-up demo season").first.wait_for(timeout=2 * PATIENCE_MS)
        self.page.locator(".js-plotly-plot").first.wait_for(timeout=PATIENCE_MS)
        self.settle()

    def open_demo(self, name: str, until: str) -> None:
        """Go to a page of the demo by its name in the sidebar, until a text stands on it."""
        self.look_at_demo()
        opener = self.page.get_by_test_id("stExpandSidebarButton")
        if opener.is_visible():
            opener.click()
        self.page.get_by_role("link", name=name, exact=True).click()
        self.page.wait_for_url(re.compile(f"/{name.lower()}"))
        self.page.get_by_text(until).first.wait_for(timeout=PATIENCE_MS)
        self.settle()

    def upload(self, files: list[Path]) -> None:
        """Add files whose names this server has not seen, and wait for their receipt."""
        self.open("/add_files")
        self.page.set_input_files("input[type=file]", [str(file) for file in files])
        receipt = self.page.locator("[data-testid=stTable]").first
        expect(receipt.locator("tr", has_text=files[0].name[:12])).to_have_count(1)
        self.settle()

    def has_activities(self) -> bool:
        self.open("/activities")
        return self.page.locator("[data-testid=stDataFrame]").count() > 0

    def sentence(self) -> str:
        """The page's first heading, without the invisible joiners of escaped text."""
        heading = self.page.locator("[data-testid=stHeading]").first
        return heading.inner_text(timeout=PATIENCE_MS).replace("\N{WORD JOINER}", "")

    def click_first_row(self) -> None:
        place = self.page.locator("[data-testid=stDataFrame]").first.bounding_box()
        assert place is not None
        self.page.mouse.click(place["x"] + 60, place["y"] + 35 + 17)

    def overflow_px(self) -> int:
        """How far the page can be scrolled sideways."""
        return int(
            self.page.evaluate(
                "(() => {const m = document.querySelector('[data-testid=stMain]');"
                "return Math.max(m.scrollWidth - m.clientWidth,"
                " document.documentElement.scrollWidth - innerWidth)})()"
            )
        )


@pytest.fixture(scope="session")
def context(browser: Browser) -> Callable[..., BrowserContext]:
    """Lend one browser context a way of looking: what it has loaded once is not loaded again."""
    usual = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"}
    kept: dict[str, BrowserContext] = {}

    def of(**settings: object) -> BrowserContext:
        wanted = usual | settings
        if repr(wanted) not in kept:
            kept[repr(wanted)] = browser.new_context(**wanted)
        return kept[repr(wanted)]

    return of


@pytest.fixture
def visit(context: Callable[..., BrowserContext], server: str) -> Iterator[Callable[..., Visit]]:
    """Open a browser page; every request of every page is written down and checked at the end."""
    visits: list[Visit] = []

    def new(**settings: object) -> Visit:
        page = context(**settings).new_page()
        opened = Visit(page, server)
        page.on("request", lambda request: opened.hosts.add(urlsplit(request.url).hostname or ""))
        page.on("websocket", lambda socket: opened.hosts.add(urlsplit(socket.url).hostname or ""))
        visits.append(opened)
        return opened

    yield new
    for opened in visits:
        opened.page.close()
        assert opened.hosts - {""} == {"127.0.0.1"}
