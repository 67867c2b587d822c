"""What stands on the time axis beside load and pain: races, new shoes and other events."""

import math
from dataclasses import dataclass, replace

import pandas as pd

from dashboard.analysis import races, users_text, words
from ingest.diary import RaceResult

EVENT_WORDS = {
    "illness": "ill",
    "travel": "travel",
    "treatment": "treatment",
    "new_shoe": "new shoes",
    "other": "event",
}
LONGEST_NAME = 26
# An event without a last day goes on.
STILL = pd.Timestamp("2200-01-01")


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on one day, or on several; ``label`` is short, ``note`` is the whole of it.

    Both may hold users' text, not yet escaped.
    """

    first: pd.Timestamp
    last: pd.Timestamp
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of a season by kind, each in the order of days."""

    races: tuple[Mark, ...]
    shoes: tuple[Mark, ...]
    events: tuple[Mark, ...]

    def between(self, first: pd.Timestamp, last: pd.Timestamp) -> "Marks":
        """Keep the marks that touch a range of days, cut to it."""
        return Marks(
            *(
                tuple(
                    replace(mark, first=max(mark.first, first), last=min(mark.last, last))
                    for mark in kind
                    if mark.first <= last and mark.last >= first
                )
                for kind in (self.races, self.shoes, self.events)
            )
        )


def marks(
    sessions: pd.DataFrame, results: pd.DataFrame, shoes: pd.DataFrame, events: pd.DataFrame
) -> Marks:
    """Collect the marks of a season.

    Parameters
    ----------
    sessions : pandas.DataFrame
        SESSION_LIST; an activity marked as a race stands for one whose result nobody entered.
    results : pandas.DataFrame
        RACE_RESULTS; time and distance come from :func:`dashboard.analysis.races.figures` alone.
    shoes : pandas.DataFrame
        SHOES; the first pair is no change and has no mark.
    events : pandas.DataFrame
        EVENTS.
    """
    new_shoes = events["kind"] == "new_shoe"
    noted = tuple(_event(row) for _, row in events[~new_shoes].iterrows())
    changes = [_event(row) for _, row in events[new_shoes].iterrows()] + _changes(shoes)
    return Marks(
        races=_in_order((*_results(sessions, results), *_unrecorded(sessions, results))),
        shoes=_in_order(_one_a_day(changes)),
        events=_in_order(noted),
    )


def _in_order(found: tuple[Mark, ...]) -> tuple[Mark, ...]:
    return tuple(sorted(found, key=lambda mark: mark.first))


def _results(sessions: pd.DataFrame, results: pd.DataFrame) -> tuple[Mark, ...]:
    return tuple(
        _race(races.result_of(row), sessions)
        for _, row in results.dropna(subset="race_day").iterrows()
        if row["status"] != "DNS"
    )


def _race(result: RaceResult, watch: pd.DataFrame) -> Mark:
    found = watch[watch["session_id"] == result.session_id]
    figures = races.figures(result, None if found.empty else found.iloc[0])
    name = users_text.shortened(result.race or "Race", LONGEST_NAME)
    said = words.race_time(figures.time_s) or ("" if result.status == "finished" else result.status)
    label = f"{name} {said}".strip()
    return Mark(result.race_day, result.race_day, label, figures.sentence)


def _unrecorded(sessions: pd.DataFrame, results: pd.DataFrame) -> tuple[Mark, ...]:
    """Activities a person marked as a race, where no result of that day was entered."""
    raced = sessions[sessions["is_race"] & ~sessions["local_day"].isin(results["race_day"])]
    return tuple(
        Mark(
            row["local_day"],
            row["local_day"],
            users_text.shortened(row["name"] or "Race", LONGEST_NAME),
        )
        for _, row in raced.drop_duplicates("activity_id").iterrows()
    )


def _changes(shoes: pd.DataFrame) -> list[Mark]:
    used = shoes.dropna(subset="first_use").sort_values("first_use", kind="stable")
    drops = used["heel_drop_mm"].tolist()
    names = used["name"].tolist()
    days = used["first_use"].tolist()
    return [
        Mark(days[now], days[now], _shoe_words(drops[now - 1], drops[now]), names[now])
        for now in range(1, len(used))
    ]


def _shoe_words(before_mm: float, now_mm: float) -> str:
    if not math.isfinite(now_mm):
        return "new shoes"
    after = f"{words.number(now_mm)} mm drop"
    if not math.isfinite(before_mm) or before_mm == now_mm:
        return f"new shoes, {after}"
    return f"new shoes, {words.number(before_mm)} → {after}"


def _one_a_day(changes: list[Mark]) -> tuple[Mark, ...]:
    """Keep one change a day: of an event "new shoes" and the shoe, the shoe knows its drop."""
    by_day = {mark.first: mark for mark in changes}
    return tuple(by_day.values())


def _event(row: pd.Series) -> Mark:
    first = row["first_day"]
    last = STILL if pd.isna(row["last_day"]) else row["last_day"]
    kind = EVENT_WORDS.get(row["kind"], row["kind"])
    note = users_text.one_line(row["note"])
    named = row["kind"] == "other" and note
    return Mark(first, last, users_text.shortened(note, LONGEST_NAME) if named else kind, note)
