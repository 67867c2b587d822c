"""How six weeks of pain went, for a terminal and for a script."""

from dataclasses import dataclass

import pandas as pd

from dashboard.access import Access
from dashboard.analysis import words
from dashboard.analysis.link_answer import start_question
from dashboard.analysis.link_series import MORNING, noted
from dashboard.analysis.link_words import MOMENTS as MOMENT_WORDS
from dashboard.analysis.morning_after import Settled, morning_after, settled
from dashboard.analysis.pain import Site, daily_pain
from dashboard.analysis.pain_words import capital
from dashboard.analysis.recovery import COURSE_DAYS, RecoveryCourse, course
from dashboard.analysis.return_phases import Progress, return_progress
from dashboard.command.present import Json, plain, text_table
from ingest.athlete_tables import MOMENTS

NO_ENTRY = "No pain noted yet: note some on the page Pain, or bring a diary there."


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """The six weeks of one place and moment, and the runs in them."""

    site: Site
    moment: str
    course: RecoveryCourse
    settled: Settled
    way_back: Progress | None


def told(
    way: Access, athlete_id: str, site: str, moment: str, until: pd.Timestamp | None = None
) -> Told | None:
    """Read six weeks; what was left open as the page presets it. None in an empty diary.

    Raises
    ------
    ValueError
        A word that is no site or moment; the message lists those there are.
    """
    entries, sessions = way.pain_entries(athlete_id), way.sessions(athlete_id)
    place = Site.parse(site) if site else None
    if moment and moment not in MOMENTS:
        raise ValueError(f"moment {moment!r} is not one of: {', '.join(MOMENTS)}")
    first = start_question(entries)
    if first is None:
        return None
    asked = place or first.site
    when = moment or next(iter(noted(entries).get(asked, {})), MOMENTS[0])
    last = until or _today(way, athlete_id, sessions)
    read = course(daily_pain(entries, asked, when), until=last)
    runs = morning_after(sessions, daily_pain(entries, asked, MORNING), last)
    inside = runs["local_day"].between(last - pd.Timedelta(days=COURSE_DAYS - 1), last)
    phase = way.client_file(athlete_id).phase
    return Told(
        site=asked,
        moment=when,
        course=read,
        settled=settled(runs[inside]),
        way_back=return_progress(sessions, entries, asked, last, set_phase=phase),
    )


def _today(way: Access, athlete_id: str, sessions: pd.DataFrame) -> pd.Timestamp:
    """Give the local day it is; in made-up data, which do not go on, their last one."""
    if way.demo_day is not None:
        return way.demo_day
    if way.is_demo and len(sessions):
        return pd.Timestamp(sessions["local_day"].max())
    zone = way.athlete(athlete_id).time_zone or "UTC"
    return pd.Timestamp.now(zone).tz_localize(None).normalize()


def recovery_json(found: Told | None) -> Json:
    """Return the six weeks as ``recovery --json`` prints them; its label for an empty diary."""
    if found is None:
        return {"label": "not enough entries yet", "n_entries": 0, "sentence": NO_ENTRY}
    read, back = found.course, found.way_back
    return plain(
        {
            "site": found.site.key,
            "moment": found.moment,
            "first": read.first,
            "last": read.last,
            "label": read.label,
            "slope_per_week": read.slope_per_week,
            "low": read.low,
            "high": read.high,
            "n_entries": read.n_entries,
            "n_days": read.n_days,
            "settle_days": read.settle_days,
            "flares": read.flares,
            "line": read.line,
            "sentence": read.sentence,
            "runs": {
                "settled": found.settled.settled,
                "known": found.settled.known,
                "runs": found.settled.runs,
            },
            "return_to_running": None if back is None else _way_back(back),
        }
    )


def recovery_text(found: Told | None) -> str:
    """Return the six weeks as a person reads them: the sentence, the flares, the runs."""
    if found is None:
        return NO_ENTRY
    read = found.course
    lines = [
        f"{capital(found.site.words)}, {MOMENT_WORDS[found.moment]}, {_days(read)}.",
        read.sentence,
        _flare_table(read.flares),
        _runs(found),
        _said(found.way_back),
    ]
    return "\n\n".join(filter(None, lines))


def _days(read: RecoveryCourse) -> str:
    if read.first is None or read.last is None:
        return "no entry yet"
    return f"{words.day(read.first.date())} to {words.day(read.last.date())}"


def _flare_table(found: pd.DataFrame) -> str:
    if found.empty:
        return ""
    rows = [
        (
            words.day(flare["onset"].date()),
            words.number(flare["before"], decimals=1),
            words.number(flare["highest"]),
            "not yet" if flare["is_open"] else words.counted(int(flare["settle_days"]), "day"),
        )
        for _, flare in found.iterrows()
    ]
    return text_table(("flare", "week before", "highest", "settled in"), rows)


def _runs(found: Told) -> str:
    said = found.settled.words
    return f"Settled by the next morning: {said}." if said else ""


def _said(back: Progress | None) -> str:
    if back is None:
        return ""
    return " ".join(filter(None, (f"{back.title}.", back.why_it_stays)))


def _way_back(back: Progress) -> dict[str, object]:
    return {
        "phase": back.phase,
        "done": back.done,
        "is_set": back.is_set,
        "began": back.began,
        "gate": back.gate,
        "why_it_stays": back.why_it_stays,
        "phases": back.phases,
    }
