"""The store: one database, opened here and nowhere else."""

from typing import TYPE_CHECKING

from ingest.doors import door as _door

if TYPE_CHECKING:
    from ingest.store.arriving import Arrival
    from ingest.store.erasing import Erased
    from ingest.store.errors import (
        NewerDatabase,
        NotFound,
        NotOurDatabase,
        StoreBusy,
        StoreError,
        StoreFull,
        StoreUnwritable,
    )
    from ingest.store.export import Exported, TakenIn, is_export
    from ingest.store.export.problems import NotAnExport
    from ingest.store.frames import pack_file
    from ingest.store.histograms import Histograms
    from ingest.store.identity import file_hash
    from ingest.store.known import Repeat, repeats_row
    from ingest.store.models import (
        CLEAR,
        Clear,
        NewActivity,
        NewFile,
        NewSession,
        ReceiptRow,
        ReceiptState,
        Retelling,
        SessionEdit,
        Status,
        StoredActivity,
        StoredReceipt,
    )
    from ingest.store.receipts import FoundReceipt
    from ingest.store.recordings import SameSession
    from ingest.store.restoring import Restored, restore_backup
    from ingest.store.store import Store, open_store
    from ingest.store.streams import decode, encode, encode_samples
    from ingest.store.writing import NotRunning, Place

__all__ = [
    "CLEAR",
    "Arrival",
    "Clear",
    "Erased",
    "Exported",
    "FoundReceipt",
    "Histograms",
    "NewActivity",
    "NewFile",
    "NewSession",
    "NewerDatabase",
    "NotAnExport",
    "NotFound",
    "NotOurDatabase",
    "NotRunning",
    "Place",
    "ReceiptRow",
    "ReceiptState",
    "Repeat",
    "Restored",
    "Retelling",
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
    "TakenIn",
    "decode",
    "encode",
    "encode_samples",
    "file_hash",
    "is_export",
    "open_store",
    "pack_file",
    "repeats_row",
    "restore_backup",
]

if not TYPE_CHECKING:
    __getattr__ = _door(
        __name__,
        {
            "arriving": ("Arrival",),
            "erasing": ("Erased",),
            "errors": (
                "NewerDatabase",
                "NotFound",
                "NotOurDatabase",
                "StoreBusy",
                "StoreError",
                "StoreFull",
                "StoreUnwritable",
            ),
            "export": ("Exported", "TakenIn", "is_export"),
            "export.problems": ("NotAnExport",),
            "frames": ("pack_file",),
            "histograms": ("Histograms",),
            "identity": ("file_hash",),
            "known": ("Repeat", "repeats_row"),
            "models": (
                "CLEAR",
                "Clear",
                "NewActivity",
                "NewFile",
                "NewSession",
                "ReceiptRow",
                "ReceiptState",
                "Retelling",
                "SessionEdit",
                "Status",
                "StoredActivity",
                "StoredReceipt",
            ),
            "receipts": ("FoundReceipt",),
            "recordings": ("SameSession",),
            "restoring": ("Restored", "restore_backup"),
            "store": ("Store", "open_store"),
            "streams": ("decode", "encode", "encode_samples"),
            "writing": ("NotRunning", "Place"),
        },
    )
