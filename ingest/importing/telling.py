"""What an export's tables add to its files, and the lines of theirs that have no file."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from math import isnan

import pandas as pd

from ingest.archive import Member
from ingest.checking import Refusal
from ingest.diary import WrongEntry
from ingest.exports import Entry, Survey, Table, Told
from ingest.exports.survey import file_key, without_recording
from ingest.importing.flow import Result
from ingest.sports import UNSAID
from ingest.store import (
    Arrival,
    NewActivity,
    NewFile,
    NewSession,
    Place,
    ReceiptRow,
    Retelling,
    Status,
    Store,
    repeats_row,
)


@dataclass(frozen=True, slots=True)
class Teller:
    """The tables of one import, and which of the files they name were there."""

    survey: Survey
    store: Store
    athlete_id: str
    _seen: set[str] = field(default_factory=set)
    _began: dict[str, pd.Timestamp] = field(default_factory=dict)

    def tell(self, member: Member, result: Result) -> Result:
        """Add to what a member gave what a table says of it; say of a table what it was for."""
        if not self.survey.tables:
            return result
        self._seen.add(file_key(member.source, member.inside))
        table = self.survey.table_at(member.source, member.inside)
        if table is not None:
            return Refusal("not_activity", _what_for(table))
        return self._told(member, result) if isinstance(result, NewFile) else result

    def retelling(self, member: Member, result: Result) -> Retelling | None:
        """Give what a table says of a recording that is here already; None where nothing."""
        if not self.survey.tables or not isinstance(result, tuple) or len(result) != 1:
            return None
        activity_id = result[0].activity_id
        told = self.survey.of_file(member.source, member.inside) or self._of_start(activity_id)
        if told is None:
            return None
        return Retelling(activity_id, told.name, told.note, told.gear.strip(), told.rpe)

    def _of_start(self, activity_id: str) -> Told | None:
        if not self._began:
            self._began.update(self.store.began(self.athlete_id))
        start = self._began.get(activity_id)
        return None if start is None else self.survey.of_start(start)

    def lines(self) -> Iterator[tuple[Table, Entry]]:
        """Give the lines that no file belongs to, once all files are stored."""
        for table in self.survey.tables:
            for entry in without_recording(table, self.store.starts(self.athlete_id)):
                yield table, entry
            for entry in table.entries:
                if entry.file and table.file_key(entry) not in self._seen:
                    yield table, entry

    def arrival(self, place: Place, table: Table, entry: Entry) -> Arrival:
        """Make a session by hand of a line without a file, or say why there is none."""
        if entry.file:
            return _row(place, "refused", _not_there(table, entry))
        if not entry.can_be_written:
            return _row(place, "refused", _unreadable(table, entry))
        zones = {person.athlete_id: person.time_zone for person in self.store.athletes()}
        try:
            session = entry.by_hand(zones.get(self.athlete_id, ""))
            file = self.store.by_hand_file(self.athlete_id, session)
        except WrongEntry as error:
            return _row(place, "refused", f"{_line(table, entry)} was left out: {error}")
        here = self.store.known_files(self.athlete_id, [file.sha256]).get(file.sha256)
        if here:
            return Arrival(
                place,
                rows=tuple(repeats_row(place.source, place.member, repeat) for repeat in here),
            )
        (activity,) = file.activities
        told = replace(activity, note=entry.told.note, gear=entry.told.gear)
        return Arrival(place, replace(file, activities=(told,)))

    def _told(self, member: Member, file: NewFile) -> NewFile:
        told = self.survey.of_file(member.source, member.inside)
        if told is not None and len(file.activities) == 1:
            return replace(file, activities=(with_told(file.activities[0], told),))
        return replace(file, activities=tuple(map(self._by_start, file.activities)))

    def _by_start(self, activity: NewActivity) -> NewActivity:
        start = min(session.summary.start_time for session in activity.sessions)
        told = self.survey.of_start(start)
        return activity if told is None else with_told(activity, told)


def with_told(activity: NewActivity, told: Told) -> NewActivity:
    """Add what an export says to what the file says; the file's own sport and effort stand."""
    return replace(
        activity,
        name=told.name or activity.name,
        note=told.note,
        gear=told.gear,
        sessions=tuple(_with_effort(session, told) for session in _of_sport(activity, told)),
    )


def _of_sport(activity: NewActivity, told: Told) -> tuple[NewSession, ...]:
    """Let the export name the sport where the file does not and has only one."""
    sessions = activity.sessions
    if len(sessions) != 1 or sessions[0].sport not in UNSAID or told.sport in UNSAID:
        return sessions
    return (replace(sessions[0], sport=told.sport, sub_sport=told.sub_sport),)


def _with_effort(session: NewSession, told: Told) -> NewSession:
    if isnan(told.rpe) or not isnan(session.summary.rpe) or session.leg is None:
        return session
    summary = replace(session.summary, rpe=told.rpe, rpe_source="file")
    return replace(session, summary=summary)


def _row(place: Place, status: Status, reason: str) -> Arrival:
    return Arrival(place, rows=(ReceiptRow(place.source, place.member, status, reason),))


def _what_for(table: Table) -> str:
    return (
        f"The table of a {table.maker} export: names, notes, shoes and efforts of "
        f"{len(table.entries):,} activities were taken from it."
    )


def _line(table: Table, entry: Entry) -> str:
    name = f' "{entry.told.name}"' if entry.told.name else ""
    return f"Line {entry.line} of {table.name}{name}"


def _not_there(table: Table, entry: Entry) -> str:
    return (
        f"{_line(table, entry)} names {entry.file}, which is not there. Nothing of it was kept. "
        "Ask for the export again, or write the session by hand."
    )


def _unreadable(table: Table, entry: Entry) -> str:
    return (
        f"{_line(table, entry)} has no file, and its start or its length cannot be read. Nothing "
        "of it was kept. Write the session by hand."
    )
