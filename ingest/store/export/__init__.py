"""Everything of a person in open formats, out and in again: CSV, Parquet, the original files."""

from ingest.store.export.reading import TakenIn, is_export, take_in
from ingest.store.export.writing import Exported, write_export

__all__ = ["Exported", "TakenIn", "is_export", "take_in", "write_export"]
