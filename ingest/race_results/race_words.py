"""Which race it was: its name, day and distance out of title lines and file names."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

METRES_PER_MILE = 1609.344
MARATHON_M = 42_195.0
HALF_MARATHON_M = 21_097.5
# Distances that a time and a pace may be taken to mean when they come within 1 %.
USUAL_M = (
    *(5000.0, 10_000.0, 15_000.0, 10 * METRES_PER_MILE, HALF_MARATHON_M, 25_000.0, 30_000.0),
    *(MARATHON_M, 50_000.0, 100_000.0),
)
_CLOSE = 0.01

_HALF = re.compile(
    r"\b(?:half[ -]?marathon|halbmarathon|halvmaraton|halve marathon|semi[ -]?marathon|"
    r"m(?:edia|ezza|eia)[ -]?marat(?:h)?[oó]na?|hm)\b"
)
_WHOLE = re.compile(r"\b(?<!ultra )(?<!ultra-)marat(?:h)?[oó]na?\b")
_KILOMETRES = re.compile(r"(?<![\d.,:])(\d{1,3}(?:[.,]\d{1,4})?) ?-?(?:km|k|kilomet(?:er|re)s?)\b")
_MILES = re.compile(r"(?<![\d.,:])(\d{1,3}(?:[.,]\d{1,4})?) ?-?(?:mi|miles?|milers?)\b")
_METRES = re.compile(r"(?<![\d.,:])(\d{4,6}(?:\.\d+)?) ?m(?:et(?:er|re)s)?\b")
_ROUNDED = {42.0: MARATHON_M, 42.2: MARATHON_M, 21.0: HALF_MARATHON_M, 21.1: HALF_MARATHON_M}
_ISO_DAY = re.compile(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b")
_NUMBER_DAY = re.compile(r"\b(\d{1,2})[./-](\d{1,2})[./-]((?:19|20)\d\d)\b")
_WORD_DAY = re.compile(r"\b([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? ((?:19|20)\d\d)\b")
_DAY_WORD = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th|\.)? ([a-z]{3,9})\.?,? ((?:19|20)\d\d)\b")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
# Countries that write the day first, as a title line names them beside the date.
_DAY_FIRST = re.compile(
    r"· (?:uk|gb|gbr|ie|irl|fr|fra|de|ger|it|ita|es|esp|br|bra|pt|por|nl|ned|be|bel|ch|sui|at|aut"
    r"|au|aus|nz|nzl)(?: ·|$)"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LAST_MONTH = 12
_NO_NAME = re.compile(r"page \d+|.*\b(?:results?|contact|timing|http\S*)\b.*|[\W\d]*|.{0,3}")
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Race:
    """What is known of a race: ``""``, NaT and NaN where nothing is said or it is ambiguous."""

    name: str = ""
    edition: str = ""
    day: pd.Timestamp | None = None
    distances_m: tuple[float, ...] = ()

    @property
    def distance_m(self) -> float:
        """The distance when only one is named; NaN otherwise."""
        return self.distances_m[0] if len(self.distances_m) == 1 else math.nan


def race_from(titles: Iterable[str], filename: str) -> Race:
    """Gather the race from texts around a table, and from the file's name what they leave out."""
    texts = [" ".join(title.split()) for title in titles if title.strip()]
    stem = filename.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
    words = re.sub(r"[_\W]+", " ", stem).lower()
    told = " · ".join(texts).lower()
    day = day_in(told)
    year = _YEAR.search(told) or _YEAR.search(words)
    return Race(
        name=next((_tidy(text) for text in texts if not _is_no_name(text)), ""),
        edition=str(day.year) if day is not None else year[1] if year else "",
        day=day,
        distances_m=distances_in(told) or distances_in(words),
    )


def _tidy(text: str) -> str:
    return text.strip(" *|-=")[:_LONGEST_NAME]


def _is_no_name(text: str) -> bool:
    words = text.strip(" *|-=").lower()
    is_measure = any(p.fullmatch(words) for p in (_KILOMETRES, _MILES, _METRES))
    is_day = any(p.fullmatch(words) for p in (_ISO_DAY, _NUMBER_DAY, _WORD_DAY, _DAY_WORD))
    return is_measure or is_day or _NO_NAME.fullmatch(words) is not None


def distances_in(text: str) -> tuple[float, ...]:
    """Give the race distances (m) that a text names, each once; whole marathons exact."""
    words = text.lower()
    found = [_exact(_float(m[1])) for m in _KILOMETRES.finditer(words)]
    found += [_float(m[1]) * METRES_PER_MILE for m in _MILES.finditer(words)]
    found += [_float(m[1]) for m in _METRES.finditer(words)]
    rest, halves = _HALF.subn(" ", words)
    found += [HALF_MARATHON_M] * bool(halves) + [MARATHON_M] * bool(_WHOLE.search(rest))
    return tuple(dict.fromkeys(metres for metres in found if metres > 0))


def _float(digits: str) -> float:
    return float(digits.replace(",", "."))


def _exact(kilometres: float) -> float:
    return _ROUNDED.get(kilometres, kilometres * 1000)


def day_in(text: str) -> pd.Timestamp | None:
    """Give the day a text names; None for none, and for 3/10 where either may be the month."""
    words = text.lower()
    if found := _ISO_DAY.search(words):
        return _day(found[1], found[2], found[3])
    if found := _WORD_DAY.search(words):
        return _day(found[3], _month(found[1]), found[2])
    if found := _DAY_WORD.search(words):
        return _day(found[3], _month(found[2]), found[1])
    found = _NUMBER_DAY.search(words)
    return None if found is None else _numbered(found, words)


def _numbered(found: re.Match[str], words: str) -> pd.Timestamp | None:
    first, second = int(found[1]), int(found[2])
    is_day_first = first > _LAST_MONTH or first == second or "." in found[0]
    if is_day_first or (second <= _LAST_MONTH and _DAY_FIRST.search(words)):
        return _day(found[3], found[2], found[1])
    return _day(found[3], found[1], found[2]) if second > _LAST_MONTH else None


def _month(word: str) -> str:
    return str(_MONTHS.index(word[:3]) + 1) if word[:3] in _MONTHS else "0"


def _day(year: str, month: str, day: str) -> pd.Timestamp | None:
    try:
        return pd.Timestamp(year=int(year), month=int(month), day=int(day))
    except ValueError:
        return None


def settle_distance(race: Race, ratio: float, units_m: tuple[float, ...]) -> tuple[float, float]:
    """Bring distance and unit of pace together.

    Parameters
    ----------
    race : Race
        With the distances its titles name: none, one, or several that contradict each other.
    ratio : float
        Time over pace of a usual row: how many units of pace the race is long; NaN without pace.
    units_m : tuple of float
        The units the pace may be in, in metres: one when it is said, else km and mile.

    Returns
    -------
    (float, float)
        Metres of the race and of the unit; NaN where it stays open.
    """
    candidates = race.distances_m or USUAL_M
    fits = {
        (metres, unit)
        for metres in candidates
        for unit in units_m
        if abs(ratio * unit / metres - 1) < _CLOSE
    }
    said = units_m[0] if len(units_m) == 1 else math.nan
    if len(fits) == 1:
        return next(iter(fits))
    return race.distance_m, said
