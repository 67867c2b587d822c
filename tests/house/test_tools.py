"""The tools of the house run with the tests, and each of them can fail."""

import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2]
SETTINGS = str(HOUSE / "pyproject.toml")

TOOLS = {
    "ruff finds nothing": ("ruff", "check", "--output-format=concise", "."),
    "ruff would format nothing": ("ruff", "format", "--check", "."),
    "mypy, strict": ("mypy",),
}

BROKEN = {
    "a boolean switch": ("FBT001", "def read(data: bytes, strict: bool) -> bytes:\n    ...\n"),
    "a caught-all error": ("BLE001", "try:\n    ...\nexcept Exception:\n    ...\n"),
    "a time without a zone": ("DTZ005", "from datetime import datetime\n\ndatetime.now()\n"),
    "a shadowed module": ("A005", ""),
}


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        (sys.executable, "-m", *command), cwd=HOUSE, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("command", TOOLS.values(), ids=TOOLS.keys())
def test_the_house_is_clean(command: tuple[str, ...]) -> None:
    result = run(*command)

    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(("rule", "code"), BROKEN.values(), ids=BROKEN.keys())
def test_ruff_sees_a_broken_rule(rule: str, code: str, tmp_path: Path) -> None:
    package = tmp_path / "ingest"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "calendar.py").write_text(code)

    result = run("ruff", "check", "--config", SETTINGS, "--output-format=concise", str(package))

    assert result.returncode == 1
    assert rule in result.stdout


def test_ruff_sees_a_line_badly_set(tmp_path: Path) -> None:
    (tmp_path / "module.py").write_text("x=1\n")

    result = run("ruff", "format", "--config", SETTINGS, "--check", str(tmp_path))

    assert result.returncode == 1
    assert "module.py" in result.stdout


@pytest.mark.parametrize(
    ("code", "complaint"),
    [
        ("def pace(seconds):\n    return seconds\n", "no-untyped-def"),
        ("def pace(seconds: float) -> str:\n    return seconds\n", "return-value"),
        ("def rows(values: list) -> int:\n    return len(values)\n", "type-arg"),
    ],
)
def test_mypy_is_strict(code: str, complaint: str, tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text(code)

    result = run("mypy", "--config-file", SETTINGS, str(module))

    assert result.returncode == 1
    assert complaint in result.stdout
