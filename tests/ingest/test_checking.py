import io
import zipfile

import pytest

import sample_data
from ingest.checking import check_files, check_one


@pytest.mark.parametrize(
    "sample",
    [sample for sample in sample_data.files() if not sample.members],
    ids=[sample.file for sample in sample_data.files() if not sample.members],
)
def test_a_sample_is_what_its_index_says(sample):
    (checked,) = check_files(sample.path)
    assert checked.status == sample.status, checked.reason
    assert checked.format == (sample.format if checked.sessions else "")
    assert bool(checked.reason) == (checked.status != "ok")
    assert len(checked.sessions) == len(sample.sessions)
    for found, expected in zip(checked.sessions, sample.sessions, strict=True):
        assert (found.sport, found.sub_sport) == (expected.sport, expected.sub_sport)
        assert (found.n_records, found.n_laps) == (expected.n_records, expected.n_laps)
        assert found.has_position == expected.has_position
        assert found.has_heart_rate == expected.has_heart_rate
        assert found.local_day.date() == expected.local_day


def test_the_files_of_an_archive_are_what_the_index_says():
    (sample,) = (sample for sample in sample_data.files() if sample.members)
    found = {checked.file: checked.status for checked in check_files(sample.path)}
    assert found == {f"{sample.path}/{member.name}": member.status for member in sample.members}


def test_a_table_beside_runs_is_no_activity_and_by_itself_is_refused(tmp_path):
    table = b"date,km\n2026-01-01,10\n"
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("activities.csv", table)
        archive.writestr("activities/1.fit", table)
    assert [checked.status for checked in check_files(path)] == ["not_activity", "refused"]
    assert check_one(table, "activities.csv").status == "refused"


def test_an_archive_that_was_not_opened_is_refused_not_passed_over():
    def packed(name, data):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr(name, data)
        return buffer.getvalue()

    run = (sample_data.folder() / "run_gpxtpx.gpx").read_bytes()
    too_deep = packed("a.zip", packed("b.zip", packed("run.gpx", run)))
    (checked,) = check_files(("export.zip", too_deep))

    assert checked.status == "refused"
    assert "unpack the outer one" in checked.reason
