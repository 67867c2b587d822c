"""A race's distance and time are the official ones wherever they stand; the watch's only once."""

import ast
import math
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import dashboard
import sample_data
from dashboard import access
from dashboard.access import Access, RaceResult
from dashboard.analysis import words
from dashboard.report.yearly import write_report
from ingest import import_files, open_store

HOUSE = Path(dashboard.__file__).parent
WATCH_FILE = "run_10km.fit"
# The only ways to what the watch measured, and who may go them: the accessor of a race's figures,
# the one comparison with it, and splits "as measured" beside the official ones.
AS_MEASURED = {
    "watch_session": {"access.py", "views/activity_race.py", "views/race_reading.py"},
    "compare_with_watch": {
        "analysis/races.py",
        "analysis/race_tables.py",
        "views/activity_race.py",
    },
}
STORE_READS = {"sessions", "activity"}
OFFICIAL_M = 9_700.0


@dataclass(frozen=True, slots=True)
class Race:
    """A run of a watch that measured another distance than the organiser."""

    way: Access
    runner: str
    activity_id: str
    result_id: str
    watch_m: float
    watch_s: float


@pytest.fixture
def race(database: Path) -> Race:
    with open_store(str(database)) as store:
        runner = store.add_athlete("Me", "Europe/Zurich").athlete_id
        import_files(store, runner, [sample_data.folder() / WATCH_FILE])
        watch = store.sessions(runner).iloc[0]
        result = RaceResult(
            race="Mill Lake Run",
            race_day=watch["local_day"],
            official_distance_m=OFFICIAL_M,
            chip_time_s=watch["elapsed_s"] - 7,
            session_id=watch["session_id"],
        )
        result_id = store.save_race_result(runner, result)
    way = access.open_access()
    return Race(
        way, runner, watch["activity_id"], result_id, watch["distance_m"], watch["elapsed_s"]
    )


def calls(name: str) -> set[str]:
    """Modules of the dashboard that call or name something, without those that define it."""
    found = set()
    for path in HOUSE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            named = (isinstance(node, ast.Attribute) and node.attr == name) or (
                isinstance(node, ast.Name) and node.id == name
            )
            if named or (isinstance(node, ast.FunctionDef) and node.name == name):
                found.add(path.relative_to(HOUSE).as_posix())
    return found


@pytest.mark.parametrize(("name", "allowed"), list(AS_MEASURED.items()))
def test_only_the_comparison_reads_what_the_watch_measured(name: str, allowed: set[str]) -> None:
    assert calls(name) <= allowed


def test_only_the_access_reads_sessions_past_the_races() -> None:
    """Sessions of the store stand without official distances: one module reads them, and adds."""
    found = set()
    for path in HOUSE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in STORE_READS:
                owner = ast.unparse(node.value)
                if owner in {"self._store", "store"}:
                    found.add(path.relative_to(HOUSE).as_posix())
    # The demonstration is being filled, without results yet; and who erases counts sessions.
    counted = {"demo/filling.py", "demo/clinic_filling.py", "command/keeping.py"}
    assert found - counted == {"access.py"}


def test_lists_and_records_of_a_race_have_the_official_distance(race: Race) -> None:
    assert race.watch_m > 1.02 * OFFICIAL_M
    row = race.way.sessions(race.runner).iloc[0]
    assert row["distance_m"] == OFFICIAL_M
    assert race.way.activity(race.runner, race.activity_id).sessions["distance_m"].tolist() == [
        OFFICIAL_M
    ]
    frames = race.way.session_frames(race.runner, row["session_id"])
    assert frames.records["distance_m"].max() == pytest.approx(OFFICIAL_M)
    assert frames.splits["distance_m"].sum() == pytest.approx(OFFICIAL_M)


def shown(pages: object) -> str:
    page = pages.app
    parts = [
        str(one.value)
        for kind in ("header", "subheader", "caption", "markdown", "text")
        for one in page.get(kind)
    ]
    parts += [f"{one.label} {one.value}" for one in page.metric]
    for one in (*page.table, *page.dataframe):
        parts += [str(cell) for row in one.value.to_numpy() for cell in row]
    for one in page.get("plotly_chart"):
        parts.append(one.proto.spec)
    return "\n".join(parts).replace("\\", "").replace("\N{WORD JOINER}", "")


def measured_words(metres: float) -> set[str]:
    """How a distance may be written: 10.03 km, 10.0 km, 10,031 m."""
    km = metres / 1000
    return {f"{km:.2f} km", f"{km:.1f} km", f"{metres:,.0f} m", f"{km:.4f} km"}


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("overview", ""),
        ("activities", ""),
        ("activity", "activity"),
        ("races", ""),
        ("race", "race"),
        ("pain", ""),
        ("recovery", ""),
        ("settings", ""),
        ("report", ""),
    ],
)
def test_no_page_shows_the_watchs_distance_of_a_race(pages, race, page, query) -> None:
    pages.home()
    pages.app.switch_page(f"views/{page}.py")
    if query:
        pages.app.query_params[query] = {
            "activity": race.activity_id,
            "race": race.result_id,
        }[query]
    run = pages.app.run()

    assert not run.exception
    # The comparison names both, in its own words; nothing else may name the watch's.
    said = [
        line
        for line in shown(pages).splitlines()
        if not re.search(r"^The watch measured|^Brought from the watch's|% (more|less)$", line)
    ]
    for text in measured_words(race.watch_m):
        assert [line for line in said if text in line] == []


def test_no_report_shows_the_watchs_distance_of_a_race(race: Race, tmp_path: Path) -> None:
    year = race.way.race_results(race.runner)["race_day"].iloc[0].year
    written = write_report(race.way, race.runner, year, tmp_path, ("html", "svg"))
    html = next(path for path in written if path.suffix == ".html").read_text("utf-8")

    assert words.exact_distance(OFFICIAL_M) in html
    for path in written:
        text = path.read_text("utf-8")
        assert [said for said in measured_words(race.watch_m) if said in text] == []


def test_a_finish_with_nothing_official_may_go_by_the_watch(race: Race) -> None:
    """So that the pages above are known to be able to fail."""
    row = race.way.race_results(race.runner).iloc[0]
    bare = RaceResult(
        race=row["race"],
        race_day=row["race_day"],
        result_id=race.result_id,
        session_id=row["session_id"],
    )
    race.way.save_race_result(race.runner, bare)
    assert math.isclose(race.way.sessions(race.runner).iloc[0]["distance_m"], race.watch_m)
    assert np.isnan(bare.official_distance_m)
    assert isinstance(bare.race_day, pd.Timestamp)
