"""What ``plimsoll link`` says, typed by a person or read by a script."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dashboard.__main__ import main
from ingest import open_store
from simulation.logs import STRONG, entry, felt, fill, simulated


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database of one runner with a link, in both knees."""
    database = str(tmp_path_factory.mktemp("link") / "runner.sqlite3")
    with open_store(database) as store:
        me = store.add_athlete("Me", "UTC").athlete_id
        fill(store, me, simulated(STRONG, 20), ("left", "right"))
    return database


def link(database: str, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--database", database, "link", *arguments])


def said(database: str, *arguments: str) -> dict:
    result = link(database, "--json", *arguments)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_json_holds_the_result_and_what_stands_beside_it(runner) -> None:
    found = said(runner)

    assert list(found) == [
        "site",
        "moment",
        "load",
        "unit",
        "verdict",
        "p_value",
        "window",
        "effect_points",
        "low",
        "high",
        "upper_limit",
        "n_entries",
        "n_days",
        "n_left_aside",
        "caution",
        "windows",
        "sentence",
        "n_load_days",
        "n_painkiller_days",
        "reverse",
        "surer",
        "other_loads",
        "other_sites",
    ]
    assert found["site"] == "knee-left-medial"
    assert (found["moment"], found["load"], found["unit"]) == ("morning", "distance", "km")
    assert str(found["n_entries"]) in found["sentence"]
    assert [other["site"] for other in found["other_sites"]] == ["knee-right-medial"]
    assert set(found["windows"][0]) == {"window", "effect_points", "low", "high"}


def test_what_is_asked_is_answered(runner) -> None:
    found = said(
        runner, "--site", "knee-right-medial", "--moment", "morning", "--load", "session_rpe"
    )

    assert found["site"] == "knee-right-medial"
    assert (found["load"], found["unit"]) == ("session_rpe", "AU")


def test_a_load_may_be_called_as_it_is_spoken(runner) -> None:
    assert said(runner, "--load", "km")["load"] == "distance"


def test_several_loads_are_judged_together(runner) -> None:
    found = said(runner, "--load", "km", "--load", "session_rpe")

    assert found["load"] == "distance"
    assert [other["load"] for other in found["other_loads"]] == ["session_rpe"]
    assert found["low"] < said(runner)["low"]


def test_the_text_begins_with_what_is_asked_and_the_verdict(runner) -> None:
    found = said(runner)

    text = link(runner).stdout

    asked, verdict, windows, *_ = text.split("\n\n")
    assert asked.startswith("Is heavier running followed by more pain? Inner left knee")
    assert verdict == found["sentence"]
    assert len(windows.splitlines()) == 1 + len(found["windows"])
    assert found["reverse"]["sentence"] in text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--site", "elbow-left"), "Region 'elbow' is not one of"),
        (("--site", "knee"), "is not like knee-left-medial"),
        (("--moment", "noon"), "Moment 'noon' is not one of: morning"),
        (("--load", "mood"), "Load 'mood' is not one of: distance"),
        (("--load=km", "--load=steps", "--load=trimp", "--load=session_rpe"), "One to three loads"),
        (("--athlete", "Nobody"), "There is no athlete Nobody. There is: Me."),
    ],
)
def test_a_word_nobody_knows_is_wrong_use_and_names_those_there_are(
    arguments: tuple[str, ...], words: str, runner: str
) -> None:
    result = link(runner, *arguments)

    assert result.exit_code == 2
    assert words in result.output


def test_a_place_never_noted_is_not_enough(runner) -> None:
    found = said(runner, "--site", "hip-left")

    assert found["verdict"] == "not_enough_entries"
    assert found["n_entries"] == 0
    assert found["windows"] == []
    assert found["p_value"] is None


def test_an_empty_database_stays_empty_and_says_what_is_missing(tmp_path: Path) -> None:
    database = str(tmp_path / "empty.sqlite3")

    result = link(database)

    assert result.exit_code == 0
    assert result.stdout.startswith("No pain noted yet")
    assert said(database)["verdict"] == "not_enough_entries"
    with open_store(database) as store:
        assert store.athletes() == ()


def test_a_diary_without_runs_is_not_enough(tmp_path: Path) -> None:
    database = str(tmp_path / "diary.sqlite3")
    with open_store(database) as store:
        me = store.add_athlete("Me", "UTC").athlete_id
        store.save_pain(me, [entry(day, nprs) for day, nprs in felt(simulated(STRONG, 12)[1])])

    found = said(database)

    assert found["verdict"] == "not_enough_entries"
    assert found["n_left_aside"] > 24


def test_one_of_several_athletes_is_named(tmp_path: Path) -> None:
    database = str(tmp_path / "two.sqlite3")
    with open_store(database) as store:
        for name in ("Ada", "Bo"):
            store.add_athlete(name, "UTC")

    assert "Name one with --athlete: Ada, Bo." in link(database).output
    assert link(database, "--athlete", "Bo").exit_code == 0
