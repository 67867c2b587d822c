import csv
import hashlib
import json
import shutil
import stat
import zipfile

import pandas as pd
import pytest
from sqlalchemy import Integer

from ingest.diary import AthleteSettings, PlannedRun, RaceResult, WeekPlan
from ingest.store import NotAnExport, NotFound, StoreUnwritable, is_export, open_store
from ingest.store.clinic_schema import every_table
from ingest.store.export.names import ELSEWHERE, blobs
from ingest.store.export.tables import DAYS, MADE_ANEW

KINDS = ("out", "out.zip")
GROUPS = ("overall", "gender", "category")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "runs.sqlite3"


@pytest.fixture
def store(path):
    with open_store(str(path)) as store:
        yield store


def kept(rows):
    return {name: cells for name, cells in rows.items() if name not in MADE_ANEW}


@pytest.mark.parametrize("kind", KINDS)
def test_out_erased_and_in_again_gives_every_row_as_it_was(store, path, filled, all_rows, kind):
    athlete_id = filled(store)
    before = kept(all_rows(path))
    assert all(before.values())
    number = store.revision(athlete_id)
    exported = store.export(path.with_name(kind))
    store.erase(athlete_id)
    taken = store.take_in(path.with_name(kind))
    assert kept(all_rows(path)) == before
    assert taken.athletes == exported.athletes == ("Zwiebelkuchen",)
    assert taken.n_activities == 1
    assert store.revision(athlete_id) > number


@pytest.mark.parametrize("kind", KINDS)
def test_taken_in_twice_nothing_comes_twice_and_what_is_here_stays(
    store, path, filled, all_rows, kind
):
    athlete_id = filled(store)
    store.export(path.with_name(kind))
    store.restore_event(athlete_id, f"{len('event_id'):032x}")
    before = kept(all_rows(path))
    assert store.take_in(path.with_name(kind)).n_rows == 0
    assert kept(all_rows(path)) == before


def test_what_was_brought_back_since_is_not_deleted_by_an_older_export(store, path, filled):
    athlete_id = filled(store)
    store.export(path.with_name("out"))
    activity_id = f"{len('activity_id'):032x}"
    assert store.activity(athlete_id, activity_id).is_deleted
    store.restore_activity(athlete_id, activity_id)
    store.take_in(path.with_name("out"))
    assert not store.activity(athlete_id, activity_id).is_deleted


def test_a_weeks_plan_is_not_mixed_with_another(store, path):
    athlete_id = store.add_athlete("Anna").athlete_id
    monday, tuesday = (
        pd.Timestamp("2026-11-23").as_unit("us"),
        pd.Timestamp("2026-11-24").as_unit("us"),
    )
    long = WeekPlan(monday, (PlannedRun(monday, 8.0), PlannedRun(tuesday, 21.0)))
    store.save_week_plan(athlete_id, long)
    store.export(path.with_name("out"))
    store.save_week_plan(athlete_id, WeekPlan(monday, (PlannedRun(monday, 3.0),)))
    store.take_in(path.with_name("out"))
    assert list(store.week_plan(athlete_id, monday)["distance_km"]) == [3.0]


def test_it_opens_without_the_program(store, path, filled):
    athlete_id = filled(store)
    out = path.with_name("out")
    store.export(out)
    assert "Zwiebelkuchen" in (out / "README.md").read_text("utf-8")
    with (out / "tables" / "pain_entries.csv").open(encoding="utf-8", newline="") as file:
        [entry] = csv.DictReader(file)
    assert entry["note"] == 'Zwiebelkuchen\n"note", ü'
    assert entry["local_day"] == "2024-10-04"
    assert entry["felt_at"] == "1970-01-01 00:00:00.020000Z"
    assert entry["athlete_id"] == athlete_id
    [records] = (out / "records").iterdir()
    samples = pd.read_parquet(records)
    assert len(samples) == 5
    assert samples["latitude_deg"].between(49, 51).all()
    [original] = (out / "originals").rglob("Zwiebel*")
    assert original.read_bytes().startswith(b"the file of Zwiebelkuchen, as it came")
    assert json.loads((out / "export.json").read_text("utf-8"))["rows"]["streams"] == 1


@pytest.mark.parametrize("kind", KINDS)
def test_only_its_owner_may_read_it(store, path, filled, kind):
    filled(store)
    out = path.with_name(kind)
    store.export(out)
    files = [file for file in (out, *out.rglob("*")) if file.is_file()]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert all(stat.S_IMODE(f.stat().st_mode) == 0o700 for f in out.rglob("*") if f.is_dir())


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_ever_written_over(store, path, kind):
    out = path.with_name(kind)
    out.write_text("a letter")
    with pytest.raises(StoreUnwritable, match="already"):
        store.export(out)
    assert out.read_text() == "a letter"


def test_one_athletes_export_holds_nobody_else(store, path, filled):
    filled(store, "Anna")
    other = filled(store, "Bernd")
    store.export(path.with_name("out"), [other])
    found = b"".join(f.read_bytes() for f in path.with_name("out").rglob("*") if f.is_file())
    assert b"Bernd" in found
    assert b"Anna" not in found
    with pytest.raises(NotFound):
        store.export(path.with_name("again"), ["nobody"])


def test_it_goes_into_another_database_beside_somebody_of_the_same_name(store, path, filled):
    filled(store, "Me")
    store.export(path.with_name("out"))
    with open_store(str(path.with_name("other.sqlite3"))) as other:
        mine = other.add_athlete("Me")
        other.start_receipt(mine.athlete_id)
        assert other.take_in(path.with_name("out")).athletes == ("Me 2",)
        assert [person.name for person in other.athletes()] == ["Me", "Me 2"]


def test_somebody_of_the_same_name_with_nothing_kept_gives_way(store, path, filled):
    athlete_id = filled(store, "Me")
    store.export(path.with_name("out"))
    with open_store(str(path.with_name("other.sqlite3"))) as other:
        other.add_athlete("Me")
        other.take_in(path.with_name("out"))
        assert [person.athlete_id for person in other.athletes()] == [athlete_id]


def test_a_zip_somebody_packed_from_the_folder_is_an_export_too(store, path, filled):
    athlete_id = filled(store)
    store.export(path.with_name("out"))
    packed = shutil.make_archive(str(path.with_name("packed")), "zip", path.parent, "out")
    store.erase(athlete_id)
    assert store.take_in(path.with_name("packed.zip")).n_activities == 1
    assert packed.endswith("packed.zip")


def without(out, name, *columns):
    file = out / "tables" / f"{name}.csv"
    frame = pd.read_csv(file, dtype=str, keep_default_na=False).drop(columns=list(columns))
    frame.to_csv(file, index=False, quoting=csv.QUOTE_NONNUMERIC)


def test_an_export_of_before_a_table_was_widened_comes_in(store, path):
    anna = store.add_athlete("Anna").athlete_id
    store.save_athlete(anna, AthleteSettings(sex="female", reports_allowed=True))
    store.save_race_result(anna, RaceResult("A race", pd.Timestamp("2026-04-12"), weather="Rain"))
    out = path.with_name("out")
    store.export(out)
    without(out, "athlete_settings", "born_on", "reports_allowed", "default_rpe")
    numbers = [f"{word}_{group}" for word in ("place", "field") for group in GROUPS]
    numbers += ["official_distance_m", "gun_time_s", "chip_time_s", "published_pace_s_per_km"]
    without(out, "race_results", "weather", "companions", "deleted_at", *numbers)
    store.erase(anna)
    store.take_in(out)

    assert store.settings(anna) == AthleteSettings(sex="female", default_rpe=None)
    assert store.race_results(anna)[["race", "weather"]].to_numpy().tolist() == [["A race", ""]]


def remove_picture(out):
    shutil.rmtree(out / "pictures")


def test_what_is_no_export_is_known_as_such(tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "letter.txt").write_text("Dear Anna")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as file:
        file.writestr("deep/down/export.json", "{}")
    (tmp_path / "cut.zip").write_bytes((tmp_path / "other.zip").read_bytes()[:60])
    for name in ("folder", "letter.txt", "other.zip", "cut.zip", "missing"):
        assert not is_export(tmp_path / name)


def change(file, old, new):
    data = file.read_bytes()
    assert old in data
    file.write_bytes(data.replace(old, new))


def spoil_original(out):
    [original] = (out / "originals").rglob("Zwiebel*")
    change(original, b"came", b"CAME")


def remove_records(out):
    shutil.rmtree(out / "records")


def cut_records(out):
    [records] = (out / "records").iterdir()
    records.write_bytes(records.read_bytes()[:200])


def remove_histograms(out):
    (out / "histograms.parquet").unlink()


def newer(out):
    facts = json.loads((out / "export.json").read_text("utf-8"))
    (out / "export.json").write_text(json.dumps(facts | {"version": 99}))


def no_manifest_words(out):
    (out / "export.json").write_text("[]")


def unknown_column(out):
    change(out / "tables" / "events.csv", b'"kind"', b'"sort"')


def pain_of_eleven(out):
    change(out / "tables" / "pain_entries.csv", b",5,", b",11,")


def words_for_numbers(out):
    change(out / "tables" / "pain_entries.csv", b",5,", b",five,")


def somebody_elses_rows(out):
    file = out / "tables" / "events.csv"
    head, row = file.read_text("utf-8").split("\n", 1)
    file.write_text(f'{head}\n"{"0" * 32}"{row[34:]}', "utf-8")


def sessions_of_nothing(out):
    (out / "tables" / "activities.csv").unlink()


def an_id_that_leads_away(out):
    [original] = (out / "originals").rglob("Zwiebel*")
    sha256 = hashlib.sha256(original.read_bytes()).hexdigest()
    for name in ("files", "activities"):
        change(out / "tables" / f"{name}.csv", sha256.encode(), b"../../../../elsewhere")


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (spoil_original, "SHA-256"),
        (remove_records, "missing"),
        (cut_records, "cannot be read"),
        (remove_histograms, "missing"),
        (remove_picture, "missing"),
        (newer, "newer version"),
        (no_manifest_words, "cannot be read"),
        (unknown_column, "does not know: sort"),
        (pain_of_eleven, "do not fit together"),
        (words_for_numbers, "cannot be read"),
        (somebody_elses_rows, "not in this export"),
        (sessions_of_nothing, "do not fit together"),
        (an_id_that_leads_away, "is none"),
    ],
)
def test_a_spoilt_export_changes_nothing_and_says_why(store, path, filled, all_rows, spoil, words):
    out = path.with_name("out")
    athlete_id = filled(store)
    store.export(out)
    store.erase(athlete_id)
    store.add_athlete("Anna")
    before = all_rows(path)
    spoil(out)
    with pytest.raises(NotAnExport, match=words) as caught:
        store.take_in(out)
    assert str(caught.value).endswith("Nothing was taken in from this export.")
    assert all_rows(path) == before


def test_every_column_has_a_place_in_an_export():
    tables = [table for table in every_table() if table.name not in MADE_ANEW]
    found = {(table.name, column.name) for table in tables for column in blobs(table)}
    assert found == ELSEWHERE


def test_every_whole_number_is_known_as_a_day_a_time_or_a_count():
    counts = {"n_bytes", "part", "position", "leg", "steps", "utc_offset_s", "at_byte", "lap"}
    counts |= {"records_lost", "n_records", "n_laps", "revision", "done", "total", "phase"}
    counts |= {"intensity_nprs", "sessions_per_week", "year", "width", "height"}
    whole = {
        column.name
        for table in every_table()
        if table.name not in MADE_ANEW
        for column in table.columns
        if isinstance(column.type, Integer)
        if not column.name.endswith("_us") and not column.name.startswith(("place_", "field_"))
    }
    assert whole - counts == DAYS
