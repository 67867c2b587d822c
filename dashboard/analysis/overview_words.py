"""What the overview says of its picture: title, note, alt text. Each computed, none by hand."""

import math

import numpy as np
import pandas as pd

from dashboard.analysis import users_text, words
from dashboard.analysis.methods import Method
from dashboard.analysis.overview_lanes import Lane
from dashboard.analysis.overview_picture import Picture
from dashboard.analysis.pain import MOMENT_WORDS
from dashboard.analysis.trends import CHRONIC_DAYS

WEEK = 7
FOUR_WEEKS = 28


def method_words(method: Method) -> str:
    """Name a method on screen, with a true multiplication sign."""
    return method.label.replace(" x ", f" {words.TIMES} ")


def amount(picture: Picture, value: float) -> str:
    """Write a load: whole numbers, kilometres with one decimal."""
    return words.number(value, decimals=1 if picture.method.unit == "km" else 0)


def unit(picture: Picture) -> str:
    """Give the unit as a person reads it: "km", or effort times minutes for arbitrary units."""
    if picture.method.unit == "AU":
        return method_words(picture.method)
    return picture.unit


def panel_title(picture: Picture) -> tuple[str, str]:
    """Name the load panel: the bold words and the rest."""
    span = "week" if picture.is_weekly else "day"
    what = picture.method.label.capitalize() if picture.is_running else "Load"
    return f"{what} a {span}", f", {unit(picture)}"


def title(picture: Picture) -> str:
    """Say what the load line shows at the end of the range, and where it was four weeks before."""
    if not picture.has_load:
        return _pain_title(picture.lanes)
    chronic = picture.chronic / picture.bar_days * WEEK
    now = _last_known(chronic)
    what = "Running" if picture.is_running else "Load"
    if math.isnan(now):
        return f"{what}: too many days are unknown for an average"
    if picture.warming_up[-1]:
        return f"{what} so far; the {CHRONIC_DAYS}-day average is still warming up"
    said = f"{what}: {amount(picture, now)}{_km(picture)} a week on the 42-day average"
    before = chronic[-1 - FOUR_WEEKS] if len(chronic) > FOUR_WEEKS else math.nan
    if math.isnan(before):
        return said
    return f"{said}, {amount(picture, float(before))} four weeks earlier"


def _km(picture: Picture) -> str:
    return f" {picture.unit}" if picture.is_running else ""


def _last_known(values: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> float:
    known = values[np.isfinite(values)]
    return float(known[-1]) if len(known) else math.nan


def _pain_title(lanes: tuple[Lane, ...]) -> str:
    if not lanes:
        return "Nothing in this range"
    return f"{lanes[0].name}: {_lane_words(lanes[0])}"


def _lane_words(lane: Lane) -> str:
    top = int(lane.nprs.argmax())
    when = words.day(pd.Timestamp(lane.days[top]))
    return (
        f"{words.counted(len(lane.days), 'day')} noted, highest {lane.nprs[top]} of 10 on {when},"
        f" last {lane.nprs[-1]}"
    )


def note(picture: Picture, *, drawn_lanes: int, marked_spikes: int) -> str:
    """Say how the picture was made: method, unit, coverage, what is unknown, what bands mean."""
    parts = [
        *(_load_notes(picture) if picture.has_load else []),
        *_pain_notes(picture, drawn_lanes),
    ]
    if marked_spikes < len(picture.spikes):
        parts.append(
            f"Marked: the {marked_spikes} largest of {len(picture.spikes)} runs beyond 1.10 times"
            " the longest of the 30 days before."
        )
    return " ".join(parts)


def _load_notes(picture: Picture) -> list[str]:
    scope = "running only" if picture.is_running else "all sports"
    method = picture.method
    said = [f"Load is {method_words(method)} ({picture.unit}), {scope}."]
    if picture.counted:
        said.append(_coverage(picture))
    unknown = int(picture.unknown.sum())
    if unknown:
        said.append(f"{words.counted(unknown, 'session')} could not be scored: marked ?, not 0.")
    scale = f" {words.TIMES} 7, at each week's end" if picture.is_weekly else ""
    said.append(f"Lines: 7-day (dotted) and 42-day average{scale}.")
    if picture.is_weekly and picture.last_bar_days < WEEK:
        said.append(f"The last week has {words.counted(picture.last_bar_days, 'day')} so far.")
    if picture.load_until is not None and picture.load_until < picture.last:
        said.append(f"Load is known up to {words.day(picture.load_until)}; after it, unknown.")
    return said


def _coverage(picture: Picture) -> str:
    whole = f"{words.number(picture.scored)} of {words.counted(picture.counted, 'session')} scored"
    if picture.method.name != "session_rpe":
        return f"{whole}."
    hatched = (
        f"; {words.number(picture.guessed)} by your usual effort, hatched"
        if picture.guessed
        else ""
    )
    return f"{whole} from your own effort entries{hatched}."


def _pain_notes(picture: Picture, drawn_lanes: int) -> list[str]:
    lanes = picture.lanes[:drawn_lanes]
    said = []
    if any(len(lane.flares) for lane in lanes):
        moments = list(dict.fromkeys(lane.flare_moment for lane in lanes if len(lane.flares)))
        when = words.joined([MOMENT_WORDS[moment] for moment in moments])
        said.append(f"Pink bands are flares: 2 or more above the week before ({when}).")
    rest = picture.lanes[drawn_lanes:]
    if rest:
        names = words.joined([lane.site.words for lane in rest])
        said.append(f"Noted too, not drawn: {names}.")
    return said


def alt(picture: Picture) -> str:
    """Tell the picture to someone who cannot see it: its findings, in their order."""
    span = f"{words.day(picture.first)} to {words.day(picture.last)}"
    said = [f"{''.join(panel_title(picture))}, {span}." if picture.has_load else f"Pain, {span}."]
    if picture.has_load:
        said += [f"{title(picture)}.", *_highest(picture)]
    said += [f"{lane.name}: {_lane_words(lane)}." for lane in picture.lanes]
    if len(picture.spikes):
        top = picture.spikes.iloc[int(picture.spikes["ratio"].argmax())]
        most = f"{words.number(top['ratio'], decimals=2)} times on {words.day(top['local_day'])}"
        runs = words.counted(len(picture.spikes), "run")
        said.append(f"{runs} beyond the longest of the 30 days before, most {most}.")
    races = [
        f"{users_text.one_line(mark.label)} on {words.day(mark.first)}"
        for mark in picture.marks.races
    ]
    return " ".join([*said, f"Races: {words.joined(races)}." if races else ""]).strip()


def _highest(picture: Picture) -> list[str]:
    if not picture.height.any():
        return []
    top = int(picture.height.argmax())
    span = "week of " if picture.is_weekly else ""
    sports_in = words.joined([sports_name(bars.family).lower() for bars in picture.bars])
    when = words.day(picture.starts[top])
    return [f"Highest {amount(picture, picture.height[top])}, {span}{when}. Sports: {sports_in}."]


def sports_name(family: str) -> str:
    """Name a sport family for a legend: "Run", "Bike", ..."""
    return family.capitalize()
