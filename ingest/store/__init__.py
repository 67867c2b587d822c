"""The store: one database, opened here and nowhere else."""

from ingest.store.errors import (
    NewerDatabase,
    NotFound,
    NotOurDatabase,
    StoreBusy,
    StoreError,
    StoreFull,
    StoreUnwritable,
)
from ingest.store.frames import pack_file
from ingest.store.identity import file_hash
from ingest.store.models import (
    CLEAR,
    Clear,
    Histograms,
    NewActivity,
    NewFile,
    NewSession,
    ReceiptRow,
    ReceiptState,
    SessionEdit,
    Status,
    StoredActivity,
    StoredReceipt,
)
from ingest.store.same_session import SameSession
from ingest.store.store import Store, open_store
from ingest.store.streams import decode, encode
from ingest.store.writing import Arrival, NotRunning, Place, Repeat

__all__ = [
    "CLEAR",
    "Arrival",
    "Clear",
    "Histograms",
    "NewActivity",
    "NewFile",
    "NewSession",
    "NewerDatabase",
    "NotFound",
    "NotOurDatabase",
    "NotRunning",
    "Place",
    "ReceiptRow",
    "ReceiptState",
    "Repeat",
    "SameSession",
    "SessionEdit",
    "Status",
    "Store",
    "StoreBusy",
    "StoreError",
    "StoreFull",
    "StoreUnwritable",
    "StoredActivity",
    "StoredReceipt",
    "decode",
    "encode",
    "file_hash",
    "open_store",
    "pack_file",
]
