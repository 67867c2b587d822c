"""A child process that imports a folder and says what it does, line by line.

Arguments: the database, the folder, and perhaps after how many files which fault begins.
"""

import resource
import sys
from pathlib import Path

from faults.broken_disk import FAULTS, break_disk, obey_modes
from ingest import import_files, open_store
from ingest.store import StoreError

ENDED_WITH_A_SENTENCE = 3
LITTLE_MORE = 30_000


def begin(fault: str, database: Path) -> None:
    """Let a fault begin now."""
    if fault in FAULTS:
        break_disk(fault)
    elif fault == "file size limit":
        sizes = [file.stat().st_size for file in database.parent.iterdir()]
        most = max(sizes) + LITTLE_MORE
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


def main(database: str, folder: str, after: str = "-1", fault: str = "") -> int:
    """Import; a sentence of the store ends it with a code of its own."""
    if fault == "modes hold":
        obey_modes()

    def say(done: int, _total: int, name: str) -> None:
        sys.stdout.write(f"{name}\n")
        sys.stdout.flush()
        if done == int(after):
            begin(fault, Path(database))

    try:
        with open_store(database) as store:
            athlete = store.add_athlete("Anna")
            sys.stdout.write("ready\n")
            sys.stdout.flush()
            import_files(store, athlete.athlete_id, [Path(folder)], progress=say)
    except StoreError as error:
        sys.stdout.write(f"{error}\n")
        return ENDED_WITH_A_SENTENCE
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
