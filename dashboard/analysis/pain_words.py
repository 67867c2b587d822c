"""A pain entry in words: the same on the button that saves it, in the table and in the undo."""

from collections.abc import Mapping
from datetime import date, timedelta

from dashboard.analysis import words
from dashboard.analysis.pain import Site
from ingest.diary import PainEntry, felt_on

# What a moment is called where it is chosen and beside a number.
MOMENTS: Mapping[str, str] = {
    "morning": "morning",
    "before": "before",
    "during": "during",
    "after": "after",
    "worst": "worst today",
}
MOMENT_AFTER_A_DAY: Mapping[str, str] = {
    "morning": "in the morning",
    "before": "before exercise",
    "during": "during exercise",
    "after": "after exercise",
    "worst": "worst of the day",
}
# A 0 is noted with these: "No pain today: inner left knee, worst today" would be a riddle.
MOMENT_OF_NO_PAIN: Mapping[str, str] = {
    "morning": "in the morning",
    "before": "before exercise",
    "during": "during exercise",
    "after": "after exercise",
    "worst": "all day",
}
SIGNS: Mapping[str, str] = {
    "clicking": "Clicking",
    "swelling": "Swelling",
    "locking": "Locking",
    "giving_way": "Giving way",
    "numbness_tingling": "Numbness, tingling",
    "painkiller_taken": "Painkiller taken",
}


def capital(text: str) -> str:
    """Begin with a capital letter, the rest as it is: "Left Achilles tendon"."""
    return text[:1].upper() + text[1:]


def near_day(day: date, today: date) -> str:
    """Name a day as today or yesterday, else by its date."""
    if day == today:
        return "today"
    return "yesterday" if day == today - timedelta(days=1) else words.day(day)


def site_of(entry: PainEntry) -> Site:
    """Return the site of an entry."""
    return Site(entry.region, entry.side, entry.aspect)


def entry_words(entry: PainEntry, today: date) -> str:
    """Name an entry: "inner left knee, 4 of 10, yesterday, in the morning"."""
    day = near_day(felt_on(entry).date(), today)
    moment = MOMENT_AFTER_A_DAY[entry.moment]
    return f"{site_of(entry).words}, {entry.intensity_nprs} of 10, {day}, {moment}"


def signs(entry: PainEntry) -> tuple[str, ...]:
    """Return the signs noted with an entry, keys of :data:`SIGNS`."""
    return tuple(name for name in SIGNS if getattr(entry, name))


def signs_words(entry: PainEntry) -> str:
    """List the signs noted with an entry: "clicking, swelling"."""
    return ", ".join(SIGNS[name].lower() for name in signs(entry))


def sites_words(sites: tuple[Site, ...]) -> str:
    """Name some sites; both sides of one place are "inner knee, both sides"."""
    if len(sites) == 2 and _mirrored(*sites):  # noqa: PLR2004 - both sides
        return f"{Site(sites[0].region, 'central', sites[0].aspect).words}, both sides"
    return words.joined([site.words for site in sites])


def _mirrored(one: Site, other: Site) -> bool:
    same = (one.region, one.aspect) == (other.region, other.aspect)
    return same and {one.side, other.side} == {"left", "right"}
