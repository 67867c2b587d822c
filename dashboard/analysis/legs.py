"""The sessions of one recording as plain values: what a page says of each leg and of the whole."""

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import TypeAlias

import numpy as np
import pandas as pd

from dashboard.analysis import sports, words

Row: TypeAlias = Mapping[Hashable, object]

MEASURES = (
    "distance_m",
    "elapsed_s",
    "timer_s",
    "moving_s",
    "ascent_m",
    "descent_m",
    "heart_rate_mean_bpm",
    "heart_rate_max_bpm",
    "decoupling_percent",
    "graded_pace_s_per_km",
    "rpe",
    "official_time_s",
    "whole_official_m",
    "whole_official_s",
)


class Clock(Enum):
    """Which clock a pace uses: moving for training, official or else elapsed for a race."""

    MOVING = "moving"
    ELAPSED = "elapsed"
    OFFICIAL = "official"


@dataclass(frozen=True, slots=True)
class Leg:
    """One session. Metres, seconds and beats a minute; NaN where not measured.

    ``started`` is the local wall clock without zone, or UTC when ``clock_is_local`` is false.
    ``number`` counts legs from 1 and is None for a transition; ``rpe`` is 0-10 or NaN.
    ``official_time_s`` is a race's chip or gun time, and ``distance_m`` then the official one;
    ``whole_official_m`` and ``_s`` are those of a race of several legs, at one of them.
    """

    activity_id: str
    session_id: str
    number: int | None
    sport: str
    sub_sport: str
    name: str
    note: str
    is_race: bool
    started: datetime
    clock_is_local: bool
    local_day: date
    distance_m: float
    elapsed_s: float
    timer_s: float
    moving_s: float
    ascent_m: float
    descent_m: float
    heart_rate_mean_bpm: float
    heart_rate_max_bpm: float
    decoupling_percent: float
    graded_pace_s_per_km: float
    rpe: float
    rpe_source: str
    official_time_s: float = math.nan
    whole_official_m: float = math.nan
    whole_official_s: float = math.nan
    shoe_id: str = ""

    @property
    def is_transition(self) -> bool:
        """Whether this is the change between two legs."""
        return self.sport == "transition"

    @property
    def day(self) -> pd.Timestamp:
        """Local day, as tables write days."""
        return pd.Timestamp(self.local_day).as_unit("us")

    @property
    def word(self) -> str:
        """What the sport is called on screen."""
        return sports.word(self.sport, self.sub_sport)

    @property
    def clock(self) -> Clock:
        """The clock this leg's pace uses; elapsed where no motion could be told."""
        if math.isfinite(self.official_time_s):
            return Clock.OFFICIAL
        has_moving = math.isfinite(self.moving_s) and self.moving_s > 0
        return Clock.MOVING if has_moving and not self.is_race else Clock.ELAPSED

    @property
    def time_s(self) -> float:
        """Seconds on that clock."""
        match self.clock:
            case Clock.OFFICIAL:
                return self.official_time_s
            case Clock.MOVING:
                return self.moving_s
            case Clock.ELAPSED:
                return self.elapsed_s

    @property
    def how_fast(self) -> str:
        """Pace or speed on that clock, as text."""
        return sports.how_fast(self.sport, self.distance_m, self.time_s)


def legs(sessions: pd.DataFrame) -> tuple[Leg, ...]:
    """Turn SESSIONS rows into legs, in the order given; transitions stay among them."""
    return tuple(_leg(row) for row in sessions.to_dict("records"))


def titles(parts: tuple[Leg, ...]) -> list[str]:
    """Name each leg apart: "Run 1", "Change 1", "Bike", "Change 2", "Run 2"."""
    kinds = [leg.word for leg in parts]
    seen: dict[str, int] = {}
    named = []
    for kind in kinds:
        seen[kind] = seen.get(kind, 0) + 1
        named.append(f"{kind} {seen[kind]}" if kinds.count(kind) > 1 else kind)
    return named


def legs_only(parts: tuple[Leg, ...]) -> tuple[Leg, ...]:
    """Leave the transitions out."""
    return tuple(leg for leg in parts if not leg.is_transition)


def total(values: list[float]) -> float:
    """Sum what was measured; NaN when nothing was."""
    measured = [value for value in values if math.isfinite(value)]
    return math.fsum(measured) if measured else math.nan


def whole_distance_m(parts: tuple[Leg, ...]) -> float:
    """Metres of a recording: the official ones of a race, else all legs together."""
    known = [leg.whole_official_m for leg in parts if math.isfinite(leg.whole_official_m)]
    return known[0] if known else total([leg.distance_m for leg in legs_only(parts) or parts])


def whole_time_s(parts: tuple[Leg, ...]) -> float:
    """Seconds of a recording: official, or its single leg's clock, or from first start to end."""
    known = [leg.whole_official_s for leg in parts if math.isfinite(leg.whole_official_s)]
    if known:
        return known[0]
    done = legs_only(parts) or parts
    return done[0].time_s if len(done) == 1 else span_s(parts)


def how_long(parts: tuple[Leg, ...]) -> str:
    """Write the time of a recording; an official one rounds up, as it was published."""
    done = legs_only(parts) or parts
    official = any(math.isfinite(leg.whole_official_s) for leg in parts)
    if official or (len(done) == 1 and done[0].clock is Clock.OFFICIAL):
        return words.race_time(whole_time_s(parts))
    return words.duration(whole_time_s(parts))


def span_s(parts: tuple[Leg, ...]) -> float:
    """Seconds from the first start to the last end, transitions and gaps included."""
    known = [leg for leg in parts if math.isfinite(leg.elapsed_s)]
    if not known:
        return math.nan
    begin = min(leg.started for leg in known)
    ends = [(leg.started - begin).total_seconds() + leg.elapsed_s for leg in known]
    return max(ends)


def mean_heart_rate(parts: tuple[Leg, ...]) -> float:
    """Mean heart rate of several legs, weighted by their elapsed time; NaN when none has one."""
    rates = np.array([leg.heart_rate_mean_bpm for leg in parts])
    weights = np.array([leg.elapsed_s for leg in parts])
    known = np.isfinite(rates) & np.isfinite(weights) & (weights > 0)
    return float(np.average(rates[known], weights=weights[known])) if known.any() else math.nan


def _leg(row: Row) -> Leg:
    offset = _maybe_int(row.get("utc_offset_s"))
    started = _time(row["start_time"])
    return Leg(
        activity_id=_text(row.get("activity_id")),
        session_id=_text(row["session_id"]),
        number=_maybe_int(row.get("leg")),
        sport=_text(row["sport"]),
        sub_sport=_text(row["sub_sport"]),
        name=_text(row.get("name")),
        note=_text(row.get("note")),
        is_race=row.get("is_race") is True,
        started=(started + timedelta(seconds=offset or 0)).replace(tzinfo=None),
        clock_is_local=offset is not None,
        local_day=_time(row["local_day"]).date(),
        **{name: _float(row.get(name)) for name in MEASURES},
        rpe_source=_text(row.get("rpe_source")),
        shoe_id=_text(row.get("shoe_id")),
    )


def _time(value: object) -> datetime:
    return value.to_pydatetime() if isinstance(value, pd.Timestamp) else datetime(1970, 1, 1)  # noqa: DTZ001 - a day without zone is what is asked for


def _float(value: object) -> float:
    return float(value) if isinstance(value, int | float) else math.nan


def _maybe_int(value: object) -> int | None:
    return int(value) if isinstance(value, int | np.integer) else None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
