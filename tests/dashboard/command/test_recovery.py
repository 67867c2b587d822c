"""What ``plimsoll recovery`` says, typed by a person or read by a script."""

import json
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from dashboard.__main__ import main
from dashboard.access import Access
from dashboard.command.recovery import recovery_json, recovery_text, told
from ingest import open_store
from simulation.logs import entry, fill

LAST = pd.Timestamp("2026-06-14")
FALL = [7, 7, 6, 7, 6, 6, 6, 5, 6, 5, 5, 5, 4, 5, 4, 4, 4, 3, 4, 3, 3, 3, 2, 3, 2, 2, 1, 2, 1, 1, 1]


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database of one runner whose left knee got better, with a run a week."""
    database = str(tmp_path_factory.mktemp("recovery") / "runner.sqlite3")
    days = pd.date_range(end=LAST, periods=len(FALL))
    km = pd.Series([5.0 if at % 7 == 0 else 0.0 for at in range(len(FALL))], days)
    with open_store(database) as store:
        me = store.add_athlete("Me", "UTC").athlete_id
        fill(store, me, (km, pd.Series(FALL, days, dtype="float64")), ("left",))
    return database


def recovery(database: str, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--database", database, "recovery", *arguments])


def as_of(database: str, until: pd.Timestamp, **asked: str):
    with open_store(database) as store:
        me = store.athletes()[0].athlete_id
        words = {"site": "", "moment": ""} | asked
        return told(Access(store), me, words["site"], words["moment"], until)


def test_the_json_holds_the_course_and_the_runs_in_it(runner) -> None:
    found = recovery_json(as_of(runner, LAST))

    assert (found["site"], found["moment"]) == ("knee-left-medial", "morning")
    assert (found["first"], found["last"]) == ("2026-05-04", "2026-06-14")
    assert found["label"] == "steady improvement"
    assert found["low"] < found["slope_per_week"] < found["high"] < 0
    assert (found["n_entries"], found["n_days"]) == (31, 31)
    assert found["runs"] == {"settled": 4, "known": 5, "runs": 5}
    assert found["return_to_running"] is None
    assert set(found["line"][0]) == {"day", "level", "low", "high"}


def test_the_text_begins_with_the_place_and_the_days_then_the_sentence(runner) -> None:
    asked, sentence, *rest = recovery_text(as_of(runner, LAST)).split("\n\n")

    assert asked == "Inner left knee, in the morning, 4 May 2026 to 14 Jun 2026."
    assert sentence.startswith("Steady improvement: in 31 entries over 31 days this pain fell by")
    assert rest == ["Settled by the next morning: 4 of 5 runs."]


def test_typed_at_a_later_day_it_says_that_nothing_was_noted_lately(runner) -> None:
    result = recovery(runner, "--json")

    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert found["label"] == "not enough entries yet"
    assert found["slope_per_week"] is None
    assert found["flares"] == []


def test_flares_stand_in_a_table_with_the_days_they_took(tmp_path: Path) -> None:
    database = str(tmp_path / "flares.sqlite3")
    pain = [1] * 8 + [5, 5, 1, 1] + [1] * 8 + [4, 4]
    days = pd.date_range(end=LAST, periods=len(pain))
    with open_store(database) as store:
        me = store.add_athlete("Me", "UTC").athlete_id
        store.save_pain(me, [entry(day, nprs) for day, nprs in zip(days, pain, strict=True)])

    _, sentence, table, *_ = recovery_text(as_of(database, LAST)).split("\n\n")

    assert sentence.startswith("Up and down: 2 flares in six weeks, the last not settled yet")
    assert [line.split("  ")[-1].strip() for line in table.splitlines()] == [
        "settled in",
        "3 days",
        "not yet",
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--site", "elbow-left"), "Region 'elbow' is not one of"),
        (("--site", "knee"), "is not like knee-left-medial"),
        (("--moment", "noon"), "Moment 'noon' is not one of: morning"),
        (("--athlete", "Nobody"), "There is no athlete Nobody. There is: Me."),
    ],
)
def test_what_cannot_be_asked_is_said(runner, arguments, words) -> None:
    result = recovery(runner, *arguments)

    assert result.exit_code == 2
    assert words in result.output


def test_a_place_without_an_entry_is_answered(runner) -> None:
    found = recovery_json(as_of(runner, LAST, site="knee-right-deep", moment="after"))

    assert (found["site"], found["moment"]) == ("knee-right-deep", "after")
    assert found["sentence"] == (
        "Not enough entries yet (0 of 12 in the six weeks to 14 Jun 2026)."
    )


@pytest.mark.parametrize("names", [(), ("Me",)])
def test_an_empty_diary_says_where_to_begin(tmp_path: Path, names: tuple[str, ...]) -> None:
    database = str(tmp_path / "empty.sqlite3")
    with open_store(database) as store:
        for name in names:
            store.add_athlete(name, "UTC")

    assert json.loads(recovery(database, "--json").stdout)["n_entries"] == 0
    assert recovery(database).stdout.startswith("No pain noted yet")


def test_the_phase_a_physio_set_is_told(runner: str) -> None:
    with open_store(runner) as store:
        me = store.athletes()[0].athlete_id
        way = Access(store)
        kept = way.client_file(me)
        way.save_client_file(me, type(kept)(is_client=True, phase=3))
        said = recovery_text(told(way, me, "", "", LAST))
        way.save_client_file(me, kept)

    assert "phase 3 of 6, as agreed" in said
