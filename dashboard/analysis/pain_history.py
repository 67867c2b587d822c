"""The diary looked back on: a strip of days for each site, and a table of all entries."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.analysis import words
from dashboard.analysis.flares import flares
from dashboard.analysis.pain import Site, at_site, daily_pain, sites
from dashboard.analysis.pain_words import (
    MOMENT_AFTER_A_DAY,
    capital,
    near_day,
    signs_words,
    site_of,
)
from ingest.athlete_tables import MOMENTS
from ingest.diary import felt_on, pain_entries_of

# Fewer entries than this have no beginning and end to compare.
ENTRIES_TO_COMPARE = 6
ENTRIES_AT_AN_END = 3
DAYS_IN_A_WEEK = 7
DAYS_TO_SAY_IN_WEEKS = 14
SERIES_WORDS = {
    "morning": "mornings",
    "before": "before exercise",
    "during": "during exercise",
    "after": "after exercise",
    "worst": "the worst of the day",
}
HISTORY = ("entry_id", "day", "where", "pain", "moment", "signs", "note")


@dataclass(frozen=True, slots=True, eq=False)
class Strip:
    """One site over some days: a score for each moment and day, NaN where nothing was entered.

    ``scores`` is moments x days, the highest of a day; ``days`` datetime64[us], consecutive;
    ``counts`` are the entries of each moment, of which a day may have several.
    ``flares`` are those of ``leading``, the moment noted most, that reach into these days.
    """

    site: Site
    days: NDArray[np.datetime64]
    moments: tuple[str, ...]
    scores: NDArray[np.float32]
    counts: tuple[int, ...]
    leading: str
    flares: pd.DataFrame

    @property
    def title(self) -> str:
        """What the strip shows, in one sentence without a stop."""
        return f"{capital(self.site.words)}: {_course(self)}"

    @property
    def alt(self) -> str:
        """The strip for those who cannot see it."""
        told = [
            f"{words.counted(count, 'entry', 'entries')} {MOMENT_AFTER_A_DAY[moment]}"
            for moment, count in zip(self.moments, self.counts, strict=True)
        ]
        first, last = _date(self.days[0]), _date(self.days[-1])
        return (
            f"{self.title}. {first} to {last}: {words.joined(told)}, highest"
            f" {np.nanmax(self.scores):.0f} of 10."
        )


def strips(entries: pd.DataFrame, today: pd.Timestamp, days: int) -> tuple[Strip, ...]:
    """Make a strip of each site that has an entry in the last days, most entries first.

    Parameters
    ----------
    entries : pandas.DataFrame
        PAIN_ENTRIES.
    today : pandas.Timestamp
        The last local day.
    days : int
        How many days, today included.
    """
    first = today - pd.Timedelta(days=days - 1)
    within = entries[(entries["local_day"] >= first) & (entries["local_day"] <= today)]
    axis = pd.date_range(first, today, freq="D", unit="us")
    return tuple(_strip(at_site(entries, site), site, axis) for site in sites(within))


def quiet_sites(entries: pd.DataFrame, today: pd.Timestamp, days: int) -> str:
    """Name the sites without an entry in the last days, with their last one; "" for none."""
    first = today - pd.Timedelta(days=days - 1)
    told = []
    for site in sites(entries):
        last = at_site(entries, site).iloc[-1]
        if last["local_day"] < first:
            day = words.day(last["local_day"].date())
            told.append(f"{site.words} (last {last['intensity_nprs']} of 10 on {day})")
    return f"No entry in these days: {words.joined(told)}." if told else ""


def last_entry(entries: pd.DataFrame, site: Site, today: pd.Timestamp) -> str:
    """Say what was entered last at a site; "" for nothing."""
    here = at_site(entries, site)
    if here.empty:
        return ""
    last = here.iloc[-1]
    day = near_day(last["local_day"].date(), today.date())
    moment = MOMENT_AFTER_A_DAY[last["moment"]]
    return f"Last entry here: {last['intensity_nprs']} of 10, {day}, {moment}."


def history(entries: pd.DataFrame) -> pd.DataFrame:
    """Turn a diary into text rows for the screen, newest first.

    Returns
    -------
    pandas.DataFrame
        :data:`HISTORY`, all text.
    """
    newest_first = entries.sort_values("felt_at", ascending=False, kind="stable")
    rows = [
        (
            entry.entry_id,
            words.day(felt_on(entry).date()),
            capital(site_of(entry).words),
            f"{entry.intensity_nprs} of 10",
            MOMENT_AFTER_A_DAY[entry.moment],
            signs_words(entry),
            entry.note,
        )
        for entry in pain_entries_of(newest_first)
    ]
    return pd.DataFrame(rows, columns=list(HISTORY), dtype="str")


def _strip(here: pd.DataFrame, site: Site, axis: pd.DatetimeIndex) -> Strip:
    series = {moment: daily_pain(here, site, moment) for moment in MOMENTS}
    shown = {moment: pain.reindex(axis) for moment, pain in series.items()}
    moments = tuple(moment for moment in MOMENTS if shown[moment].notna().any())
    within = here[(here["local_day"] >= axis[0]) & (here["local_day"] <= axis[-1])]
    leading = max(moments, key=lambda moment: shown[moment].notna().sum())
    return Strip(
        site=site,
        days=axis.to_numpy(dtype="datetime64[us]"),
        moments=moments,
        scores=np.array([shown[moment] for moment in moments], dtype=np.float32),
        counts=tuple(int((within["moment"] == moment).sum()) for moment in moments),
        leading=leading,
        flares=_reaching_into(flares(series[leading]), axis),
    )


def _reaching_into(found: pd.DataFrame, axis: pd.DatetimeIndex) -> pd.DataFrame:
    ended_before = found["end"] < axis[0]
    return found[(found["onset"] <= axis[-1]) & ~ended_before]


def _course(strip: Strip) -> str:
    row = strip.scores[strip.moments.index(strip.leading)]
    known = np.isfinite(row)
    scores, days = row[known], strip.days[known]
    entries = words.counted(sum(strip.counts), "entry", "entries")
    if not np.nan_to_num(strip.scores).any():
        return f"no pain in {entries}"
    if len(scores) < ENTRIES_TO_COMPARE:
        return f"{entries}, highest {np.nanmax(strip.scores):.0f}"
    before = float(np.median(scores[:ENTRIES_AT_AN_END]))
    after = float(np.median(scores[-ENTRIES_AT_AN_END:]))
    what = SERIES_WORDS[strip.leading]
    if before == after:
        return f"{what} began and ended at {after:.0f}"
    return f"{what} went from {before:.0f} to {after:.0f} in {_span(days)}"


def _span(days: NDArray[np.datetime64]) -> str:
    length = int((days[-1] - days[0]) / np.timedelta64(1, "D")) + 1
    if length < DAYS_TO_SAY_IN_WEEKS:
        return words.counted(length, "day")
    return words.counted(round(length / DAYS_IN_A_WEEK), "week")


def _date(day: np.datetime64) -> str:
    return words.day(pd.Timestamp(day).date())
