"""What each sport is called on screen, and which of pace or speed its people read."""

from enum import Enum

from dashboard.analysis import words


class Reading(Enum):
    """How a sport states how fast: minutes a km, minutes per 100 m, km an hour, or not at all."""

    PACE_KM = "pace, min/km"
    PACE_100M = "pace, min per 100 m"
    SPEED = "speed, km/h"


# FIT sport names; what is not listed is shown by its own name and counts as "other".
_WORDS = {
    "running": "Run",
    "cycling": "Bike",
    "swimming": "Swim",
    "walking": "Walk",
    "hiking": "Hike",
    "rowing": "Row",
    "transition": "Change",
    "multisport": "Multisport",
    "training": "Training",
    "generic": "Activity",
    "fitness_equipment": "Gym",
    "cross_country_skiing": "Ski",
}
_SUB_WORDS = {
    "strength_training": "Strength",
    "yoga": "Yoga",
    "elliptical": "Elliptical",
    "treadmill": "Treadmill run",
    "trail": "Trail run",
    "indoor_cycling": "Indoor bike",
    "lap_swimming": "Swim",
    "open_water": "Open-water swim",
}
# The eight colours of the sports, in their fixed order.
FAMILIES = ("run", "bike", "swim", "strength", "walk", "elliptical", "yoga", "other")
_FAMILIES = {
    "running": "run",
    "cycling": "bike",
    "swimming": "swim",
    "walking": "walk",
    "hiking": "walk",
    "training": "strength",
}
_ON_FOOT = ("running", "walking", "hiking", "generic")
# What a person may correct a sport to.
CHOICES = (
    "running",
    "cycling",
    "swimming",
    "walking",
    "hiking",
    "rowing",
    "training",
    "fitness_equipment",
    "generic",
)
# What a person writes by hand, by sport and sub-sport as FIT names them.
BY_HAND = {
    "strength": ("training", "strength_training"),
    "swim": ("swimming", "generic"),
    "bike": ("cycling", "generic"),
    "walk": ("walking", "generic"),
    "elliptical": ("fitness_equipment", "elliptical"),
    "yoga": ("training", "yoga"),
    "run": ("running", "generic"),
    "hike": ("hiking", "generic"),
    "row": ("rowing", "generic"),
    "other": ("generic", "generic"),
}
METRES_IN_POOL_PACE = 100.0


def word(sport: str, sub_sport: str = "") -> str:
    """Name a sport for the screen: "Run", "Bike", "Strength", or the file's own word."""
    own = sport.replace("_", " ").strip().capitalize() or "Activity"
    return _SUB_WORDS.get(sub_sport, _WORDS.get(sport, own))


def family(sport: str, sub_sport: str = "") -> str:
    """One of :data:`FAMILIES`, which decides the colour."""
    if sub_sport in ("yoga", "elliptical"):
        return sub_sport
    return _FAMILIES.get(sport, "other")


def reading(sport: str) -> Reading:
    """Say how a sport's people state how fast it went."""
    if sport in _ON_FOOT:
        return Reading.PACE_KM
    return Reading.PACE_100M if sport == "swimming" else Reading.SPEED


def how_fast(sport: str, distance_m: float, time_s: float) -> str:
    """Pace or speed as the sport's people read it; "" when it cannot be said."""
    match reading(sport):
        case Reading.PACE_KM:
            return words.pace(distance_m, time_s)
        case Reading.PACE_100M:
            return words.pace(distance_m, time_s, per_m=METRES_IN_POOL_PACE)
        case Reading.SPEED:
            return words.speed(distance_m, time_s)


def multisport(sports: list[str]) -> str:
    """Name a recording of several sports: Duathlon, Triathlon, Swimrun or Multisport."""
    kinds = [sport for sport in sports if sport != "transition"]
    if kinds == ["running", "cycling", "running"]:
        return "Duathlon"
    if kinds == ["swimming", "cycling", "running"]:
        return "Triathlon"
    return "Swimrun" if set(kinds) == {"swimming", "running"} else "Multisport"
