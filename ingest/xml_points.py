"""Samples of the XML watch files: from an element's text to the RECORDS columns."""

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import numpy as np
import pandas as pd

from ingest.errors import TooLarge
from ingest.sports import IN_WATER, ON_A_BIKE, ON_FOOT
from ingest.tables import FLOAT, RECORDS, STOPS, Problem, Samples, conform
from ingest.xml_guard import Break

NAN = math.nan
MAX_SESSIONS = 2000
MAX_LEGS = 200  # swimrun races change sport some ninety times

# A person who stops the timer may stroll on; faster than this over the gap, they kept going.
KEPT_GOING_MPS = 0.5
# Below this, both feet cannot be counted: running steps are 140-200 a minute, walking 90-140.
ONE_FOOT_BELOW_SPM = 120.0

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_LONGEST_VALUE = 64
_FIRST_YEAR, _LAST_YEAR = 1970, 2999
_EARTH_RADIUS_M = 6_371_008.8


@dataclass(slots=True)
class Sample:
    """One track point while it is read; NaN where the file says nothing.

    ``stretch`` counts the pieces of track between interruptions; ``cadence`` is as written, in
    revolutions, strokes or (one- or two-footed) steps a minute.
    """

    stretch: int = 0
    lap: int = 0
    time_us: int | None = None
    utc_offset_s: int = 0
    latitude_deg: float = NAN
    longitude_deg: float = NAN
    elevation_m: float = NAN
    distance_m: float = NAN
    speed_mps: float = NAN
    heart_rate_bpm: float = NAN
    cadence: float = NAN
    power_w: float = NAN
    temperature_c: float = NAN

    def set_time(self, moment: datetime | None) -> None:
        """Take a time and its offset; leave them if there is none."""
        if moment is not None:
            self.time_us = microseconds(moment)
            self.utc_offset_s = offset_s(moment)

    @property
    def has_position(self) -> bool:
        """Whether the point is anywhere on Earth."""
        return abs(self.latitude_deg) <= 90 and abs(self.longitude_deg) <= 180  # noqa: PLR2004

    @property
    def has_sensor(self) -> bool:
        """Whether heart rate, cadence or power was measured."""
        return not all(map(math.isnan, (self.heart_rate_bpm, self.cadence, self.power_w)))


def number(text: str) -> float:
    """Read a decimal number; NaN for anything else, for infinities and for over-long texts.

    A comma is a decimal one: some exporters write numbers the way their country does.
    """
    if len(text) > _LONGEST_VALUE:
        return NAN
    try:
        value = float(text if "." in text else text.replace(",", ".", 1))
    except ValueError:
        return NAN
    return value if math.isfinite(value) else NAN


def instant(
    text: str, parse: Callable[[str], datetime | None] = datetime.fromisoformat
) -> datetime | None:
    """Read a time, ISO 8601 by default; without a zone it is UTC, as GPX and TCX say.

    Gives None for anything else, and for the first and last years of the calendar, which
    programs write where they know no time; ``parse`` raises ValueError for it.
    """
    if len(text) > _LONGEST_VALUE:
        return None
    try:
        moment = parse(text.strip())
    except ValueError:
        return None
    if moment is None or not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def microseconds(moment: datetime) -> int:
    """Count microseconds since 1970 in UTC."""
    return (moment - _EPOCH) // _MICROSECOND


def offset_s(moment: datetime) -> int:
    """Give the seconds a written time is ahead of UTC."""
    offset = moment.utcoffset()
    return int(offset.total_seconds()) if offset else 0


def claimed_offset_s(samples: Sequence[Sample]) -> int | None:
    """Give the offset the file writes its times with.

    ``+00:00`` claims nothing: many exporters write it for plain UTC.
    """
    return next((s.utc_offset_s for s in samples if s.utc_offset_s), None)


def records_of(samples: Sequence[Sample], sport: str) -> Samples:
    """Put timed samples in RECORDS columns, in file order; only the columns the file has.

    Cadence becomes ``cadence_spm`` on foot (doubled when its median is below 120, which counts
    one foot), ``cadence_rpm`` on a bike, ``stroke_rate_spm`` in water, and stays ``cadence``
    where the sport is not known.
    """
    columns: dict[str, object] = {
        "time": np.array([s.time_us for s in samples], dtype="datetime64[us]"),
        "lap": [s.lap for s in samples],
    }
    for column in RECORDS.columns:
        if column.dtype == FLOAT and column.name in Sample.__slots__:
            columns[column.name] = [getattr(s, column.name) for s in samples]
    columns |= _cadence_column(np.array([s.cadence for s in samples]), sport)
    found = Samples.of(pd.DataFrame(columns))
    lap = found.lap if found.lap is not None and found.lap.any() else None
    return Samples.measured(found.time_us, found.numbers, lap)


def _cadence_column(
    cadence: np.ndarray[tuple[int], np.dtype[np.float64]], sport: str
) -> dict[str, object]:
    turning = cadence[cadence > 0]
    if not turning.size:  # all zero: a device without the sensor
        return {}
    if sport in ON_FOOT:
        return {"cadence_spm": cadence * (2 if np.median(turning) < ONE_FOOT_BELOW_SPM else 1)}
    if sport in IN_WATER:
        return {"stroke_rate_spm": cadence}
    return {"cadence_rpm" if sport in ON_A_BIKE else "cadence": cadence}


def stops_of(samples: Sequence[Sample]) -> pd.DataFrame | None:
    """Give the pauses between the stretches of a track as STOPS; None when there are none.

    A new stretch begins after a pause, but also at a lap or after lost reception. It was a pause
    when time passed and the person came less far than 0.5 m/s would take them.
    """
    pauses = [
        (before.time_us, after.time_us)
        for before, after in pairwise(samples)
        if before.stretch != after.stretch and _stood(before, after)
    ]
    if not pauses:
        return None
    times = np.array(pauses, dtype="datetime64[us]")
    return conform(pd.DataFrame({"start_time": times[:, 0], "end_time": times[:, 1]}), STOPS)


def gap_s(before: Sample, after: Sample) -> float:
    """Seconds from one sample to another; NaN without times."""
    if before.time_us is None or after.time_us is None:
        return NAN
    return (after.time_us - before.time_us) / 1e6


def _stood(before: Sample, after: Sample) -> bool:
    seconds = gap_s(before, after)
    return seconds > 0 and not _way_m(before, after) >= KEPT_GOING_MPS * seconds


def _way_m(before: Sample, after: Sample) -> float:
    """Give metres by the device, else in a straight line (equirectangular), else NaN."""
    by_device = after.distance_m - before.distance_m
    if not math.isnan(by_device):
        return by_device
    north = math.radians(after.latitude_deg - before.latitude_deg)
    east = math.radians((after.longitude_deg - before.longitude_deg + 180) % 360 - 180)
    middle = math.radians((after.latitude_deg + before.latitude_deg) / 2)
    return _EARTH_RADIUS_M * math.hypot(north, east * math.cos(middle))


def line(text: str) -> str:
    """Make one line of at most 200 characters of a name or note."""
    return " ".join(text[:1000].split())[:200]


def plural(count: int, thing: str) -> str:
    """Count things in words: "1 point", "1,200 points"."""
    return f"{count:,} {thing}" + ("" if count == 1 else "s")


def refuse_too_many(parts: Sequence[int]) -> None:
    """Refuse more sessions than a life of exports, or one recording, would hold.

    Parameters
    ----------
    parts : sequence of int
        For each session of the file, which recording it belongs to.

    Raises
    ------
    TooLarge
        With a sentence.
    """
    if len(parts) > MAX_SESSIONS:
        raise TooLarge(
            f"This file holds {len(parts):,} separate recordings; up to {MAX_SESSIONS:,} are read "
            "from one file. Export the activities one file each and add those."
        )
    legs = max(Counter(parts).values(), default=0)
    if legs > MAX_LEGS:
        raise TooLarge(
            f"This file holds a recording of {legs:,} legs, far more than any race has; it was "
            "not read. Export the activity again."
        )


def start_of(samples: Sequence[Sample]) -> pd.Timestamp | None:
    """Give the time of the first sample."""
    first_us = samples[0].time_us
    return None if first_us is None else pd.Timestamp(first_us, unit="us", tz="UTC")


def break_problem(
    broken: Break | None, point: str, unfinished: int, kept: int
) -> Iterator[Problem]:
    """Say what a broken document lost: the point being read, and those named after the break."""
    if broken:
        where = f" after byte {broken.at_byte:,}" if broken.at_byte else ""
        yield Problem(
            "truncated",
            f"The file breaks off or is damaged{where}: {plural(kept, 'sample')} before that "
            f"{'is' if kept == 1 else 'are'} kept. Export it again to have the rest.",
            broken.at_byte,
            unfinished + broken.count(point),
        )
