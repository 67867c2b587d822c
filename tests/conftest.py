"""What every test stands on: the corpus, and a home that is not the person's own."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from dashboard.demo import demo_database

settings.register_profile("plimsoll", deadline=None, derandomize=True)
settings.load_profile("plimsoll")

CORPUS = "PLIMSOLL_CORPUS"
HOMES = ("HOME", "USERPROFILE", "XDG_DATA_HOME", "LOCALAPPDATA")


def _move_home(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    for name in HOMES:
        monkeypatch.setenv(name, str(folder))
    monkeypatch.delenv("PLIMSOLL_DATABASE", raising=False)


@pytest.fixture(scope="session", autouse=True)
def _home_of_the_run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as monkeypatch:
        _move_home(monkeypatch, tmp_path_factory.mktemp("home"))
        yield


@pytest.fixture(autouse=True)
def _home(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
    _home_of_the_run: None,
) -> None:
    _move_home(monkeypatch, tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real watch files, which lives outside the project."""
    named = os.environ.get(CORPUS)
    if named is None:
        if os.environ.get("CI"):
            pytest.fail(f"{CORPUS} is not set: where CI is set, real files must be there.")
        pytest.skip(f"{CORPUS} is not set: name the folder of real watch files to run this.")
    folder = Path(named)
    if not (folder / "MANIFEST.csv").is_file():
        pytest.fail(f"{CORPUS} names {folder}, which holds no MANIFEST.csv.")
    return folder.resolve()


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration's database, made once for the whole run; copy it before changing it."""
    return Path(demo_database(tmp_path_factory.mktemp("demo")))
