"""Tables of the pages Races and Race as rows of text; an empty cell says "not known"."""

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
import pandas as pd

from dashboard.analysis import race_page_words, race_words, units, words
from dashboard.analysis.age_grade import AgeGrade
from dashboard.analysis.findings import full_splits
from dashboard.analysis.predictions import METHODS, Error, Prediction
from dashboard.analysis.race_editions import Edition
from dashboard.analysis.race_review import Around, Course, ShoeShare
from dashboard.analysis.races import compare_with_watch
from dashboard.analysis.split_rows import Comparison

FEWEST_FULL = 2


def race_rows(known: Sequence[Edition]) -> pd.DataFrame:
    """List the races, the newest first: day, race, distance, time, pace, place, best, result_id."""
    rows = [
        (
            words.day(one.result.race_day),
            one.result.race,
            distance(one),
            time(one),
            pace(one),
            _place(one),
            "Personal best" if one.personal_best else "",
            one.result.result_id,
        )
        for one in sorted(known, key=lambda one: one.result.race_day, reverse=True)
    ]
    names = ["day", "race", "distance", "time", "pace", "place", "best", "result_id"]
    return pd.DataFrame(rows, columns=names, dtype="str")


def best_rows(best: Sequence[Edition], grades: Mapping[str, AgeGrade]) -> pd.DataFrame:
    """List personal bests: distance, time, pace, race, day, age grade, result_id."""
    rows = [
        (
            distance(one),
            time(one),
            pace(one),
            one.result.race,
            words.day(one.result.race_day),
            grade(grades.get(one.result.result_id)),
            one.result.result_id,
        )
        for one in best
    ]
    names = ["distance", "time", "pace", "race", "day", "grade", "result_id"]
    return pd.DataFrame(rows, columns=names, dtype="str")


def edition_rows(same: Sequence[Edition], grades: Mapping[str, AgeGrade]) -> pd.DataFrame:
    """List the editions of a race, the newest first: year, time, pace, place, age grade."""
    rows = [
        (
            race_page_words.year_of(one),
            time(one),
            pace(one),
            _place(one),
            grade(grades.get(one.result.result_id)),
            one.result.result_id,
        )
        for one in reversed(same)
    ]
    names = ["year", "time", "pace", "place", "grade", "result_id"]
    return pd.DataFrame(rows, columns=names, dtype="str")


def facts(race: Edition, watch: pd.Series | None, graded: AgeGrade | None) -> list[tuple[str, str]]:
    """List what is known of a race: times, distance, the watch beside it, places, age grade."""
    result = race.result
    compared = None if watch is None else compare_with_watch(result, watch)
    measured = "" if compared is None else _measured(compared.watch_m, compared.difference_percent)
    published = race_words.facts(result)
    rows = [
        ("Chip time", words.race_time(result.chip_time_s)),
        *((name, value) for name, value in published if name == "Gun time"),
        *((name, value) for name, value in published if name == "Official distance"),
        ("Watch measured", measured),
        *((name, value) for name, value in published if name in ("Overall", "By gender")),
        *(
            (name, value)
            for name, value in published
            if name not in ("Gun time", "Official distance", "Overall", "By gender")
        ),
        ("Age grade", _graded(graded)),
    ]
    return [(name, value) for name, value in rows if value]


def course_facts(race: Edition, cut: Course | None) -> list[tuple[str, str]]:
    """List what the recording says: halves, pace with grade taken out, drift."""
    drift = math.nan if race.session is None else float(race.session["decoupling_percent"])
    rows = [
        ("Halves", "" if cut is None or cut.halves is None else race_page_words.halves(cut.halves)),
        ("Hills", "" if cut is None else race_page_words.grade_words(cut, race.figures)),
        ("Heart", race_page_words.drift_words(drift)),
    ]
    return [(name, value) for name, value in rows if value]


def split_rows(cut: Course) -> pd.DataFrame:
    """Set each split as brought to the official distance beside the watch's own.

    Columns: split, official (pace), level (grade taken out), watch (pace), heart_rate.
    """
    official = cut.official if cut.is_official else cut.measured
    metres = units.chosen().metres
    level = official.get("graded_pace_s_per_km", pd.Series(np.nan, index=official.index))
    return pd.DataFrame(
        {
            "split": [_split_name(*row) for row in _pairs(official, "split", "distance_m")],
            "official": _paces(cut.official, len(official)),
            "level": [words.pace(words.METRES_PER_KM, value, per_m=metres) for value in level],
            "watch": _paces(cut.measured, len(official)),
            "heart_rate": [words.number(value) for value in official["heart_rate_mean_bpm"]],
        },
        dtype="str",
    )


def published_rows(race: Edition, published: pd.DataFrame) -> pd.DataFrame:
    """List the splits as the organiser took them: at, time, pace of the part before; then the end.

    ``published`` are the RACE_SPLITS of this race.
    """
    shown = race.figures
    known = published[published["at_m"] < shown.distance_m].sort_values("at_m")
    ends = [(shown.distance_m, shown.time_s)] if shown.time_s > 0 else []
    points = [(0.0, 0.0), *zip(known["at_m"], known["time_s"], strict=True), *ends]
    rows = [
        (
            words.exact_distance(at_m),
            words.race_time(time_s),
            words.pace(at_m - before_m, time_s - before_s),
        )
        for (before_m, before_s), (at_m, time_s) in pairwise(points)
    ]
    return pd.DataFrame(rows, columns=["at", "time", "pace"], dtype="str")


def against_mean(cut: Course) -> Comparison | None:
    """Set the full splits against the mean pace of the whole; None with fewer than two."""
    drawn = cut.official if cut.is_official else cut.measured
    full = drawn[full_splits(drawn)]
    if len(full) < FEWEST_FULL:
        return None
    far_m, time_s = float(drawn["distance_m"].sum()), float(drawn["elapsed_s"].sum())
    lengths, times = (full[name].to_numpy(np.float64) for name in ("distance_m", "elapsed_s"))
    paces = [words.pace(*row) for row in zip(lengths, times, strict=True)]
    return Comparison(
        numbers=[int(number) for number in full["split"]],
        faster_by=(time_s / far_m - times / lengths) * units.chosen().metres,
        labels=[pace.split(" ")[0] for pace in paces],
        average=words.pace(far_m, time_s).split(" ")[0],
    )


def prediction_rows(
    said: Sequence[Prediction], errors: Mapping[str, Mapping[str, Error]]
) -> pd.DataFrame:
    """List what a race says of other distances, beside the athlete's own best over each.

    ``errors`` by distance and method. Columns: distance, Riegel, VDOT, best, off.
    """
    rows = [
        {
            "distance": one.name,
            **{name: words.duration(one.times_s[name]) for name in METHODS},
            "best": _own_best(one.best),
            "off": _off(errors.get(one.name, {})),
        }
        for one in said
    ]
    return pd.DataFrame(rows, columns=["distance", *METHODS, "best", "off"], dtype="str")


def week_rows(told: Around) -> pd.DataFrame:
    """List the weeks around a race: week, days, running, longest, load, pain; the unknown empty."""
    rows = [
        (
            _week_name(int(row["week"])),
            f"to {words.day(row['last'])}",
            ("at least " if row["at_least"] else "") + _km(row["running_km"]),
            _km(row["longest_km"]),
            words.number(row["load"]) + (" and more" if row["unknown"] else ""),
            "" if pd.isna(row["pain"]) else f"{row['pain']:.0f} of 10",
        )
        for _, row in told.weeks.iterrows()
        if pd.notna(row["running_km"]) or pd.notna(row["pain"])
    ]
    names = ["week", "days", "running", "longest", "load", "pain"]
    return pd.DataFrame(rows, columns=names, dtype="str")


def shoe_words(told: Around, shoes: pd.DataFrame) -> str:
    """Say how far each pair went: "Light pair: 182 km up to the race, 40 km after".

    Names are the user's own text. "" where no shoe was said.
    """
    names = dict(zip(shoes["shoe_id"], shoes["name"], strict=True))
    return " · ".join(
        f"{names.get(one.shoe_id, 'Shoes no longer listed')}: {_worn(one)}" for one in told.shoes
    )


def _worn(one: ShoeShare) -> str:
    parts = ((one.before_m, "up to the race"), (one.after_m, "after"))
    return ", ".join(f"{words.distance(far, decimals=0)} {when}" for far, when in parts if far > 0)


def distance(race: Edition) -> str:
    """Name a race's distance, else write its exact length; one by the watch says so."""
    if race.distance_word:
        return race.distance_word
    far = words.exact_distance(race.figures.distance_m)
    if race.figures.distance_source == "watch":
        return f"{words.distance(race.figures.distance_m, decimals=2)} by the watch"
    return far


def time(race: Edition) -> str:
    """Write a race's time, or why there is none."""
    if race.figures.status != "finished":
        return race_words.STATUSES[race.figures.status]
    return words.race_time(race.figures.time_s)


def pace(race: Edition) -> str:
    """Write a race's pace; "" for several legs, whose pace says nothing."""
    if race.several_legs:
        return ""
    return words.pace(race.figures.distance_m, race.figures.time_s)


def grade(graded: AgeGrade | None) -> str:
    """Write an age grade: "61.8 %"."""
    return "" if graded is None else f"{graded.percent:.1f} %"


def _graded(graded: AgeGrade | None) -> str:
    return "" if graded is None else f"{grade(graded)}, {graded.source}"


def _measured(watch_m: float, percent: float) -> str:
    gap = f"{abs(percent):.1f} % {'less' if percent < 0 else 'more'}"
    return f"{words.distance(watch_m, decimals=2)}, {gap}"


def _place(race: Edition) -> str:
    known = dict(race_words.facts(race.result))
    return known.get("Overall", "")


def _pairs(frame: pd.DataFrame, first: str, second: str) -> list[tuple[int, float]]:
    return list(zip(frame[first], frame[second], strict=True))


def _split_name(number: int, distance_m: float) -> str:
    metres = units.chosen().metres
    whole = distance_m >= 0.99 * metres  # a last part is told
    return f"{number}" if whole else f"{number} ({words.distance(distance_m, decimals=2)})"


def _paces(cut: pd.DataFrame, count: int) -> list[str]:
    told = [words.pace(*row) for row in zip(cut["distance_m"], cut["elapsed_s"], strict=True)]
    return (told + [""] * count)[:count]


def _own_best(best: Edition | None) -> str:
    if best is None:
        return ""
    return f"{words.race_time(best.figures.time_s)}, {best.result.race_day.year}"


def _off(found: Mapping[str, Error]) -> str:
    told = [f"{name} {_signed(error.mean_percent)}" for name, error in found.items() if error.pairs]
    return ", ".join(told)


def _signed(percent: float) -> str:
    sign = "+" if percent > 0 else ""
    return f"{sign}{words.number(percent, decimals=1)} %"


def _week_name(number: int) -> str:
    if number == 0:
        return "Race week"
    return f"{abs(number)} before" if number < 0 else f"{number} after"


def _km(km: float) -> str:
    return words.distance(km * words.METRES_PER_KM) if km > 0 else ("0" if km == 0 else "")


def splits_alt(cut: Course) -> str:
    """Say a race's splits for who cannot see the bars."""
    shown = cut.official if cut.is_official else cut.measured
    told = [words.pace(*row) for row in zip(shown["distance_m"], shown["elapsed_s"], strict=True)]
    return f"Pace of {len(told)} splits: {', '.join(told)}."
