import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

import sample_data
from dashboard.demo import banner, demo_database, demo_day, is_demo, make_again
from ingest import Store, open_store
from sample_data import Season
from sample_data.clinic import LAST_DAY, Client, clients


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.fixture(scope="module")
def two_days(tmp_path_factory: pytest.TempPathFactory) -> Season:
    """The season with only two of its files: as quickly made as can be."""
    whole = sample_data.season()
    packed = tmp_path_factory.mktemp("season") / "two.zip"
    with zipfile.ZipFile(whole.archive) as source, zipfile.ZipFile(packed, "w") as target:
        for activity in whole.activities[1:3]:
            target.writestr(activity.file, source.read(activity.file))
    return replace(whole, archive=packed)


def test_what_is_told_of_files_that_are_not_there_is_kept_all_the_same(
    two_days: Season, tmp_path: Path
) -> None:
    with open_store(demo_database(tmp_path, season=two_days)) as store:
        [runner] = store.athletes()
        sessions = store.sessions(runner.athlete_id)
        diary = store.pain_entries(runner.athlete_id)

    assert sorted(sessions["name"]) == ["Easy run", "Strength"]
    assert len(diary) == len(two_days.diary)
    assert set(diary["session_id"]) <= {"", *sessions["session_id"]}


def test_it_knows_the_runner_it_was_told_of(two_days: Season, tmp_path: Path) -> None:
    with open_store(demo_database(tmp_path, season=two_days)) as store:
        [runner] = store.athletes()
        athlete = store.athlete(runner.athlete_id)
        kinds = store.events(runner.athlete_id)["kind"].tolist()

    assert (athlete.name, athlete.sex, athlete.time_zone) == (
        "Demo runner",
        two_days.runner.sex,
        two_days.runner.time_zone,
    )
    assert len(athlete.thresholds) == len(two_days.runner.limits)
    assert kinds == [event.kind for event in two_days.events]


def test_it_stays_as_it_is_when_nothing_changed(two_days: Season, tmp_path: Path) -> None:
    demo = demo_database(tmp_path, season=two_days)
    with open_store(demo) as store:
        store.add_athlete("Ada")

    assert demo_database(tmp_path, season=two_days) == demo
    with open_store(demo) as store:
        assert [person.name for person in store.athletes()] == ["Ada", "Demo runner"]


def test_it_says_how_long_it_took_and_only_when_it_was_made(
    two_days: Season, tmp_path: Path
) -> None:
    said: list[str] = []

    for _ in range(2):
        demo_database(tmp_path, season=two_days, say=said.append)

    making, made = said
    assert "once" in making
    assert made.endswith(" s.")


def test_another_season_is_another_database(two_days: Season, tmp_path: Path) -> None:
    fewer = replace(two_days, diary=two_days.diary[:1])

    first, second = (demo_database(tmp_path, season=season) for season in (two_days, fewer))

    assert first != second
    assert Path(second).name in names(tmp_path)
    assert Path(first).name not in names(tmp_path)


def test_one_that_was_not_finished_is_made_anew(two_days: Season, tmp_path: Path) -> None:
    demo = Path(demo_database(tmp_path, season=two_days))
    with open_store(str(demo)) as store:
        store.add_athlete("Ada")
    demo.with_suffix(".ready").unlink()

    assert demo_database(tmp_path, season=two_days) == str(demo)
    with open_store(str(demo)) as store:
        assert [person.name for person in store.athletes()] == ["Demo runner"]


def test_an_older_one_makes_way_and_nothing_else_does(two_days: Season, tmp_path: Path) -> None:
    for name in ("demo-runner-0123.sqlite3", "demo-runner-0123.ready", "plimsoll.sqlite3"):
        (tmp_path / name).touch()

    demo_database(tmp_path, season=two_days)

    assert "plimsoll.sqlite3" in names(tmp_path)
    assert not any(name.startswith("demo-runner-0123") for name in names(tmp_path))


def test_its_database_is_told_from_a_persons_own(two_days: Season, tmp_path: Path) -> None:
    assert is_demo(Path(demo_database(tmp_path, season=two_days)))
    assert not is_demo(tmp_path / "plimsoll.sqlite3")


@pytest.fixture(scope="module")
def four() -> tuple[Client, ...]:
    """Of the clinic: a long file, a red flag, nothing at all, a review long overdue."""
    return tuple(one for one in clients() if one.number in (7, 17, 19, 37))


@pytest.fixture(scope="module")
def clinic(four: tuple[Client, ...], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("clinic")
    with open_store(demo_database(folder, "clinic", clinic=four)) as store:
        yield store


def test_the_clinic_holds_what_its_stories_tell(clinic: Store, four: tuple[Client, ...]) -> None:
    ids = {person.name: person.athlete_id for person in clinic.athletes()}

    assert list(ids) == ["Client 07", "Client 17", "Client 19", "Client 37"]
    for client in four:
        mine = ids[client.name]
        assert len(clinic.sessions(mine)) == len(client.outings)
        assert len(clinic.pain_entries(mine)) == len(client.diary)
        assert len(clinic.reviews(mine)) == len(client.reviews)
        assert len(clinic.notes(mine)) == len(client.notes)
        assert len(clinic.working_sites(mine)) == len(client.sites)
        assert len(clinic.exercise_log(mine)) == sum(len(one.done) for one in client.training)
        assert clinic.client_file(mine).is_client


def test_the_clients_days_are_the_stories_days(clinic: Store, four: tuple[Client, ...]) -> None:
    ids = {person.name: person.athlete_id for person in clinic.athletes()}

    for client in (one for one in four if one.number in (19, 37)):
        file = clinic.client_file(ids[client.name])
        assert file.review_due == pd.Timestamp(client.review_due)
        assert file.conservative_since == pd.Timestamp(client.conservative_since)
    flags = clinic.red_flag_answers(ids["Client 17"])
    assert sorted(flags.loc[flags["answer"], "flag"]) == ["calf_swelling", "chest"]


def test_the_clinic_stands_still_and_says_what_it_is(tmp_path: Path) -> None:
    place = Path(demo_database(tmp_path, "clinic", clinic=()))

    assert demo_day(place) == LAST_DAY
    assert "clinic" in banner(place)
    assert is_demo(place)


def test_a_persons_own_database_has_no_day_and_no_banner(tmp_path: Path) -> None:
    own = tmp_path / "plimsoll.sqlite3"

    assert demo_day(own) is None
    assert banner(own) == ""


def test_both_demonstrations_live_side_by_side(two_days: Season, tmp_path: Path) -> None:
    runner = Path(demo_database(tmp_path, season=two_days))
    clinic = Path(demo_database(tmp_path, "clinic", clinic=()))

    assert {runner.name, clinic.name} <= names(tmp_path)
    assert demo_database(tmp_path, season=two_days) == str(runner)


def test_a_reset_takes_back_what_was_changed(two_days: Season, tmp_path: Path) -> None:
    demo = Path(demo_database(tmp_path, season=two_days))
    with open_store(str(demo)) as store:
        [runner] = store.athletes()
        before = len(store.pain_entries(runner.athlete_id))
        store.add_athlete("Somebody else")
        for entry_id in store.pain_entries(runner.athlete_id)["entry_id"]:
            store.delete_pain(runner.athlete_id, entry_id)

        make_again(store, demo, season=two_days)

        [again] = store.athletes()
        assert again.name == "Demo runner"
        assert len(store.sessions(again.athlete_id)) == 2
        assert len(store.pain_entries(again.athlete_id)) == before
    assert demo_database(tmp_path, season=two_days) == str(demo)
