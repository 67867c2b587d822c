"""Five years of runs and mornings open light: bytes are held to, time is only printed."""

import statistics
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard import access
from dashboard.access import PainEntry, SessionByHand
from dashboard.analysis.link.behind import _behind
from dashboard.analysis.link.noise import _memory
from ingest import open_store
from simulation.runners import simulate
from simulation.scenarios import EFFECTS

APP = Path(access.__file__).parent / "app.py"
WEEKS = 5 * 52
FIRST = pd.Timestamp("2020-01-06")
MOST_BYTES = 200_000
ROUNDS = 15


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    database = str(tmp_path / "years.sqlite3")
    monkeypatch.setenv("PLIMSOLL_DATABASE", database)
    st.cache_data.clear()
    st.cache_resource.clear()
    made = simulate(np.random.default_rng(5), WEEKS, EFFECTS["E2 lags 1-2, b 1.0"])
    days = pd.date_range(FIRST, periods=len(made.load))
    with open_store(database) as store:
        runner = store.add_athlete("Me", "UTC").athlete_id
        for day, km in zip(days, made.load, strict=True):
            if km > 0:
                evening = day + pd.Timedelta(hours=18)
                store.add_session_by_hand(
                    runner, SessionByHand("running", evening, km * 6, 5, km * 1000)
                )
        store.save_pain(
            runner,
            [
                PainEntry("knee", side, int(score), morning(day), "morning", aspect="medial")
                for day, score in zip(days, made.pain, strict=True)
                if np.isfinite(score)
                for side in ("left", "right")
            ],
        )
    return AppTest.from_file(str(APP), default_timeout=60).run().switch_page("views/link.py").run()


def morning(day: pd.Timestamp) -> pd.Timestamp:
    return (day + pd.Timedelta(hours=7)).tz_localize("UTC")


def cpu_ms(work: object) -> float:
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000


def calibration() -> None:
    total = 0
    for number in range(1_000_000):
        total += number * number


def open_cold(page: AppTest) -> None:
    st.cache_data.clear()
    st.cache_resource.clear()
    _memory.cache_clear()
    _behind.cache_clear()
    page.run()


def note_an_entry(day: pd.Timestamp) -> None:
    way = access.open_access()
    (runner,) = way.athletes()
    entry = PainEntry("knee", "left", 3, morning(day), "morning", aspect="medial")
    way.save_pain(runner.athlete_id, [entry])


def ask_anew(page: AppTest, *, about_a_new_load: bool) -> None:
    """The log is read already, the question is new: its test is not kept, nor its load if new."""
    from dashboard.views import link_reading  # noqa: PLC0415 - the page's own, once it has run

    for kept in (link_reading.answer, link_reading.days, link_reading.picture):
        kept.clear()
    if about_a_new_load:
        link_reading.series.clear()
    page.run()


def test_five_years_open_with_under_200_kilobytes_of_charts(
    page: AppTest, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not page.exception
    assert page.header[0].value.startswith("A link seen: in ")
    sizes = [len(chart.proto.spec) for chart in page.get("plotly_chart")]

    cold = statistics.median(cpu_ms(lambda: open_cold(page)) for _ in range(5))
    noted = []
    for day in range(5):
        note_an_entry(FIRST + pd.Timedelta(weeks=WEEKS, days=day))
        noted.append(cpu_ms(page.run))
    placed, loaded = (
        statistics.median(
            cpu_ms(lambda is_new=is_new: ask_anew(page, about_a_new_load=is_new)) for _ in range(5)
        )
        for is_new in (False, True)
    )
    warm = statistics.median(cpu_ms(page.run) for _ in range(ROUNDS))
    loop = statistics.median(cpu_ms(calibration) for _ in range(5))

    with capsys.disabled():
        print(  # noqa: T201 - the figures are what this is for
            f"\nlink over 5 years, two places: {sum(sizes):,} bytes of charts {sizes}, "
            f"{cold:.0f} ms CPU with nothing kept, {statistics.median(noted):.0f} ms after an "
            f"entry, {placed:.0f} ms for a new question, "
            f"{loaded:.0f} ms for one about a new load, "
            f"{warm:.0f} ms warm; calibration loop {loop:.0f} ms"
        )
    assert len(sizes) == 2
    assert sum(sizes) <= MOST_BYTES
