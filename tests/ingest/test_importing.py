import os
import pickle
import time
import zipfile
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pandas as pd
import pytest

import sample_data
from ingest.checking import Refusal
from ingest.importing import WINDOW, import_files, parse_one
from ingest.importing.workers import WorkerDied, WorkerHung, Workers
from ingest.store import NewFile, SessionEdit, Store, open_store
from ingest.tables import RECEIPT_ROWS

RUN = sample_data.folder() / "run_gpxtpx.gpx"
DUATHLON = sample_data.folder() / "duathlon.fit"
CHAINED = sample_data.folder() / "two_activities_chained.fit"
CUT = sample_data.folder() / "run_truncated.fit"
COURSE = sample_data.folder() / "course.fit"
PICTURE = sample_data.folder() / "picture_renamed.fit"


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    with open_store(str(tmp_path / "store" / "runs.sqlite3")) as store:
        yield store


@pytest.fixture
def anna(store) -> str:
    return store.add_athlete("Anna", "Europe/Brussels").athlete_id


def statuses(receipt) -> list[str]:
    return list(receipt.rows["status"])


def test_each_kind_of_file_gets_its_row_and_none_stops_the_rest(store, anna):
    receipt = import_files(store, anna, [PICTURE, RUN, COURSE, CUT, RUN, Path("gone.fit")])
    assert statuses(receipt) == [
        "refused",
        "imported",
        "skipped",
        "repaired",
        "duplicate",
        "refused",
    ]
    assert receipt.counts == {
        "imported": 1,
        "repaired": 1,
        "duplicate": 1,
        "skipped": 1,
        "refused": 2,
    }
    unwell = receipt.rows[receipt.rows["status"] != "imported"]
    assert unwell["reason"].str.endswith(".").all()
    assert len(store.sessions(anna)) == 2


def test_the_rows_are_stored_with_the_receipt(store, anna):
    receipt = import_files(store, anna, [RUN, PICTURE])
    assert list(receipt.rows.columns) == RECEIPT_ROWS.names
    stored = store.receipt(anna, receipt.receipt_id)
    pd.testing.assert_frame_equal(stored.rows, receipt.rows)
    assert (stored.state, stored.done, stored.total) == ("done", 2, 2)


def test_a_file_of_two_activities_gets_a_row_for_each(store, anna):
    receipt = import_files(store, anna, [CHAINED])
    assert statuses(receipt) == ["imported", "imported"]
    assert receipt.rows["activity_id"].nunique() == 2
    again = import_files(store, anna, [CHAINED])
    assert statuses(again) == ["duplicate", "duplicate"]
    assert list(again.rows["duplicate_of"]) == list(receipt.rows["activity_id"])


def test_legs_and_transitions_of_a_duathlon_are_kept_in_order(store, anna):
    receipt = import_files(store, anna, [DUATHLON])
    activity = store.activity(anna, receipt.rows["activity_id"].item())
    sports = list(activity.sessions["sport"])
    assert sports == ["running", "transition", "cycling", "transition", "running"]
    assert list(activity.sessions["position"]) == [0, 1, 2, 3, 4]
    assert [int(leg) for leg in activity.sessions["leg"].dropna()] == [1, 2, 3]
    assert len(store.sessions(anna)) == 3
    assert store.original(anna, activity.activity_id) == ("duathlon.fit", DUATHLON.read_bytes())


def test_a_zip_a_folder_and_gz_give_the_same_activities_as_the_files(store, anna, tmp_path):
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "notes.txt").write_text("not a run")
    with zipfile.ZipFile(folder / "runs.zip", "w") as archive:
        archive.write(RUN, "activities/run.gpx")
        archive.write(PICTURE, "photos/finish.png")
    receipt = import_files(store, anna, [folder])
    assert list(receipt.rows["member"]) == [
        "notes.txt",
        "runs.zip/activities/run.gpx",
        "runs.zip/photos/finish.png",
    ]
    assert statuses(receipt) == ["skipped", "imported", "skipped"]
    assert set(receipt.rows["source"]) == {str(folder)}
    assert statuses(import_files(store, anna, [RUN])) == ["duplicate"]


def test_the_same_file_wrapped_in_gz_is_the_same_file(store, anna):
    wrapped = sample_data.folder() / "run.fit.gz"
    receipt = import_files(store, anna, [wrapped])
    activity_id = receipt.rows["activity_id"].item()
    name, data = store.original(anna, activity_id)
    assert name == "run.fit"
    assert statuses(import_files(store, anna, [(name, data)])) == ["duplicate"]


def test_progress_counts_every_member_and_names_it(store, anna):
    seen = []
    import_files(store, anna, [RUN, PICTURE], progress=lambda *step: seen.append(step))
    assert seen == [(1, 2, RUN.name), (2, 2, PICTURE.name)]


def test_undo_takes_out_what_came_in_and_a_second_import_brings_the_edits_back(store, anna):
    import_files(store, anna, [CUT])
    receipt = import_files(store, anna, [RUN, CUT])
    session_id = store.activity(anna, receipt.rows["activity_id"].iloc[0]).sessions["session_id"]
    store.edit_session(anna, session_id.item(), SessionEdit(rpe=8, note="windy"))
    assert receipt.undo() == 1
    assert len(store.sessions(anna)) == 1
    again = import_files(store, anna, [RUN])
    assert again.rows["activity_id"].item() == receipt.rows["activity_id"].iloc[0]
    back = store.sessions(anna).set_index("session_id").loc[session_id.item()]
    assert (back["rpe"], back["note"]) == (8, "windy")


def test_a_cancelled_import_stops_between_files_and_keeps_what_is_in(store, anna):
    receipt_id = store.start_receipt(anna)

    def cancel_after_the_first(done, total, name):
        assert (done, total, name) == (1, 3, RUN.name)
        store.cancel_receipt(anna, receipt_id)

    receipt = import_files(
        store, anna, [RUN, CUT, DUATHLON], progress=cancel_after_the_first, receipt_id=receipt_id
    )
    assert statuses(receipt) == ["imported"]
    stored = store.receipt(anna, receipt_id)
    assert (stored.state, stored.done, stored.total) == ("cancelled", 1, 3)
    assert len(store.sessions(anna)) == 1


def test_an_import_that_is_interrupted_is_not_left_running(store, anna):
    receipt_id = store.start_receipt(anna)

    def interrupt(*_step):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_files(store, anna, [RUN, CUT], progress=interrupt, receipt_id=receipt_id)
    assert store.receipt(anna, receipt_id).state == "cancelled"
    assert len(store.sessions(anna)) == 1


def test_no_sources_are_an_import_of_nothing(store, anna):
    receipt = import_files(store, anna, [])
    assert receipt.rows.empty
    assert store.receipt(anna, receipt.receipt_id).state == "done"


class Counting(ThreadPoolExecutor):
    """A pool that remembers how many files were ever waiting at once."""

    waiting = most = 0

    def submit(self, *args, **named):
        self.waiting += 1
        self.most = max(self.most, self.waiting)
        future = super().submit(*args, **named)
        result = future.result

        def answered(timeout=None):
            self.waiting -= 1
            return result(timeout)

        future.result = answered
        return future


def test_an_executor_gets_a_few_files_at_a_time_and_rows_keep_their_order(store, anna):
    files = [(f"{n}.fit", b"no run %d" % n) for n in range(WINDOW * 2)]
    with Counting(2) as executor:
        receipt = import_files(store, anna, files, executor=executor)
    assert executor.most == WINDOW
    assert list(receipt.rows["source"]) == [name for name, _ in files]


def test_processes_that_parse_give_the_same_store_as_this_one(store, anna, tmp_path):
    sources = [RUN, DUATHLON, CUT, PICTURE]
    here = import_files(store, anna, sources)
    with (
        open_store(str(tmp_path / "other.sqlite3")) as other,
        ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor,
    ):
        ben = other.add_athlete("Ben", "Europe/Brussels").athlete_id
        there = import_files(other, ben, sources, executor=executor)
        assert statuses(there) == statuses(here)
        ids = ["session_id", "activity_id", "athlete_id"]
        pd.testing.assert_frame_equal(
            other.sessions(ben).drop(columns=ids), store.sessions(anna).drop(columns=ids)
        )


class Broken(ThreadPoolExecutor):
    """A pool whose first worker dies and which takes nothing more."""

    def submit(self, *_args, **_named):
        if hasattr(self, "died"):
            raise RuntimeError("cannot schedule new futures")
        self.died = Future()
        self.died.set_exception(RuntimeError("worker died"))
        return self.died


def test_a_worker_that_dies_costs_its_file_and_the_others_are_read_elsewhere(store, anna):
    with Broken(1) as executor:
        receipt = import_files(store, anna, [RUN, CUT], executor=executor)
    assert statuses(receipt) == ["refused", "repaired"]
    assert "by itself" in receipt.rows["reason"].iloc[0]
    assert statuses(import_files(store, anna, [RUN, CUT])) == ["imported", "duplicate"]


def test_workers_lose_one_file_to_a_death_and_one_to_a_hang_and_go_on():
    with Workers(2, patience_s=3) as workers:
        futures = [
            workers.submit(str.upper, "a"),
            workers.submit(os._exit, 3),
            workers.submit(str.upper, "b"),
            workers.submit(time.sleep, 60),
            workers.submit(str.upper, "c"),
        ]
        errors = [type(future.exception()) for future in futures]
        answers = [futures[at].result() for at in (0, 2, 4)]
    assert errors[1] is WorkerDied
    assert errors[3] is WorkerHung
    assert answers == ["A", "B", "C"]


class Fragile(ProcessPoolExecutor):
    """A pool of the standard library one of whose processes dies at the third file."""

    n_files = 0

    def submit(self, fn, *args):
        self.n_files += 1
        if self.n_files == 3:
            return super().submit(os._exit, 3)
        return super().submit(fn, *args)


def test_a_broken_pool_costs_no_other_file(store, anna):
    files = [sample.path for sample in sample_data.files() if sample.file.endswith(".tcx")]
    with Fragile(1, mp_context=get_context("spawn")) as executor:
        receipt = import_files(store, anna, files, executor=executor)
    assert "refused" not in statuses(receipt)
    assert len(receipt.rows) == len(files)


def test_what_is_here_already_is_known_without_reading_it_again(store, anna):
    import_files(store, anna, [RUN, DUATHLON, CHAINED])

    class Unused(ThreadPoolExecutor):
        def submit(self, *_args, **_named):
            raise AssertionError("nothing should be parsed")

    with Unused(1) as executor:
        again = import_files(store, anna, [RUN, DUATHLON, CHAINED], executor=executor)
    assert statuses(again) == ["duplicate"] * 4
    assert again.rows["reason"].str.startswith("The same file is already here").all()


@pytest.mark.parametrize(
    "sample", sample_data.files(), ids=[sample.file for sample in sample_data.files()]
)
def test_every_sample_parses_to_something_that_can_be_sent_to_another_process(sample):
    parsed = parse_one(sample.path.read_bytes(), sample.file)
    again = pickle.loads(pickle.dumps(parsed))  # noqa: S301 - our own bytes
    if isinstance(parsed.outcome, Refusal):
        assert again.outcome == parsed.outcome
    else:
        assert isinstance(again.outcome, NewFile)
        assert again.outcome.sha256 == parsed.outcome.sha256
        assert len(again.outcome.activities) == len(parsed.outcome.activities)


def test_a_file_that_breaks_a_reader_is_one_refused_row():
    for data in (b"", b"\0" * 100, b"<gpx" * 1000, b"\x0e\x10" + b".FIT" * 99):
        assert isinstance(parse_one(data, "odd.fit").outcome, Refusal)


def test_markup_in_a_file_name_is_kept_as_text(store, anna):
    name = "<script>alert(1)</script> ![](http://x) .gpx"
    receipt = import_files(store, anna, [(name, RUN.read_bytes())])
    assert receipt.rows["source"].item() == name
    activity = store.activity(anna, receipt.rows["activity_id"].item())
    assert activity.file_name == name.rsplit("/", maxsplit=1)[-1]
