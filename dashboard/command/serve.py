"""Opening the dashboard: settings, a free port, warm imports, no traceback on a page."""

import asyncio
import errno
import importlib
import os
import pkgutil
import socket
import sys
import tomllib
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import TypeAlias

import click
import streamlit as st

import dashboard.charts

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8501
PORTS_TO_TRY = 100
LOCAL_NAMES = ("127.0.0.1", "localhost", "::1")
WILDCARDS = ("0.0.0.0", "::")  # noqa: S104 -- compared with, never bound by default

Setting: TypeAlias = bool | int | float | str | list[str]

_PACKAGE = Path(__file__).resolve().parents[1]
APP = _PACKAGE / "app.py"
# A wheel carries the file inside the package; an editable install reads the checkout's own.
_SETTINGS_FILES = (
    _PACKAGE / ".streamlit" / "config.toml",
    _PACKAGE.parent / ".streamlit" / "config.toml",
)


class PortTaken(OSError):
    """The port that was asked for is in use. ``str(error)`` says what to do."""


def settings() -> dict[str, Setting]:
    """Return Plimsoll's Streamlit settings under dotted names, wherever it was started from.

    Streamlit looks in the folder it is started in; handed over as overrides, theme and upload
    limit also hold when that folder is another one, or has settings of its own.
    """
    for path in _SETTINGS_FILES:
        if path.is_file():
            return _flat(tomllib.loads(path.read_text("utf-8")), "")
    return {}


def _flat(table: Mapping[str, object], prefix: str) -> dict[str, Setting]:
    flat: dict[str, Setting] = {}
    for name, value in table.items():
        if isinstance(value, dict):
            flat |= _flat(value, f"{prefix}{name}.")
        elif isinstance(value, bool | int | float | str | list):
            flat[f"{prefix}{name}"] = value
    return flat


def choose_port(host: str, asked: int | None) -> int:
    """Return the port to listen on: the one asked for, or the first free one from 8501.

    Raises
    ------
    PortTaken
        When a port was asked for and is in use, or when none of a hundred is free.
    """
    if asked is not None:
        if not _is_free(host, asked):
            raise PortTaken(f"Port {asked} is in use. Choose another --port, or leave it out.")
        return asked
    for port in range(DEFAULT_PORT, DEFAULT_PORT + PORTS_TO_TRY):
        if _is_free(host, port):
            return port
    raise PortTaken(f"No port from {DEFAULT_PORT} on is free. Name one with --port.")


def _is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        if os.name != "nt":  # there this flag would let two programs share one port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno in (errno.EADDRINUSE, errno.EACCES):
                return False
            raise
    return True


def serve(host: str, port: int) -> None:
    """Open the dashboard on ``host:port`` and stay until it is stopped."""
    # Streamlit takes the launched script's folder for the app's; the installed command is not it.
    sys.argv = [str(APP)]
    app = st.App(APP, lifespan=_opening(_url(host, port)), on_script_error=_apologise)
    app.run(config=settings() | _address(host, port))


def _address(host: str, port: int) -> dict[str, Setting]:
    address: dict[str, Setting] = {
        "server.address": host,
        "server.port": port,
        # Streamlit's own greeting asks an outside host for this machine's address.
        "logger.hideWelcomeMessage": True,
    }
    if host not in WILDCARDS:  # a page elsewhere cannot reach in under another name
        address["server.allowedHosts"] = [*LOCAL_NAMES, host]
    return address


def _url(host: str, port: int) -> str:
    shown = "127.0.0.1" if host in WILDCARDS else host
    return f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"


def _opening(url: str) -> Callable[[st.App], AbstractAsyncContextManager[None]]:
    """Return what the server does before the first page: warm up, then say where it is."""

    @asynccontextmanager
    async def lifespan(_: st.App) -> AsyncIterator[None]:
        await asyncio.to_thread(_warm)
        click.echo(f"Plimsoll is open at {url} (Ctrl+C closes it).")
        yield

    return lifespan


def _warm() -> None:
    """Import what pages need and draw one figure: left to the first page, it would take seconds."""
    charts = pkgutil.iter_modules(dashboard.charts.__path__, "dashboard.charts.")
    for name in ("pyarrow.parquet", "dashboard.access", *(module.name for module in charts)):
        importlib.import_module(name)
    plotly = importlib.import_module("plotly.graph_objects")
    plotly.Figure(data=[{"type": "scatter"}]).to_json()


def _apologise(_: Exception) -> bool:
    """Show a sentence where Streamlit would show the exception; its log has the rest already."""
    st.error(
        "This page could not be shown: a fault in Plimsoll, not in your data, which is as it was. "
        "Reload the page; if it happens again, the cause stands in the terminal window."
    )
    return True
