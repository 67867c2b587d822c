"""The demonstration's report, made once for the tests here."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.access import Access
from dashboard.analysis.year import Wanted
from dashboard.report.yearly import Report, made
from ingest import open_store


@pytest.fixture(scope="session")
def demo_way(demo_file: Path) -> Iterator[Access]:
    """The demonstration to read from; nothing may be written into it."""
    with open_store(str(demo_file)) as store:
        yield Access(store)


@pytest.fixture(scope="session")
def runner(demo_way: Access) -> str:
    return demo_way.athletes()[0].athlete_id


@pytest.fixture(scope="session")
def demo_report(demo_way: Access, runner: str) -> Report:
    return made(demo_way, runner, Wanted(2026))
