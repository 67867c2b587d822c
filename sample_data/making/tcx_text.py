"""Motions as TCX text."""

from collections.abc import Iterable
from itertools import pairwise

from sample_data.making.motion import Motion

_SPORTS = {"running": "Running", "cycling": "Biking"}
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_ROOT = (
    "<TrainingCenterDatabase"
    ' xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"'
    ' xmlns:ns3="http://www.garmin.com/xmlschemas/ActivityExtension/v2">'
)


def document(activities: Iterable[str]) -> str:
    """Wrap activities in a training-centre document."""
    lines = [_ROOT, "<Activities>", *activities, "</Activities>", "</TrainingCenterDatabase>", ""]
    return _HEAD + "\n".join(lines)


def activity(motion: Motion) -> list[str]:
    """Write one activity with its laps; without laps it is one lap."""
    sport = _SPORTS[motion.plan.sport]
    return [
        f'<Activity Sport="{sport}">',
        f"<Id>{_time(motion, 0)}</Id>",
        *laps(motion),
        "<Creator><Name>Invented watch</Name></Creator>",
        "</Activity>",
    ]


def laps(motion: Motion, name: str = "Lap") -> list[str]:
    """Write the laps with their points; the point at the end of a lap belongs to it."""
    ends = motion.lap_ends or (len(motion.seconds) - 1,)
    lines: list[str] = []
    for start, end in pairwise((0, *ends)):
        first = start + 1 if start else 0
        took = int(motion.seconds[end] - motion.seconds[start])
        far = motion.distance_m[end] - motion.distance_m[start]
        lines += [
            f'<{name} StartTime="{_time(motion, int(motion.seconds[start]))}">',
            f"<TotalTimeSeconds>{took}.0</TotalTimeSeconds>",
            f"<DistanceMeters>{far:.2f}</DistanceMeters>",
            "<Intensity>Active</Intensity><TriggerMethod>Manual</TriggerMethod>",
            "<Track>",
            *(_point(motion, index) for index in range(first, end + 1)),
            "</Track>",
            f"</{name}>",
        ]
    return lines


def _time(motion: Motion, second: int) -> str:
    return f"{motion.at(second):%Y-%m-%dT%H:%M:%S}.000Z"


def _point(motion: Motion, index: int) -> str:
    parts = [f"<Trackpoint><Time>{_time(motion, int(motion.seconds[index]))}</Time>"]
    if motion.position is not None:
        latitude, longitude = (degrees[index] for degrees in motion.position)
        parts.append(
            f"<Position><LatitudeDegrees>{latitude:.7f}</LatitudeDegrees>"
            f"<LongitudeDegrees>{longitude:.7f}</LongitudeDegrees></Position>"
        )
    if motion.elevation_m is not None:
        parts.append(f"<AltitudeMeters>{motion.elevation_m[index]:.1f}</AltitudeMeters>")
    parts.append(f"<DistanceMeters>{motion.distance_m[index]:.2f}</DistanceMeters>")
    return "".join([*parts, _sensors(motion, index), "</Trackpoint>"])


def _sensors(motion: Motion, index: int) -> str:
    beats = ""
    if motion.heart_rate_bpm is not None:
        value = int(motion.heart_rate_bpm[index])
        beats = f"<HeartRateBpm><Value>{value}</Value></HeartRateBpm>"
    speed = f"<ns3:Speed>{motion.speed_mps[index]:.3f}</ns3:Speed>"
    if motion.cadence is None:
        return beats
    if motion.plan.sport == "cycling":
        beats += f"<Cadence>{int(motion.cadence[index])}</Cadence>"
    else:
        speed += f"<ns3:RunCadence>{int(motion.cadence[index] / 2)}</ns3:RunCadence>"
    return f"{beats}<Extensions><ns3:TPX>{speed}</ns3:TPX></Extensions>"
