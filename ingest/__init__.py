"""Files in: watch files, results and diaries become tables and a store."""

from typing import TYPE_CHECKING

from ingest.doors import door as _door

if TYPE_CHECKING:
    from ingest.activities import read_activities
    from ingest.errors import IngestError, NotAnActivity
    from ingest.importing import import_files
    from ingest.pain_log import read_pain_log
    from ingest.race_results import read_race_results
    from ingest.store import SessionEdit, Store, open_store

__all__ = [
    "IngestError",
    "NotAnActivity",
    "SessionEdit",
    "Store",
    "import_files",
    "open_store",
    "read_activities",
    "read_pain_log",
    "read_race_results",
]

if not TYPE_CHECKING:
    __getattr__ = _door(
        __name__,
        {
            "activities": ("read_activities",),
            "errors": ("IngestError", "NotAnActivity"),
            "importing": ("import_files",),
            "pain_log": ("read_pain_log",),
            "race_results": ("read_race_results",),
            "store": ("SessionEdit", "Store", "open_store"),
        },
    )
