"""A small season of made files, imported once and lent to each test as a copy of its own."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

import sample_data
from dashboard import access
from dashboard.access import Access
from dashboard.analysis.client import ClientRecord, ClientSummary, summary
from dashboard.analysis.overview import History
from ingest import import_files, open_store
from ingest.athlete_tables import EVENTS, PAIN_ENTRIES, RACE_RESULTS, SHOES
from ingest.tables import SESSION_LIST, Athlete, conform

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


@pytest.fixture
def demo(demo_file: Path, database: Path, pages: Pages) -> Pages:
    """The dashboard as one looks at the demonstration, whose database was made before."""
    for file in demo_file.parent.iterdir():
        shutil.copy(file, database.parent)
    pages.home().button(key="to_demo").click().run()
    return pages


SEASON_BEGINS = pd.Timestamp("2025-09-22")
SPORTS = ("running", "training", "running", "cycling", "running", "swimming", "walking")


@pytest.fixture(scope="session")
def make_history() -> Callable[..., History]:
    """What a store holds, from short rows: ``day`` counts from a Monday, the rest are columns."""

    def make(sessions: Sequence[dict] = (), pain: Sequence[dict] = (), **others: object) -> History:
        tables = {"results": RACE_RESULTS, "shoes": SHOES, "events": EVENTS}
        frames = {
            name: conform(pd.DataFrame(list(others.get(name, ()))), table)
            for name, table in tables.items()
        }
        return History(
            athlete=others.get("athlete", Athlete("a", "A runner")),
            sessions=conform(pd.DataFrame([*map(_session, sessions)]), SESSION_LIST),
            entries=conform(pd.DataFrame([*map(_entry, pain)]), PAIN_ENTRIES),
            known_until=others.get("known_until"),
            **frames,
        )

    return make


def _session(row: dict) -> dict:
    day = SEASON_BEGINS + pd.Timedelta(days=row["day"])
    minutes, km = row.get("minutes", 60.0), row.get("km", np.nan)
    key = row.get("key", f"{row['day']}-{row.get('sport', 'running')}")
    return {
        "session_id": key,
        "activity_id": key,
        "sport": "running",
        "start_time": (day + pd.Timedelta(hours=7)).tz_localize("UTC"),
        "local_day": day,
        "timer_s": minutes * 60,
        "elapsed_s": minutes * 60,
        "distance_m": km * 1000,
        "rpe_source": "entered" if "rpe" in row else "none",
        **{name: row[name] for name in row if name not in ("day", "minutes", "km", "key")},
    }


def _entry(row: dict) -> dict:
    day = SEASON_BEGINS + pd.Timedelta(days=row["day"])
    return {
        "entry_id": f"{row['day']}-{row.get('moment', 'morning')}-{row.get('side', 'left')}",
        "felt_at": (day + pd.Timedelta(hours=8)).tz_localize("UTC"),
        "local_day": day,
        "region": "knee",
        "side": "left",
        "aspect": "medial",
        "moment": "morning",
        "intensity_nprs": row["nprs"],
        **{name: row[name] for name in row if name not in ("day", "nprs")},
    }


@pytest.fixture(scope="session")
def long_history(make_history: Callable[..., History]) -> Callable[..., History]:
    """A made season of any size: every seventh session unrated, every fiftieth without a length."""

    def make(sessions: int = 190, entries: int = 300, days: int = 427) -> History:
        chance = np.random.default_rng(1)
        when = np.sort(chance.integers(0, days, sessions))
        rows = [
            {
                "day": int(day),
                "key": f"s{number}",
                "name": f"Session {number}",
                "sport": SPORTS[number % len(SPORTS)],
                "minutes": np.nan if number % 50 == 49 else float(chance.integers(25, 90)),
                "km": float(chance.integers(4, 14)),
                **({} if number % 7 == 6 else {"rpe": float(chance.integers(2, 8))}),
            }
            for number, day in enumerate(when)
        ]
        felt = np.sort(chance.integers(0, days, entries))
        notes = [
            {
                "day": int(day),
                "nprs": int(chance.integers(0, 7)),
                "side": ("left", "right")[number % 3 == 0],
                "moment": ("morning", "after", "worst")[number % 3],
            }
            for number, day in enumerate(felt)
        ]
        race_day = SEASON_BEGINS + pd.Timedelta(days=int(when[len(when) // 2]))
        return make_history(
            rows,
            notes,
            results=[
                {
                    "race": "Springbank Half Marathon",
                    "race_day": race_day,
                    "official_distance_m": 21097.5,
                    "chip_time_s": 6717,
                    "status": "finished",
                }
            ],
            shoes=[
                {"name": "Old", "heel_drop_mm": 10, "first_use": SEASON_BEGINS},
                {"name": "New", "heel_drop_mm": 6, "first_use": race_day + pd.Timedelta(days=30)},
            ],
            events=[
                {
                    "kind": "illness",
                    "first_day": race_day - pd.Timedelta(days=40),
                    "last_day": race_day - pd.Timedelta(days=33),
                    "note": "A cold",
                }
            ],
        )

    return make


@dataclass(frozen=True, slots=True)
class Clinic:
    """A small clinic, and the way to its clients by their number."""

    way: Access
    kept: dict[int, ClientSummary] = field(default_factory=dict)

    def summary(self, number: int) -> ClientSummary:
        """One client summed up, once for the whole run."""
        if number not in self.kept:
            self.kept[number] = summary(self.record(number))
        return self.kept[number]

    def whose(self, number: int) -> str:
        names = {person.name: person.athlete_id for person in self.way.athletes()}
        return names[f"Client {number:02}"]

    def record(self, number: int) -> ClientRecord:
        """What the store holds of one client, read as the page reads it."""
        way, key = self.way, self.whose(number)
        history = History(
            athlete=way.athlete(key),
            sessions=way.sessions(key),
            entries=way.pain_entries(key),
            results=way.race_results(key),
            shoes=way.shoes(key),
            events=way.events(key),
        )
        today = way.demo_day
        assert today is not None
        return ClientRecord(
            history=history,
            today=today,
            file=way.client_file(key),
            sites=way.working_sites(key),
            limits=way.agreed_limits(key),
            exercises=way.exercises(key),
            log=way.exercise_log(key),
            questionnaires=way.questionnaires(key),
            reviews=way.reviews(key),
            answers=way.red_flag_answers(key),
        )


@pytest.fixture(scope="session")
def small_clinic(clinic_file: Path) -> Iterator[Clinic]:
    """The clinic to read from; nothing may be written into it."""
    with open_store(str(clinic_file)) as store:
        yield Clinic(Access(store))
