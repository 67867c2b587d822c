"""Samples of the XML watch files: from the texts of elements to columns of numbers."""

import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
from pyarrow.compute import replace_substring

from ingest.errors import TooLarge
from ingest.markup.skeleton import NUMBERS, TIME, Cells, Gathered, Texts, decoded, only, packed
from ingest.markup.times import Moments, Parse, bytes_of, moments
from ingest.markup.walk import Break
from ingest.sports import IN_WATER, ON_A_BIKE, ON_FOOT
from ingest.tables import Problem, Samples, Stops

Floats: TypeAlias = npt.NDArray[np.float64]
Integers: TypeAlias = npt.NDArray[np.int64]
Flags: TypeAlias = npt.NDArray[np.bool_]

NAN = math.nan
MAX_SESSIONS = 1500
MAX_LEGS = 200  # swimrun races change sport some ninety times

# A person who stops the timer may stroll on; faster than this over the gap, they kept going.
KEPT_GOING_MPS = 0.5
# Below this, both feet cannot be counted: running steps are 140-200 a minute, walking 90-140.
ONE_FOOT_BELOW_SPM = 120.0

_FEW = 500  # texts, which Python reads sooner than Arrow
_LONGEST_VALUE = 64
_EARTH_RADIUS_M = 6_371_008.8


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """Track points while they are read, in file order; NaN where the file says nothing.

    ``place`` numbers where in the file's structure each stands, ``stretch`` counts the pieces of
    track between interruptions, ``lap`` from 1 (0: none). Points without ``has_time`` have no
    meaning in ``time_us`` (since 1970, UTC), ``utc_offset_s`` (what it was written with) and
    ``numbers``.
    """

    place: Integers
    stretch: Integers
    lap: Integers
    has_time: Flags
    time_us: Integers
    utc_offset_s: Integers
    numbers: Mapping[str, Floats]

    def __len__(self) -> int:
        """Count the points."""
        return len(self.time_us)

    def __getitem__(self, name: str) -> Floats:
        """Return one column of numbers; all NaN where there is none."""
        values = self.numbers.get(name)
        return np.full(len(self), np.nan) if values is None else values

    def only(self, rows: slice | Flags) -> Self:
        """Take some of the points."""
        if isinstance(rows, slice) and rows == slice(0, len(self)):
            return self
        return replace(
            self,
            place=self.place[rows],
            stretch=self.stretch[rows],
            lap=self.lap[rows],
            has_time=self.has_time[rows],
            time_us=self.time_us[rows],
            utc_offset_s=self.utc_offset_s[rows],
            numbers={name: values[rows] for name, values in self.numbers.items()},
        )

    @property
    def has_position(self) -> Flags:
        """Whether each point is anywhere on Earth."""
        return (abs(self["latitude_deg"]) <= 90) & (abs(self["longitude_deg"]) <= 180)  # noqa: PLR2004

    @property
    def has_sensor(self) -> Flags:
        """Whether heart rate, cadence or power was measured."""
        told = np.zeros(len(self), dtype=np.bool_)
        for name in ("heart_rate_bpm", "cadence", "power_w"):
            if name in self.numbers:
                told |= ~np.isnan(self.numbers[name])
        return told


_NONE = np.empty(0, dtype=np.int64)
NO_POINTS = Points(_NONE, _NONE, _NONE, _NONE > 0, _NONE, _NONE, {})


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Where in a file samples stand: of which stretch and lap."""

    stretch: int
    lap: int = 0


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


def numbers(texts: Texts, columns: int = 1) -> Floats:
    """Read columns of numbers, one behind the other, each as :func:`number` reads it.

    Returns
    -------
    ndarray of float, shape (columns, n)
    """
    count = len(texts) // columns
    if isinstance(texts, list) and len(texts) > _FEW:
        texts = packed(texts)
    values = _of_few(texts) if isinstance(texts, list) else _of_many(texts)
    if values is not None:
        if not math.isfinite(np.add.reduce(values)):  # some is not, or they are many and huge
            values = np.where(np.isfinite(values), values, np.nan)
        return values.reshape(columns, -1)
    if columns > 1:
        return np.concatenate([numbers(texts[i * count : (i + 1) * count]) for i in range(columns)])
    return np.array([[number(text) for text in decoded(texts)]], dtype=np.float64)


def _of_few(texts: list[str] | list[bytes]) -> Floats | None:
    """Read texts that are all numbers; None where any is not."""
    if max(map(len, texts), default=0) > _LONGEST_VALUE:
        return None
    try:
        return np.fromiter(map(float, texts), np.float64, len(texts))
    except ValueError:
        return None


def _of_many(texts: pa.StringArray) -> Floats | None:
    """Read texts that are all plain numbers; None where any is not."""
    edges, data = bytes_of(texts)
    if np.maximum.reduce(edges[1:] - edges[:-1], initial=0) > _LONGEST_VALUE:
        return None
    written = data[edges[0] : edges[-1]].tobytes()
    if b"." not in written and b"," in written:
        texts = replace_substring(texts, ",", ".", max_replacements=1)
    try:
        return np.asarray(texts.cast(pa.float64()).to_numpy(zero_copy_only=False))
    except pa.ArrowInvalid:
        return None


@dataclass(frozen=True, slots=True)
class Manners:
    """How a format's doubtful texts are taken.

    ``first_known`` names the columns of which the first known value of a sample counts, not the
    last; ``patient`` is tried on times that are not ISO 8601.
    """

    first_known: frozenset[str] = frozenset()
    patient: Parse | None = None


def points_of(gathered: Gathered, places: Sequence[Place], manners: Manners) -> tuple[Points, int]:
    """Make numbers and times of what was gathered.

    Parameters
    ----------
    gathered : Gathered
        Texts, by row and by column (``TIME`` and ``COLUMN``).
    places : sequence of Place
        What the numbers of places stand for.
    manners : Manners
        How the format's doubtful texts are taken.

    Returns
    -------
    tuple of Points and int
        The samples, and how many times stood there and could not be read.
    """
    count = len(gathered.places)
    if not count:
        return NO_POINTS, 0
    times, unreadable = _times(gathered, count, manners)
    stretch, lap = np.array([(place.stretch, place.lap) for place in places], dtype=np.int64).T
    columns: dict[str, Floats] = {}
    are_all_timed = np.count_nonzero(times.is_read) == count
    for cells in gathered.cells:
        # No sample without a time is kept, whatever else it says.
        if cells.columns != (TIME,) and (are_all_timed or times.is_read[cells.rows].any()):
            _lay_down(cells, columns, count, manners.first_known)
    ordered = {name: columns[name] for name in NUMBERS if name in columns}
    where = gathered.places
    read = (times.is_read, times.time_us, times.utc_offset_s)
    return Points(where, stretch[where], lap[where], *read, ordered), unreadable


def _times(gathered: Gathered, count: int, manners: Manners) -> tuple[Moments, int]:
    """Read the times of all rows, and count those that cannot be."""
    all_cells = [cells for cells in gathered.cells if cells.columns == (TIME,)]
    if len(all_cells) == 1 and _is_each_row(all_cells[0], count):
        found = moments(all_cells[0].texts, manners.patient)
        return found, _told(all_cells[0].texts, found)
    times = Moments(np.zeros(count, np.int64), np.zeros(count, np.int64), np.zeros(count, np.bool_))
    unreadable = 0
    for cells in all_cells:
        found = moments(cells.texts, manners.patient)
        rows = cells.rows[found.is_read]
        times.time_us[rows] = found.time_us[found.is_read]
        times.utc_offset_s[rows] = found.utc_offset_s[found.is_read]
        times.is_read[rows] = True
        unreadable += _told(cells.texts, found)
    return times, unreadable


def _is_each_row(cells: Cells, count: int) -> bool:
    """Whether these are all rows, in order."""
    return len(cells.rows) == count and (cells.count_up or _is_rising(cells.rows))


def _is_rising(rows: Integers) -> bool:
    return bool((rows[1:] > rows[:-1]).all())


def _told(texts: Texts, found: Moments) -> int:
    """Count the texts that are more than blanks and yet no times."""
    if np.count_nonzero(found.is_read) == len(found):
        return 0
    return sum(bool(text.strip()) for text in decoded(only(texts, ~found.is_read)))


def _lay_down(
    cells: Cells, columns: dict[str, Floats], count: int, first_known: Collection[str]
) -> None:
    """Read the numbers of some columns and put them in their rows."""
    table = numbers(cells.texts, len(cells.columns))
    is_each = _is_each_row(cells, count)
    for column, read in zip(cells.columns, table, strict=True):
        name = NUMBERS[column - 1]
        if is_each and name not in columns:
            columns[name] = read
            continue
        rows = cells.rows
        if name in first_known and not _is_rising(rows):
            known = ~np.isnan(read)
            rows, read = rows[known][::-1], read[known][::-1]  # noqa: PLW2901
        columns.setdefault(name, np.full(count, np.nan))[rows] = read


def claimed_offset_s(points: Points) -> int | None:
    """Give the offset the file writes its times with.

    ``+00:00`` claims nothing: many exporters write it for plain UTC.
    """
    claimed = points.utc_offset_s.nonzero()[0]
    return int(points.utc_offset_s[claimed[0]]) if claimed.size else None


def samples_of(points: Points, sport: str) -> Samples:
    """Put timed points in RECORDS columns, in file order; only the columns the file has.

    Cadence becomes ``cadence_spm`` on foot (doubled when its median is below 120, which counts
    one foot), ``cadence_rpm`` on a bike, ``stroke_rate_spm`` in water, and stays ``cadence``
    where the sport is not known.
    """
    columns = {name: values for name, values in points.numbers.items() if name != "cadence"}
    if "cadence" in points.numbers:
        columns |= _cadence_column(points["cadence"], sport)
    return Samples.measured(
        points.time_us, columns, points.lap if np.count_nonzero(points.lap) else None
    )


def _cadence_column(cadence: Floats, sport: str) -> dict[str, Floats]:
    turning = cadence[cadence > 0]
    if not turning.size:  # all zero: a device without the sensor
        return {}
    if sport in ON_FOOT:
        counts_one_foot = _median(turning) < ONE_FOOT_BELOW_SPM
        return {"cadence_spm": cadence * 2 if counts_one_foot else cadence}
    if sport in IN_WATER:
        return {"stroke_rate_spm": cadence}
    return {"cadence_rpm" if sport in ON_A_BIKE else "cadence": cadence}


def _median(values: Floats) -> float:
    rising = np.sort(values)  # NumPy's median takes longer than this on a short run
    return float(rising[(len(rising) - 1) // 2] + rising[len(rising) // 2]) / 2


def stops_of(points: Points) -> Stops | None:
    """Give the pauses between the stretches of a track; None when there are none.

    A new stretch begins after a pause, but also at a lap or after lost reception. It was a pause
    when time passed and the person came less far than 0.5 m/s would take them.
    """
    if points.stretch[0] == points.stretch[-1]:  # they only rise
        return None
    edges = np.flatnonzero(points.stretch[1:] != points.stretch[:-1]) + 1
    seconds = (points.time_us[edges] - points.time_us[edges - 1]) / 1e6
    stood = (seconds > 0) & ~(_way_m(points, edges) >= KEPT_GOING_MPS * seconds)
    if not stood.any():
        return None
    return Stops(points.time_us[edges - 1][stood], points.time_us[edges][stood])


def _way_m(points: Points, to: npt.NDArray[np.intp]) -> Floats:
    """Give metres by the device, else in a straight line (equirectangular), else NaN."""
    latitude_deg, longitude_deg = points["latitude_deg"], points["longitude_deg"]
    north = np.radians(latitude_deg[to] - latitude_deg[to - 1])
    east = np.radians((longitude_deg[to] - longitude_deg[to - 1] + 180) % 360 - 180)
    middle = np.radians((latitude_deg[to] + latitude_deg[to - 1]) / 2)
    straight: Floats = _EARTH_RADIUS_M * np.hypot(north, east * np.cos(middle))
    if "distance_m" not in points.numbers:
        return straight
    by_device = points["distance_m"][to] - points["distance_m"][to - 1]
    return np.where(np.isnan(by_device), straight, by_device)


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
    if len(parts) == 1:
        return
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


def start_of(points: Points) -> pd.Timestamp:
    """Give the time of the first point."""
    return pd.Timestamp(int(points.time_us[0]), unit="us", tz="UTC")


def break_problem(broken: Break | None, point: str, kept: int) -> Iterator[Problem]:
    """Say what a broken document lost: the point being read, and those named after the break."""
    if broken:
        where = f" after byte {broken.at_byte:,}" if broken.at_byte else ""
        yield Problem(
            "truncated",
            f"The file breaks off or is damaged{where}: {plural(kept, 'sample')} before that "
            f"{'is' if kept == 1 else 'are'} kept. Export it again to have the rest.",
            broken.at_byte,
            int(broken.in_sample) + broken.count(point),
        )
