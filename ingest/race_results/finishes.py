"""A table of printed cells to RACE_RESULTS rows: times, pace, places, fields, outcomes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ingest.athlete_tables import RACE_RESULTS
from ingest.race_results import outcomes
from ingest.race_results.clock_times import (
    ANYTHING,
    PACES_S,
    Floats,
    expected_times,
    is_clock,
    read_times,
)
from ingest.race_results.columns import TIMES, Columns
from ingest.race_results.headings import plain
from ingest.race_results.race_words import (
    METRES_PER_MILE,
    Race,
    day_in,
    distances_in,
    race_from,
    settle_distance,
)
from ingest.tables import TEXT, Column, Table, conform

PUBLISHED = Table(
    "PUBLISHED_RESULTS",
    "a line of a result list",
    (
        *RACE_RESULTS.columns,
        Column("name", TEXT, "the runner's name, first name first"),
        Column("bib", TEXT, "start number"),
    ),
)

_MILE = re.compile(r"\b(?:mi|miles?|meile|milla|milha)\b")
_KILOMETRE = re.compile(r"\b(?:km|k|kilomet\w+)\b")
# Who has more names in a field than first names: surnames do, by far.
_MORE_NAMES = 1.15
_LEAST_TO_TELL_NAMES = 50
_MOSTLY = 0.9
_HALF = 0.5
_BOTH_NAMES = 2
_ROUNDING_S = 1.0
_REPEATED = 0.8
# A pace with an unknown unit still says roughly how long a race is: 3 to 110 of that unit.
_LEAST_UNITS, _MOST_UNITS = 2.9, 110.0


@dataclass(frozen=True, slots=True, eq=False)
class _Times:
    gun_s: Floats
    chip_s: Floats


def table_of(frame: pd.DataFrame) -> pd.DataFrame:
    """Give a frame the columns and dtypes of RACE_RESULTS, with name and bib."""
    return conform(frame, PUBLISHED)


def finishes(columns: Columns, filename: str) -> tuple[pd.DataFrame, list[int]]:
    """Read a table's rows.

    Parameters
    ----------
    columns : Columns
        The table with what each column holds.
    filename : str
        For what the table itself leaves out: the year, the distance.

    Returns
    -------
    (pandas.DataFrame, list of int)
        RACE_RESULTS with name and bib: a row each for who finished, gave up, did not start or was
        disqualified. A row with neither time nor word for it, or a time of 0, is DNF. Beside it the
        row of the table that each one is.
    """
    race = race_from(columns.above, filename)
    distance_m, pace = _distance_and_pace(columns, race)
    times = _times(columns, distance_m, pace)
    frame = _named(columns, race)
    said = _said(columns)
    finish_s = np.where(np.isfinite(times.chip_s), times.chip_s, times.gun_s)
    frame["status"] = [
        word or ("finished" if is_timed else "DNF")
        for word, is_timed in zip(said, np.isfinite(finish_s), strict=True)
    ]
    finished = frame["status"].to_numpy() == "finished"
    frame["gun_time_s"] = np.where(finished, times.gun_s, np.nan)
    frame["chip_time_s"] = np.where(finished, times.chip_s, np.nan)
    frame["published_pace_s_per_km"] = np.where(finished, pace, np.nan)
    frame["official_distance_m"] = distance_m
    for group in ("overall", "gender", "category"):
        _add_places(frame, columns, group)
    _tell_gender_places(frame)
    _add_fields(frame)
    notes = [
        at
        for at in np.flatnonzero(~finished).tolist()
        if not said[at] and not _is_runner(columns, frame, at)
    ]
    kept = frame.drop(index=notes)
    return table_of(kept), kept.index.tolist()


def _is_runner(columns: Columns, frame: pd.DataFrame, at: int) -> bool:
    """Leave out titles between rows and notes below: no time, no word for it, nobody's bib."""
    name, bib = frame["name"].iloc[at], frame["bib"].iloc[at]
    told = [cells[at] for what in TIMES if (cells := columns.cells(what)) is not None]
    if any(map(is_clock, told)):
        return True
    is_named = any(map(str.isalpha, name)) or not frame["name"].any()
    is_numbered = any(map(str.isdigit, bib)) or not frame["bib"].any()
    return is_named and is_numbered and sum(1 for cell in columns.rows[at] if cell) > 1


def _named(columns: Columns, race: Race) -> pd.DataFrame:
    n_rows = len(columns.rows)
    days = columns.cells("day")
    years = columns.cells("edition")
    return pd.DataFrame(
        {
            "race": columns.cells("race") or [race.name] * n_rows,
            "edition": years or [race.edition] * n_rows,
            "race_day": _days(days) if days else [race.day] * n_rows,
            "category": columns.cells("category") or [""] * n_rows,
            "gender": columns.cells("gender") or [""] * n_rows,
            "name": _names(columns),
            "bib": columns.cells("bib") or [""] * n_rows,
        }
    )


def _days(cells: Sequence[str]) -> list[pd.Timestamp | None]:
    known = {cell: day_in(cell) for cell in set(cells)}
    return [known[cell] for cell in cells]


def _names(columns: Columns) -> list[str]:
    first, last = columns.cells("first"), columns.cells("last")
    whole = columns.cells("name")
    if first is None:
        return _first_name_first(whole or last or [""] * len(columns.rows))
    # "Name" beside "Vorname", "Nom" beside "Prénom": the surname.
    last = last or whole or [""] * len(columns.rows)
    n_first, n_last = len({one.lower() for one in first}), len({one.lower() for one in last})
    if len(first) >= _LEAST_TO_TELL_NAMES and n_first > _MORE_NAMES * n_last > 1:
        first, last = last, first
    return [f"{one} {two}".strip() for one, two in zip(first, last, strict=True)]


def _first_name_first(names: Sequence[str]) -> list[str]:
    """Turn round "Surname, First name" where most names are printed so."""
    parts = [name.split(", ") for name in names]
    if sum(len(part) == _BOTH_NAMES for part in parts) <= _HALF * sum(map(bool, names)):
        return list(names)
    return [
        " ".join(reversed(p)) if len(p) == _BOTH_NAMES else n
        for p, n in zip(parts, names, strict=True)
    ]


def _said(columns: Columns) -> list[str]:
    told = [columns.cells(what) for what in ("status", "chip", "gun", "time", "place_overall")]
    told += [columns.cells(what) for what in ("place_gender", "place_category")]
    return outcomes.outcomes([cells for cells in told if cells], len(columns.rows))


def _distance_and_pace(columns: Columns, race: Race) -> tuple[Floats, Floats]:
    """Give each row's distance (m) and published pace (s/km), as far as they are known."""
    n_rows = len(columns.rows)
    cells = columns.cells("pace")
    paces = np.full(n_rows, np.nan)
    units: tuple[float, ...] = (1000.0, METRES_PER_MILE)
    if cells:
        units = _units(columns.heading("pace"), cells)
        paces = read_times(
            [_PER.sub("", cell) for cell in cells], plain(columns.heading("pace")), PACES_S
        )
    own = columns.cells("distance")
    if own:
        metres = _distances(own, columns.heading("distance"))
        race_m = float(np.nanmedian(metres)) if np.isfinite(metres).any() else race.distance_m
        unit = settle_distance(Race(distances_m=(race_m,)), _ratio(columns, paces, race_m), units)[
            1
        ]
    else:
        race_m, unit = settle_distance(race, _ratio(columns, paces, race.distance_m), units)
        metres = np.full(n_rows, race_m)
    return metres, paces / (unit / 1000)


_PER = re.compile(r"\s*(?:min)?\s*(?:/|per|pro)\s*(?:km|mi(?:les?)?|k)\.?\s*$", re.IGNORECASE)


def _units(heading: str, cells: Sequence[str]) -> tuple[float, ...]:
    said = f"{plain(heading)} {plain(next((cell for cell in cells if cell), ''))}"
    if _MILE.search(said):
        return (METRES_PER_MILE,)
    return (1000.0,) if _KILOMETRE.search(said) else (1000.0, METRES_PER_MILE)


def _ratio(columns: Columns, paces: Floats, distance_m: float) -> float:
    """How many units of pace the race is long: time over pace of the usual row."""
    if not np.isfinite(paces).any():
        return np.nan
    times = _times(columns, np.full(len(paces), distance_m), paces)
    ratios = np.where(np.isfinite(times.chip_s), times.chip_s, times.gun_s) / paces
    return float(np.nanmedian(ratios)) if np.isfinite(ratios).any() else np.nan


def _distances(cells: Sequence[str], heading: str) -> Floats:
    unit = next((u for u in ("km", "mi", "m") if u in plain(heading).split()), "")
    known: dict[str, float] = {}
    for cell in set(cells):
        found = distances_in(cell)
        if not found and re.fullmatch(r"\d+(?:[.,]\d+)?", cell):
            number = float(cell.replace(",", "."))
            guess = unit or ("m" if number >= 1000 else "km")  # noqa: PLR2004
            found = (number,) if guess == "m" else distances_in(f"{cell} {guess}")
        known[cell] = found[0] if len(found) == 1 else np.nan
    return np.array([known[cell] for cell in cells], dtype=np.float64)


def _times(columns: Columns, distance_m: Floats, paces: Floats) -> _Times:
    one_m = float(np.nanmedian(distance_m)) if np.isfinite(distance_m).any() else np.nan
    expected = expected_times(one_m)
    if expected == ANYTHING and np.isfinite(paces).any():
        usual = float(np.nanmedian(paces))
        expected = (usual * _LEAST_UNITS, usual * _MOST_UNITS)
    read = {
        what: read_times(cells, plain(columns.heading(what)), expected)
        for what in TIMES
        if (cells := columns.cells(what)) is not None
    }
    nothing = np.full(len(columns.rows), np.nan)
    # One time alone is the runner's; beside a chip time, the official one is from the gun.
    chip = read.get("chip", read.get("time", nothing))
    gun = read.get("gun", read.get("time", nothing) if "chip" in read else nothing)
    if _is_exchanged(gun, chip):
        gun, chip = chip, gun
    return _Times(gun, chip if np.isfinite(chip).any() else nothing)


def _is_exchanged(gun: Floats, chip: Floats) -> bool:
    """See wrong headings: the chip starts at the line, never before the gun."""
    differs = np.isfinite(gun) & np.isfinite(chip) & (gun != chip)
    return bool(differs.any() and (gun < chip - _ROUNDING_S)[differs].mean() > _MOSTLY)


def _add_places(frame: pd.DataFrame, columns: Columns, group: str) -> None:
    cells = columns.cells(f"place_{group}") or [""] * len(frame)
    finished = frame["status"] == "finished"
    frame[f"place_{group}"] = [
        outcomes.place(cell) if is_in and not is_clock(cell) else None
        for cell, is_in in zip(cells, finished, strict=True)
    ]
    frame[f"field_{group}"] = [outcomes.field(cell) for cell in cells]
    for what in ("place", "field"):
        frame[f"{what}_{group}"] = frame[f"{what}_{group}"].astype("Int64")


def _tell_gender_places(frame: pd.DataFrame) -> None:
    """Places that begin anew for each gender are places by gender, whatever their heading says."""
    places = frame["place_overall"].dropna()
    if frame["place_gender"].notna().any() or not len(places):
        return
    by_gender = frame.loc[places.index].groupby("gender")["place_overall"]
    if places.nunique() < _REPEATED * len(places) == _REPEATED * int(by_gender.nunique().sum()):
        for what in ("place", "field"):
            frame[f"{what}_gender"] = frame[f"{what}_overall"]
            frame[f"{what}_overall"] = pd.array([None] * len(frame), dtype="Int64")


def _add_fields(frame: pd.DataFrame) -> None:
    """Count a field where its last place shows that nobody is left out of the list."""
    finished = frame["status"] == "finished"
    groups = {
        "overall": pd.Series("", index=frame.index),
        "gender": frame["gender"],
        "category": frame["category"],
    }
    for group, keys in groups.items():
        places = frame[f"place_{group}"].where(finished)
        count = places.groupby(keys).transform("count")
        is_whole = (places.groupby(keys).transform("max") == count) & finished & (count > 1)
        counted = count.where(is_whole.fillna(False)).astype("Int64")  # noqa: FBT003
        frame[f"field_{group}"] = frame[f"field_{group}"].fillna(counted)
