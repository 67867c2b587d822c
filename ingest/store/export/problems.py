"""What can be wrong with an export that is to be read again."""

from ingest.store.errors import StoreError


class NotAnExport(StoreError):
    """The export is incomplete, damaged or of a newer version; the message says what to do."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what.rstrip('.')}. Nothing was taken in from this export.")
