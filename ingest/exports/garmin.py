"""Garmin's account export: ``…summarizedActivities.json`` and ``…gear.json``.

The recordings lie in zips within the zip, under numbers the tables do not know: a line and its
file are brought together by the second they began. Distances are centimetres, durations
milliseconds, times milliseconds since 1970, efforts tens from 10 to 100.
"""

import json
from collections.abc import Iterator, Mapping
from math import nan
from typing import Final, TypeAlias

import pandas as pd

from ingest.exports.told import Entry, Told, effort
from ingest.markup.sports import sport_of

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"
Activity: TypeAlias = Mapping[str, Json]

ACTIVITIES: Final = "summarizedactivities"
GEAR: Final = "gear.json"
LATEST_MS: Final = 4e12
FEELINGS: Final = {
    0: "Felt very weak.",
    25: "Felt weak.",
    50: "Felt normal.",
    75: "Felt strong.",
    100: "Felt very strong.",
}


def is_activities(name: str) -> bool:
    """Say whether a file has the name of a table of activities."""
    plain = name.casefold()
    return ACTIVITIES in plain and plain.endswith(".json")


def is_gear(name: str) -> bool:
    """Say whether a file has the name of the table of shoes and bikes."""
    return name.casefold().endswith(GEAR)


def read_activities_table(data: bytes) -> tuple[Entry, ...]:
    """Read the lines of a table of activities; empty when it is another table.

    ``Told.gear`` holds the activity's number, for :func:`read_gear_table`.
    """
    lines = [
        line
        for table in _tables(data)
        for line in _list(table.get("summarizedActivitiesExport"))
        if isinstance(line, dict)
    ]
    return tuple(_entry(number, line) for number, line in enumerate(lines, start=1))


def read_gear_table(data: bytes) -> dict[str, str]:
    """Read which shoe or bike an activity was done with: its number to the gear's name."""
    worn: dict[str, str] = {}
    for table in _tables(data):
        names = {
            _text(gear, "gearPk"): _text(gear, "displayName") or _text(gear, "customMakeModel")
            for gear in _list(table.get("gearDTOS"))
            if isinstance(gear, dict)
        }
        links = table.get("gearActivityDTOs")
        for key, activities in links.items() if isinstance(links, dict) else ():
            for activity in _list(activities):
                if isinstance(activity, dict) and names.get(key):
                    worn[_text(activity, "activityId")] = names[key]
    return worn


def _tables(data: bytes) -> Iterator[dict[str, Json]]:
    try:
        found: Json = json.loads(data)
    except (ValueError, RecursionError):
        return
    for table in found if isinstance(found, list) else [found]:
        if isinstance(table, dict):
            yield table


def _entry(number: int, line: Activity) -> Entry:
    sport, sub_sport = sport_of(_text(line, "activityType") or _text(line, "sportType"))
    rpe = _first(line, ("workoutRpe", "directWorkoutRpe"))
    feeling = _first(line, ("workoutFeel", "directWorkoutFeel"))
    notes = (_text(line, "description"), FEELINGS.get(int(feeling), "") if feeling >= 0 else "")
    return Entry(
        line=number,
        told=Told(
            name=_text(line, "name") or _text(line, "activityName"),
            note="\n".join(filter(None, notes)),
            gear=_text(line, "activityId"),
            rpe=effort(rpe / 10),
            sport=sport,
            sub_sport=sub_sport,
        ),
        start=_time(_first(line, ("startTimeGmt", "beginTimestamp"))),
        elapsed_s=_first(line, ("elapsedDuration", "duration")) / 1000,
        distance_m=_first(line, ("distance",)) / 100,
    )


def _time(milliseconds: float) -> pd.Timestamp:
    if not 0 < milliseconds < LATEST_MS:
        return pd.NaT  # type: ignore[return-value]
    return pd.Timestamp(int(milliseconds), unit="ms", tz="UTC").as_unit("us")


def _first(line: Activity, names: tuple[str, ...]) -> float:
    """Return the first of some fields that holds a number; NaN without one."""
    numbers = (line.get(name) for name in names)
    return next(
        (float(n) for n in numbers if isinstance(n, int | float) and not isinstance(n, bool)), nan
    )


def _text(line: Activity, name: str) -> str:
    value = line.get(name)
    if isinstance(value, dict):
        value = value.get("typeKey")
    return str(value).strip() if isinstance(value, str | int) else ""


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []
