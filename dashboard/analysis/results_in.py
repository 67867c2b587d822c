"""From a published list to the one finish that is this athlete's, and the field without names."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy import float64
from numpy.typing import NDArray

from dashboard.analysis import sports, words
from dashboard.analysis.name_words import begins_so, name_words
from dashboard.analysis.race_editions import race_key
from dashboard.analysis.races import result_of
from ingest import IngestError
from ingest.diary import RaceLeg, RaceParts, RaceResult
from ingest.diary.wrong import is_given
from ingest.race_results import LEG_SPORTS, ROLES, ResultList, is_role, read_result_list

__all__ = [
    "IngestError",
    "ResultList",
    "choices",
    "field_times",
    "finish_of",
    "found_rows",
    "is_mapping_of",
    "known_result",
    "legs_of",
    "parts_of",
    "read",
    "role_words",
    "row_words",
    "splits_of",
    "with_day",
]

MOST_FOUND = 30
SPLIT, LEG = "split_", "leg_"
SPLITS_KM = (5, 10, 15, 20, 25, 30, 35, 40)
_ROLE_WORDS = {
    "": "Not read",
    "name": "Name",
    "first": "First name",
    "last": "Surname",
    "bib": "Bib (start number)",
    "chip": "Chip (net) time",
    "gun": "Gun (gross) time",
    "time": "Finish time",
    "pace": "Pace",
    "place_overall": "Place overall",
    "place_gender": "Place by gender",
    "place_category": "Place in the category",
    "category": "Category",
    "gender": "Gender",
    "status": "Finished or not",
    "distance": "Distance",
    "race": "Race",
    "edition": "Year",
    "day": "Day",
}
SAME_LENGTH = 0.01


def read(data: bytes, name: str, roles: Sequence[str] | None) -> ResultList:
    """Read a list of results; :class:`IngestError` says in a sentence what is wrong with it."""
    return read_result_list(data, filename=name, roles=roles)


def choices(roles: Sequence[str]) -> list[str]:
    """List what a column may be said to be, splits and legs that were found among it."""
    usual = [f"{SPLIT}{km * 1000}" for km in SPLITS_KM]
    legs = [f"{LEG}{sport}" for sport in LEG_SPORTS]
    legs += [f"{LEG}transition_2", f"{LEG}running_2"]
    more = [role for role in roles if role.startswith((SPLIT, LEG))]
    return list(dict.fromkeys([*ROLES, *usual, f"{SPLIT}half", *legs, *more]))


def is_mapping_of(read: ResultList, roles: Sequence[str]) -> bool:
    """Whether remembered roles still fit a list: one a column, each of them known."""
    return len(roles) == len(read.roles) and all(map(is_role, roles))


def role_words(role: str) -> str:
    """Name what a column is: "Chip (net) time", "Time at 5 km", "Time halfway"."""
    if role == f"{SPLIT}half":
        return "Time halfway"
    if role.startswith(SPLIT):
        return f"Time at {words.exact_distance(float(role.removeprefix(SPLIT)))}"
    if role.startswith(LEG):
        sport, _, number = role.removeprefix(LEG).partition("_")
        return f"Leg: {sports.word(sport).lower()} {number}".strip()
    return _ROLE_WORDS[role]


def found_rows(results: pd.DataFrame, typed: str) -> list[int]:
    """Find rows by bib or by the beginnings of names; all of a short list where nothing is typed.

    Returns
    -------
    list of int
        Positions in the list, exact bibs first; at most 30.
    """
    if not typed.strip():
        return list(range(len(results))) if len(results) <= MOST_FOUND else []
    bibs, names = results["bib"].tolist(), results["name"].tolist()
    wanted = typed.strip().lstrip("#").casefold()
    parts = name_words(typed)
    by_bib = [at for at, bib in enumerate(bibs) if bib.casefold() == wanted]
    by_name = [at for at, name in enumerate(names) if parts and begins_so(parts, name_words(name))]
    return list(dict.fromkeys([*by_bib, *by_name]))[:MOST_FOUND]


def row_words(row: pd.Series) -> str:
    """Say a row in words: "Anna Berg · bib 412 · 1:51:57 · place 436"."""
    result = result_of(row)
    time_s = result.chip_time_s if result.chip_time_s > 0 else result.gun_time_s
    parts = [
        row["name"] or result.race,
        f"bib {row['bib']}" if row["bib"] else "",
        words.race_time(time_s) or result.status,
        f"place {words.number(result.place_overall)}" if result.place_overall else "",
        result.category,
    ]
    return " · ".join(part for part in parts if part)


def finish_of(row: pd.Series) -> RaceResult:
    """Take one row of a list as a finish, without the list's own ids."""
    return replace(result_of(row), result_id="", athlete_id="", session_id="")


def with_day(result: RaceResult, day: pd.Timestamp | None) -> RaceResult:
    """Date a finish whose list leaves the day out."""
    if day is None or is_given(result.race_day):
        return result
    return replace(result, race_day=day)


def known_result(results: pd.DataFrame, new: RaceResult) -> RaceResult:
    """Bring a finish together with the result of the same race that is kept already.

    Parameters
    ----------
    results : pandas.DataFrame
        RACE_RESULTS of the athlete.
    new : RaceResult
        From a list.

    Returns
    -------
    RaceResult
        The new one; where a race of that day with the same name or distance is kept, with its id,
        watch file, weather and company.
    """
    for _, row in results[results["race_day"] == new.race_day].iterrows():
        old = result_of(row)
        gap = abs(old.official_distance_m / new.official_distance_m - 1)
        if race_key(old.race) == race_key(new.race) or gap < SAME_LENGTH:
            return replace(
                new,
                result_id=old.result_id,
                race=old.race,
                edition=old.edition,
                session_id=old.session_id,
                weather=old.weather,
                companions=old.companions,
            )
    return new


def field_times(results: pd.DataFrame, row: pd.Series) -> NDArray[float64]:
    """Give the times of all who finished the race of one row, and nothing else of them.

    Returns
    -------
    numpy.ndarray
        Sorted seconds: chip times where the row has one, gun times else. A list may hold several
        races: only rows of its race and distance count.
    """
    kind = "chip_time_s" if row["chip_time_s"] > 0 else "gun_time_s"
    same = results["race"] == row["race"]
    if row["official_distance_m"] > 0:
        same &= results["official_distance_m"] == row["official_distance_m"]
    finished = results.loc[same & (results["status"] == "finished"), kind].dropna()
    return np.sort(finished.to_numpy(dtype=float64))


def parts_of(results: pd.DataFrame, row: pd.Series) -> RaceParts:
    """Gather what is kept of one row beside the finish, and of the others their times alone."""
    field = field_times(results, row)
    return RaceParts(legs_of(row) or None, splits_of(row), field if len(field) > 1 else None)


def legs_of(row: pd.Series) -> tuple[RaceLeg, ...]:
    """Give the published legs of one row in their order; none where a time of one is missing."""
    named = sorted(str(name) for name in row.index if str(name).startswith(LEG))
    legs = sorted((_leg(name, float(row[name])) for name in named), key=_number)
    return tuple(legs) if all(leg.time_s > 0 for leg in legs) else ()


def _leg(name: str, time_s: float) -> RaceLeg:
    number, _, sport = name.removeprefix(LEG).partition("_")
    return RaceLeg(int(number), sport, time_s=time_s)


def _number(leg: RaceLeg) -> int:
    return leg.leg


def splits_of(row: pd.Series) -> list[tuple[float, float]]:
    """Give the published times on the way of one row, (m, s) since the start, in their order."""
    named = [name for name in row.index if str(name).startswith(SPLIT)]
    pairs = sorted((float(str(n).removeprefix(SPLIT)), float(row[n])) for n in named)
    rising: list[tuple[float, float]] = []
    for at_m, time_s in pairs:
        if time_s > (rising[-1][1] if rising else 0.0):
            rising.append((at_m, time_s))
    return rising
