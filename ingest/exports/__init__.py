"""Exports of a training site: what its tables say of the files beside them.

``survey`` walks through what a person chose once, before anything is parsed: it counts the files
and reads the tables of a Strava or Garmin export among them. What they tell (name, note, shoe,
effort, sport) is added to what each file gives; a line without a file is a session by hand.
"""

from ingest.exports.survey import Survey, Table, survey
from ingest.exports.told import Entry, Told

__all__ = ["Entry", "Survey", "Table", "Told", "survey"]
