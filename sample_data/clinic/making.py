"""Stories into rows with dates: sessions, mornings and what a physio keeps. The same every time."""

import math
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import numpy as np

from sample_data.clinic.care import kept
from sample_data.clinic.recipe import Mornings, Runs, Story
from sample_data.clinic.records import Client, Felt, Outing, Shoes, Sign
from sample_data.story import dates

# The Sunday on which the clinic stands still.
LAST_DAY = dates.LAST_DAY
WEEK = 7
LONG_RUN_KM = 9.0
WALK_RUN_KM = 3.3
SLOW_KM_H, EASY_KM_H = 7.0, 9.6
AFTER_RUN_DAYS = 28
ANSWERED_AT = time(21, 40)
_BESIDE = {"swimming": ("Swim", 2000.0), "cycling": ("Easy ride", 22_000.0)}
_OTHER_NAMES = {"strength_training": "Strength", "yoga": "Yoga"}


def made(story: Story) -> Client:
    """Make one client of a story; chance has the client's number for its seed."""
    outings = tuple(sorted(_outings(story), key=lambda one: one.start))
    return Client(
        number=story.number,
        story=story.what,
        units="mile" if story.in_miles else "km",
        time_zone=story.time_zone,
        outings=outings,
        diary=tuple(entry for place in story.mornings for entry in _felt(place, outings)),
        signs=tuple(
            Sign(datetime.combine(day_of(ago), ANSWERED_AT), flag, story.mornings[0].place)
            for ago, flag in story.signs
        ),
        shoes=tuple(Shoes(name, drop, day_of(ago)) for name, drop, ago in story.shoes),
        seen=story.seen,
        **kept(story.care, tuple(one.place for one in story.mornings), LAST_DAY),
    )


def day_of(ago: int) -> date:
    """Return the day so many days before the last one."""
    return LAST_DAY - timedelta(days=ago)


def _outings(story: Story) -> Iterator[Outing]:
    if story.runs is None:
        return
    chance = np.random.default_rng(story.number)
    runs = story.runs
    for ago in range(runs.weeks * WEEK - 1, -1, -1):
        week = runs.weeks - 1 - ago // WEEK
        km = runs.km[day_of(ago).weekday()] * (1 + runs.growth) ** week
        if km and ago >= runs.ended:
            # Rounded down to a tenth: chance never makes a run longer than the story says.
            km = math.floor(km * chance.uniform(0.94, 1.0) * 10) / 10
            yield _run(runs, day_of(ago), km, chance)
        yield from _beside(runs, day_of(ago), chance)
    for ago, km in runs.extra:
        yield _run(runs, day_of(ago), km, chance)


def _run(runs: Runs, day: date, km: float, chance: np.random.Generator) -> Outing:
    is_walk_run = km < WALK_RUN_KM
    speed = (SLOW_KM_H if is_walk_run else EASY_KM_H) * chance.uniform(0.97, 1.03)
    named = "Walk and run" if is_walk_run else "Long run" if km > LONG_RUN_KM else "Easy run"
    return Outing(
        datetime.combine(day, time(7, 30)),
        "running",
        round(km / speed * 60, 1),
        km * 1000,
        _effort(runs, 3.0 + km / 6, chance),
        named,
    )


def _beside(runs: Runs, day: date, chance: np.random.Generator) -> Iterator[Outing]:
    for weekday, sport, sub_sport, minutes in runs.beside:
        if day.weekday() == weekday:
            named, metres = _BESIDE.get(sport, (_OTHER_NAMES.get(sub_sport, ""), math.nan))
            effort = _effort(runs, 4.0, chance)
            at = datetime.combine(day, time(18, 0))
            yield Outing(at, sport, minutes, metres, effort, named, sub_sport)


def _effort(runs: Runs, usual: float, chance: np.random.Generator) -> float | None:
    effort = float(min(9, max(1, round(usual + chance.uniform(-0.7, 0.7)))))
    return effort if chance.uniform() < runs.rated else None


def _felt(place: Mornings, outings: tuple[Outing, ...]) -> Iterator[Felt]:
    scores = dict(_mornings(place))
    notes = dict(place.notes)
    for ago, score in scores.items():
        yield Felt(
            datetime.combine(day_of(ago), time(7, 0)),
            place.place,
            score,
            "morning",
            clicking=place.clicking and ago % 5 == 0,
            painkiller_taken=ago in place.painkillers,
            note=notes.get(ago, ""),
        )
    yield from _after_runs(place, scores, outings)


def _mornings(place: Mornings) -> Iterator[tuple[int, int]]:
    for ago, digit in enumerate(reversed(place.scores), place.ended):
        if digit != ".":
            yield ago, int(digit)


def _after_runs(
    place: Mornings, scores: dict[int, int], outings: tuple[Outing, ...]
) -> Iterator[Felt]:
    if place.after is None:
        return
    for outing in outings:
        ago = (LAST_DAY - outing.start.date()).days
        if outing.sport == "running" and ago < AFTER_RUN_DAYS and ago in scores:
            at = outing.start + timedelta(minutes=outing.minutes + 30)
            yield Felt(at, place.place, min(10, scores[ago] + place.after), "after")
