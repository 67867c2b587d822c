"""What a physio keeps of a made client, from the few words of its story."""

from datetime import date, datetime, time, timedelta
from typing import TypedDict

from sample_data.clinic.recipe import Care
from sample_data.clinic.records import Agreed, Found, Plan, Reviewed, Score, Training

SINCE_AT = time(9, 30)
WEEK = 7
TICKED_WEEKS = 6
# What each is called, how much of it, how often a week.
EXERCISES = {
    "step_down": ("Step-down from a low stair", "3 x 8 a side, slow", 3),
    "heel_raise": ("Heel raise on one leg", "3 x 12 a side", 4),
    "bridge": ("Bridge on one leg", "3 x 10 a side", 3),
    "side_plank": ("Side plank", "3 x 30 s a side", 3),
    "hip_lift": ("Leg lift lying on the side", "3 x 12 a side", 3),
    "wall_sit": ("Wall sit", "4 x 40 s", 3),
    "toe_curl": ("Toe curls with a towel", "2 x 20", 5),
}


class Kept(TypedDict, total=False):
    """The fields of a client that a physio fills."""

    sites: tuple[tuple[str, date], ...]
    conservative_since: date | None
    review_due: date | None
    phase: int | None
    agreed: tuple[Agreed, ...]
    plans: tuple[Plan, ...]
    training: tuple[Training, ...]
    scores: tuple[Score, ...]
    findings: tuple[Found, ...]
    reviews: tuple[Reviewed, ...]
    notes: tuple[tuple[datetime, str], ...]


def kept(care: Care | None, places: tuple[str, ...], last_day: date) -> Kept:
    """Return the rows of a physio's file; none where nobody looks after the client."""
    if care is None:
        return {}

    def ago(days: int) -> date:
        return last_day - timedelta(days=days)

    first = ago(care.since)
    return {
        "sites": tuple((place, first) for place in places),
        "conservative_since": first,
        "review_due": None if care.review is None else ago(-care.review),
        "phase": care.phase,
        "agreed": () if care.agreed is None else (Agreed(first, *care.agreed),),
        "plans": _plans(care, last_day),
        "training": tuple(_training(name, care, last_day) for name in care.exercises),
        "scores": tuple(
            Score(name, ago(days), total, place=places[0] if places else "")
            for name, total, days in care.scores
        ),
        "findings": tuple(Found(first, *one) for one in care.found),
        "reviews": tuple(
            Reviewed(ago(days), agreed, decision, ago(days - 6 * WEEK))
            for days, agreed, decision in care.reviewed
        ),
        "notes": tuple((datetime.combine(ago(days), SINCE_AT), text) for days, text in care.notes),
    }


def _plans(care: Care, last_day: date) -> tuple[Plan, ...]:
    if not care.planned:
        return ()
    runs = tuple((last_day - timedelta(days=ago), km) for ago, km in care.planned)
    first = runs[0][0]
    return (Plan(first - timedelta(days=first.weekday()), runs),)


def _training(name: str, care: Care, last_day: date) -> Training:
    """Spread the ticks evenly: every n-th due day of the last six weeks."""
    words, dose, times = EXERCISES[name]
    weeks = min(care.since, TICKED_WEEKS * WEEK) // WEEK or 1
    due = [
        last_day - timedelta(days=WEEK * week + round(WEEK * turn / times))
        for week in range(weeks)
        for turn in range(times)
    ]
    first = last_day - timedelta(days=care.since)
    # A beginning of its own for each, so that not all are ticked on the same days.
    turn = len(name) * 0.37
    done = {day for place, day in enumerate(due) if (place * care.done + turn) % 1 < care.done}
    ticked = tuple(sorted(day for day in done if day >= first))
    return Training(words, dose, first, times, ticked)
