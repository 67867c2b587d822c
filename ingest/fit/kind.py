"""What a FIT file is for: an activity, or one of the many other things watches keep in FIT."""

from ingest.errors import EmptyFile, IngestError, NotAnActivity
from ingest.fit.columns import FitColumns

_ACTIVITY_KINDS = frozenset({"activity", "activity_summary"})
_NO_RECORDING = "It holds no recording, so there is nothing to import."
# FIT file type (a name of the profile, or its bare number) -> what the person would call it.
_OTHERS: dict[str | int, str] = {
    "device": "a list of what the watch can do",
    "settings": "a settings file of the watch",
    "sport": "a sport profile of the watch (zones and screens)",
    "workout": "a planned workout",
    "course": "a course to follow, not a run that was run",
    "schedules": "a training schedule",
    "weight": "a list of weigh-ins",
    "totals": "the watch's running totals",
    "goals": "a list of goals",
    "blood_pressure": "a list of blood pressure readings",
    "monitoring_a": "all-day monitoring (steps and heart rate through the day)",
    "monitoring_daily": "all-day monitoring (steps and heart rate through the day)",
    "monitoring_b": "all-day monitoring (steps and heart rate through the day)",
    "segment": "a segment to race on",
    "segment_list": "a list of segments",
    "exd_configuration": "a screen layout",
    44: "a metrics file of the watch",
    49: "a sleep recording",
    68: "a heart rate variability status",
}


def why_not_activity(columns: FitColumns) -> IngestError | None:
    """Return the error that says why a part of a FIT file is no activity; None when it is one.

    Notes
    -----
    A course has records too, so the file's own word comes first. A file that does not say, or
    says something unknown, is an activity when it has samples or a session.
    """
    kind = columns.first("file_id").fields.get("type")
    if isinstance(kind, str | int) and kind in _OTHERS:
        what = _OTHERS[kind]
        return NotAnActivity(f"This FIT file is {what}. {_skip_or_export(kind)}")
    if columns.n_records or columns.all("session") or columns.all("lap"):
        return None
    if kind is None or kind in _ACTIVITY_KINDS:
        return EmptyFile(
            "This FIT file has the frame of an activity but no samples and no summary in it. "
            "If the watch still has the activity, export it again."
        )
    return NotAnActivity(
        f"This FIT file is of a kind ({kind!r}) that is no activity. {_NO_RECORDING}"
    )


def _skip_or_export(kind: str | int) -> str:
    if kind == "course":
        return "Its times are made up, so it was left out."
    return _NO_RECORDING
