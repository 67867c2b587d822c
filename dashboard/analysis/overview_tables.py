"""The overview's tables: runs beyond the month before, flares, minutes by sport, the numbers."""

import math

import numpy as np
import pandas as pd

from dashboard.analysis import units, users_text, words
from dashboard.analysis.overview import History, Season
from dashboard.analysis.overview_picture import Picture, minutes
from dashboard.analysis.overview_words import sports_name
from dashboard.analysis.pain import MOMENT_WORDS, Site
from dashboard.analysis.spikes import BANDS, NO_RUN_BEFORE, RATED, SOURCE, WINDOW_DAYS
from dashboard.analysis.sports import FAMILIES

WEEK = 7
SPIKE_COLUMNS = (
    "activity_id",
    "day",
    "run",
    "far",
    "ratio",
    "beyond",
    "rate",
    "pain",
)
SERIES = ["region", "side", "aspect", "moment"]


def spike_note() -> str:
    """Say what the table lists, whose figure the rate is, and that it is nobody's own."""
    who = SOURCE.partition(" (")[2].removesuffix(")")
    return (
        f"Listed are runs more than {BANDS[0].up_to:.2f} times the longest of the 30 days before."
        f" The rate is how often an overuse injury began after such a run, against runs up to"
        f" {BANDS[0].up_to:.2f} times, with its 95 % interval: {SOURCE.partition(' (')[0]}, in"
        f" {who}. A population figure, not yours. In brackets the same ratio for effort"
        f" {words.TIMES} minutes of the whole activity, all sports; no study stands behind that."
    )


def spike_rows(season: Season, history: History, picture: Picture) -> pd.DataFrame:
    """List the runs of a range that went beyond the month before, newest first.

    Returns
    -------
    pandas.DataFrame
        ``SPIKE_COLUMNS``, all text. A run after 30 days without one has no ratio and says so; one
        whose 30 days reach back before the first file says how many are known.
    """
    found = season.spikes
    beyond = (found["state"] == RATED) & (found["ratio"] > BANDS[0].up_to)
    after_none = (found["state"] == NO_RUN_BEFORE) & (found["history_days"] >= WINDOW_DAYS)
    inside = found["local_day"].between(picture.first, picture.last) & (found["running_km"] > 0)
    listed = found[(beyond | after_none) & inside].iloc[::-1]
    names = history.sessions.drop_duplicates("activity_id").set_index("activity_id")["name"]
    rows = [_spike_row(row, names, history.entries) for _, row in listed.iterrows()]
    return pd.DataFrame(rows, columns=list(SPIKE_COLUMNS), dtype="str")


def _spike_row(row: pd.Series, names: pd.Series, entries: pd.DataFrame) -> tuple[str, ...]:
    name = users_text.shortened(str(names.get(row["activity_id"], ""))) or "Run"
    far = words.distance(row["running_km"] * words.METRES_PER_KM)
    longest_m = row["longest_km"] * words.METRES_PER_KM
    after = words.number(longest_m / units.chosen().metres, decimals=1)
    return (
        str(row["activity_id"]),
        words.day(row["local_day"]),
        name,
        f"{far} after {after}" if after else far,
        _ratio(row["ratio"]),
        _beyond(row),
        _rate(row),
        pain_after(entries, row["local_day"]),
    )


def _ratio(value: float) -> str:
    number = words.number(value, decimals=2)
    return f"{number}{words.TIMES}" if number else ""


def _beyond(row: pd.Series) -> str:
    if row["state"] == NO_RUN_BEFORE:
        return "no run in 30 days"
    known = int(row["history_days"])
    said = _ratio(row["ratio"])
    if known < WINDOW_DAYS:
        return f"{said}, {words.counted(known, 'day')} known"
    effort = _ratio(row["effort_ratio"])
    return f"{said} ({effort})" if effort else said


def _rate(row: pd.Series) -> str:
    if math.isnan(row["hazard_rate_ratio"]):
        return ""
    dash = "\N{EN DASH}"
    return f"{_ratio(row['hazard_rate_ratio'])} ({row['low']:.2f}{dash}{row['high']:.2f})"


def pain_after(entries: pd.DataFrame, day: pd.Timestamp) -> str:
    """Say how pain went from the 7 days before a day to the 7 after it.

    Parameters
    ----------
    entries : pandas.DataFrame
        PAIN_ENTRIES of one athlete.
    day : pandas.Timestamp
        A local day; scores felt on it count as after, except in the morning and before a session.

    Returns
    -------
    str
        The largest rise of one site at one moment: "inner left knee 0 → 6". "no rise" when it was
        noted before and after, "" when nothing was noted after.
    """
    days = pd.Timedelta(days=WEEK)
    earlier = (entries["local_day"] < day) | entries["moment"].isin(["morning", "before"])
    near = entries[entries["local_day"].between(day - days, day + days)]
    is_before = (near["local_day"] < day) | ((near["local_day"] == day) & earlier.loc[near.index])
    before = near[is_before].groupby(SERIES)["intensity_nprs"].max()
    after = near[~is_before].groupby(SERIES)["intensity_nprs"].max()
    if after.empty:
        return ""
    rise = (after - before).dropna()
    if rise.empty:
        return f"{_site(after)} {after.max()}" if after.max() else "no pain"
    if rise.max() <= 0:
        return "no rise"
    top = [rise.index[int(rise.argmax())]]
    return f"{_site(rise)} {before.loc[top].iloc[0]} → {after.loc[top].iloc[0]}"


def _site(scores: pd.Series) -> str:
    """Name the site of the highest of scores indexed by region, side, aspect and moment."""
    region, side, aspect, _ = scores.index[int(scores.argmax())]
    return Site(region, side, aspect).words


def flare_rows(picture: Picture) -> pd.DataFrame:
    """List the flares of a range, newest first; ``where`` says at which moment."""
    rows = [
        (
            flare["onset"],
            words.day(flare["onset"]),
            f"{lane.name}, {MOMENT_WORDS[lane.flare_moment]}",
            lane.name,
            words.number(flare["highest"]),
            "not settled yet"
            if flare["is_open"]
            else words.counted(int(flare["settle_days"]), "day"),
        )
        for lane in picture.lanes
        for _, flare in lane.flares.iterrows()
    ]
    rows.sort(key=lambda row: row[0], reverse=True)
    columns = ["began", "where", "site", "peak", "settled"]
    return pd.DataFrame([row[1:] for row in rows], columns=columns, dtype="str")


def minute_rows(season: Season, picture: Picture) -> pd.DataFrame:
    """Add up minutes by sport over a range, most first: active rest counts here."""
    weeks = len(picture.days) / WEEK
    done = minutes(season, picture.first, picture.last)
    rows = [
        (sports_name(name), words.number(total), words.number(total / weeks))
        for name, total in sorted(done.items(), key=lambda pair: -pair[1])
    ]
    return pd.DataFrame(rows, columns=["sport", "minutes", "a_week"], dtype="str")


def numbers(picture: Picture) -> pd.DataFrame:
    """Give the picture as a table, to read or to save.

    Returns
    -------
    pandas.DataFrame
        One row a bar, newest first: its first day, load by sport and in all, sessions that could
        not be scored, both averages on its last day, the longest run of 30 days, and the highest
        pain of each site. Empty where unknown or nothing was noted.
    """
    last = np.minimum(
        np.arange(len(picture.starts)) * picture.bar_days + picture.bar_days, len(picture.days)
    )
    table = {"first_day": picture.starts.strftime("%Y-%m-%d")}
    frame = pd.DataFrame(table)
    for bars in picture.bars:
        frame[bars.family] = bars.scored + bars.assumed
    frame["load"] = picture.height
    frame["sessions_not_scored"] = picture.unknown
    frame["average_7_day"] = picture.acute[last - 1]
    frame["average_42_day"] = picture.chronic[last - 1]
    frame[f"longest_run_30_days_{units.chosen().many}"] = picture.longest[last - 1]
    for lane in picture.lanes:
        frame[f"pain_{lane.site.key}"] = _highest(lane.days, lane.nprs, picture)
    frame.loc[(picture.unknown > 0) & (picture.height == 0), ["load"]] = np.nan
    return frame.iloc[::-1].round(1).reset_index(drop=True)


def _highest(
    days: "np.ndarray[tuple[int], np.dtype[np.datetime64]]",
    nprs: "np.ndarray[tuple[int], np.dtype[np.int64]]",
    picture: Picture,
) -> pd.Series:
    bar = (pd.DatetimeIndex(days) - picture.first).days // picture.bar_days
    return pd.Series(nprs, index=bar).groupby(level=0).max().reindex(range(len(picture.starts)))


def strength_and_cross_training(season: Season, picture: Picture) -> str:
    """Say in words what beside running was done: "Strength 320 min, cross-training 1,240 min"."""
    done = minutes(season, picture.first, picture.last)
    strength = done.get("strength", 0.0)
    others = sum(done.get(name, 0.0) for name in FAMILIES if name not in ("run", "strength"))
    return (
        f"Strength {words.number(strength)} min, cross-training {words.number(others)} min"
        f" from {words.day(picture.first)} to {words.day(picture.last)}."
    )
