"""Printed times to seconds, each column judged as a whole so that no time is off by 60.

Spreadsheets turn a typed 36:45 into 36:45:00, hours are printed as 1:51, and numbers may be
seconds, minutes, hours or days. What a cell can mean is weighed against the race's distance, then
against the times of the same column that can mean only one thing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

# Pace in s/km: a little faster than any record, slower than any closing time of a road race.
FASTEST_S_PER_KM = 130.0
SLOWEST_S_PER_KM = 2400.0
PACES_S = (120.0, 3600.0)
ANYTHING = (0.0, np.inf)

_CLOCK = re.compile(r"(\d{1,3})[:.](\d{1,2})[:.](\d{1,2})(?:[.,](\d{1,6}))?")
_SHORT = re.compile(r"(\d{1,3}):(\d{2})(?:[.,](\d{1,6}))?")
_SPOKEN = re.compile(
    r"(?:pt)?(?:(\d{1,3}) ?h(?:rs?|ours?)?)? ?(?:(\d{1,3}) ?(?:m(?:in)?|['′’]|(?=$)))? ?"  # noqa: RUF001
    r"(?:(\d{1,2}(?:[.,]\d+)?) ?(?:s(?:ec)?|\"|″|'')?)?"
)
_SAID = "hn'’′\"″"  # noqa: RUF001
_NUMBER = re.compile(r"\d{1,10}(?:[.,]\d{1,12})?")
_DAYS = re.compile(r"(\d{1,2}) days?,? ")
_AROUND = " \t*#~'\"+()"
_CERTAIN, _ROUND, _BRIEF, _PLAIN = 1, 2, 3, 4
_FEWEST_HOURS_AS_MINUTES = 12
_DAY_S = 86_400.0
_LEAST_ROWS_OF_DOTS = 8
_UNITS = (
    (re.compile(r"\b(?:ms|millis|milliseconds)\b"), 0.001),
    (re.compile(r"\b(?:min|mins|minutes?|minuten|minutos)\b"), 60.0),
    (re.compile(r"\b(?:s|secs?|seconds?|sekunden|segundos|secondes)\b"), 1.0),
    (re.compile(r"\b(?:hours?|hrs?|h|stunden|horas|heures)\b"), 3600.0),
    (re.compile(r"\bdays?\b"), _DAY_S),
)


@dataclass(frozen=True, slots=True, eq=False)
class _Readings:
    """What each cell says (s), what else it could say, and how sure it is of the first."""

    said_s: Floats
    else_s: Floats
    kind: npt.NDArray[np.int8]


def expected_times(distance_m: float) -> tuple[float, float]:
    """Give the fastest and slowest believable time (s) over a distance (m); anything for NaN."""
    if not distance_m > 0:
        return ANYTHING
    return distance_m / 1000 * FASTEST_S_PER_KM, distance_m / 1000 * SLOWEST_S_PER_KM


def is_clock(cell: str) -> bool:
    """Say whether a cell is written like a time of day or a duration: 1:51:57, 51:57, 1h51."""
    text = cell.strip(_AROUND).lower()
    return bool(_CLOCK.fullmatch(text) or _SHORT.fullmatch(text) or _is_spoken(text))


def _is_spoken(text: str) -> bool:
    """1h51, 51'57", 111 min; but not 12 M, which is a man's place."""
    return len(text) > 1 and any(c in _SAID for c in text) and _SPOKEN.fullmatch(text) is not None


def is_number(cell: str) -> bool:
    """Say whether a cell is a plain number."""
    return _NUMBER.fullmatch(cell.strip()) is not None


def read_times(
    cells: Sequence[str], heading: str = "", expected_s: tuple[float, float] = ANYTHING
) -> Floats:
    """Read a column of printed times.

    Parameters
    ----------
    cells : sequence of str
        As printed; what is no time, and 0, becomes NaN.
    heading : str
        The column's heading in lower case; a unit in it settles plain numbers.
    expected_s : (float, float)
        Fastest and slowest believable value in seconds.

    Returns
    -------
    numpy.ndarray
        Seconds, one for each cell.
    """
    read = _readings(cells)
    sure = read.said_s[(read.kind == _CERTAIN) & (read.said_s > 0)]
    if len(sure) and not _fits(float(np.median(sure)), expected_s):
        # 36:45:12 over 10 km: minutes, seconds, hundredths.
        swapped = read.else_s[(read.kind == _CERTAIN) & (read.said_s > 0)]
        if _fits(float(np.nanmedian(swapped)) if np.isfinite(swapped).any() else 0.0, expected_s):
            return _positive(np.where(np.isfinite(read.else_s), read.else_s, read.said_s))
    middle = float(np.median(sure)) if len(sure) else np.nan
    seconds = read.said_s.copy()
    for kind in (_ROUND, _BRIEF):
        chosen = read.kind == kind
        if chosen.any():
            seconds[chosen] = _choose(read, chosen, middle, expected_s)
    plain = (read.kind == _PLAIN) & (read.said_s > 0)
    if plain.any():
        seconds[plain] = _numbers(cells, read.said_s, plain, heading, (middle, expected_s))
    return _positive(seconds)


def _positive(seconds: Floats) -> Floats:
    return np.where(seconds > 0, seconds, np.nan)


def _fits(seconds: float, expected_s: tuple[float, float]) -> bool:
    return expected_s[0] <= seconds <= expected_s[1]


def _readings(cells: Sequence[str]) -> _Readings:
    said, other = np.full(len(cells), np.nan), np.full(len(cells), np.nan)
    kind = np.zeros(len(cells), dtype=np.int8)
    known: dict[str, tuple[float, float, int]] = {}
    for i, cell in enumerate(cells):
        if cell not in known:
            known[cell] = _reading(cell)
        said[i], other[i], kind[i] = known[cell]
    return _Readings(said, other, kind)


def _reading(cell: str) -> tuple[float, float, int]:
    text = cell.strip(_AROUND).lower()
    days = _DAYS.match(text)
    before = int(days[1]) * _DAY_S if days else 0.0
    text = text[days.end() :] if days else text
    if found := _CLOCK.fullmatch(text):
        return _clock(found, before)
    if found := _SHORT.fullmatch(text):
        large, small = int(found[1]), int(found[2])
        said = large * 60 + small + _decimals(found[3])
        is_sure = large >= 24 or found[3] is not None  # noqa: PLR2004  # no race prints 24:10 hours
        return said, large * 3600.0 + small * 60, _CERTAIN if is_sure else _BRIEF
    if _NUMBER.fullmatch(text):
        return float(text.replace(",", ".")), np.nan, _PLAIN
    if _is_spoken(text) and (found := _SPOKEN.fullmatch(text)):
        hours, minutes, seconds = (
            float((part or "0").replace(",", ".")) for part in found.groups()
        )
        return hours * 3600 + minutes * 60 + seconds, np.nan, _CERTAIN
    return np.nan, np.nan, 0


def _clock(found: re.Match[str], before: float) -> tuple[float, float, int]:
    hours, minutes, seconds = int(found[1]), int(found[2]), int(found[3])
    said = before + hours * 3600 + minutes * 60 + seconds + _decimals(found[4])
    other = (before / 3600 + hours) * 60 + minutes + seconds / 100
    is_round = seconds == 0 and found[4] is None
    return said, other, _ROUND if is_round else _CERTAIN


def _decimals(digits: str | None) -> float:
    return float(f"0.{digits}") if digits else 0.0


def _choose(
    read: _Readings, chosen: npt.NDArray[np.bool_], middle: float, expected_s: tuple[float, float]
) -> Floats:
    said, other = read.said_s[chosen], read.else_s[chosen]
    low, high = expected_s
    said_fits = (said >= low) & (said <= high)
    other_fits = (other >= low) & (other <= high)
    if np.isfinite(middle):
        with np.errstate(divide="ignore"):
            by_middle = np.abs(np.log(other / middle)) < np.abs(np.log(said / middle))
    else:
        # Nothing but whole minutes: hours up to what a long day's race takes, minutes beyond.
        is_high = np.median(said[said > 0]) >= _FEWEST_HOURS_AS_MINUTES * 3600 if any(said) else 0
        by_middle = np.full(len(said), bool(is_high))
    takes_other = np.where(said_fits == other_fits, by_middle, other_fits)
    return np.where(takes_other, other, said)


def _numbers(
    cells: Sequence[str],
    values: Floats,
    plain: npt.NDArray[np.bool_],
    heading: str,
    around: tuple[float, tuple[float, float]],
) -> Floats:
    numbers = values[plain]
    texts = [cells[i].strip() for i in np.flatnonzero(plain).tolist()]
    if _is_minutes_and_seconds(texts, numbers):
        return np.floor(numbers) * 60 + np.round(numbers % 1 * 100)
    return numbers * _unit(numbers, heading, *around)


def _is_minutes_and_seconds(texts: list[str], numbers: Floats) -> bool:
    """36.45 for 36:45: always two digits behind the dot, and never 60 or more of them."""
    dotted = all(re.fullmatch(r"\d{1,3}[.,]\d\d", text) for text in texts)
    return dotted and len(texts) >= _LEAST_ROWS_OF_DOTS and bool((numbers % 1 < 0.595).all())  # noqa: PLR2004


def _unit(numbers: Floats, heading: str, middle: float, expected_s: tuple[float, float]) -> float:
    for pattern, unit in _UNITS:
        if pattern.search(heading):
            return unit
    value = float(np.median(numbers))
    by_size = _unit_by_size(value)
    units = (by_size, 60.0, 1.0, 3600.0, _DAY_S, 0.001)
    if expected_s != ANYTHING:
        return next((unit for unit in units if _fits(value * unit, expected_s)), by_size)
    if np.isfinite(middle):
        return min(units, key=lambda unit: abs(np.log(value * unit / middle)))
    return by_size


def _unit_by_size(value: float) -> float:
    for most, unit in ((1.0, _DAY_S), (10.0, 3600.0), (900.0, 60.0), (1e6, 1.0)):
        if value < most:
            return unit
    return 0.001
