"""The list itself: one row an athlete, whoever needs a look first."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from dashboard.analysis.triage import of_pain, of_running, standing
from dashboard.analysis.triage.lately import (
    Activities,
    Lately,
    Series,
    day_at,
    day_number,
    lately,
    time_us,
)
from dashboard.analysis.triage.row import URGENT, ClientRow, Reason
from ingest.athlete_tables import RED_FLAGS
from ingest.clinic_look import Packed, Triage
from ingest.clinic_tables import AGREED_LIMITS
from ingest.tables import empty

PAIN_DAYS = 28
WEEKS = 6
WEEK_DAYS = 7
_NO_LIMITS, _NO_FLAGS = empty(AGREED_LIMITS), empty(RED_FLAGS)


@dataclass(frozen=True, slots=True, eq=False)
class _Person:
    """A row of TRIAGE, with what there is of that athlete besides."""

    athlete_id: str
    name: str
    time_zone: str
    is_client: bool
    review_due: pd.Timestamp | None
    seen_at: pd.Timestamp | None
    seen_note: str
    limits: pd.DataFrame
    flags: pd.DataFrame


def look_list(triage: Triage, today: pd.Timestamp) -> tuple[ClientRow, ...]:
    """Sort everybody by who needs a look.

    Parameters
    ----------
    triage : Triage
        What the store reads of everybody, as of the same day.
    today : pandas.Timestamp
        Local day.

    Returns
    -------
    tuple of ClientRow
        One row an athlete. First those with a reason that asks for a look and that nobody has seen
        (a red flag before all), the newest first; then those with another reason; then the rest by
        name. What has been seen stays in its row and counts no more here.

    Notes
    -----
    Every reason is found again on the athlete's own pages with the same number and day: it comes
    from the functions they use, or from the same rule over columns where thousands are read.
    """
    now = day_number(today)
    pairs = zip(_people(triage), lately(triage), strict=True)
    rows = [_row(person, found, now) for person, found in pairs]
    return tuple(sorted(rows, key=_place))


def look_at(triage: Triage, athlete_id: str, today: pd.Timestamp) -> ClientRow | None:
    """Give one athlete's row as :func:`look_list` has it; None where there is no such athlete."""
    here = np.flatnonzero(triage.people["athlete_id"] == athlete_id)
    if not len(here):
        return None
    alone = replace(
        triage,
        people=triage.people.iloc[here].reset_index(drop=True),
        sessions=_of(triage.sessions, here[0]),
        pain=_of(triage.pain, here[0]),
    )
    return look_list(alone, today)[0]


def _of(packed: Packed, place: np.intp) -> Packed:
    rows = packed.rows[packed.who == place]
    return Packed(rows, np.zeros(len(rows), dtype=np.int64))


def _people(triage: Triage) -> list[_Person]:
    limits, flags = _by_athlete(triage.limits), _by_athlete(triage.flags)
    return [
        _Person(
            athlete_id=row["athlete_id"],
            name=row["name"],
            time_zone=row["time_zone"],
            is_client=bool(row["is_client"]),
            review_due=_or_none(row["review_due"]),
            seen_at=_or_none(row["seen_at"]),
            seen_note=row["seen_note"],
            limits=limits.get(row["athlete_id"], _NO_LIMITS),
            flags=flags.get(row["athlete_id"], _NO_FLAGS),
        )
        for row in triage.people.to_dict("records")
    ]


def _or_none(time: pd.Timestamp) -> pd.Timestamp | None:
    return None if pd.isna(time) else time


def _by_athlete(frame: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return {str(whose): rows for whose, rows in frame.groupby("athlete_id")}


def _row(person: _Person, found: Lately, today: int) -> ClientRow:
    seen_us = None if person.seen_at is None else time_us(person.seen_at)
    reasons = [
        replace(reason, is_seen=seen_us is not None and reason.known_us <= seen_us)
        for reason in _reasons(person, found, today)
    ]
    main = _main_series(found, today)
    last = max((_last_entry(series, today) for series in found.series), default=None)
    return ClientRow(
        athlete_id=person.athlete_id,
        name=person.name,
        is_client=person.is_client,
        reasons=tuple(sorted(reasons, key=lambda reason: (reason.is_seen, reason.code))),
        where="" if main is None else main.site.words,
        pain=_pain(main, today),
        running_km=_running(found.activities, today),
        last_entry=None if last is None or last < 0 else day_at(last),
        seen_at=person.seen_at,
        seen_note=person.seen_note,
    )


def _reasons(person: _Person, found: Lately, today: int) -> list[Reason]:
    asked = (
        standing.red_flag(person.flags, person.time_zone),
        of_pain.new_flare(found, today),
        of_pain.not_settled(found, today),
        of_running.past_agreed(found, person.limits, today),
        of_running.spike(found, today),
        of_pain.stopped_logging(found, today),
        standing.review_due(person.review_due, today),
        of_running.few_rated(found, today),
    )
    return [reason for reason in asked if reason is not None]


def _place(row: ClientRow) -> tuple[int, int, int, str]:
    """Order of the list: asking for a look, other reasons, the rest by name."""
    reasons = row.open_reasons
    if not reasons:
        return 2, 0, 0, row.name
    asking = [reason for reason in reasons if reason.code in URGENT]
    first = min(asking or reasons, key=lambda reason: reason.code)
    return int(not asking), first.code, -day_number(first.day), row.name


def _last_entry(series: Series, today: int) -> int:
    past = series.day[series.day <= today]
    return int(past[-1]) if len(past) else -1


def _main_series(found: Lately, today: int) -> Series | None:
    """Choose the place and moment noted most often of late; the newest where none was."""

    def often(series: Series) -> tuple[int, int]:
        inside = (series.day > today - PAIN_DAYS) & (series.day <= today)
        return int(inside.sum()), int(series.day[-1])

    return max(found.series, key=often, default=None)


def _pain(series: Series | None, today: int) -> tuple[float, ...]:
    scores = np.full(PAIN_DAYS, np.nan)
    if series is not None:
        inside = (series.day > today - PAIN_DAYS) & (series.day <= today)
        scores[series.day[inside] - (today - PAIN_DAYS + 1)] = series.nprs[inside]
    return tuple(scores.tolist())


def _running(runs: Activities, today: int) -> tuple[float, ...]:
    """Add up what was run in each of the last 6 times 7 days; an unknown run adds nothing."""
    inside = (runs.day > today - WEEKS * WEEK_DAYS) & (runs.day <= today)
    week = (runs.day[inside] - (today - WEEKS * WEEK_DAYS + 1)) // WEEK_DAYS
    km = np.nan_to_num(runs.running_km[inside])
    return tuple(np.bincount(week, km, WEEKS).tolist())
