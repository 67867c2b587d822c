"""A client in sentences: what stands on the page and on the print, every number with its day."""

import math

import pandas as pd

from dashboard.analysis import words
from dashboard.analysis.client.summary import ClientSummary, Total
from dashboard.analysis.load_line import Agreed
from dashboard.analysis.morning_after import settled
from dashboard.analysis.pain import MOMENT_WORDS
from dashboard.analysis.pain_words import capital
from dashboard.analysis.questionnaires import QUESTIONNAIRES
from dashboard.analysis.recovery_answer import Answer
from dashboard.analysis.red_flag_state import Stop, stop_for
from dashboard.analysis.return_phases import AFTER_THE_LAST, GATE_WORDS, PHASES

DAYS_A_WEEK = 7
NO_PLACE = "No place is worked on, and no pain was entered."
NO_LIMITS = "Nothing was agreed."
LOOK_FIRST = "No course is read until somebody has looked at it."


def period(found: ClientSummary) -> str:
    """Name the six weeks: "12 Oct 2026 to 22 Nov 2026"."""
    return f"{words.day(found.first)} to {words.day(found.record.today)}"


def managed(found: ClientSummary) -> str:
    """Say since when the client is managed conservatively; empty where nobody said."""
    since = found.record.file.conservative_since
    if since is None:
        return ""
    week = (found.record.today - since).days // DAYS_A_WEEK + 1
    return f"Conservative management since {words.day(since)}, week {words.number(week)}"


def phase(found: ClientSummary) -> str:
    """Say the phase of the return to running; empty where there is no such plan."""
    number = found.record.file.phase
    return "" if number is None else f"Return to running: {phase_words(number)}"


def phase_words(number: int) -> str:
    """Say one phase: "phase 4 of 6 (walk 2 min, run 4 min, 3.2 km in all)"; 0 is the walk."""
    if number >= AFTER_THE_LAST:
        return "all phases done"
    if not number:
        return f"before the first phase comes {GATE_WORDS}"
    return f"phase {number} of {len(PHASES)} ({PHASES[number - 1].words})"


def review_due(found: ClientSummary) -> str:
    """Say when the next review is due, and by how much it is overdue; empty where none is."""
    due = found.record.file.review_due
    if due is None:
        return ""
    days = (due - found.record.today).days
    if days < 0:
        return f"Review was due on {words.day(due)}, {words.counted(-days, 'day')} ago"
    when = "today" if not days else f"in {words.counted(days, 'day')}"
    return f"Next review {when}, {words.day(due)}"


def stop(found: Stop) -> str:
    """Say what a red flag calls for: the place, the signs, where to go."""
    signs = " ".join(sign.text for sign in found.advice.signs)
    return f"Red flag, {found.words}. {found.advice.sentence} Answered yes: {signs}"


def place(answer: Answer) -> str:
    """Name a place and its moment: "inner left knee, in the morning"."""
    return f"{answer.question.site.words}, {MOMENT_WORDS[answer.question.moment]}"


def course(found: ClientSummary, answer: Answer) -> str:
    """Say how a place went; where a red flag stands, only that it waits for a look."""
    return LOOK_FIRST if is_stopped(found, answer) else answer.course.sentence


def is_stopped(found: ClientSummary, answer: Answer) -> bool:
    """Whether a red flag stops the numbers of a place."""
    return stop_for(found.stops, answer.question.site) is not None


def last_entry(answer: Answer) -> str:
    """Say the last entry: "last 1 of 10 on 22 Nov 2026"; empty where there is none."""
    known = answer.pain.dropna()
    if known.empty:
        return ""
    return f"last {words.number(known.iloc[-1])} of 10 on {words.day(known.index[-1])}"


def mornings(answer: Answer) -> str:
    """Say how many runs settled by the next morning; empty where no morning is known."""
    counted = settled(answer.mornings).words
    return f"{counted} settled by the next morning" if counted else ""


def flare(row: pd.Series) -> str:
    """Say a flare: its onset, its height against the week before, and how long it took."""
    began = words.day(row["onset"])
    high = f"up to {words.number(row['highest'])}, {_usual(row['before'])} before it"
    if row["is_open"]:
        return f"{began}: {high}; not settled yet"
    return f"{began}: {high}; settled in {words.counted(int(row['settle_days']), 'day')}"


def agreed(limits: Agreed | None) -> str:
    """Say what was agreed, by whom and from when."""
    if limits is None:
        return NO_LIMITS
    parts = [
        f"longest run {distance(limits.longest_run_km)}" if _is_set(limits.longest_run_km) else "",
        f"a week {distance(limits.week_km)}" if _is_set(limits.week_km) else "",
        f"downhill {words.metres(limits.descent_m)} a run" if _is_set(limits.descent_m) else "",
    ]
    most = words.joined([part for part in parts if part])
    since = f" from {words.day(limits.valid_from)}" if limits.valid_from is not None else ""
    by = f", set by {limits.set_by}" if limits.set_by else ""
    return f"At most: {most}{since}{by}."


def carried(found: ClientSummary) -> str:
    """Say the longest run carried in the last 28 days; that none is known, where so."""
    longest = found.line.carried.longest_run_km
    if not _is_set(longest) or found.line.longest_day is None:
        return "No run of the last 28 days is known to have settled."
    day = words.day(found.line.longest_day)
    return f"Longest run of the last 28 days that settled: {distance(longest)}, {day}."


def total(found: Total) -> str:
    """Say a questionnaire's totals: "68 on 11 Oct 2026, now 79 on 8 Nov 2026"."""
    latest = f"{words.number(found.latest)} on {words.day(found.latest_day)}"
    if found.answers == 1:
        return latest
    return f"{words.number(found.first)} on {words.day(found.first_day)}, then {latest}"


def total_range(found: Total) -> str:
    """Say what a total can be and which end is good: "0 to 100, higher is better"."""
    known = QUESTIONNAIRES[found.questionnaire]
    return f"{known.range_words}, {known.reads}"


def figures(found: ClientSummary) -> str:
    """Write the figures of a review as they stand, one a line, to be kept with it."""
    flags = [stop(one) for one in found.stops]
    courses = [f"{capital(place(one))}: {course(found, one)}" for one in found.places]
    kept = [f"{one.name}: {one.kept}" for one in found.adherence]
    lines = [
        period(found),
        *flags,
        *courses,
        running(found),
        f"Exercises: {'; '.join(kept)}" if kept else "",
    ]
    return "\n".join(line for line in lines if line)


def running(found: ClientSummary) -> str:
    """Say the running of the six weeks: "14 runs, 92.4 km"."""
    if not found.runs:
        return "No runs in these six weeks."
    far = f", {distance(found.run_km)}" if _is_set(found.run_km) else ", not all distances known"
    return f"{words.counted(found.runs, 'run')}{far} in these six weeks."


def distance(km: float) -> str:
    """Write a distance given in km, in the person's unit; empty where it is not known."""
    return words.long_distance(km * words.METRES_PER_KM, decimals=1)


def _usual(before: float) -> str:
    decimals = 0 if float(before).is_integer() else 1
    return f"a usual {words.number(before, decimals=decimals)}"


def _is_set(value: float) -> bool:
    return math.isfinite(value)
