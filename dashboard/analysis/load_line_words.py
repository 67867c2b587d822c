"""The load line in words: what was carried, what was agreed, and what a plan is beside it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.analysis import users_text, words
from dashboard.analysis.load_line import (
    FLARE,
    FLARE_DAYS,
    LINE_DAYS,
    NOT_SETTLED,
    SETTLED,
    UNKNOWN,
    WAITING,
    Limits,
    LoadLine,
)
from dashboard.analysis.spikes import SOURCE, Band
from dashboard.analysis.week_plan import Planned, PlannedDay, PlannedWeek

# What stands over a bar; a settled run says nothing.
MARKS = {NOT_SETTLED: "not settled", FLARE: "flare", WAITING: "to come", UNKNOWN: "?"}
STATES = {
    SETTLED: "settled by the next morning",
    NOT_SETTLED: "not settled: the next morning was 1 point or more above the morning before",
    FLARE: f"in a flare, or in the {FLARE_DAYS} days before one began",
    WAITING: "its next morning is still to come",
    UNKNOWN: "a morning before or after it was not noted",
}
WHY_NOT = {
    NOT_SETTLED: "not settled by the next morning",
    FLARE: "in a flare or shortly before one",
    UNKNOWN: "without both mornings noted",
    WAITING: "with its morning still to come",
}
NOT_WHAT_YOU_MAY = "The line is what you have carried, not what you may."
STOPPED = (
    "No load line and no plan until somebody has looked at it. Say so on Pain, and both come back."
)
UNDER, NOTHING_PLANNED = "at or under the line", "Nothing is planned"


@dataclass(frozen=True, slots=True)
class LineFigure:
    """One number of the line: what it is, the number, and what it rests on."""

    label: str
    value: str
    rests_on: str


def title(line: LoadLine, week: PlannedWeek, week_name: str) -> str:
    """Say what was carried or agreed, and where the week's plan lies."""
    if math.isnan(line.limits.longest_run_km):
        return "No load line yet"
    far = _km(line.limits.longest_run_km)
    head = f"Agreed: {far} a run" if line.is_agreed else f"You carried {far}"
    return f"{head}. {_plan_words(week, week_name)}"


def _plan_words(week: PlannedWeek, week_name: str) -> str:
    if not week.days:
        return f"{NOTHING_PLANNED} for {week_name}"
    if week.is_under:
        return f"{_capital(week_name)} stays at or under it"
    most = max(day.over_km for day in week.days)
    if most:
        return f"{_capital(week_name)} goes up to {_km(most)} over it"
    return f"{_capital(week_name)} goes {_km(week.over_km)} over the week's line"


def why_none(line: LoadLine) -> str:
    """Say why nothing is known to have been carried, and what would change that."""
    runs = len(line.runs)
    if not runs:
        return (
            f"No run in the last {LINE_DAYS} days, so nothing was carried in them. The line begins"
            " with a run, and a morning score on its day and on the next."
        )
    if not line.sites:
        return (
            f"{words.counted(runs, 'run')} in the last {LINE_DAYS} days, and no morning noted. The"
            " line needs a morning score on the day of a run and on the next; a 0 counts."
        )
    parts = [
        f"{words.counted(line.count(state), 'run')} {said}"
        for state, said in WHY_NOT.items()
        if line.count(state)
    ]
    return f"No run of the last {LINE_DAYS} days is known to have settled: {'; '.join(parts)}."


def figures(line: LoadLine) -> list[LineFigure]:
    """Give the limits that hold, each with what it rests on."""
    known = f"{line.count(SETTLED)} of {words.counted(len(line.runs), 'run')} that settled"
    days = f"in the {LINE_DAYS} days to {words.day(line.today)}"
    carried, agreed = line.carried, line.agreed or Limits()
    longest = f"Carried on {words.day(line.longest_day)}: the longest of {known} {days}."
    week = f"Carried in the 7 days to {words.day(line.week_last)}, counting only runs that settled."
    steep = f"The most in one run, of {known} {days}."
    rows = [
        ("Longest run", carried.longest_run_km, agreed.longest_run_km, longest),
        ("7 days", carried.week_km, agreed.week_km, week),
        ("Descent", carried.descent_m, agreed.descent_m, steep),
    ]
    return [_figure(line, label, own, theirs, rests_on) for label, own, theirs, rests_on in rows]


def _figure(line: LoadLine, label: str, own: float, theirs: float, rests_on: str) -> LineFigure:
    show = words.metres if "Descent" in label else _km
    if math.isfinite(theirs):
        beside = f"carried: {show(own)}" if math.isfinite(own) else "nothing known to be carried"
        return LineFigure(f"{label} agreed", show(theirs), f"{_whose(line)}; {beside}.")
    return LineFigure(f"{label} carried", show(own), rests_on)


def _whose(line: LoadLine) -> str:
    if line.agreed is None:
        return ""
    name = users_text.shortened(line.agreed.set_by)
    since = f" from {words.day(line.agreed.valid_from)}" if line.agreed.valid_from else ""
    return f"Set by {name}{since}"


def agreed_sentence(line: LoadLine) -> str:
    """Say whose limits hold in the place of the line; users' text in it, not yet escaped."""
    if line.agreed is None:
        return ""
    note = users_text.shortened(line.agreed.note, 200)
    return f"{_whose(line)}. {note}".strip()


def line_label(line: LoadLine) -> tuple[str, str]:
    """Name the drawn line: the bold words and the rest."""
    far = _km(line.limits.longest_run_km)
    if line.is_agreed and line.agreed is not None:
        return f"Agreed {far}", f"s{_whose(line)[1:]}"
    return f"Your load line {far}", "the longest run that settled by morning"


def note(line: LoadLine) -> str:
    """Say what the marks of the picture mean; only those that are there."""
    days = f"The {LINE_DAYS} days to {words.day(line.today)}, and what is planned"
    said = [f"{days}. Filled: run. Outlined: planned."]
    if line.count(NOT_SETTLED):
        said.append(
            "Pink edge, not settled: the next morning was 1 point or more above the morning before."
        )
    if line.count(FLARE):
        said.append(f"Pink edge, flare: in a flare, or in the {FLARE_DAYS} days before one began.")
    if line.count(WAITING):
        said.append("To come: its next morning.")
    if line.count(UNKNOWN):
        said.append(f"{words.counted(line.count(UNKNOWN), 'run')} without both mornings noted.")
    if math.isfinite(line.carried.longest_run_km) and not line.is_agreed:
        said.append(NOT_WHAT_YOU_MAY)
    return " ".join(said)


def alt(line: LoadLine, planned: Sequence[Planned]) -> str:
    """Tell the picture to someone who cannot see it."""
    runs = words.counted(len(line.runs), "run")
    bold, rest = line_label(line)
    has_line = math.isfinite(line.limits.longest_run_km)
    states = [
        f"{line.count(state)} {MARKS.get(state, state)}"
        for state in (SETTLED, NOT_SETTLED, FLARE, WAITING)
        if line.count(state)
    ]
    ahead = words.joined([f"{_km(run.distance_km)} on {words.day(run.day)}" for run in planned])
    return " ".join(
        [
            f"{runs} in the {LINE_DAYS} days to {words.day(line.today)}: {', '.join(states)}.",
            f"{bold}: {rest}." if has_line else "No load line.",
            f"Planned: {ahead}." if ahead else "Nothing planned.",
        ]
    )


def hovers(line: LoadLine) -> list[str]:
    """Say of each bar what it is: when and how far, and what the morning said."""
    rows = zip(
        line.runs["local_day"],
        line.runs["running_km"],
        line.runs["name"],
        line.runs["state"],
        strict=True,
    )
    return [
        f"<b>{words.day(day)}, {_km(km) or 'distance not known'}</b>"
        f"<br>{users_text.as_hover(users_text.shortened(str(name), 40))}<br>{STATES[state]}"
        for day, km, name, state in rows
    ]


def run_rows(line: LoadLine) -> pd.DataFrame:
    """List the runs behind the line, newest first, as text: day, run, descent, state, short."""
    rows = [
        (
            words.day(run["local_day"]),
            _km(run["running_km"]),
            words.metres(run["descent_m"]),
            STATES[run["state"]],
            run["state"],
        )
        for _, run in line.runs.iloc[::-1].iterrows()
    ]
    columns = ["day", "run", "descent", "state", "short"]
    return pd.DataFrame(rows, columns=columns, dtype="str")


def planned_hover(run: Planned) -> str:
    """Say of an outlined bar when and how far."""
    name = users_text.as_hover(users_text.shortened(run.note, 40))
    return f"<b>{words.day(run.day)}, {_km(run.distance_km)}</b><br>planned{name and f': {name}'}"


def week_rows(week: PlannedWeek) -> pd.DataFrame:
    """List a week's plan beside the line, as text: day, run, line, spike."""
    rows = [
        (
            f"{words.WEEKDAYS[day.run.day.weekday()]} {words.day(day.run.day)}",
            _km(day.run.distance_km),
            _beside(day),
            _spike(day),
        )
        for day in week.days
    ]
    return pd.DataFrame(rows, columns=["day", "run", "line", "spike"], dtype="str")


def _beside(day: PlannedDay) -> str:
    over = [
        f"{_km(day.over_km)} over the line" if day.over_km else "",
        f"{words.metres(day.over_descent_m)} of descent over it" if day.over_descent_m else "",
    ]
    return ", ".join(filter(None, over)) or UNDER


def _spike(day: PlannedDay) -> str:
    if math.isnan(day.ratio):
        return "no run in the 30 days before"
    ratio = f"{words.number(day.ratio, decimals=2)}{words.TIMES}"
    return f"{ratio} the longest of the 30 days before, {_km(day.longest_km)}"


def week_note(week: PlannedWeek, line: LoadLine) -> str:
    """Say how the whole week stands to the line."""
    whole = f"{_km(week.week_km)} in all"
    limit = line.limits.week_km
    if math.isnan(limit):
        return f"{whole}; no week is known to compare it with."
    what = "agreed" if line.agreed and math.isfinite(line.agreed.week_km) else "carried"
    if week.over_km:
        return f"{whole}, {_km(week.over_km)} over the {_km(limit)} {what}."
    return f"{whole}, at or under the {_km(limit)} {what}."


def spike_sentence(week: PlannedWeek) -> str:
    """Say where a plan contradicts the spike rule, with whose figure it is; "" where it does not.

    The rate is one of a population, never this runner's.
    """
    if not week.spikes:
        return ""
    most = max(week.spikes, key=lambda day: day.ratio)
    band = most.band
    if band is None:
        return ""
    when = words.WEEKDAYS[most.run.day.weekday()]
    ratio = f"{words.number(most.ratio, decimals=2)}{words.TIMES}"
    who = SOURCE.partition(" (")[2].removesuffix(")")
    return (
        f"{when}'s {_km(most.run.distance_km)} would be {ratio} the longest run of the 30 days"
        f" before it. In {who}, an overuse injury began {_rate(band)} as often after such a run as"
        f" after one up to 1.10 times: {SOURCE.partition(' (')[0]}. A population figure, not yours."
    )


def _rate(band: Band) -> str:
    dash = "\N{EN DASH}"
    return f"{band.hazard_rate_ratio:.2f} times (95 % interval {band.low:.2f}{dash}{band.high:.2f})"


def _km(km: float) -> str:
    return words.long_distance(km * words.METRES_PER_KM, decimals=1)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
