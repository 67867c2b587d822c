"""What the page fills in before a person says anything: the moment, the sessions near by."""

from dataclasses import dataclass
from datetime import timedelta, timezone

import numpy as np
import pandas as pd

from dashboard.analysis import sports, words
from dashboard.analysis.pain import Site, sites

# Rules: the morning ends here, and a session counts as just done for so long.
MORNING_ENDS_HOUR = 11
JUST_DONE = pd.Timedelta(hours=2)
NEAR_DAYS = 3
MOST_SESSIONS = 6


@dataclass(frozen=True, slots=True)
class NearSession:
    """A session an entry may belong to, named for the screen: "Run 9.2 km, yesterday"."""

    session_id: str
    words: str


def preset_moment(now: pd.Timestamp, sessions: pd.DataFrame) -> str:
    """Choose a moment by the clock: after a session just done, the morning, else the day's worst.

    Parameters
    ----------
    now : pandas.Timestamp
        The present in the person's zone.
    sessions : pandas.DataFrame
        SESSION_LIST.
    """
    length = pd.to_timedelta(sessions["elapsed_s"].fillna(0), unit="s")
    since = now - (sessions["start_time"] + length)
    if ((since >= pd.Timedelta(0)) & (since <= JUST_DONE)).any():
        return "after"
    return "morning" if now.hour < MORNING_ENDS_HOUR else "worst"


def near_sessions(sessions: pd.DataFrame, now: pd.Timestamp) -> tuple[NearSession, ...]:
    """List the sessions of the last few days, newest first, transitions left out.

    Parameters
    ----------
    sessions : pandas.DataFrame
        SESSION_LIST, newest first.
    now : pandas.Timestamp
        The present in the person's zone.
    """
    today = now.tz_localize(None).normalize()
    near = sessions[
        (sessions["sport"] != "transition")
        & (sessions["local_day"] > today - pd.Timedelta(days=NEAR_DAYS))
        & (sessions["local_day"] <= today)
    ]
    kept = near.head(MOST_SESSIONS)
    return tuple(
        NearSession(str(session_id), session_words(sport, sub_sport, distance_m, day))
        for session_id, sport, sub_sport, distance_m, day in zip(
            kept["session_id"],
            kept["sport"],
            kept["sub_sport"],
            kept["distance_m"],
            kept["local_day"],
            strict=True,
        )
    )


def session_words(sport: str, sub_sport: str, distance_m: float, day: pd.Timestamp) -> str:
    """Name a session by what it was: "Run 9.2 km, Friday 20 Nov"."""
    far = words.distance(distance_m) if np.isfinite(distance_m) and distance_m > 0 else ""
    what = f"{sports.word(sport, sub_sport)} {far}".strip()
    return f"{what}, {words.WEEKDAYS[day.weekday()]} {day.day} {words.MONTHS[day.month - 1][:3]}"


def last_scores(entries: pd.DataFrame, region: str) -> dict[str, int]:
    """Return the newest score of each site of a region, by "<side>-<aspect>".

    Parameters
    ----------
    entries : pandas.DataFrame
        PAIN_ENTRIES.
    region : str
        A region of the body.
    """
    here = entries[(entries["region"] == region) & (entries["aspect"] != "")]
    newest = here.sort_values("felt_at", kind="stable").drop_duplicates(
        ["side", "aspect"], keep="last"
    )
    keys = newest["side"] + "-" + newest["aspect"]
    return {str(key): int(nprs) for key, nprs in zip(keys, newest["intensity_nprs"], strict=True)}


def both_sides(site: Site) -> tuple[Site, ...]:
    """Return a site and its mirror image; the site alone where there is none."""
    mirror = {"left": "right", "right": "left"}.get(site.side)
    if mirror is None:
        return (site,)
    return site, Site(site.region, mirror, site.aspect)


def sites_without(entries: pd.DataFrame, today: pd.Timestamp, moment: str) -> tuple[Site, ...]:
    """Return the diary's sites a "no pain" may be noted for: painless today so far, and not said.

    A site that hurt today cannot have had a day without pain, and one with a 0 at this moment has
    its entry already.

    Parameters
    ----------
    entries : pandas.DataFrame
        PAIN_ENTRIES.
    today : pandas.Timestamp
        The local day.
    moment : str
        The moment the zero would be noted for.
    """
    of_today = entries[entries["local_day"] == today]
    said = of_today[(of_today["moment"] == moment) | (of_today["intensity_nprs"] > 0)]
    taken = set(sites(said))
    return tuple(site for site in sites(entries) if site not in taken)


def session_moment(session: "pd.Series", moment: str, now: pd.Timestamp) -> pd.Timestamp:
    """Give the time of a moment of a session: its start, its middle, its end, never after now.

    Parameters
    ----------
    session : pandas.Series
        A SESSION_LIST row.
    moment : str
        before, during or after.
    now : pandas.Timestamp
        The present in the person's zone.

    Returns
    -------
    pandas.Timestamp
        In the session's own offset where it has one, so that the local day is the session's.
    """
    length = pd.Timedelta(seconds=np.nan_to_num(session["elapsed_s"]))
    share = {"before": 0.0, "during": 0.5, "after": 1.0}[moment]
    time: pd.Timestamp = min(session["start_time"] + length * share, now)
    if pd.isna(session["utc_offset_s"]):
        return time.tz_convert(now.tzinfo)
    return time.tz_convert(timezone(timedelta(seconds=int(session["utc_offset_s"]))))
