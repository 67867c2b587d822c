"""Files, folders, gz and zip archives as a stream of members, guarded, never unpacked to disk."""

from ingest.archive.limits import Limits
from ingest.archive.members import Member, Source, members

__all__ = ["Limits", "Member", "Source", "members"]
