"""Real result lists: rows, outcomes, fastest and usual time as counted by hand."""

from pathlib import Path

import pandas as pd
import pytest

from ingest import read_race_results
from ingest.race_results import read_result_list

# Lines of runners, finishers, DNF; fastest and median chip time, last as h:mm:ss.
COUNTED = {
    "marathon-results__Honolulu_results-2015.csv": (21_553, 21_553, 0, "2:11:43", "6:12:24"),
    "marathon-results__Portland_results-2018.csv": (752, 752, 0, "2:25:02", "4:19:37"),
    "py-race-results__crrr_ne.shtml": (292, 292, 0, "0:28:29", "0:47:42"),
    "runpandas-data__lochness_marathon_2003.csv": (752, 752, 0, "2:20:59", "4:00:41"),
    "runpandas-data__lochness_marathon_2009.csv": (2173, 2173, 0, "2:20:13", "4:07:44"),
    "runpandas-data__lochness_marathon_2010.csv": (2534, 2495, 39, "2:20:50", "4:12:36"),
    "runpandas-data__lochness_marathon_2018.csv": (2825, 2810, 15, "2:22:56", "4:20:07"),
    "runpandas-data__lochness_marathon_2019.csv": (3626, 3585, 41, "2:29:31", "4:29:49"),
    "runpandas-data__lochness_marathon_2021.csv": (2659, 2640, 19, "2:32:21", "4:28:38"),
    "runpandas__result_10k.csv": (1, 1, 0, "2:09:37", "2:09:37"),
    "runpandas__result_with_nonfinishers.csv": (2825, 2810, 15, "2:22:56", "4:20:07"),
    "runpandas__valid_result_br.csv": (3167, 3167, 0, "2:18:27", "4:00:27"),
}
# Times on the way that lie where their heading says, by the usual time there; the lists hold more.
ON_THE_WAY = {
    "marathon-results__Honolulu_results-2015.csv": {
        "split_5000": "0:38:44",
        "split_10000": "1:17:15",
        "split_21097.5": "3:24:35",
        "split_25000": "4:10:44",
    },
    "runpandas-data__lochness_marathon_2018.csv": {"split_21097.5": "2:01:23.5"},
    "runpandas-data__lochness_marathon_2003.csv": {},
}
FIVE_MILES_OR_SO = "py-race-results__crrr_ne.shtml"
SLOWEST_S_PER_KM = 1300


@pytest.fixture(scope="module")
def results(corpus: Path) -> dict[str, pd.DataFrame]:
    folder = corpus / "results"
    return {
        path.name: read_race_results(path.read_bytes(), filename=path.name)
        for path in sorted(folder.iterdir())
    }


def seconds(clock: str) -> float:
    return pd.Timedelta(clock).total_seconds()


def test_every_list_of_the_corpus_is_counted(results: dict[str, pd.DataFrame]) -> None:
    assert sorted(results) == sorted(COUNTED)


@pytest.mark.parametrize("name", COUNTED)
def test_a_list_gives_what_was_counted(name: str, results: dict[str, pd.DataFrame]) -> None:
    rows, finishers, given_up, fastest, usual = COUNTED[name]
    found = results[name]

    assert len(found) == rows
    assert (found["status"] == "finished").sum() == finishers == found["chip_time_s"].count()
    assert (found["status"] == "DNF").sum() == given_up
    assert found["status"].isin(["DNS", "DSQ"]).sum() == 0
    assert found["chip_time_s"].min() == seconds(fastest)
    assert found["chip_time_s"].median() == pytest.approx(seconds(usual), abs=0.5)


@pytest.mark.parametrize("name", ON_THE_WAY)
def test_times_on_the_way_lie_where_their_heading_says(name: str, corpus: Path) -> None:
    found = read_result_list((corpus / "results" / name).read_bytes(), filename=name).results
    splits = {column: found[column] for column in found if column.startswith("split_")}

    assert {column: times.median() for column, times in splits.items()} == {
        column: seconds(usual) for column, usual in ON_THE_WAY[name].items()
    }
    for times in splits.values():
        assert not (times >= found["chip_time_s"]).any()


@pytest.mark.parametrize("name", COUNTED)
def test_no_time_is_off_by_sixty(name: str, results: dict[str, pd.DataFrame]) -> None:
    found = results[name]
    times = pd.concat([found["chip_time_s"], found["gun_time_s"]]).dropna()

    assert times.max() / times.min() < 8
    if name != FIVE_MILES_OR_SO:
        assert set(found["official_distance_m"]) == {42_195}
        assert times.min() / 42.195 > 170
        assert times.max() / 42.195 < SLOWEST_S_PER_KM


@pytest.mark.parametrize("name", COUNTED)
def test_everyone_has_a_name_and_mostly_a_place(
    name: str, results: dict[str, pd.DataFrame]
) -> None:
    found = results[name]
    finished = found[found["status"] == "finished"]

    assert (found["name"] != "").mean() > 0.99
    assert (found["bib"] != "").mean() > 0.99
    assert (finished["place_overall"].notna() | finished["place_gender"].notna()).all()
    behind_s = (finished["gun_time_s"] - finished["chip_time_s"]).dropna()
    assert (behind_s >= -1).all()
