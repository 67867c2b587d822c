"""Every real watch file, read once for all these tests."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from ingest import formats, read_activities
from ingest.tables import RawSession, Session

KINDS = ("fit", "gpx", "tcx")


@pytest.fixture(scope="session")
def manifest(corpus: Path) -> pd.DataFrame:
    """MANIFEST.csv of the watch files, by path."""
    table = pd.read_csv(corpus / "MANIFEST.csv", dtype={"also_in": str}, low_memory=False)
    return table[table["kind"].isin(KINDS)].set_index("path")


@pytest.fixture(scope="session", autouse=True)
def _each_file_is_decoded_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        kept = tuple(replace(f, read=cache(f.read)) for f in formats.formats)
        patch.setattr(formats, "formats", kept)
        yield


@pytest.fixture(scope="session")
def read(corpus: Path) -> Callable[[str], tuple[Session, ...]]:
    return cache(lambda path: read_activities((corpus / path).read_bytes(), filename=path))


@pytest.fixture(scope="session")
def read_raw(corpus: Path) -> Callable[[str], tuple[RawSession, ...]]:
    """What the reader hands on, before anything is computed."""

    def raw(path: str) -> tuple[RawSession, ...]:
        data = (corpus / path).read_bytes()
        return formats.recognise(data).read(data)

    return raw
