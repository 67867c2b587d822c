"""A race result as its form shows it, back from what was typed, and as lines to read."""

import math
from dataclasses import dataclass, replace

import pandas as pd

from dashboard.analysis import typed, words
from dashboard.analysis.races import result_of
from dashboard.analysis.typed import USUAL_DISTANCES_M
from ingest.diary import RaceResult, RaceStatus

STATUSES: dict[RaceStatus, str] = {
    "finished": "Finished",
    "DNF": "Did not finish",
    "DNS": "Did not start",
    "DSQ": "Disqualified",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands in the fields of the form, as text; ``overall`` and the like as "436 of 1183"."""

    race: str = ""
    category: str = ""
    distance: str = ""
    chip: str = ""
    gun: str = ""
    pace: str = ""
    overall: str = ""
    by_gender: str = ""
    by_category: str = ""
    weather: str = ""
    companions: str = ""


def draft(result: RaceResult) -> Draft:
    """Write a stored result as its form shows it."""
    return Draft(
        race=result.race,
        category=result.category,
        distance=_distance(result.official_distance_m),
        chip=typed_time(result.chip_time_s),
        gun=typed_time(result.gun_time_s),
        pace=words.printed_pace(result.published_pace_s_per_km),
        overall=_place(result.place_overall, result.field_overall),
        by_gender=_place(result.place_gender, result.field_gender),
        by_category=_place(result.place_category, result.field_category),
        weather=result.weather,
        companions=result.companions,
    )


def result_from(known: RaceResult, fields: Draft) -> RaceResult:
    """Read what was typed into a result; day, status and session are those of ``known``.

    Raises
    ------
    WrongEntry
        For what cannot be read, naming the record's field; what cannot be true is refused on
        saving.
    """
    overall, field_overall = typed.place("place_overall", fields.overall)
    gender, field_gender = typed.place("place_gender", fields.by_gender)
    category, field_category = typed.place("place_category", fields.by_category)
    pace = typed.pace_s_per_km("published_pace_s_per_km", fields.pace)
    return replace(
        known,
        race=fields.race.strip(),
        edition=known.edition or str(known.race_day.year),
        category=fields.category.strip(),
        official_distance_m=typed.distance_m("official_distance_m", fields.distance),
        chip_time_s=typed.time_s("chip_time_s", fields.chip),
        gun_time_s=typed.time_s("gun_time_s", fields.gun),
        published_pace_s_per_km=pace,
        place_overall=overall,
        field_overall=field_overall,
        place_gender=gender,
        field_gender=field_gender,
        place_category=category,
        field_category=field_category,
        weather=fields.weather.strip(),
        companions=fields.companions.strip(),
    )


def result_for(results: pd.DataFrame, session_ids: list[str]) -> RaceResult | None:
    """Find the result that belongs to one of these sessions; None when there is none."""
    mine = results[results["session_id"].isin(session_ids)]
    return None if mine.empty else result_of(mine.iloc[-1])


def facts(result: RaceResult) -> list[tuple[str, str]]:
    """List what was published beside the division, each with its label; none that is not known."""
    metres = words.number(result.official_distance_m, decimals=1).removesuffix(".0")
    rows = [
        ("Official distance", f"{metres} m" if metres else ""),
        ("Gun time", words.race_time(result.gun_time_s)),
        ("Overall", _place(result.place_overall, result.field_overall)),
        ("By gender", _place(result.place_gender, result.field_gender)),
        (result.category or "Category", _place(result.place_category, result.field_category)),
    ]
    return [(name, value) for name, value in rows if value]


def _distance(distance_m: float) -> str:
    usual = [name for name, metres in USUAL_DISTANCES_M.items() if metres == distance_m]
    if usual:
        return usual[0]
    return f"{distance_m:.10g} m" if math.isfinite(distance_m) else ""


def typed_time(time_s: float) -> str:
    """Write a time as it is typed, with its parts of a second: saved again, nothing changes."""
    if not math.isfinite(time_s):
        return ""
    rest = f"{time_s % 1:.3f}".rstrip("0").removeprefix("0").removesuffix(".")
    return words.clock_face(math.floor(time_s)) + (rest if rest != "1" else "")


def _place(place: int | None, field: int | None) -> str:
    if place is None:
        return ""
    return words.number(place) + (f" of {words.number(field)}" if field is not None else "")
