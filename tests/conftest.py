"""What every test stands on: the corpus, and a home that is not the person's own."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from dashboard.demo import demo_database
from sample_data.clinic import clients

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


# Of the made clinic: a steady fall, a new flare, nothing, past the agreed load, a red flag, ten
# years of gaps, a plan against the spike rule, two flares, and a file as long as can be.
CHOSEN_CLIENTS = (1, 3, 7, 9, 17, 19, 20, 30, 37)


@pytest.fixture(scope="session")
def clinic_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of a small clinic, made once for the whole run; copy it before changing it."""
    chosen = tuple(one for one in clients() if one.number in CHOSEN_CLIENTS)
    return Path(demo_database(tmp_path_factory.mktemp("clinic"), "clinic", clinic=chosen))
