"""One finish a line, as a person pastes it: the race, then time, pace, place in any order."""

import re
from dataclasses import dataclass
from enum import Enum, auto

import numpy as np
import pandas as pd

from ingest.race_results.clock_times import expected_times, is_clock, read_times
from ingest.race_results.finishes import table_of
from ingest.race_results.outcomes import outcome
from ingest.race_results.race_words import METRES_PER_MILE, distances_in, race_from

MOST_LINES = 50
_LONGEST_LINE = 500
_PACE = re.compile(
    r"(\d{1,2}[:.'’]\d{2})[\"″]? ?(?:min)? ?(?:/|per|pro|p\.) ?(km|mi(?:les?)?)\b",  # noqa: RUF001
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(?<![\d/.:])(\d{1,6}(?:,\d{3})?)(?:\.|st|nd|rd|th)? ?(?:/|of|von|de|sur) ?"
    r"(\d{1,6}(?:,\d{3})?)(?![\d/:])"
)
_BIB = re.compile(
    r"(?:#|\b(?:bib|startnr\.?|startnummer|dossard|dorsal|no\.?)[ :#]*)(\d{1,7})", re.I
)
_DAY = re.compile(r"\b(?:\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4})\b")
_TIME = re.compile(
    r"(?<![\d:])\d{1,3}(?::\d\d){1,2}(?:[.,]\d{1,3})?(?![\d:])"
    r"|\b\d{1,2} ?h ?\d{1,2}(?: ?m(?:in)?)?(?: ?\d{1,2} ?s?)?\b"
)
_LABEL = re.compile(r"\b(gun|gross|brutto|chip|net|netto)\b", re.IGNORECASE)
_GUN = {"gun", "gross", "brutto"}
_LABEL_WITHIN = 12


class Need(Enum):
    """What a line must have beside a time: a distance, a pace, a field or a day; or nothing."""

    MARKS = auto()
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class _Times:
    gun_s: float
    chip_s: float


def pasted(text: str, need: Need) -> pd.DataFrame | None:
    """Read lines that each tell one finish; None when no line does."""
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    if not lines or len(lines) > MOST_LINES or max(map(len, lines)) > _LONGEST_LINE:
        return None
    named = [line for line in lines if line[0].isalpha()]
    if need is Need.MARKS and not all(map(_has_marks, named)):
        return None
    found = [row for row in map(_row, named) if row is not None]
    return table_of(pd.DataFrame(found)) if found else None


def _has_marks(line: str) -> bool:
    return bool(distances_in(line)) or any(p.search(line) for p in (_PACE, _PLACE, _DAY))


def _row(line: str) -> dict[str, object] | None:
    rest, pace = _taken(_PACE, line)
    rest, bib = _taken(_BIB, rest)
    rest, day = _taken(_DAY, rest)
    rest, place = _taken(_PLACE, rest)
    race = race_from([_title(line)], "")
    times = _times(rest, race.distance_m)
    said = next((o for word in rest.split() if (o := outcome(word))), "")
    if not said and np.isnan(times.chip_s) and np.isnan(times.gun_s):
        return None
    when = race_from([day[0]], "").day if day else race.day
    return {
        "race": _title(line),
        "edition": race.edition or (str(when.year) if when is not None else ""),
        "race_day": when,
        "official_distance_m": race.distance_m,
        "gun_time_s": np.nan if said else times.gun_s,
        "chip_time_s": np.nan if said else times.chip_s,
        "published_pace_s_per_km": _pace(pace),
        "place_overall": _whole(place, 1),
        "field_overall": _whole(place, 2),
        "status": said or "finished",
        "bib": bib[1] if bib else "",
    }


def _taken(pattern: re.Pattern[str], line: str) -> tuple[str, re.Match[str] | None]:
    found = pattern.search(line)
    if found is None:
        return line, None
    return f"{line[: found.start()]} | {line[found.end() :]}", found


def _title(line: str) -> str:
    """Give what stands before the first figure that is not part of the race's name."""
    ends = [m.start() for p in (_PACE, _PLACE, _BIB, _DAY, _TIME) if (m := p.search(line))]
    words = line[: min(ends, default=len(line))].split()
    kept = [word for word in words if not outcome(word) and not _LABEL.fullmatch(word.strip(":,"))]
    return " ".join(kept).strip(" ,;:-|–")  # noqa: RUF001


def _times(rest: str, distance_m: float) -> _Times:
    found = [m for m in _TIME.finditer(rest) if is_clock(m[0])]
    seconds = read_times([m[0] for m in found], "", expected_times(distance_m))
    labels = _labels(rest, found)
    gun = next((s for s, label in zip(seconds, labels, strict=True) if label in _GUN), np.nan)
    others = [s for s, label in zip(seconds, labels, strict=True) if label not in _GUN]
    chips = [s for s, label in zip(seconds, labels, strict=True) if label and label not in _GUN]
    return _Times(float(gun), float((chips or others or [np.nan])[0]))


def _labels(rest: str, found: list[re.Match[str]]) -> list[str]:
    """Give each time's label; labels stand all before their times or all behind them."""
    labels = list(_LABEL.finditer(rest))
    if not labels or not found:
        return [""] * len(found)
    is_before = labels[0].start() < found[0].start()
    return [_label(labels, time, -1 if is_before else 1) for time in found]


def _label(labels: list[re.Match[str]], time: re.Match[str], side: int) -> str:
    gaps = [(time.start() - one.end() if side < 0 else one.start() - time.end()) for one in labels]
    close = [(gap, one) for gap, one in zip(gaps, labels, strict=True) if 0 <= gap < _LABEL_WITHIN]
    return min(close, key=lambda pair: pair[0])[1][1].lower() if close else ""


def _pace(found: re.Match[str] | None) -> float:
    if found is None:
        return np.nan
    minutes, seconds = re.split(r"\D", found[1])
    unit_km = 1.0 if found[2].lower() == "km" else METRES_PER_MILE / 1000
    return (int(minutes) * 60 + int(seconds)) / unit_km


def _whole(found: re.Match[str] | None, group: int) -> int | None:
    return int(found[group].replace(",", "")) if found else None
