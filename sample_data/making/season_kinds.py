"""What the season's runner does: each kind of outing, how far, how fast and how hard it is."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from sample_data.making.effort import Pacing

# What an amount of it counts: kilometres, minutes, or sets of 250 m in a pool.
Measure: TypeAlias = Literal["km", "minutes", "sets"]
Course: TypeAlias = Literal["outdoors", "belt", "none"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of outing. ``pace_s_per_km`` is a fit day's; ``bpm`` at the start and at mean effort.

    ``every_s`` is how often the watch takes a sample; ``course`` whether there is a way outdoors, a
    belt or a wheel that only counts metres, or no distance at all.
    """

    name: str
    sport: str
    bpm: tuple[int, int]
    rpe: int
    sub_sport: str = "generic"
    measure: Measure = "km"
    course: Course = "outdoors"
    pace_s_per_km: float = 0.0
    pacing: Pacing = "even"
    loop_m: float = 5000.0
    relief_m: float = 7.0
    every_s: int = 7
    lap_m: float = 1000.0
    on_foot: bool = True


KINDS: dict[str, Kind] = {
    "easy": Kind("Easy run", "running", (88, 136), 3, pace_s_per_km=362),
    "long": Kind("Long run", "running", (86, 139), 5, pace_s_per_km=356, pacing="slower",
                 loop_m=8000.0, relief_m=11.0, every_s=8),
    "tempo": Kind("Tempo run", "running", (92, 153), 6, pace_s_per_km=326, pacing="faster"),
    "intervals": Kind("Intervals", "running", (90, 148), 7, pace_s_per_km=342, pacing="intervals",
                      every_s=6),
    "hills": Kind("Hill run", "running", (90, 146), 6, sub_sport="trail", pace_s_per_km=384,
                  loop_m=6500.0, relief_m=55.0),
    "treadmill": Kind("Treadmill run", "running", (92, 142), 4, sub_sport="treadmill",
                      course="belt", pace_s_per_km=350),
    "walkrun": Kind("Walk and run", "running", (82, 117), 2, pace_s_per_km=462, pacing="walk_run",
                    loop_m=1700.0, relief_m=2.0),
    "ride": Kind("Ride", "cycling", (86, 128), 4, sub_sport="road", pace_s_per_km=146,
                 loop_m=16_000.0, relief_m=32.0, every_s=8, lap_m=5000.0, on_foot=False),
    "easyride": Kind("Easy ride", "cycling", (80, 108), 2, sub_sport="road", pace_s_per_km=174,
                     loop_m=9000.0, relief_m=8.0, every_s=8, lap_m=5000.0, on_foot=False),
    "indoor": Kind("Indoor ride", "cycling", (82, 126), 4, sub_sport="indoor_cycling",
                   course="belt", pace_s_per_km=132, pacing="intervals", every_s=8, lap_m=5000.0,
                   on_foot=False),
    "swim": Kind("Swim", "swimming", (0, 0), 3, sub_sport="lap_swimming", measure="sets",
                 course="belt", on_foot=False),
    "strength": Kind("Strength", "training", (78, 104), 4, sub_sport="strength_training",
                     measure="minutes", course="none", pacing="intervals", every_s=8,
                     on_foot=False),
    "walk": Kind("Walk", "walking", (74, 97), 2, pace_s_per_km=612, loop_m=4200.0, every_s=8),
    "elliptical": Kind("Elliptical", "fitness_equipment", (84, 124), 3, sub_sport="elliptical",
                       measure="minutes", course="none", every_s=8, on_foot=False),
    "yoga": Kind("Yoga", "training", (70, 82), 1, sub_sport="yoga", measure="minutes",
                 course="none", every_s=8, on_foot=False),
    "half_marathon": Kind("", "running", (104, 160), 9, pace_s_per_km=317, loop_m=10_620.0,
                          relief_m=6.0, every_s=2),
    "duathlon": Kind("", "running", (104, 160), 8, every_s=2),
}  # fmt: skip
