"""Files in: watch files, results and diaries become tables and a store."""

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
