"""Archives an import has seen before, so that their members need not be unpacked to be known.

An archive is the same when every byte of it is: its SHA-256 says so.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ingest.archive import Member, Source
from ingest.archive.names import shown
from ingest.store import Store

# Below it, reading all of it again takes no longer than a glance.
LEAST_BYTES = 1_000_000
ZIP = b"PK"


@dataclass(frozen=True, slots=True)
class _State:
    """An archive as it was when it was looked at."""

    sha256: str
    size: int
    changed_ns: int


@dataclass(frozen=True, slots=True)
class Archives:
    """The archives of one import: ``known`` is the SHA-256 of members by source and place in it."""

    known: Mapping[tuple[str, str], str]
    _states: Mapping[Path, _State] = field(default_factory=dict)

    def hash_of(self, member: Member) -> str:
        """Return the SHA-256 of a member known to be here; empty when it has to be read."""
        return self.known.get((member.source, member.inside), "")

    def unchanged(self) -> dict[str, str]:
        """Name the archives that are still what they were, with the SHA-256 of each."""
        same = (
            path for path, was in self._states.items() if _times(path) == (was.size, was.changed_ns)
        )
        return {shown(str(path)): self._states[path].sha256 for path in same}


def look_up(store: Store, athlete_id: str, sources: Iterable[Source]) -> Archives:
    """Find out which members of the chosen archives are here."""
    known: dict[tuple[str, str], str] = {}
    states: dict[Path, _State] = {}
    for path in (Path(source) for source in sources if not isinstance(source, tuple)):
        state = _state(path)
        if state is not None:
            states[path] = state
            members = store.members_here(athlete_id, state.sha256)
            known |= {(shown(str(path)), inside): sha for inside, sha in members.items()}
    return Archives(known, states)


def _state(path: Path) -> _State | None:
    try:
        if not path.is_file() or path.stat().st_size < LEAST_BYTES:
            return None
        with path.open("rb") as file:
            if file.read(len(ZIP)) != ZIP:
                return None
            file.seek(0)
            size, changed_ns = _times(path)
            return _State(hashlib.file_digest(file, "sha256").hexdigest(), size, changed_ns)
    except OSError:
        return None  # the walk says what is wrong with it


def _times(path: Path) -> tuple[int, int]:
    try:
        facts = path.stat()
    except OSError:
        return -1, -1
    return facts.st_size, facts.st_mtime_ns
