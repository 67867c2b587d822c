"""The link page in words, for a reader of newspapers. What is counted stands beside each number."""

from dashboard.analysis import units, words
from dashboard.analysis.link import CAVEAT, SLOW_WAVE, LinkResult
from dashboard.analysis.link.windows import SPIKE_WINDOW
from dashboard.analysis.link_answer import Answer
from dashboard.analysis.link_days import HEAVY, WindowDays
from dashboard.analysis.link_series import START_LOAD, Load
from dashboard.analysis.pain import (
    SMALLEST_CHANGE_CHRONIC,
    SMALLEST_CHANGE_PATELLOFEMORAL,
    Site,
)
from dashboard.analysis.pain_words import capital

DASH = "\N{EN DASH}"
MOST_POINTS = 10.0
# Rule: a pattern of fewer separate occasions than these is said to rest on few.
FEW_OCCASIONS = 6
# What is closer to nothing would be printed as 0.0.
PRINTS_AS_ZERO = 0.05
WINDOWS = {
    "1-2 days": f"1{DASH}2 days",
    "3-7 days": f"3{DASH}7 days",
    "1-7 days": f"1{DASH}7 days",
    "1-14 days": f"1{DASH}14 days",
    SPIKE_WINDOW: f"Spike, 1{DASH}3 days",
}
MOMENTS = {
    "morning": "in the morning",
    "before": "before exercise",
    "during": "during exercise",
    "after": "after exercise",
    "worst": "worst of the day",
}
_MOMENT_ENTRIES = {
    "morning": "morning entries",
    "before": "entries before exercise",
    "during": "entries during exercise",
    "after": "entries after exercise",
    "worst": "entries of the day's worst",
}

PICTURE_TITLE = "Pain after heavy days, compared with light days"
CHOOSE_FIRST = (
    "Choose before you look: with every further load, place or moment that is tried, a pattern by"
    " chance becomes likelier."
)
METHOD = (
    "**The question.** Is more load followed by more of this pain, beyond what chance, the pain of"
    " the days before, a trend, weekdays and your own holding back would give?"
    "\n\n**The days.** A day counts with its highest score of the chosen moment; a day without an"
    " entry stays empty. A day without a session is rest, 0. A day whose load is not known is never"
    " taken for rest: the entries of the 14 days after it are left aside."
    "\n\n**The windows.** Load of the 1 to 2, 3 to 7, 1 to 7 and 1 to 14 days before an entry, and"
    " the largest session of the last 3 days against the longest of the 30 days before it. Load of"
    " the same day is not used, as it cannot be known which came first. Heavy days are the"
    " highest tenth of a window, light days the lowest; of a rare load they are the days that had"
    " any, and the others. A spike is read for a session 30 % beyond"
    " the longest."
    "\n\n**The test.** Pain resembles the pain of the day before, whatever was run. The test takes"
    " out what a day has of the day before it, a steady trend, weekdays and a change of weekly"
    " plan, then judges all windows together. Where there is no link, it says there is one in at"
    " most about 5 of 100 logs. It was tried on thousands of made-up runners; correlation and the"
    " ratio of short to long load said so in 20 to 98 of 100."
)
CANNOT_SAY = (
    "**What it cannot say.** A pattern in a log is not proof of a cause. If something that is not"
    " in the log follows your long runs, a hike or a heavy gym day, its pain is read as theirs: log"
    " all of it. If one slow change moves both load and pain, a season or a stressful month, they"
    " seem to belong together. It speaks of this log alone, not of anybody else, and not of"
    " what comes next."
)


NAME = "Link between load and pain"
STOPPED = (
    "No link is read there until somebody has looked at it. Say so on Pain, and it comes back."
)
NOTHING_YET = (
    "This page says whether more load was followed by more pain, or that it cannot tell. It needs"
    " your runs from the watch and a pain entry on most days: 24 of them over 36 days, and 12 days"
    " with a run. A 0 counts too. Until then, see what it says of a made-up season."
)


def overline(found: Answer) -> str:
    """Say what is asked, and of how much."""
    result, load = found.result, found.load
    asked = f"Is {load.words.more} followed by more pain? {capital(found.question.site.words)}"
    moment = MOMENTS[found.question.moment]
    if not result.n_entries:
        return f"{asked}, {moment}"
    counted = [
        words.counted(result.n_entries, "entry", "entries"),
        words.counted(result.n_days, "day"),
        f"{words.counted(found.n_active, 'day')} with {with_load(load)}",
    ]
    return " · ".join([f"{asked}, {moment}", *counted])


def with_load(load: Load) -> str:
    """Say what a day with a load had: "a run"."""
    return "a run" if load.key == START_LOAD else "load"


def verdict(result: LinkResult) -> str:
    """Give the sentence of a verdict, without what is said beside it."""
    return result.sentence.removesuffix(CAVEAT).rstrip()


def beside_the_verdict(result: LinkResult, strongest: WindowDays | None) -> tuple[str, ...]:
    """Give what must stand beside a verdict: what it is not, and what else may be behind it.

    Parameters
    ----------
    result : LinkResult
        Of any verdict.
    strongest : WindowDays or None
        The days of its window, where there is one.
    """
    if result.verdict != "link_seen" or strongest is None:
        return ()
    said = [CAVEAT]
    if strongest.occasions < FEW_OCCASIONS:
        said.append(
            f"It rests on {words.counted(len(strongest.of_kind(HEAVY)), 'heavy day')} from"
            f" {words.counted(strongest.occasions, 'separate occasion')}: with so few, a single one"
            " can make the pattern. Look at its days below."
        )
    if result.caution == "slow_wave":
        said.append(SLOW_WAVE)
    return (" ".join(said),)


def nothing_yet(*, has_entries: bool) -> str:
    """Say which half is missing."""
    return "No runs yet." if has_entries else "No pain noted yet."


def load_label(load: Load) -> str:
    """Name a load where it is chosen, in the person's unit."""
    return f"Running {units.chosen().many}" if load.key == START_LOAD else load.label


def moment_label(moment: str, count: int) -> str:
    """Name a moment where it is chosen: "in the morning (58)"."""
    return f"{capital(MOMENTS[moment])} ({count})"


def entries_label(moment: str) -> str:
    """Name the entries of a moment: "Morning entries"."""
    return capital(_MOMENT_ENTRIES[moment])


def points(value: float) -> str:
    """Write a difference of pain: "+1.9", a true minus, "0.0"; a scale of 10 ends at 10."""
    kept = min(max(value, -MOST_POINTS), MOST_POINTS)
    number = words.number(kept, decimals=1)
    return f"+{number}" if kept >= PRINTS_AS_ZERO else number


def span(low: float, high: float) -> str:
    """Write both ends of a range; one just above 0 is not 0."""
    start = "just over 0" if 0 < low < PRINTS_AS_ZERO else points(low)
    return f"{start} to {points(high)}"


def too_small(site: Site) -> float:
    """Give the change of pain below which it does not matter, by the population it is known of."""
    is_knee = site.region == "knee"
    return SMALLEST_CHANGE_PATELLOFEMORAL if is_knee else SMALLEST_CHANGE_CHRONIC


def picture_note(site: Site, result: LinkResult) -> str:
    """Say how the bars are read."""
    whose = (
        "1.2 points, in people with pain around the kneecap (Piva 2009)"
        if site.region == "knee"
        else "2 points, in people with long-lasting pain of muscles and joints (Farrar 2001)"
    )
    told = [
        f"Each bar covers the differences that fit these {result.n_entries} entries, all"
        f" {len(result.windows)} windows judged together. A bar that reaches across the line may be"
        f" no difference at all. Grey: less than {whose}, too small to matter.",
    ]
    if SPIKE_WINDOW in set(result.windows["window"]):
        told.append("Spike: a day's load beyond the highest of the 30 days before it.")
    if result.shows_a_point:
        told.append("The dot is the best guess.")
    else:
        told.append("Below 100 entries only the range is drawn: a best guess would read too high.")
    return " ".join(told)


def picture_alt(result: LinkResult) -> str:
    """Say the picture for those who cannot see it."""
    table = result.windows
    bars = [
        f"{WINDOWS[window]} before {span(low, high)} points"
        for window, low, high in zip(table["window"], table["low"], table["high"], strict=True)
    ]
    return f"{PICTURE_TITLE}, in {result.n_entries} entries: {words.joined(bars)}."


def without_painkillers(count: int) -> str:
    """Name the choice to leave out painkiller days."""
    return f"Leave out {words.counted(count, 'painkiller day')}"


def looked(count: int) -> str:
    """Say how often it was looked, from the second time on."""
    if count == 1:
        return ""
    return (
        f"You have looked at {count} combinations on this page. Each one alone finds a link by"
        f" chance in up to 5 of 100 logs without one."
    )
