"""Files in: watch files, results and diaries become tables and a store."""

from ingest.activities import read_activities
from ingest.errors import IngestError, NotAnActivity
from ingest.importing import import_files
from ingest.store import open_store

__all__ = ["IngestError", "NotAnActivity", "import_files", "open_store", "read_activities"]
