"""How far along a log is, and what would make its verdict surer: each bar has an end."""

import math
from dataclasses import dataclass

from dashboard.analysis import words
from dashboard.analysis.link.result import LEAST_ENTRIES_FOR_A_POINT
from dashboard.analysis.link.sentences import LEAST_DAYS, LEAST_ENTRIES, LEAST_RUNS
from dashboard.analysis.link_answer import Answer
from dashboard.analysis.link_days import HEAVY, LIGHT, WindowDays
from dashboard.analysis.link_series import START_LOAD
from dashboard.analysis.link_words import WINDOWS, entries_label, with_load

WEEK = 7


@dataclass(frozen=True, slots=True)
class Bar:
    """How much there is of something: ``share`` from 0 to 1, ``text`` with both numbers."""

    text: str
    share: float


def title(found: Answer) -> str:
    """Name the part: a verdict that stands has nothing to make it surer."""
    return "What would make it surer" if found.surer.sentence else "What it rests on"


def rests_on(found: Answer, strongest: WindowDays) -> tuple[str, ...]:
    """Say what a verdict that stands was read from; ``strongest`` are the days of its window."""
    result = found.result
    heavy, light = (len(strongest.of_kind(kind)) for kind in (HEAVY, LIGHT))
    return (
        f"{words.counted(result.n_entries, 'entry', 'entries')} over"
        f" {words.counted(result.n_days, 'day')}, {words.counted(found.n_active, 'day')} of them"
        f" with {with_load(found.load)}.",
        f"{WINDOWS[strongest.window]} before, where the log says most:"
        f" {words.counted(heavy, 'heavy day')} from"
        f" {words.counted(strongest.occasions, 'separate occasion')},"
        f" {words.counted(light, 'light day')}.",
    )


def sentence(found: Answer) -> str:
    """Say what would make it surer; "" where more of the same would not."""
    result = found.result
    has_entries = result.n_entries >= LEAST_ENTRIES and result.n_days >= LEAST_DAYS
    if result.verdict == "not_enough_entries" and has_entries:
        return ""
    return found.surer.sentence


def bars(found: Answer) -> tuple[Bar, ...]:
    """Give entries, days and days with load, each with what is enough; none for what stands."""
    result = found.result
    if not found.surer.sentence:
        return ()
    days_with = "Days with a run" if found.load.key == START_LOAD else "Days with this load"
    active = _bar(days_with, found.n_active, LEAST_RUNS)
    entries = entries_label(found.question.moment)
    if not len(result.windows):
        days = _bar("Days from first to last", result.n_days, LEAST_DAYS)
        return _bar(entries, result.n_entries, LEAST_ENTRIES), days, active
    weeks = found.surer.weeks_more
    if math.isnan(weeks):
        return (active,)
    wanted = result.n_entries * (1 + WEEK * weeks / result.n_days)
    return _bar(entries, result.n_entries, _rounded(wanted), about="about "), active


def _rounded(entries: float) -> int:
    """Round up to tens: it is a guess."""
    return math.ceil(entries / 10) * 10 if entries > LEAST_ENTRIES_FOR_A_POINT else round(entries)


def _bar(what: str, count: int, enough: int, *, about: str = "") -> Bar:
    if count >= enough:
        return Bar(f"{what}: {words.number(count)}, enough", 1.0)
    return Bar(f"{what}: {words.number(count)} of {about}{words.number(enough)}", count / enough)


def is_behind(found: Answer) -> bool:
    """Say whether pain was noted after the last day whose load is known: files are missing."""
    return _newer(found) > 0


def _newer(found: Answer) -> int:
    noted = found.pain.dropna().index
    return len(noted) if found.daily.empty else int((noted > found.daily.index[-1]).sum())


def left_aside(found: Answer) -> str:
    """Say which entries do not count, and why; "" when all do."""
    newer = _newer(found)
    older = found.result.n_left_aside - newer
    told = []
    if newer:
        count = words.counted(newer, "entry is", "entries are")
        told.append(f"{count} newer than your last file: add the files to have them counted.")
    if older > 0:
        count = words.counted(older, "entry does", "entries do")
        told.append(f"{count} not count, as the load of one of the 14 days before is not known.")
    return " ".join(told)
