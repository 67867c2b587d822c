"""Five hundred athletes at once: what is listed is held to, time is only printed."""

import statistics
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard import access
from dashboard.analysis.triage import look_list
from ingest import open_store
from ingest.store.frames import pack_histogram
from ingest.store.histograms import HEART_RATE_BINS, SPEED_BINS
from ingest.tables import EFFORT_DISTANCES_M

APP = Path(access.__file__).parent / "app.py"
TODAY = pd.Timestamp.now("UTC").tz_localize(None).normalize().as_unit("us")
EACH = 200
ROUNDS = 9
NO_HISTOGRAMS = {
    "heart_rate_seconds": pack_histogram(np.zeros(HEART_RATE_BINS)),
    "graded_speed_seconds": pack_histogram(np.zeros(SPEED_BINS)),
    "best_efforts_s": pack_histogram(np.full(len(EFFORT_DISTANCES_M), np.nan)),
}
BLANK = {"TEXT": "", "BLOB": b"", "BIGINT": 0, "INTEGER": 0, "BOOLEAN": False}


def fill(database: str, athletes: int) -> None:
    """Write athletes with a session and an entry each day for 200 days, faster than an import."""
    chance = np.random.default_rng(7)
    last = (TODAY - pd.Timestamp(0)).days
    with open_store(database) as store, store._database.writing() as connection:

        def write(table: str, rows: list[dict]) -> None:
            known = connection.exec_driver_sql(f"PRAGMA table_info({table})").all()
            needed = {row[1]: BLANK.get(row[2], 0) for row in known if row[3]}
            names = list(needed | rows[0])
            marks = ", ".join("?" * len(names))
            values = [tuple((needed | row)[name] for name in names) for row in rows]
            connection.exec_driver_sql(
                f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})",  # noqa: S608 - ours
                values,
            )

        ids = [f"{number:032x}" for number in range(athletes)]
        write("athletes", [{"athlete_id": a, "name": f"Client {a[-5:]}"} for a in ids])
        write("revision", [{"athlete_id": a, "revision": 1} for a in ids])
        write("files", [{"athlete_id": a, "sha256": "f"} for a in ids])
        due = chance.integers(-30, 60, athletes)
        write(
            "client_files",
            [
                {"athlete_id": a, "is_client": 1, "review_due": last + int(ahead)}
                for a, ahead in zip(ids, due, strict=True)
            ],
        )
        for number, a in enumerate(ids):
            write_days(write, a, number, (last, chance))


def write_days(write, a: str, number: int, made: tuple) -> None:
    """One athlete's days: every fourth a ride, mornings that go up and down."""
    last, chance = made
    km = chance.normal(8, 0.8, EACH)
    base = int(chance.integers(0, 4))
    scores = np.clip(base + chance.choice([-1, 0, 0, 0, 0, 1], EACH), 0, 10)
    days = [last - ago for ago in range(EACH)]
    keys = [f"{number * EACH + at:032x}" for at in range(EACH)]
    write(
        "activities",
        [
            {"athlete_id": a, "activity_id": key, "sha256": "f", "part": at}
            for at, key in enumerate(keys)
        ],
    )
    write(
        "sessions",
        [
            {
                "athlete_id": a,
                "session_id": key,
                "activity_id": key,
                "leg": 1,
                "sport": "cycling" if at % 4 == 0 else "running",
                "start_time_us": (day * 24 + 18) * 3_600_000_000,
                "local_day": day,
                "distance_m": 1000 * far,
                "timer_s": 360 * far,
                "rpe": 4.0,
                "rpe_source": "entered",
                **NO_HISTOGRAMS,
            }
            for at, (key, day, far) in enumerate(zip(keys, days, km.tolist(), strict=True))
        ],
    )
    write(
        "pain_entries",
        [
            {
                "athlete_id": a,
                "entry_id": key,
                "felt_at_us": (day * 24 + 7) * 3_600_000_000,
                "local_day": day,
                "region": "knee",
                "side": "left",
                "aspect": "medial",
                "moment": "morning",
                "intensity_nprs": int(score),
            }
            for key, day, score in zip(keys, days, scores.tolist(), strict=True)
        ],
    )


def median_ms(work: object, rounds: int = ROUNDS) -> float:
    took = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        took.append((time.process_time() - began) * 1000)
    return statistics.median(took)


def page_ms(page: AppTest) -> float:
    """Open the list as for the first time: nothing kept by the page."""

    def anew() -> None:
        st.cache_data.clear()
        st.cache_resource.clear()
        page.run()

    return median_ms(anew, 3)


@pytest.mark.parametrize(
    "athletes", [500, pytest.param(5000, marks=pytest.mark.slow)], ids=["500", "5000"]
)
def test_everybody_is_listed_with_reasons(
    athletes: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    database = str(tmp_path / "clinic.sqlite3")
    monkeypatch.setenv("PLIMSOLL_DATABASE", database)
    fill(database, athletes)
    with open_store(database) as store:
        first = median_ms(lambda: store.triage(TODAY), 1)
        query = median_ms(lambda: store.triage(TODAY))
        found = store.triage(TODAY)
    look = median_ms(lambda: look_list(found, TODAY), 3)
    rows = look_list(found, TODAY)
    page = AppTest.from_file(str(APP), default_timeout=120).run().switch_page("views/clients.py")
    opened = page_ms(page.run())

    with capsys.disabled():
        print(  # noqa: T201 - the figures are what this is for
            f"\n{athletes:,} athletes, {athletes * EACH:,} sessions, {athletes * EACH:,} entries:"
            f" query {query:.0f} ms ({first:.0f} ms the first time after all have changed), reasons"
            f" {look:.0f} ms, page {opened:.0f} ms with nothing kept; CPU"
        )
    assert not page.exception
    assert len(rows) == athletes
    assert len(found.pain.rows) == athletes * EACH
    assert any(row.needs_look for row in rows)
    assert page.header[0].value.endswith("a look today.")
