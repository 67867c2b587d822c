"""The made clinic tells the stories it says it tells, and tells them the same way every time."""

import re
from datetime import datetime, timedelta

import pytest

from dashboard.analysis.pain import Site
from dashboard.analysis.red_flags import QUESTIONS
from ingest.athlete_tables import MOMENTS
from sample_data.clinic import LAST_DAY, Client, clients


@pytest.fixture(scope="module")
def clinic() -> dict[int, Client]:
    return {client.number: client for client in clients()}


def last_runs(client: Client, days: int) -> dict[int, float]:
    """Kilometres by days ago, of the last so many days."""
    return {
        ago: one.distance_m / 1000
        for one in client.outings
        if one.sport == "running" and (ago := (LAST_DAY - one.start.date()).days) < days
    }


def mornings(client: Client) -> dict[int, int]:
    return {
        (LAST_DAY - entry.felt_at.date()).days: entry.intensity_nprs
        for entry in client.diary
        if entry.moment == "morning"
    }


def test_there_are_forty_with_numbers_for_names(clinic: dict[int, Client]) -> None:
    assert list(clinic) == list(range(1, 41))
    assert all(re.fullmatch(r"Client \d\d", client.name) for client in clinic.values())
    assert len({client.story for client in clinic.values()}) == 40


def test_they_are_made_the_same_every_time(clinic: dict[int, Client]) -> None:
    assert clients() == tuple(clinic.values())


def test_every_place_sign_and_moment_is_one_the_tables_know(clinic: dict[int, Client]) -> None:
    signs = {question.code for question in QUESTIONS}

    for client in clinic.values():
        assert all(Site.parse(entry.place) for entry in client.diary)
        assert {sign.flag for sign in client.signs} <= signs
        assert {entry.moment for entry in client.diary} <= set(MOMENTS)


def test_nothing_lies_after_the_last_day_but_plans_and_reviews(clinic: dict[int, Client]) -> None:
    end = datetime.combine(LAST_DAY, datetime.max.time())

    assert all(client.until(end) == client for client in clinic.values())


def test_what_is_to_come_is_left_out(clinic: dict[int, Client]) -> None:
    noon = datetime.combine(LAST_DAY - timedelta(days=3), datetime.min.time()).replace(hour=12)

    cut = clinic[37].until(noon)

    assert max(entry.felt_at for entry in cut.diary) <= noon
    assert max(outing.start for outing in cut.outings) <= noon
    assert all(day <= noon.date() for one in cut.training for day in one.done)
    assert len(cut.diary) < len(clinic[37].diary)


def test_there_are_files_with_nothing_only_runs_and_only_a_diary(
    clinic: dict[int, Client],
) -> None:
    has = {number: (bool(one.outings), bool(one.diary)) for number, one in clinic.items()}

    assert has[7] == has[40] == (False, False)
    assert has[2] == has[35] == (True, False)
    assert has[6] == (False, True)
    assert sum(both == (True, True) for both in has.values()) >= 30


def test_the_flare_is_six_after_a_week_of_two(clinic: dict[int, Client]) -> None:
    scores = mornings(clinic[3])

    assert scores[0] == 6
    assert max(scores[ago] for ago in range(1, 8) if ago in scores) == 2


def test_the_red_flags_were_answered_the_evening_before(clinic: dict[int, Client]) -> None:
    [first, second] = clinic[17].signs

    assert (first.flag, second.flag) == ("calf_swelling", "chest")
    assert first.answered_at.date() == LAST_DAY - timedelta(days=1)


def test_the_longest_run_is_past_what_was_agreed(clinic: dict[int, Client]) -> None:
    runs = last_runs(clinic[9], 34)
    [agreed] = clinic[9].agreed

    assert runs.pop(3) == 14.0 > agreed.longest_run_km
    assert max(runs.values()) <= 9.2


@pytest.mark.parametrize(
    ("number", "ago", "low", "high"), [(22, 0, 1.1, 1.3), (9, 3, 1.3, 2.0), (26, 1, 2.0, 3.0)]
)
def test_the_spikes_lie_in_their_bands(
    clinic: dict[int, Client], number: int, ago: int, low: float, high: float
) -> None:
    runs = last_runs(clinic[number], ago + 31)
    longest = runs.pop(ago)

    assert low < longest / max(runs.values()) <= high


def test_one_stopped_logging_and_one_was_never_rated_enough(clinic: dict[int, Client]) -> None:
    rated = [outing.rpe is not None for outing in clinic[21].outings]

    assert min(mornings(clinic[11])) == 9
    assert 0 < sum(rated) / len(rated) < 0.5


def test_reviews_are_due_overdue_and_far_away(clinic: dict[int, Client]) -> None:
    due = {number: one.review_due for number, one in clinic.items() if one.review_due}

    assert due[5] == LAST_DAY + timedelta(days=3)
    assert due[13] == LAST_DAY - timedelta(days=8)
    assert due[19] < LAST_DAY - timedelta(days=2000)


def test_a_plan_asks_for_more_than_twice_what_was_run(clinic: dict[int, Client]) -> None:
    [plan] = clinic[20].plans

    assert plan.week.weekday() == 0
    assert max(km for _, km in plan.runs) > 2 * max(last_runs(clinic[20], 30).values())
