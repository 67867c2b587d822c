"""What the pages Races and Race say: every sentence computed from the races themselves."""

import math
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.analysis import race_words, units, words
from dashboard.analysis.findings import full_splits
from dashboard.analysis.predictions import Error, vdot
from dashboard.analysis.race_editions import Edition, over_same_distance
from dashboard.analysis.race_review import Around, Course, Halves, Years
from dashboard.analysis.races import RaceFigures

Floats = NDArray[np.float64]

TEENS = range(11, 14)
ENDINGS = {1: "st", 2: "nd", 3: "rd"}
SMALL_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
# Two parts of a race are told apart from this on, and only where both are of some length (rule).
LEAST_CHANGE = 0.02
FIRST_PART = 1 / 3
FEWEST_AFTER = 2
FEWEST_SPLITS = 6
EVEN_HALVES = 0.005
TALKED_ABOUT_DRIFT_PERCENT = 2.0


def ordinal(number: int) -> str:
    """Write a place: "1st", "436th", "1,011th"."""
    ending = "th" if number % 100 in TEENS else ENDINGS.get(number % 10, "th")
    return f"{words.number(number)}{ending}"


def counted_word(count: int) -> str:
    """Write a small count as a word: "four", "12"."""
    return SMALL_NUMBERS[count] if count < len(SMALL_NUMBERS) else words.number(count)


def headline(race: Edition, same: Sequence[Edition], known: Sequence[Edition]) -> str:
    """Say how a race went: its time, how that stands among its editions, and the place.

    ``same`` are its editions, itself among them; ``known`` all the athlete's races.
    """
    time = words.race_time(race.figures.time_s)
    if race.figures.status != "finished":
        return f"{race_words.STATUSES[race.figures.status]}."
    if not time:
        return "No time known yet."
    first = ", ".join(part for part in (time, _standing(race, same, known)) if part)
    place = placing(race)
    return f"{first}. {place}." if place else f"{first}."


def placing(race: Edition) -> str:
    """Say the place overall: "436th of 1,183, faster than 63 % of the field"; "" for none."""
    place, field = race.result.place_overall, race.result.field_overall
    if place is None:
        return ""
    if field is None:
        return f"{ordinal(place)} overall"
    share = math.floor(100 * (field - place) / field)
    behind = f", faster than {share} % of the field" if share else ""
    return f"{ordinal(place)} of {words.number(field)}{behind}"


def _standing(race: Edition, same: Sequence[Edition], known: Sequence[Edition]) -> str:
    """Say where a time stands: among this race's editions, else among races as long."""
    if not race.counts:
        return ""
    alike = [one for one in same if over_same_distance(one, race)]
    if len(alike) > 1:
        return _among(race, alike)
    as_long = [one for one in known if over_same_distance(one, race) and one.sport == race.sport]
    if race.personal_best and len(as_long) > 1:
        return f"your fastest {race.distance_word.lower() or 'race over this distance'} of " + (
            counted_word(len(as_long))
        )
    return ""


def _among(race: Edition, alike: Sequence[Edition]) -> str:
    others = [one for one in alike if one is not race]
    best = min(others, key=lambda one: one.figures.time_s)
    gap_s = race.figures.time_s - best.figures.time_s
    gap = words.duration(abs(gap_s))
    if gap_s < 0:
        return f"your fastest of {counted_word(len(alike))}: {gap} quicker than {year_of(best)}"
    if gap_s == 0:
        return f"the same time as {year_of(best)}"
    before = [one for one in others if one.result.race_day < race.result.race_day]
    if before and all(one.figures.time_s > race.figures.time_s for one in before):
        fastest = f"your fastest of {counted_word(len(before) + 1)} until then"
        return f"{fastest}, {gap} behind {year_of(best)}"
    return f"{gap} behind your fastest, {year_of(best)}"


def year_of(race: Edition) -> str:
    """Name an edition by what it is called, or by its year."""
    return race.result.edition or str(race.result.race_day.year)


def halves(parts: Halves) -> str:
    """Set the halves side by side: "55:54 + 56:03, the second 9 s slower"."""
    both = f"{words.duration(parts.first_s)} + {words.duration(parts.second_s)}"
    gap = round(parts.second_s) - round(parts.first_s)
    if gap == 0:
        return f"{both}, even"
    way = "slower" if gap > 0 else "faster"
    apart = f"{abs(gap)} s" if abs(gap) < 100 else words.duration(abs(gap))  # noqa: PLR2004
    return f"{both}, the second {apart} {way}"


def shape_title(cut: Course) -> str:
    """Say how a race was run: where its pace changed, else how its halves compare."""
    if cut.halves is None:
        return "Split by split, as the watch measured it"
    times = cut.official["elapsed_s"].to_numpy(np.float64)[full_splits(cut.official)]
    found = _change(times)
    if found is not None:
        per_m = units.chosen().metres
        place, before_s, after_s = found
        before, after = (words.clock_face(seconds) for seconds in (before_s, after_s))
        return f"{before} to {units.chosen().word} {place}, then {after} {words.pace_unit(per_m)}"
    share = cut.halves.slower_by_s / (cut.halves.first_s + cut.halves.second_s)
    if abs(share) <= EVEN_HALVES:
        return f"Even halves: {halves(cut.halves)}"
    return f"{'Slower' if share > 0 else 'Faster'} second half: {halves(cut.halves)}"


def _change(times: Floats) -> tuple[int, float, float] | None:
    """Find the split after which the pace was another; None where no part is clearly so.

    The cut that leaves least unexplained counts, where the means differ by 2 % and by more than
    the usual scatter within the parts.
    """
    count = len(times)
    first = max(1, math.ceil(count * FIRST_PART))
    if count < FEWEST_SPLITS:
        return None
    cuts = range(first, count - FEWEST_AFTER + 1)
    best = min(cuts, key=lambda at: _scatter(times[:at]) + _scatter(times[at:]))
    before, after = float(times[:best].mean()), float(times[best:].mean())
    within = math.sqrt((_scatter(times[:best]) + _scatter(times[best:])) / count)
    if abs(after / before - 1) < LEAST_CHANGE or abs(after - before) < 2 * within:
        return None
    return best, before, after


def _scatter(part: Floats) -> float:
    return float(((part - part.mean()) ** 2).sum())


def watch_note(cut: Course, shown: RaceFigures) -> str:
    """Say how splits came from the watch to the official distance, or why they did not."""
    if cut.measured.empty:
        return "The recording holds no distance, so there are no splits."
    far = words.distance(cut.watch_m, decimals=2)
    time = words.duration(cut.watch_s)
    if cut.is_official:
        to = f"{words.exact_distance(shown.distance_m)} in {words.race_time(shown.time_s)}"
        return f"Brought from the watch's {far} in {time} to the official {to}."
    if shown.distance_source != "official" or shown.time_source not in ("chip", "gun"):
        return f"As the watch measured it, {far} in {time}: no official distance and time yet."
    return (
        f"As the watch measured it, {far} in {time}: too far from the official"
        f" {words.exact_distance(shown.distance_m)} in {words.race_time(shown.time_s)}"
        " to be laid over it."
    )


def grade_words(cut: Course, shown: RaceFigures) -> str:
    """Say what the hills were worth: "5:14 /km on the level would cost as much"; "" unknown."""
    if not math.isfinite(cut.graded_pace_s_per_km):
        return ""
    level = words.pace(words.METRES_PER_KM, cut.graded_pace_s_per_km)
    if level == words.pace(shown.distance_m, shown.time_s):
        return "Too flat to change the pace"
    return f"{level} on the level would cost as much"


def drift_words(percent: float) -> str:
    """Say how speed per heartbeat changed from the first half to the second; "" unknown."""
    if not math.isfinite(percent):
        return ""
    if abs(percent) < TALKED_ABOUT_DRIFT_PERCENT:
        return "Heart rate and speed kept together"
    way = "less" if percent > 0 else "more"
    return f"{abs(percent):.0f} % {way} speed per heartbeat in the second half"


def years_title(told: Years) -> str:
    """Say how the editions stand: "Four years: 11:08 between the fastest and the slowest"."""
    times = [line.edition.figures.time_s for line in told.lines]
    count = counted_word(len(times)).capitalize()
    gap = words.duration(max(times) - min(times))
    return f"{count} editions, {gap} from the slowest to the fastest"


def around_title(told: Around) -> str:
    """Say what led to the race: km a week, the longest run, and the highest pain noted."""
    before = told.weeks[told.weeks["week"] <= 0]
    known = before["running_km"].dropna()
    parts = []
    if len(known):
        a_week = words.distance(known.mean() * words.METRES_PER_KM, decimals=0)
        span = "12 weeks" if len(known) == len(before) else words.counted(len(known), "week")
        parts.append(f"{span} before: {a_week} a week")
    if told.longest_run is not None:
        day, km = told.longest_run
        ago = words.counted((told.race_day - day).days, "day")
        parts.append(f"the longest run {words.distance(km * words.METRES_PER_KM)}, {ago} before")
    return ", ".join(parts) or "No run known in the weeks before"


def pain_around(told: Around) -> str:
    """Say the highest pain noted before and after: "Pain: at most 3 of 10 before, 6 after."."""
    pain = {
        name: told.weeks.loc[when, "pain"].max()
        for name, when in (
            ("before", told.weeks["week"] <= 0),
            ("after", told.weeks["week"] > 0),
        )
    }
    noted = [f"{value:.0f} of 10 {name}" for name, value in pain.items() if not pd.isna(value)]
    return f"Highest pain noted: {words.joined(noted)}." if noted else "No pain noted in them."


def vdot_name(race: Edition) -> str:
    """Head the column of VDOT with the race's own: "VDOT 39.6"."""
    return f"VDOT {vdot(race.figures.distance_m, race.figures.time_s):.1f}"


def how_far_off(errors: Mapping[str, Error]) -> str:
    """Say how good the ways of predicting have been on the athlete's own races, by method."""
    found = {name: error for name, error in errors.items() if error.pairs}
    if not found:
        return (
            "How far off these are for you is not known: that takes two of your races over"
            " different distances within half a year, up to this one."
        )
    pairs = words.counted(max(error.pairs for error in found.values()), "pair")
    told = [
        f"{name} was off by {words.number(error.mean_off_percent, decimals=1)} %"
        for name, error in found.items()
    ]
    return f"On {pairs} of your own races {words.joined(told)} on average."
