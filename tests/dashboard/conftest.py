"""A small season of made files, imported once and lent to each test as a copy of its own."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

import sample_data
from dashboard import access
from dashboard.access import Access
from ingest import import_files, open_store

APP = Path(access.__file__).parent / "app.py"
FILES = (
    "run_10km.fit",
    "duathlon.fit",
    "strength.fit",
    "run_treadmill.fit",
    "swim_pool.fit",
    "run_zero_heart_rate.fit",
)


@pytest.fixture(scope="session")
def season(tmp_path_factory: pytest.TempPathFactory) -> Path:
    database = tmp_path_factory.mktemp("season") / "season.sqlite3"
    with open_store(str(database)) as store:
        runner = store.add_athlete("Me", "Europe/Zurich")
        chosen = [sample_data.folder() / name for name in FILES]
        import_files(store, runner.athlete_id, chosen)
    return database


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the pages of this test keep their data; empty so far."""
    place = tmp_path / "data" / "plimsoll.sqlite3"
    place.parent.mkdir()
    monkeypatch.setenv("PLIMSOLL_DATABASE", str(place))
    return place


@pytest.fixture(autouse=True)
def _nothing_cached() -> Iterator[None]:
    st.cache_data.clear()
    st.cache_resource.clear()
    yield
    st.cache_data.clear()
    st.cache_resource.clear()


class Pages:
    """The dashboard without a browser: open a page, press on, read what it says."""

    def __init__(self) -> None:
        self.app = AppTest.from_file(str(APP), default_timeout=30)

    def home(self) -> AppTest:
        return self.app.run()

    def list(self) -> AppTest:
        self.app.switch_page("views/activities.py")
        return self.app.run()

    def add_files(self) -> AppTest:
        self.app.run()
        self.app.switch_page("views/add_files.py")
        return self.app.run()

    def activity(self, activity_id: str) -> AppTest:
        self.app.run()
        self.app.switch_page("views/activity.py")
        self.app.query_params["activity"] = activity_id
        return self.app.run()

    def words(self) -> str:
        page = self.app
        shown = [*page.header, *page.subheader, *page.caption, *page.markdown, *page.text]
        return "\n".join(str(element.value) for element in shown)

    def labelled(self, label: str) -> Button:
        return next(button for button in self.app.button if button.label == label)


@pytest.fixture
def pages(database: Path) -> Pages:  # noqa: ARG001 - its pages keep their data there
    return Pages()


@dataclass(frozen=True, slots=True)
class Season:
    """The filled database, its one runner, and the way to find a recording by its sport."""

    way: Access
    runner: str

    def recording(self, sport: str) -> str:
        sessions = self.way.sessions(self.runner)
        return str(sessions.loc[sessions["sport"] == sport, "activity_id"].iloc[0])

    def session(self, activity_id: str) -> str:
        return str(self.way.activity(self.runner, activity_id).sessions["session_id"].iloc[0])

    def listed(self) -> set[str]:
        return set(self.way.sessions(self.runner)["activity_id"])


@pytest.fixture
def filled(season: Path, database: Path) -> Season:
    shutil.copy(season, database)
    way = access.open_access()
    return Season(way, way.athletes()[0].athlete_id)
