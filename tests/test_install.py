"""Installed from a wheel or editable, started from another folder: the dashboard is the same."""

import subprocess
import sys
import sysconfig
import time
import tomllib
import urllib.request
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from dashboard.command.serve import DEFAULT_HOST, choose_port

HOUSE = Path(__file__).resolve().parents[1]
PATIENCE_S = 60


def pip(*arguments: str | Path) -> None:
    command = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments)
    subprocess.run(command, check=True, capture_output=True)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, HOUSE)
    return next(folder.glob("plimsoll_run-*.whl"))


@pytest.fixture(scope="module")
def installed_wheel(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel in it, its dependencies borrowed from this one."""
    folder = tmp_path_factory.mktemp("venv")
    subprocess.run((sys.executable, "-m", "venv", "--without-pip", folder), check=True)
    paths = sysconfig.get_paths(vars={"base": str(folder), "platbase": str(folder)})
    borrowed = Path(paths["purelib"]) / "borrowed.pth"
    borrowed.write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    python = Path(paths["scripts"]) / Path(sys.executable).name
    pip("--python", python, "install", "--no-deps", "--no-index", wheel)
    return Path(paths["scripts"]) / "plimsoll"


@pytest.fixture(params=["wheel", "editable"])
def command(request: pytest.FixtureRequest) -> Path:
    if request.param == "wheel":
        return request.getfixturevalue("installed_wheel")
    return Path(sysconfig.get_path("scripts")) / "plimsoll"


@pytest.fixture
def address(command: Path, tmp_path: Path) -> Iterator[str]:
    """Where the dashboard answers, started with the demonstration from a folder of its own."""
    elsewhere = tmp_path / "elsewhere"
    settings_of_another = elsewhere / ".streamlit"
    settings_of_another.mkdir(parents=True)
    (settings_of_another / "config.toml").write_text("[server]\nmaxUploadSize = 1\n", "utf-8")
    port = choose_port(DEFAULT_HOST, None)
    arguments = (command, "--demo", "--port", str(port))
    with (tmp_path / "output").open("w+b") as output:
        server = subprocess.Popen(arguments, cwd=elsewhere, stdout=output, stderr=output)
        try:
            wait_for(f"{DEFAULT_HOST}:{port}", server, output.name)
            yield f"{DEFAULT_HOST}:{port}"
        finally:
            server.terminate()
            server.wait(PATIENCE_S)


def wait_for(address: str, server: subprocess.Popen[bytes], output: str) -> None:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(f"http://{address}/_stcore/health") as answer:
                if answer.status == 200:
                    return
        except URLError:
            time.sleep(0.1)
    pytest.fail(f"The dashboard did not open:\n{Path(output).read_text('utf-8')}")


@dataclass
class Page:
    """What the server tells a browser that opens a page."""

    messages: list[ForwardMsg]

    @classmethod
    def open(cls, address: str, page: str = "") -> "Page":
        wish = BackMsg()
        wish.rerun_script.page_script_hash = page
        url, origin = f"ws://{address}/_stcore/stream", f"http://{address}"
        with connect(url, subprotocols=["streamlit"], origin=origin, max_size=None) as line:
            line.send(wish.SerializeToString())
            messages = []
            while not messages or messages[-1].WhichOneof("type") != "script_finished":
                messages.append(ForwardMsg.FromString(line.recv(timeout=PATIENCE_S)))
        return cls(messages)

    def of(self, kind: str) -> list[ForwardMsg]:
        return [message for message in self.messages if message.WhichOneof("type") == kind]

    def elements(self, kind: str) -> list:
        elements = [message.delta.new_element for message in self.of("delta")]
        return [getattr(e, kind) for e in elements if e.WhichOneof("type") == kind]


def test_the_wheel_holds_what_the_dashboard_needs(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    needed = {"dashboard/.streamlit/config.toml", "dashboard/app.py", "sample_data/index.toml"}
    for folder in ("dashboard", "ingest", "sample_data"):
        needed |= {
            path.relative_to(HOUSE).as_posix()
            for path in (HOUSE / folder).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }

    assert needed <= packed


def test_theme_and_upload_limit_hold_in_another_folder(address: str) -> None:
    written = tomllib.loads((HOUSE / ".streamlit" / "config.toml").read_text("utf-8"))

    front = Page.open(address)
    theme = front.of("new_session")[0].new_session.custom_theme
    pages = front.of("navigation")[-1].navigation.app_pages
    [add_files] = [page.page_script_hash for page in pages if page.page_name == "Add files"]
    [uploader] = Page.open(address, add_files).elements("file_uploader")

    assert theme.light.primary_color == written["theme"]["light"]["primaryColor"]
    assert theme.dark.background_color == written["theme"]["dark"]["backgroundColor"]
    assert uploader.max_upload_size_mb == written["server"]["maxUploadSize"]


def test_the_demonstration_opens_with_activities_in_it(address: str) -> None:
    front = Page.open(address)

    assert front.elements("exception") == []
    assert front.elements("dataframe")
