"""What stands beside the verdict of the link page: its days, what followed pain, other places.

Every number has its count, and every table holds text alone.
"""

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd

from dashboard.analysis import link_words, words
from dashboard.analysis.link import ReverseDirection
from dashboard.analysis.link.reverse import AFTER_DAYS, PAINFUL_NPRS
from dashboard.analysis.link_answer import Answer, Place
from dashboard.analysis.link_days import BETWEEN, HEAVY, LIGHT, AfterPain, WindowDays
from dashboard.analysis.link_series import START_LOAD, Load
from dashboard.analysis.pain_words import capital

_KINDS = {HEAVY: "heavy", BETWEEN: "", LIGHT: "light"}


def load_amount(value: float, load: Load) -> str:
    """Write a load with its unit."""
    if not math.isfinite(value):
        return ""
    if load.key == START_LOAD:
        return words.long_distance(value * words.METRES_PER_KM, decimals=1)
    return f"{words.number(value)} {load.unit}"


def heavy_words(days: int) -> str:
    """Count the heavy days of a window: "12 heavy days"."""
    return words.counted(days, "heavy day")


def days_title(found: WindowDays) -> str:
    """Say how many days of each kind there are, and what pain they had, as it was written down."""
    heavy, light = (found.of_kind(kind)["pain"] for kind in (HEAVY, LIGHT))
    return f"{_mean(heavy, 'heavy')}; {_mean(light, 'light')}."


def _mean(pain: pd.Series, kind: str) -> str:
    days = words.counted(len(pain), f"{kind} day")
    if not len(pain):
        return f"No {kind} day"
    return f"{days}, pain {words.number(float(np.mean(pain)), decimals=1)} on average"


def days_table(found: WindowDays, load: Load) -> pd.DataFrame:
    """Turn the days of a window into text rows, newest first: day, before, kind, pain, note."""
    before = [
        spike_amount(value) if found.is_spike else load_amount(value, load)
        for value in found.rows["before"]
    ]
    rows = {
        "day": [words.day(day.date()) for day in found.rows["day"]],
        "before": before,
        "kind": [_KINDS[kind] for kind in found.rows["kind"]],
        "pain": [f"{nprs:.0f} of 10" for nprs in found.rows["pain"]],
        "note": ["painkiller" if taken else "" for taken in found.rows["painkiller"]],
    }
    return pd.DataFrame(rows, dtype="str")


def spike_amount(ratio: float) -> str:
    """Write how far a session went beyond the longest of the 30 days before it."""
    return (
        f"{words.number(ratio, decimals=2)}{words.TIMES} the longest" if ratio > 1 else "no spike"
    )


def days_note(found: WindowDays) -> str:
    """Say what the table holds and that it is not the test."""
    if found.is_spike:
        kinds = (
            "A heavy day comes within 3 days after a session beyond the longest of the 30 days"
            " before it."
        )
    else:
        kinds = (
            "Heavy: the tenth of the entries with the highest load before. Light: the lowest"
            " tenth, and all equal to it."
        )
    return (
        f"{kinds} The averages are as written down. The bars above allow for trend, weekdays and"
        " the pain of the days before, so the two can differ."
    )


REVERSE_NOTE = (
    "Holding back when it hurts keeps hard days and painful days apart; the test allows for that."
)


def reverse_title(reverse: ReverseDirection) -> str:
    """Name the reverse direction by what was found in it."""
    if math.isnan(reverse.change_percent):
        return "The other way round: too few days to say"
    found = reverse.sentence.replace(f">= {PAINFUL_NPRS}", f"of {PAINFUL_NPRS} or more")
    return f"The other way round: {found[:1].lower()}{found[1:].rstrip('.')}"


def reverse_bars(after: AfterPain, load: Load) -> tuple[str, str]:
    """Say what each of the two bars is: after pain, and usually."""
    return (
        f"{load_amount(after.mean, load)} in {AFTER_DAYS} days,"
        f" {words.counted(after.n_times, 'time')}",
        f"{load_amount(after.usual, load)} in {AFTER_DAYS} days,"
        f" {words.counted(after.n_others, 'time')}",
    )


def reverse_alt(after: AfterPain, load: Load) -> str:
    """Say the two bars for those who cannot see them."""
    painful, usual = reverse_bars(after, load)
    return f"After pain of {PAINFUL_NPRS} or more: {painful}. Usual: {usual}."


def reverse_note(reverse: ReverseDirection) -> str:
    """Say what is compared and why; where nothing is, what is missing."""
    if math.isnan(reverse.change_percent):
        return reverse.sentence
    return f"Compared with the same weekdays after pain below {PAINFUL_NPRS}. {REVERSE_NOTE}"


def reverse_table(after: AfterPain, load: Load) -> pd.DataFrame:
    """Turn the days after pain into text rows, newest first: day, pain, after."""
    rows = {
        "day": [words.day(day.date()) for day in after.rows["day"]],
        "pain": [f"{nprs:.0f} of 10" for nprs in after.rows["pain"]],
        "after": [load_amount(value, load) for value in after.rows["after"]],
    }
    return pd.DataFrame(rows, dtype="str")


PLACES_NOTE = (
    "Several places give chance several tries. So the clearest is held to a stricter level, the"
    " next to a little less, and the ranges above are drawn at that level (Holm 1979)."
)


BESIDE_NOTE = (
    "Each further load is a further chance to be misled, so the loads share one level: a link in"
    " any of them is told by chance in at most about 5 of 100 logs without one."
)


def beside_table(found: Answer) -> pd.DataFrame:
    """Turn the loads judged together into text rows: load, verdict."""
    loads = [(found.load, found.result), *((one.load, one.result) for one in found.beside)]
    rows = {
        "load": [link_words.load_label(load) for load, _ in loads],
        "verdict": [result.sentence for _, result in loads],
    }
    return pd.DataFrame(rows, dtype="str")


def places_table(places: Sequence[Place]) -> pd.DataFrame:
    """Turn the places into text rows: place (with its moment), verdict."""
    rows = {
        "place": [
            f"{capital(place.site.words)}, {link_words.MOMENTS[place.moment]}" for place in places
        ],
        "verdict": [place.result.sentence for place in places],
    }
    return pd.DataFrame(rows, dtype="str")
