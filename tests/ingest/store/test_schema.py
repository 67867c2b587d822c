from ingest.store import schema
from ingest.tables import LAPS, SESSIONS

ELSEWHERE = {
    "athlete_id",
    "shoe_id",
    "start_time",
    "lap",
}


def test_every_table_says_whose_it_is_and_its_key_begins_with_that():
    for table in schema.metadata.tables.values():
        assert next(iter(table.primary_key.columns)).name == "athlete_id", table.name


def test_every_table_goes_when_its_athlete_goes():
    for table in schema.metadata.tables.values():
        if table is not schema.athletes:
            owners = [
                key.ondelete
                for key in table.columns["athlete_id"].foreign_keys
                if key.column.table is schema.athletes
            ]
            assert owners == ["CASCADE"], table.name


def test_every_column_of_a_session_and_a_lap_has_a_place():
    assert set(SESSIONS.names) - ELSEWHERE <= set(schema.sessions.columns.keys())
    assert set(LAPS.names) - ELSEWHERE <= set(schema.laps.columns.keys())
    assert "start_time_us" in schema.sessions.columns
    assert "start_time_us" in schema.laps.columns


def test_edits_point_to_no_row_so_that_they_outlive_an_undo():
    for table in (schema.activity_edits, schema.session_edits):
        assert {key.column.table for key in table.foreign_keys} == {schema.athletes}
