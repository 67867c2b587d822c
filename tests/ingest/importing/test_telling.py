"""Whole exports of Strava and Garmin into a store: words beside files, lines without files."""

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

import sample_data
from ingest import SessionEdit, Store, import_files, open_store
from ingest.store import CLEAR

RUN = sample_data.folder() / "run_10km.fit"
RIDE = sample_data.folder() / "bike_indoor_power.fit"
GPX = sample_data.folder() / "run_gpxtpx.gpx"
WIDTH = 50


def line(number: int, cells: dict[int, str]) -> list[str]:
    row = [str(1_000_000 + number)] + [""] * (WIDTH - 1)
    for at, cell in cells.items():
        row[at] = cell
    return row


def strava() -> dict[str, bytes]:
    """A small export: two files, a swim without one, a line whose file is lost, a vague one."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(["Überschrift"] * WIDTH)
    run = {
        2: "Seerunde",
        3: "Lauf",
        4: "windig",
        11: "Blue pair",
        12: "activities/1.fit.gz",
        43: "7",
    }
    ride = {2: "Rolle", 3: "Radfahrt", 11: "Old bike", 12: "activities/2.fit.gz"}
    swim = {
        1: "10. Mai 2026, 16:00:00",
        2: "Bahnen",
        3: "Schwimmen",
        15: "2700",
        17: "2000",
        43: "4",
    }
    lost = {1: "11. Mai 2026, 16:00:00", 2: "Weg", 12: "activities/3.gpx", 15: "600"}
    vague = {1: "irgendwann", 2: "Vage", 3: "Lauf", 15: "600"}
    for number, cells in enumerate((run, ride, swim, lost, vague)):
        rows.writerow(line(number, cells))
    return {
        "activities.csv": out.getvalue().encode(),
        "activities/1.fit.gz": gzip.compress(RUN.read_bytes()),
        "activities/2.fit.gz": gzip.compress(RIDE.read_bytes()),
        "media/9.jpg": b"\xff\xd8\xff" + b"picture" * 9,
        "profile.csv": b"name\nme\n",
    }


def garmin() -> dict[str, bytes]:
    """A small export as its members: recordings in a zip of their own, a yoga hour without one."""
    start = int(pd.Timestamp("2026-11-21T08:30:00Z").timestamp() * 1000)
    yoga = int(pd.Timestamp("2026-11-22T18:00:00Z").timestamp() * 1000)
    activities = [
        {
            "activityId": 5,
            "name": "Park",
            "activityType": "running",
            "startTimeGmt": start,
            "duration": 3270000,
            "distance": 1000000,
            "workoutRpe": 50,
            "workoutFeel": 100,
        },
        {
            "activityId": 6,
            "name": "Stretch",
            "activityType": "yoga",
            "startTimeGmt": yoga,
            "duration": 3600000,
            "distance": 0,
        },
    ]
    gear = {
        "gearDTOS": [{"gearPk": 1, "displayName": "Red pair"}],
        "gearActivityDTOs": {"1": [{"activityId": 5}]},
    }
    uploads = packed({"me_1.fit": RUN.read_bytes(), "me_2.fit": b"no recording"})
    folder = "DI_CONNECT/DI-Connect-"
    return {
        f"{folder}Fitness/me_0_summarizedActivities.json": json.dumps(
            [{"summarizedActivitiesExport": activities}]
        ).encode(),
        f"{folder}Fitness/me_gear.json": json.dumps([gear]).encode(),
        f"{folder}Uploaded-Files/UploadedFiles_0-_Part1.zip": uploads,
        f"{folder}Wellness/sleep.json": b"[]",
    }


def packed(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    with open_store(str(tmp_path / "runs.sqlite3")) as store:
        yield store


@pytest.fixture
def anna(store) -> str:
    return store.add_athlete("Anna", "Europe/Berlin").athlete_id


def told(store: Store, athlete_id: str) -> pd.DataFrame:
    shoes = store.shoes(athlete_id).set_index("shoe_id")["name"].to_dict()
    rows = store.sessions(athlete_id).sort_values("start_time")
    rows["shoe"] = [shoes.get(shoe_id, "") for shoe_id in rows["shoe_id"]]
    return rows.set_index("name")


def by_member(receipt) -> dict[str, str]:
    return dict(zip(receipt.rows["member"], receipt.rows["status"], strict=True))


def test_a_strava_export_brings_names_notes_shoes_efforts_and_sessions_without_files(store, anna):
    receipt = import_files(store, anna, [("export.zip", packed(strava()))])
    assert by_member(receipt) == {
        "activities.csv": "skipped",
        "activities/1.fit.gz": "imported",
        "activities/2.fit.gz": "imported",
        "media/9.jpg": "skipped",
        "profile.csv": "skipped",
        "activities.csv/Bahnen": "imported",
        "activities.csv/Weg": "refused",
        "activities.csv/Vage": "refused",
    }
    rows = told(store, anna)
    assert rows.loc["Seerunde", ["note", "shoe", "rpe"]].tolist() == ["windig", "Blue pair", 7]
    assert rows.loc["Rolle", ["sport", "shoe"]].tolist() == ["cycling", ""]
    swim = rows.loc["Bahnen"]
    assert swim[["sport", "elapsed_s", "distance_m", "rpe"]].tolist() == ["swimming", 2700, 2000, 4]
    assert swim["start_time"] == pd.Timestamp("2026-05-10T16:00", tz="UTC")
    assert swim["local_day"] == pd.Timestamp("2026-05-10")
    photo = receipt.rows.loc[receipt.rows["member"] == "media/9.jpg", "reason"].item()
    assert photo.startswith("A picture or a video")
    unwell = receipt.rows[receipt.rows["status"] == "refused"]
    assert unwell["reason"].str.contains("activities/3.gpx, which is not there").sum() == 1
    assert unwell["reason"].str.contains("its start or its length cannot be read").sum() == 1
    assert store.receipt(anna, receipt.receipt_id).total == 8


def test_an_unpacked_strava_export_gives_the_same(store, anna, tmp_path):
    for name, data in strava().items():
        path = tmp_path / "export" / name.removesuffix(".gz")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(gzip.decompress(data) if name.endswith(".gz") else data)
    import_files(store, anna, [tmp_path / "export"])
    assert list(told(store, anna).index) == ["Bahnen", "Rolle", "Seerunde"]


def test_the_same_export_again_brings_nothing_new(store, anna):
    import_files(store, anna, [("export.zip", packed(strava()))])
    before = store.sessions(anna)
    again = import_files(store, anna, [("export.zip", packed(strava()))])
    assert again.counts["imported"] == 0
    assert again.counts["duplicate"] == 3
    pd.testing.assert_frame_equal(store.sessions(anna), before)


def test_undo_of_an_export_takes_its_shoes_along_but_not_those_that_were_changed(store, anna):
    receipt = import_files(store, anna, [("export.zip", packed(strava()))])
    assert list(store.shoes(anna)["name"]) == ["Blue pair"]
    receipt.undo()
    assert store.shoes(anna).empty
    assert store.sessions(anna).empty
    import_files(store, anna, [RUN]).undo()
    assert told(store, anna).empty


def test_a_garmin_export_finds_its_recordings_by_their_start(store, anna):
    receipt = import_files(store, anna, [("garmin.zip", packed(garmin()))])
    rows = told(store, anna)
    assert list(rows.index) == ["Park", "Stretch"]
    run = rows.loc["Park"]
    assert run[["note", "shoe", "rpe"]].tolist() == ["Felt very strong.", "Red pair", 5]
    assert rows.loc["Stretch", ["source_format", "elapsed_s"]].tolist() == ["by hand", 3600]
    assert receipt.counts == {
        "imported": 2,
        "repaired": 0,
        "duplicate": 0,
        "skipped": 3,
        "refused": 1,
    }
    again = import_files(store, anna, [("garmin.zip", packed(garmin()))])
    assert again.counts["imported"] == 0
    assert len(store.sessions(anna)) == 2


def test_a_run_from_the_watch_and_again_from_an_export_counts_once(store, anna):
    import_files(store, anna, [RUN])
    members = strava() | {"activities/1.fit.gz": gzip.compress(RUN.read_bytes() + b"\0")}
    receipt = import_files(store, anna, [("export.zip", packed(members))])
    assert by_member(receipt)["activities/1.fit.gz"] == "duplicate"
    assert len(store.sessions(anna)) == 3


def test_an_archive_cut_in_the_middle_gives_what_is_there_and_says_the_rest(store, anna, tmp_path):
    whole = packed(strava())
    (tmp_path / "cut.zip").write_bytes(whole[: len(whole) // 2])
    receipt = import_files(store, anna, [Path(tmp_path / "cut.zip")])
    assert receipt.counts["refused"] >= 1
    assert receipt.rows["reason"].str.contains("cut off").any()
    assert (receipt.rows.loc[receipt.rows["status"] == "refused", "reason"].str[-1] == ".").all()


@pytest.mark.parametrize(
    ("export", "words"),
    [
        (strava, ["Seerunde", "windig", "Blue pair", 7.0]),
        (garmin, ["Park", "Felt very strong.", "Red pair", 5.0]),
    ],
)
def test_a_run_that_is_here_gains_what_a_later_export_says(store, anna, export, words):
    import_files(store, anna, [RUN])
    before, shoes = store.sessions(anna), store.shoes(anna)
    receipt = import_files(store, anna, [("export.zip", packed(export()))])
    rows = told(store, anna).reset_index()
    run = rows[rows["sport"] == "running"].iloc[0]
    assert [run[name] for name in ("name", "note", "shoe", "rpe")] == words
    row = receipt.rows[receipt.rows["activity_id"] == run["activity_id"]]
    assert "What this export says of it was added." in row["reason"].item()

    again = import_files(store, anna, [("export.zip", packed(export()))])
    assert not again.rows["reason"].str.contains("was added").any()
    again.undo()
    assert words[0] in told(store, anna).index

    receipt.undo()
    pd.testing.assert_frame_equal(store.sessions(anna), before)
    pd.testing.assert_frame_equal(store.shoes(anna), shoes)


def test_what_the_person_said_stands_and_an_undo_leaves_it(store, anna):
    import_files(store, anna, [RUN])
    session_id = store.sessions(anna)["session_id"].item()
    store.edit_session(anna, session_id, SessionEdit(name="My run", rpe=CLEAR))
    receipt = import_files(store, anna, [("export.zip", packed(strava()))])
    run = told(store, anna).loc["My run"]
    assert run[["note", "shoe"]].tolist() == ["windig", "Blue pair"]
    assert pd.isna(run["rpe"])
    store.edit_session(anna, session_id, SessionEdit(note="windy"))
    receipt.undo()
    run = told(store, anna).loc["My run"]
    assert run[["note", "shoe"]].tolist() == ["windy", ""]
