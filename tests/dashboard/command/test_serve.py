import socket
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.command.serve import DEFAULT_PORT, PortTaken, choose_port, settings

HOUSE = Path(__file__).resolve().parents[3]
LOCAL = "127.0.0.1"


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server((LOCAL, 0)) as listener:
        yield listener.getsockname()[1]


def test_a_port_that_is_named_and_taken_is_an_error_that_says_so(taken: int) -> None:
    with pytest.raises(PortTaken, match=f"Port {taken} is in use"):
        choose_port(LOCAL, taken)


def test_a_port_that_is_named_and_free_is_used() -> None:
    with socket.create_server((LOCAL, 0)) as listener:
        free = listener.getsockname()[1]

    assert choose_port(LOCAL, free) == free


def test_without_a_name_the_next_free_port_is_used() -> None:
    first = choose_port(LOCAL, None)

    with socket.create_server((LOCAL, first)):
        assert choose_port(LOCAL, None) > first >= DEFAULT_PORT


def test_every_setting_of_the_file_is_handed_over_under_its_dotted_name() -> None:
    written = tomllib.loads((HOUSE / ".streamlit" / "config.toml").read_text("utf-8"))

    handed_over = settings()

    assert handed_over["server.maxUploadSize"] == written["server"]["maxUploadSize"]
    assert handed_over["theme.light.primaryColor"] == written["theme"]["light"]["primaryColor"]
    assert len(handed_over["theme.dark.chartCategoricalColors"]) == 10


def test_nothing_is_sent_anywhere_by_default() -> None:
    assert settings()["browser.gatherUsageStats"] is False
    assert settings()["server.address"] == LOCAL
