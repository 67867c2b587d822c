"""What a sport tells a reader about motion: how fast it can be, and from when it is motion at all.

Sports carry FIT's names. An unknown sport gets the limits of a bicycle and the graded numbers of a
runner: files without a sport are mostly runs, and a ride among them must keep its positions.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Motion:
    """Speed limits in m/s: above ``top_mps`` a spike, from ``least_mps`` on moving."""

    top_mps: float
    least_mps: float


ON_FOOT = frozenset(
    {"running", "walking", "hiking", "mountaineering", "snowshoeing", "transition", "tactical"}
)
ON_A_BIKE = frozenset({"cycling", "e_biking", "inline_skating", "cross_country_skiing"})
IN_WATER = frozenset({"swimming"})
WITH_MORE_THAN_LEGS = frozenset(
    {
        "alpine_skiing",
        "boating",
        "driving",
        "flying",
        "hang_gliding",
        "kitesurfing",
        "motorcycling",
        "sky_diving",
        "snowboarding",
        "snowmobiling",
        "wakeboarding",
        "water_skiing",
        "windsurfing",
    }
)
UNSAID = frozenset({"", "generic", "multisport"})

# The rules of one file: spikes above 12 m/s on foot, 30 on a bike, 4 in water; moving from
# 0.5 m/s on foot or in water, 1.0 on a bike. Engines and snow get the fastest speed RECORDS holds.
FOOT = Motion(top_mps=12.0, least_mps=0.5)
BIKE = Motion(top_mps=30.0, least_mps=1.0)
WATER = Motion(top_mps=4.0, least_mps=0.5)
ENGINE = Motion(top_mps=60.0, least_mps=1.0)
OTHER = Motion(top_mps=30.0, least_mps=0.5)


def motion(sport: str) -> Motion:
    """Return the speed limits of a sport, those of an unknown one for any other name."""
    groups = ((ON_FOOT, FOOT), (ON_A_BIKE, BIKE), (IN_WATER, WATER), (WITH_MORE_THAN_LEGS, ENGINE))
    return next((limits for names, limits in groups if sport in names), OTHER)


def is_graded(sport: str) -> bool:
    """Say whether Minetti's cost of slopes and the running distances mean something here."""
    return sport in ON_FOOT or sport in UNSAID
