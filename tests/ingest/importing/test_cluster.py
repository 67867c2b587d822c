"""A cluster reads the files, this process writes them."""

import pandas as pd
from distributed import Client, LocalCluster

import sample_data
from ingest import import_files, open_store

FILES = [
    sample_data.folder() / name
    for name in ("run_10km.fit", "duathlon.fit", "run_truncated.fit", "course.fit", "run_laps.tcx")
]


def test_a_cluster_gives_the_same_store_as_this_process(tmp_path):
    with (
        open_store(str(tmp_path / "here.sqlite3")) as here,
        open_store(str(tmp_path / "there.sqlite3")) as there,
        LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        anna, ben = here.add_athlete("Anna").athlete_id, there.add_athlete("Ben").athlete_id
        alone = import_files(here, anna, FILES)
        shared = import_files(there, ben, FILES, executor=client.get_executor())
        assert shared.counts == alone.counts
        ids = ["session_id", "activity_id", "athlete_id"]
        pd.testing.assert_frame_equal(
            there.sessions(ben).drop(columns=ids), here.sessions(anna).drop(columns=ids)
        )
