"""The calendar: one row a week, one cell a day, with kilometres run and minutes of all sports."""

import math

import numpy as np
import pandas as pd

from dashboard.analysis import units, words

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def weeks(rows: pd.DataFrame) -> pd.DataFrame:
    """Lay activities out by week.

    Parameters
    ----------
    rows : pandas.DataFrame
        What :func:`dashboard.analysis.activity_list.activity_list` gives, filtered or not.

    Returns
    -------
    pandas.DataFrame
        One row a week from Monday on, the newest first, weeks without anything among them:
        ``monday``, then text: ``week``, the :data:`DAYS`, ``running`` (distance run, in the
        person's unit), ``minutes``, ``sessions``.
    """
    if rows.empty:
        return pd.DataFrame(columns=["monday", "week", *DAYS, "running", "minutes", "sessions"])
    days = rows["local_day"]
    placed = rows.assign(
        monday=days - pd.to_timedelta(days.dt.day_of_week, unit="D"),
        cell=[_cell(*row) for row in zip(*(rows[name] for name in _CELL), strict=True)],
    )
    mondays = pd.date_range(placed["monday"].min(), placed["monday"].max(), freq="7D")
    table = _cells(placed, mondays).join(_sums(placed, mondays)).iloc[::-1]
    table.insert(0, "week", [words.day(monday) for monday in table.index])
    return table.rename_axis("monday").reset_index()


def on_day(rows: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """Keep the activities of one local day, in the order of the day."""
    return rows[rows["local_day"] == day].iloc[::-1].reset_index(drop=True)


_CELL = ("sport", "distance", "minutes", "is_race")


def _cell(sport: str, distance: str, minutes: float, is_race: bool) -> str:  # noqa: FBT001 - a cell of a row, not a switch
    """Write a day's session shortly: "Run 10.0", "Strength 45 min", "Race 21.1"."""
    unit = f" {units.chosen().many}"
    lasted = f"{words.number(minutes)} min" if math.isfinite(minutes) else ""
    far = distance.removesuffix(unit) if distance.endswith(unit) else distance
    name = f"Race: {sport.lower()}" if is_race else sport
    return f"{name} {far or lasted}".strip()


def _cells(placed: pd.DataFrame, mondays: pd.DatetimeIndex) -> pd.DataFrame:
    """Write one cell a day, its sessions in the order of the day."""
    by_day: dict[int, list[str]] = {}
    days = _numbered(pd.DatetimeIndex(placed["local_day"]))
    for day, cell in zip(reversed(days), placed["cell"][::-1], strict=True):
        by_day.setdefault(day, []).append(cell)
    begins = _numbered(mondays)
    columns = {
        name: [" + ".join(by_day.get(monday + at, ())) for monday in begins]
        for at, name in enumerate(DAYS)
    }
    return pd.DataFrame(columns, index=mondays, dtype="str")


def _numbered(days: pd.DatetimeIndex) -> list[int]:
    """Count days as whole numbers, which are quicker to look up than dates."""
    return days.to_numpy(dtype="datetime64[D]").astype(np.int64).tolist()


def _sums(placed: pd.DataFrame, mondays: pd.DatetimeIndex) -> pd.DataFrame:
    """Add up each week; a run without a distance leaves the others' sum, which is at least."""
    unit_m = units.chosen().metres
    sums = (
        placed.assign(is_unknown=placed["running_m"].isna())
        .groupby("monday")
        .agg(
            running=("running_m", "sum"),
            unknown=("is_unknown", "any"),
            minutes=("minutes", "sum"),
            sessions=("cell", "size"),
        )
    )
    sums = sums.reindex(mondays)
    far = [
        ("at least " if unknown is True else "") + words.number(metres / unit_m, decimals=1)
        if metres > 0 or unknown is True
        else ""
        for metres, unknown in zip(sums["running"], sums["unknown"], strict=True)
    ]
    return pd.DataFrame(
        {
            "running": far,
            "minutes": [words.number(value) if value > 0 else "" for value in sums["minutes"]],
            "sessions": [words.number(value) if value > 0 else "" for value in sums["sessions"]],
        },
        index=mondays,
        dtype="str",
    )
