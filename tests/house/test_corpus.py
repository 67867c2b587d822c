"""A missing corpus fails where it must be there, and skips with its reason elsewhere."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2]
NEEDS_THE_CORPUS = "def test_corpus(corpus):\n    assert (corpus / 'MANIFEST.csv').is_file()\n"


@pytest.fixture
def run(tmp_path: Path):
    shutil.copy(HOUSE / "tests" / "conftest.py", tmp_path)
    (tmp_path / "test_corpus.py").write_text(NEEDS_THE_CORPUS)
    (tmp_path / "pytest.ini").touch()
    inherited = {k: v for k, v in os.environ.items() if k not in {"CI", "PLIMSOLL_CORPUS"}}

    def run(**variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            (sys.executable, "-m", "pytest", "-rs", "-p", "no:cacheprovider"),
            cwd=tmp_path,
            env=inherited | variables,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_without_a_corpus_the_reason_is_said(run) -> None:
    result = run()

    assert result.returncode == 0
    assert "1 skipped" in result.stdout
    assert "PLIMSOLL_CORPUS is not set" in result.stdout


def test_without_a_corpus_ci_fails(run) -> None:
    result = run(CI="true")

    assert result.returncode == 1
    assert "PLIMSOLL_CORPUS is not set" in result.stdout


def test_a_corpus_that_is_named_must_be_there(run, tmp_path: Path) -> None:
    result = run(PLIMSOLL_CORPUS=str(tmp_path / "nowhere"))

    assert result.returncode == 1
    assert "holds no MANIFEST.csv" in result.stdout


def test_a_corpus_that_is_there_is_used(run, tmp_path: Path) -> None:
    (tmp_path / "MANIFEST.csv").touch()

    assert run(PLIMSOLL_CORPUS=str(tmp_path)).returncode == 0
