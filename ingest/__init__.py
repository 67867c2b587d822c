"""Files in: watch files, results and diaries become tables and a store."""

from ingest.activities import read_activities
from ingest.errors import IngestError, NotAnActivity

__all__ = ["IngestError", "NotAnActivity", "read_activities"]
