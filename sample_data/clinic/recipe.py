"""How a client's story is written down: a few words for weeks of running, mornings and care.

Days count back from the clinic's last day: 0 is that day, a Sunday, 3 the Thursday before.
"""

from dataclasses import dataclass

# Kilometres from Monday to Sunday. All rest on the days whose mornings are compared.
THREE_RUNS = (0.0, 6.0, 0.0, 7.0, 0.0, 0.0, 10.0)
SHORT_RUNS = (0.0, 4.0, 0.0, 4.0, 0.0, 0.0, 6.0)
WALK_RUNS = (0.0, 2.4, 0.0, 0.0, 3.2, 0.0, 0.0)
MANY_RUNS = (0.0, 9.0, 11.0, 8.0, 0.0, 12.0, 20.0)
NO_RUNS = (0.0,) * 7


@dataclass(frozen=True, slots=True)
class Runs:
    """Weeks of running: ``km`` from Monday to Sunday, growing by ``growth`` a week.

    ``ended`` is how many days ago the last run may lie; ``extra`` are runs on top, as (days ago,
    km). ``rated`` is the share of sessions with an effort. ``beside`` names what is done on other
    days: weekday (0 is Monday), sport, sub-sport, minutes.
    """

    km: tuple[float, ...] = THREE_RUNS
    weeks: int = 8
    growth: float = 0.01
    ended: int = 0
    extra: tuple[tuple[int, float], ...] = ()
    rated: float = 1.0
    beside: tuple[tuple[int, str, str, float], ...] = ()


STRENGTH = (0, "training", "strength_training", 45.0)
SWIM = (2, "swimming", "lap_swimming", 40.0)
BIKE = (5, "cycling", "generic", 75.0)
YOGA = (4, "training", "yoga", 50.0)


@dataclass(frozen=True, slots=True)
class Mornings:
    """Morning scores of a place: a digit a day up to ``ended`` days ago, a dot for none entered.

    ``after`` adds a score after each run of the last four weeks, so many points above the
    morning's; ``notes`` are the person's words, as (days ago, words).
    """

    place: str
    scores: str
    ended: int = 0
    after: int | None = None
    clicking: bool = False
    painkillers: tuple[int, ...] = ()
    notes: tuple[tuple[int, str], ...] = ()


def weekly(*levels: int, last: str = "") -> str:
    """Write a week of mornings for each level, one point lower the mornings after runs.

    ``last`` replaces that many days at the end. Every second week has a Saturday without entry.
    """
    weeks = [_week(level, has_gap=bool(number % 2)) for number, level in enumerate(levels)]
    whole = "".join(weeks)
    return whole[: len(whole) - len(last)] + last


def _week(level: int, *, has_gap: bool) -> str:
    low, high = str(max(level - 1, 0)), str(level)
    return f"{high}{high}{low}{high}{low}{'.' if has_gap else low}{high}"


@dataclass(frozen=True, slots=True)
class Care:
    """What a physio keeps: all days are days ago, ``review`` days ahead (negative: overdue).

    ``exercises`` names keys of the exercise list, ``done`` the share of them that was ticked.
    ``agreed`` is longest run and week in km. ``scores`` are (questionnaire, total, days ago).
    ``found`` are (item, side, finding), looked at on the first day. ``reviewed`` are (days ago,
    agreed, decision).
    """

    since: int
    review: int | None = None
    phase: int | None = None
    agreed: tuple[float, float] | None = None
    planned: tuple[tuple[int, float], ...] = ()
    exercises: tuple[str, ...] = ()
    done: float = 0.8
    scores: tuple[tuple[str, float, int], ...] = ()
    found: tuple[tuple[str, str, str], ...] = ()
    reviewed: tuple[tuple[int, str, str], ...] = ()
    notes: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """One client's story. ``signs`` are red-flag questions answered with yes: (days ago, code)."""

    number: int
    what: str
    runs: Runs | None = None
    mornings: tuple[Mornings, ...] = ()
    care: Care | None = None
    signs: tuple[tuple[int, str], ...] = ()
    shoes: tuple[tuple[str, float, int], ...] = ()
    in_miles: bool = False
    time_zone: str = "Europe/Berlin"
    seen: str = ""
