"""Reasons that stand until somebody acts: a sign answered with yes, a review that is due."""

import pandas as pd

from dashboard.analysis import words
from dashboard.analysis.red_flag_state import Stop, stops
from dashboard.analysis.red_flags import Urgency
from dashboard.analysis.triage.lately import day_at, day_number, time_us
from dashboard.analysis.triage.of_running import DAY_US
from dashboard.analysis.triage.row import Code, Reason
from ingest.diary import is_zone

# Rule: how many days ahead a review is told.
AHEAD_DAYS = 7
TOLD = {
    Urgency.NOW: "Told to call the emergency number",
    Urgency.TODAY: "Told to have it looked at that day",
    Urgency.SOON: "Told to book a doctor or physiotherapist",
}


def red_flag(answers: pd.DataFrame, time_zone: str) -> Reason | None:
    """Name the most urgent place whose newest answers hold a yes.

    Parameters
    ----------
    answers : pandas.DataFrame
        RED_FLAGS of one athlete.
    time_zone : str
        IANA name by which the day of the answer is told; UTC where it is none.
    """
    if answers.empty:
        return None
    found = stops(answers)
    if not found:
        return None
    stop = found[0]
    here = answers[(answers["region"] == stop.region) & (answers["side"] == stop.side)]
    when: pd.Timestamp = here["answered_at"].max()
    day = when.tz_convert(time_zone if is_zone(time_zone) else "UTC").tz_localize(None).normalize()
    return Reason(
        Code.RED_FLAG,
        _words(stop, day),
        float(len(stop.advice.signs)),
        day,
        time_us(when),
    )


def review_due(due: pd.Timestamp | None, today: int) -> Reason | None:
    """Say that a review is due within a week, or was."""
    if due is None:
        return None
    ahead = day_number(due) - today
    if ahead > AHEAD_DAYS:
        return None
    if ahead < 0:
        said = f"Review was due on {words.day(due)}, {words.counted(-ahead, 'day')} ago."
    else:
        said = f"Review due on {words.day(due)}{', today' if ahead == 0 else ''}."
    known = (today + min(ahead, 0) - (AHEAD_DAYS if ahead > 0 else 0)) * DAY_US
    return Reason(Code.REVIEW_DUE, said, float(ahead), day_at(day_number(due)), known)


def _words(stop: Stop, day: pd.Timestamp) -> str:
    signs = words.joined([f"“{sign.text}”" for sign in stop.advice.signs])
    told = TOLD[stop.advice.urgency]
    return f"Answered yes on {words.day(day)} for the {stop.words}: {signs} {told}."
