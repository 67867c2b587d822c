"""Imports go down only, and each contract that says so was broken once and seen to fail."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2]
PACKAGES = ("dashboard", "ingest", "sample_data")
LINT_IMPORTS = "from importlinter.cli import lint_imports_command as run; run()"

# For each contract, a file of the house and the import that must not stand in it.
VIOLATIONS = {
    "Pages stand on answers, answers stand on files": [
        ("ingest/errors.py", "import dashboard.analysis"),
        ("dashboard/analysis/__init__.py", "import dashboard.charts"),
        ("dashboard/access.py", "import dashboard.components"),
        ("dashboard/views/__init__.py", "import dashboard.app"),
        ("dashboard/report/__init__.py", "import dashboard.views"),
    ],
    "Inside ingest, imports go down": [
        ("ingest/errors.py", "import ingest.tables"),
        ("ingest/gpx/tracks.py", "import ingest.tcx"),
        ("ingest/track.py", "import ingest.activities"),
    ],
    "Inside markup, imports go down": [
        ("ingest/markup/skeleton.py", "import ingest.markup.walk"),
        ("ingest/markup/drawing.py", "import ingest.markup.shapes"),
        ("ingest/markup/tokens.py", "import ingest.markup.points"),
    ],
    "Streamlit stays on the pages": [
        ("ingest/summary.py", "import streamlit"),
        ("dashboard/access.py", "import streamlit"),
        ("dashboard/charts/__init__.py", "import streamlit"),
        ("dashboard/report/__init__.py", "import streamlit"),
    ],
    "Plotly stays in the charts": [
        ("ingest/splits.py", "import plotly"),
        ("dashboard/components/__init__.py", "import plotly"),
    ],
    "gpxpy has one home": [("ingest/formats.py", "import gpxpy")],
    "fitdecode has one home": [("ingest/activities.py", "import fitdecode")],
    "The store has four doors": [
        ("dashboard/views/__init__.py", "import ingest.store"),
        ("dashboard/demo/filling.py", "import ingest.store"),
    ],
    "Pages never open files themselves": [
        ("dashboard/views/__init__.py", "import ingest.formats"),
        ("dashboard/charts/__init__.py", "import ingest"),
        ("dashboard/report/__init__.py", "import ingest.diary"),
    ],
}
CASES = [
    pytest.param(contract, path, line, id=f"{line} in {path}")
    for contract, violations in VIOLATIONS.items()
    for path, line in violations
]


@pytest.fixture(scope="session")
def graph_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("graph")


def lint_imports(folder: Path, cache: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        (sys.executable, "-c", LINT_IMPORTS, "--no-logo", "--cache-dir", str(cache)),
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_contract_is_kept(graph_cache: Path) -> None:
    result = lint_imports(HOUSE, graph_cache)

    assert result.returncode == 0, result.stdout + result.stderr


def test_every_contract_is_broken_once_below() -> None:
    settings = tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))

    contracts = [contract["name"] for contract in settings["tool"]["importlinter"]["contracts"]]

    assert sorted(VIOLATIONS) == sorted(contracts)


@pytest.mark.parametrize(("contract", "path", "line"), CASES)
def test_a_broken_contract_is_named(
    contract: str, path: str, line: str, tmp_path: Path, graph_cache: Path
) -> None:
    shutil.copy(HOUSE / "pyproject.toml", tmp_path)
    for package in PACKAGES:
        shutil.copytree(
            HOUSE / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__")
        )
    module = tmp_path / path
    assert module.is_file()
    with module.open("a", encoding="utf-8") as code:
        code.write(f"\n{line}\n")

    result = lint_imports(tmp_path, graph_cache)

    assert result.returncode == 1
    assert f"{contract} BROKEN" in result.stdout
