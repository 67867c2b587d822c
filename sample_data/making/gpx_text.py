"""Motions as GPX text, in the ways different exporters write it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Literal, TypeAlias

from sample_data.making.motion import Motion

Sensors: TypeAlias = Literal["none", "gpxtpx", "ns3", "gpxdata"]
Clock: TypeAlias = Literal["utc", "local", "subsecond", "none"]

_GARMIN = "http://www.garmin.com/xmlschemas/TrackPointExtension/v1"
# The prefix "gpxdata" is used without being declared, as some exporters do.
_DECLARED: dict[Sensors, str] = {
    "none": "",
    "gpxtpx": f' xmlns:gpxtpx="{_GARMIN}"',
    "ns3": f' xmlns:ns3="{_GARMIN}"',
    "gpxdata": "",
}
_NAMESPACE = ' xmlns="http://www.topografix.com/GPX/1/1"'


@dataclass(frozen=True, slots=True)
class Export:
    """How an exporter writes: where sensors stand and how times are given."""

    sensors: Sensors = "gpxtpx"
    clock: Clock = "utc"
    creator: str = "Invented app"


def document(export: Export, content: Iterable[str]) -> str:
    """Wrap tracks, routes or waypoints in a GPX element."""
    declared = _NAMESPACE + _DECLARED[export.sensors]
    opening = f'<gpx creator="{export.creator}" version="1.1"{declared}>'
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    return "\n".join([head, opening, *content, "</gpx>", ""])


def track(motion: Motion, export: Export) -> list[str]:
    """Write one track of one segment."""
    return segments([points(motion, export)], motion.plan.sport)


def segments(pieces: Iterable[Sequence[str]], sport: str) -> list[str]:
    """Write one track of several segments, each a list of points."""
    lines = ["<trk>", " <name>Invented loop</name>", f" <type>{sport}</type>"]
    for piece in pieces:
        lines += [" <trkseg>", *piece, " </trkseg>"]
    return [*lines, "</trk>"]


def points(motion: Motion, export: Export) -> list[str]:
    """Write one ``trkpt`` a sample."""
    return [_point(motion, index, export) for index in range(len(motion.seconds))]


def _point(motion: Motion, index: int, export: Export) -> str:
    if motion.position is None:
        raise ValueError("a GPX track is made of positions")
    latitude, longitude = (degrees[index] for degrees in motion.position)
    parts = [f'  <trkpt lat="{latitude:.7f}" lon="{longitude:.7f}">']
    if motion.elevation_m is not None:
        parts.append(f"<ele>{motion.elevation_m[index]:.1f}</ele>")
    if export.clock != "none":
        moment = motion.at(int(motion.seconds[index]))
        parts.append(f"<time>{_time(moment, motion, index, export.clock)}</time>")
    return "".join([*parts, _sensors(motion, index, export.sensors), "</trkpt>"])


def _time(moment: datetime, motion: Motion, index: int, clock: Clock) -> str:
    if clock == "local":
        zone = timezone(timedelta(seconds=motion.plan.utc_offset_s))
        return moment.astimezone(zone).isoformat()
    if clock == "subsecond":
        # Each moment a different part of a second late, except the first and the last.
        part = 0 if index in (0, len(motion.seconds) - 1) else index % 4 * 250
        return f"{moment:%Y-%m-%dT%H:%M:%S}.{part:03d}Z"
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def _sensors(motion: Motion, index: int, sensors: Sensors) -> str:
    beats = None if motion.heart_rate_bpm is None else int(motion.heart_rate_bpm[index])
    if sensors == "none" or beats is None or motion.cadence is None:
        return ""
    if sensors == "gpxdata":
        return f"<extensions><gpxdata:hr>{beats}</gpxdata:hr></extensions>"
    # These extensions count the steps of one foot.
    values = f"<{sensors}:hr>{beats}</{sensors}:hr>"
    values += f"<{sensors}:cad>{int(motion.cadence[index] / 2)}</{sensors}:cad>"
    name = f"{sensors}:TrackPointExtension"
    return f"<extensions><{name}>{values}</{name}></extensions>"
