"""The course of six weeks in words, each number with what it rests on."""

import pandas as pd

from dashboard.analysis import words
from dashboard.analysis.recovery.result import LEAST_DAYS, LEAST_ENTRIES, RecoveryCourse

NOT_ENOUGH = "Not enough entries yet"
USUAL = "That is the usual answer at six weeks."
# What is closer to nothing would be printed as 0.0.
PRINTS_AS_ZERO = 0.05


def sentence(read: RecoveryCourse) -> str:
    """Say a course: what it is called, then the numbers behind it.

    Parameters
    ----------
    read : RecoveryCourse
        Of any label; its own sentence is not looked at.
    """
    match read.label:
        case "steady improvement":
            return f"Steady improvement: in {_entries(read)} this pain {trend_words(read)}."
        case "getting worse":
            return f"Getting worse: in {_entries(read)} this pain {trend_words(read)}."
        case "up and down":
            return _up_and_down(read)
        case "no clear trend yet":
            return f"No clear trend yet: {_entries(read)} fit {trend_words(read)}. {USUAL}"
    return _not_enough(read)


def never_changed_sentence(read: RecoveryCourse, score: float) -> str:
    """Say that every entry is the same."""
    return f"No change: all {_entries(read)} are {words.number(score)} of 10."


def trend_words(read: RecoveryCourse) -> str:
    """Say the interval: "fell by 0.3 to 0.9 points a week", "anything from a fall of ... to ...".

    Parameters
    ----------
    read : RecoveryCourse
        One that was judged: with an interval.
    """
    if read.high < 0:
        return f"fell by {_span(-read.high, -read.low)} a week"
    if read.low > 0:
        return f"rose by {_span(read.low, read.high)} a week"
    fall, rise = _points(-read.low), _points(read.high)
    return f"anything from a fall of {fall} to a rise of {rise} points a week"


def _up_and_down(read: RecoveryCourse) -> str:
    flares = _flares(read.flares)
    if read.high < 0:
        begin, over_all = "Up and down, but falling", f"this pain {trend_words(read)}"
    elif read.low > 0:
        begin, over_all = "Up and down, and rising", f"this pain {trend_words(read)}"
    else:
        return f"Up and down: {flares}. Over all, {_entries(read)} fit {trend_words(read)}."
    return f"{begin}: {flares}. Over all, in {_entries(read)} {over_all}."


def _entries(read: RecoveryCourse) -> str:
    counted = words.counted(read.n_entries, "entry", "entries")
    return f"{counted} over {words.counted(read.n_days, 'day')}"


def _flares(found: pd.DataFrame) -> str:
    counted = f"{words.counted(len(found), 'flare')} in six weeks"
    last = found.iloc[-1]
    if last["is_open"]:
        return f"{counted}, the last not settled yet"
    if (found["settle_days"].diff().dropna() < 0).all():
        return f"{counted}, each settled sooner than the one before"
    return f"{counted}, the last settled in {words.counted(int(last['settle_days']), 'day')}"


def _span(least: float, most: float) -> str:
    if least < PRINTS_AS_ZERO:
        return f"up to {_points(most)} points"
    return f"{_points(least)} to {_points(most)} points"


def _points(value: float) -> str:
    return "less than 0.1" if value < PRINTS_AS_ZERO else words.number(value, decimals=1)


def _not_enough(read: RecoveryCourse) -> str:
    if read.last is None:
        return f"{NOT_ENOUGH} (0 of {LEAST_ENTRIES})."
    when = f"in the six weeks to {words.day(read.last)}"
    if read.n_entries < LEAST_ENTRIES:
        return f"{NOT_ENOUGH} ({read.n_entries} of {LEAST_ENTRIES} {when})."
    days = words.counted(read.n_days, "day")
    return f"{NOT_ENOUGH}: the {read.n_entries} of them {when} span {days} of {LEAST_DAYS}."
