"""Runs of the whole suite, kept between runs of pytest, and a way to print figures."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import dashboard.analysis.link
from simulation.measured import told

# What a verdict is made of; words may change.
METHOD = ("windows", "series", "background", "noise", "weekdays", "evidence", "judged", "verdict")
EQUIPMENT = ("scenarios", "runners", "calendars", "bodies", "plans", "measured")
CHUNK = 250


@pytest.fixture(scope="session")
def whole(request: pytest.FixtureRequest) -> Callable[[str, int, int], pd.DataFrame]:
    """The first ``runs`` runners of a cell, judged: ``whole(cell, weeks, runs)``.

    A cell that was judged by the same code is read back, so that an interrupted suite goes on.
    """
    folder = request.config.cache.mkdir(f"simulation-{_digest()}")

    def chunk(cell: str, weeks: int, first: int) -> pd.DataFrame:
        file = folder / f"{cell.split(maxsplit=1)[0]}-{weeks}-{first}.parquet"
        if not file.is_file():
            told([cell], [weeks], range(first, first + CHUNK)).to_parquet(file)
        return pd.read_parquet(file)

    def judged(cell: str, weeks: int, runs: int) -> pd.DataFrame:
        return pd.concat([chunk(cell, weeks, first) for first in range(0, runs, CHUNK)])

    return judged


def _digest() -> str:
    link, equipment = Path(dashboard.analysis.link.__file__).parent, Path(__file__).parent
    files = [link / f"{name}.py" for name in METHOD]
    files += [equipment / f"{name}.py" for name in EQUIPMENT]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]


@pytest.fixture
def show(request: pytest.FixtureRequest) -> Callable[[str, object], None]:
    """Print a titled table of figures, whatever is captured."""
    terminal = request.config.pluginmanager.get_plugin("terminalreporter")
    capture = request.config.pluginmanager.get_plugin("capturemanager")

    def write(title: str, figures: object) -> None:
        with capture.global_and_fixture_disabled():
            terminal.write_line(f"\n{title}\n{figures}")

    return write
