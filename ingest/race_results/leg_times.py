"""Legs of a multisport race: which heading names one, and the times that stand below it."""

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd

from ingest.race_results.clock_times import Floats, is_clock, read_times
from ingest.race_results.headings import plain

# How the role of a leg begins: leg_running, leg_running_2, leg_transition.
LEG = "leg_"
LEG_SPORTS = ("swimming", "transition", "cycling", "running")
_WORDS = {
    "swimming": "swim|swimming|swim time|schwimmen|natation|natacion|natacao|nuoto|zwemmen",
    "cycling": "bike|bike time|cycle|cycling|ride|rad|radfahren|velo|bici|ciclismo|fietsen",
    "running": "run|run time|running|laufen|carrera|corrida|corsa|course a pied|lopen",
    "transition": "t|transition|wechsel|wz|change",
}
_SPORT_OF = {word: sport for sport, words in _WORDS.items() for word in words.split("|")}
_NUMBER = re.compile(r"\s*\d$|^(?:1st|2nd|3rd|first|second|third)\s+")
_A_LEG = re.compile(rf"{LEG}({'|'.join(LEG_SPORTS)})(?:_[2-9])?")
_FEWEST = 2
_MOSTLY = 0.9
# Legs add up to the finish, or lack the transitions no column prints; a few seconds are rounding.
_LEAST_SHARE, _MOST_SHARE = 0.88, 1.005


def is_leg(role: str) -> bool:
    """Say whether a role is a leg."""
    return _A_LEG.fullmatch(role) is not None


def leg_sport(role: str) -> str:
    """Give the sport of a leg's role, as FIT names it; "" for another role."""
    found = _A_LEG.fullmatch(role)
    return found[1] if found else ""


def leg_places(headings: Sequence[str], body: Sequence[Sequence[str]]) -> dict[str, int]:
    """Find the columns of legs; none where fewer than two sports have one."""
    places: dict[str, int] = {}
    count = dict.fromkeys(LEG_SPORTS, 0)
    for at, heading in enumerate(headings):
        sport = _SPORT_OF.get(_NUMBER.sub("", plain(heading)).strip(), "")
        if sport and _holds_clocks([row[at] for row in body]):
            count[sport] += 1
            places[f"{LEG}{sport}{f'_{count[sport]}' if count[sport] > 1 else ''}"] = at
    n_raced = sum(number for sport, number in count.items() if sport != "transition")
    return {role: at for role, at in places.items() if is_leg(role)} if n_raced >= _FEWEST else {}


def _holds_clocks(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    return sum(map(is_clock, filled)) > len(filled) / 2


def with_legs(
    results: pd.DataFrame, legs: Sequence[tuple[str, str, Sequence[str]]]
) -> pd.DataFrame:
    """Set the times of the legs beside the finishes.

    Parameters
    ----------
    results : pandas.DataFrame
        The finishes.
    legs : sequence of (str, str, sequence of str)
        Role, heading and cells of each leg, in the order of the race, a cell a finish.

    Returns
    -------
    pandas.DataFrame
        With ``leg_1_swimming``, ``leg_2_transition`` and so on (s). Without any where legs do not
        add up to the finish, but for transitions that no column prints.
    """
    read = [read_times(cells, plain(heading)) for _, heading, cells in legs]
    if not read or not _adds_up(np.array(read), results):
        return results
    named = {
        f"{LEG}{number}_{leg_sport(role)}": times
        for number, ((role, _, _), times) in enumerate(zip(legs, read, strict=True), start=1)
    }
    return results.assign(**named)


def _adds_up(times: Floats, results: pd.DataFrame) -> bool:
    finish_s = results["gun_time_s"].fillna(results["chip_time_s"]).to_numpy()
    shares = times.sum(axis=0) / finish_s
    known = shares[np.isfinite(shares)]
    fits = (known > _LEAST_SHARE) & (known < _MOST_SHARE)
    return len(known) > 0 and bool(fits.mean() >= _MOSTLY)
