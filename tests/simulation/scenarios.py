"""Simulated runners whose truth is known: nulls, nulls no method survives, and effects.

A cell may be added; none is ever softened.
"""

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

Effect: TypeAlias = Literal["none", "acute", "accumulated", "spike", "delayed"]
Trend: TypeAlias = Literal["none", "build", "recovery"]


@dataclass(frozen=True, slots=True)
class Scenario:
    """What is true of a runner. Pain in points (0-10), load in km a day.

    Attributes
    ----------
    effect : str
        What load does to pain from the next day on: nothing, ``acute`` (lags 1-2), ``accumulated``
        (mean of the last 10 days), ``spike`` (a session 10 % beyond the longest of 30 days, over
        five days), ``delayed`` (mean of lags 4-7).
    strength : float
        Points of pain for one SD of the load that acts.
    persistence, spread, base : float
        Pain's own memory from day to day (AR(1)), its SD and its mean.
    reaction, reaction_delay : float, int
        Share of load cut when pain is high, and so many days later.
    entry_noise, entry_share : float
        SD of the error of one entry, and the share of days with one.
    entries_follow_pain : bool
        More entries when it hurts, fewer when it does not.
    weekday_pain : float
        Points more on Mondays.
    working_week : tuple of float
        Points more on each weekday, Monday first, whatever was run: work, say.
    trend : str
        ``build``: load and pain both rise. ``recovery``: pain falls while load is built back.
    flares, ramps : float
        Sudden flares a month, and flares a month that build up over four days.
    lapses : bool
        Whole stretches without an entry.
    sore_after_a_run : float
        Points more in the entry of a day with a run (the entry comes after it).
    plan_change, weekday_change : bool
        Midway the weekly plan changes; midway the painful weekday does.
    layoff : bool
        An episode of pain, and four weeks without running while it settles by itself.
    season, wave, shares_wave : float, float, bool
        Share of load in a slow wave, points of pain in one, and whether it is the same wave.
    races, holidays, run_days_only, stops, heavy_tails : bool
        Taper, race and rest; two weeks away now and then; entries only on days with a run; no
        running from pain 4 until pain 2; heavy-tailed changes of pain.
    cycle : float
        Points of pain in a 28-day cycle (load is cut back every fourth week).
    steps : float
        Shifts of pain's level in eight weeks.
    hidden : float
        Points of pain after sessions nobody logged, which follow long runs.
    """

    effect: Effect = "none"
    strength: float = 1.0
    persistence: float = 0.85
    spread: float = 1.0
    base: float = 1.5
    reaction: float = 0.0
    reaction_delay: int = 0
    entry_noise: float = 0.4
    entry_share: float = 0.75
    entries_follow_pain: bool = False
    weekday_pain: float = 0.0
    working_week: tuple[float, ...] = (0.0,) * 7
    trend: Trend = "none"
    flares: float = 0.0
    ramps: float = 0.0
    lapses: bool = True
    sore_after_a_run: float = 0.0
    plan_change: bool = False
    weekday_change: bool = False
    layoff: bool = False
    season: float = 0.0
    wave: float = 0.0
    shares_wave: bool = False
    races: bool = False
    holidays: bool = False
    run_days_only: bool = False
    stops: bool = False
    heavy_tails: bool = False
    cycle: float = 0.0
    steps: float = 0.0
    hidden: float = 0.0


_STEADY = Scenario(persistence=0.8, entries_follow_pain=True)
_CAREFUL = Scenario(reaction=0.9, base=2.0, spread=1.4)
_CAREFUL_DIARY = replace(_CAREFUL, entries_follow_pain=True)
_FLARING = Scenario(persistence=0.7, reaction=0.9, base=0.8, spread=0.8)
_MONDAY = replace(_STEADY, reaction=0.6, weekday_pain=1.0, base=1.8)

NULLS: dict[str, Scenario] = {
    "N1 independent pain": Scenario(persistence=0.0),
    "N2 autocorrelated pain": Scenario(),
    "N3 N2 + reactive cut": _CAREFUL,
    "N4 N3 + more entries in pain": _CAREFUL_DIARY,
    "N5 recovery, load rebuilt": replace(_STEADY, reaction=0.9, trend="recovery"),
    "N6 Monday pain": _MONDAY,
    "N7 random flares": replace(_FLARING, flares=1.0, entries_follow_pain=True),
    "N8 both drift up": replace(_STEADY, trend="build"),
    "N9 entry after the run": replace(_STEADY, reaction=0.6, sore_after_a_run=1.0),
    "H1 phi .93": replace(_CAREFUL_DIARY, persistence=0.93),
    "H2 two flares a month, sparse": replace(_FLARING, flares=2.0, entry_share=0.35),
    "H3 plan changes, Monday pain": replace(_MONDAY, plan_change=True),
    "H4 slow load and pain waves": replace(_STEADY, season=0.5, wave=1.5, base=2.5),
    "H5 taper, race, rest": Scenario(
        reaction=0.6, races=True, entries_follow_pain=True, base=1.8, spread=1.2
    ),
    "H6 entries only on run days": replace(_CAREFUL, reaction=0.6, run_days_only=True),
    "H7 mostly 0": replace(_CAREFUL_DIARY, base=-0.6, spread=1.6),
    "H8 two-week holidays": replace(_CAREFUL_DIARY, holidays=True),
    "H9 cut three days later": replace(_CAREFUL_DIARY, reaction_delay=3),
    "H10 heavy tails": replace(_CAREFUL_DIARY, base=1.5, heavy_tails=True),
    "H11 level shifts": replace(_STEADY, persistence=0.7, reaction=0.6, base=2.5, steps=1.0),
    "H12 full stop in pain": Scenario(
        persistence=0.9, stops=True, base=2.5, spread=1.6, entries_follow_pain=True
    ),
    "H13 flares that build up": replace(_FLARING, ramps=1.0, entries_follow_pain=True),
    "B1 layoff while pain settles": replace(_STEADY, reaction=0.6, layoff=True, base=1.0),
    "B2 28-day cycle and cut-back": replace(_STEADY, cycle=1.2, base=2.5),
    "W1 Mondays and Tuesdays hurt": replace(
        _STEADY, base=1.8, working_week=(0.7, 0.35, 0.0, 0.0, 0.0, 0.0, 0.0)
    ),
    "W2 the working week hurts": replace(
        _MONDAY, weekday_pain=0.0, working_week=(0.7, 0.7, 0.7, 0.7, 0.7, 0.0, 0.0)
    ),
    "B3 plan and pain day change": replace(
        _STEADY, weekday_pain=1.5, plan_change=True, weekday_change=True
    ),
}

# No method that knows only load and pain can survive these: they are measured, never asserted.
BREAKING: dict[str, Scenario] = {
    "B4 one shared slow wave": replace(_STEADY, season=0.5, wave=1.5, base=2.5, shares_wave=True),
    "B5 unlogged session after long runs": replace(_STEADY, hidden=1.5, base=2.0),
}

_HURT = Scenario(reaction=0.9, base=1.8, spread=1.2, entries_follow_pain=True)

EFFECTS: dict[str, Scenario] = {
    "E1 lags 1-2, b .5": replace(_HURT, effect="acute", strength=0.5),
    "E2 lags 1-2, b 1.0": replace(_HURT, effect="acute"),
    "E3 10 days, b .75": replace(_HURT, effect="accumulated", strength=0.75),
    "E4 10 days, b 1.5": replace(_HURT, effect="accumulated", strength=1.5),
    "E5 spike": replace(_HURT, effect="spike"),
    "E6 lags 4-7, b .5": replace(_HURT, effect="delayed", strength=0.5),
    "E7 lags 4-7, b 1.0": replace(_HURT, effect="delayed"),
}
