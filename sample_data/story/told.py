"""What is told of the season rather than recorded: the runner, shoes, events and race results."""

from dataclasses import replace
from datetime import date
from math import exp
from statistics import NormalDist

from sample_data.story import dates
from sample_data.story.records import Limits, Runner, SeasonEvent, SeasonRace, SeasonShoe

HALF_MARATHON_M = 21_097.5
HALF_MARATHON_NAME = "Springbank Half Marathon"
SPLIT_AT_M = (5_000.0, 10_000.0, 15_000.0, 20_000.0)
# How far a field of runners spreads: the standard deviation of the logarithm of its times.
FIELD_SPREAD = 0.16
DUATHLON_NAME = "Mill Lake Duathlon"
HIGH_SHOE = "Everyday pair, 10 mm drop"
LOW_SHOE = "Light pair, 6 mm drop"

RUNNER = Runner(
    sex="female",
    time_zone="Europe/Berlin",
    units="km",
    default_rpe=4.0,
    limits=(
        Limits(dates.FIRST_DAY, 54, 188, 318),
        Limits(date(2026, 4, 6), 52, 186, 306),
    ),
    born_on=date(1987, 3, 14),
)

SHOES = (
    SeasonShoe(HIGH_SHOE, 10, 34, date(2025, 5, 10), start_km=240),
    SeasonShoe(LOW_SHOE, 6, 27, dates.LOWER_SHOES_FIRST_WORN),
)

EVENTS = (
    SeasonEvent("illness", *dates.ILLNESS, "A cold, a week in bed"),
    SeasonEvent("travel", *dates.TRAVEL, "Away for work, little running"),
    SeasonEvent("treatment", dates.PHYSIO_BEGINS, dates.PHYSIO_BEGINS, "Physiotherapy begins"),
    SeasonEvent(
        "treatment",
        dates.SIX_WEEK_REVIEW,
        dates.SIX_WEEK_REVIEW,
        "Six-week review: walking and running in turns from here",
    ),
)

_2023, _2024, _2025 = dates.EARLIER_HALF_MARATHONS


def _half(day: date, chip_s: int, gun_s: int, published_s: int, *places: int) -> SeasonRace:
    """Give one line of a result list; ``places`` are place and field: all, women, category."""
    overall, field, by_gender, of_gender, by_category, of_category = places
    return SeasonRace(
        race=HALF_MARATHON_NAME,
        edition=str(day.year),
        race_day=day,
        official_distance_m=HALF_MARATHON_M,
        chip_time_s=chip_s,
        gun_time_s=gun_s,
        published_pace_s_per_km=published_s,
        category="Women 35",
        overall=(overall, field),
        by_gender=(by_gender, of_gender),
        by_category=(by_category, of_category),
        file=f"{day}-half_marathon.fit" if day >= dates.FIRST_DAY else "",
    )


def _field(race: SeasonRace) -> tuple[float, ...]:
    """Make up the times of a whole field, so that the runner's is at the runner's place."""
    place, field = race.overall
    ordinary = NormalDist()
    scores = [ordinary.inv_cdf((number + 0.5) / field) for number in range(field)]
    own = scores[place - 1]
    return tuple(
        float(round(race.chip_time_s * exp(FIELD_SPREAD * (score - own)))) for score in scores
    )


def _split_at(race: SeasonRace, *times_s: float) -> SeasonRace:
    """Add the times the organiser took every 5 km."""
    return replace(race, splits=tuple(zip(SPLIT_AT_M, times_s, strict=True)))


# 2:03:05, 1:58:20, 1:54:41 and 1:51:57 by the chip. The organiser rounds the pace up. The first
# year went out too fast; the later ones ever more evenly.
_NEWEST = _half(dates.HALF_MARATHON, 6717, 6763, 319, 436, 1183, 108, 479, 21, 86)
RACES = (
    _split_at(_half(_2023, 7385, 7466, 351, 698, 1012, 214, 398, 41, 72), 1690, 3420, 5208, 7004),
    _split_at(_half(_2024, 7100, 7158, 337, 583, 1074, 166, 421, 33, 78), 1661, 3342, 5050, 6740),
    _split_at(_half(_2025, 6881, 6925, 327, 497, 1121, 131, 447, 26, 81), 1625, 3245, 4882, 6520),
    replace(_NEWEST, field_s=_field(_NEWEST)),
)
