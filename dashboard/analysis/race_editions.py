"""An athlete's races as they stand beside each other: editions of one race, and personal bests."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

import pandas as pd

from dashboard.analysis.races import RaceFigures, figures, result_of
from dashboard.analysis.typed import USUAL_DISTANCES_M
from ingest.diary import RaceResult

RUNNING = "running"
# A half marathon is printed as 21.1 km and as 13.1 miles too: nearer than this is the same race.
SAME_LENGTH = 0.001

_NOT_WORDS = re.compile(r"[^\w]+")
# "33rd", "2026" and "'26" say which edition, not which race.
_EDITION = re.compile(r"\b(?:(?:19|20)\d\d|\d{1,3}(?:st|nd|rd|th))\b")


@dataclass(frozen=True, slots=True, eq=False)
class Edition:
    """One race this athlete was in.

    ``figures`` are its time, distance and pace, the only ones that may be shown. ``session`` is the
    SESSION_LIST row of the watch, None without one; of several legs, the leg its result names.
    ``personal_best`` says that no other known race over this distance was faster;
    ``best_until_then`` that none before it was, and that there was one to beat.
    """

    result: RaceResult
    figures: RaceFigures
    session: pd.Series | None
    sport: str = RUNNING
    several_legs: bool = False
    personal_best: bool = False
    best_until_then: bool = False

    @property
    def distance_word(self) -> str:
        """The official distance's usual name, "Half marathon"; empty for another or none."""
        return usual_name(self.figures.distance_m) if self._is_official else ""

    @property
    def counts(self) -> bool:
        """Whether its time may be held against others': finished, timed, one leg, official."""
        return self._is_official and not self.several_legs and self.figures.time_s > 0

    @property
    def _is_official(self) -> bool:
        return self.figures.distance_source == "official"


def editions(
    results: pd.DataFrame, sessions: pd.DataFrame, legs: pd.DataFrame | None = None
) -> tuple[Edition, ...]:
    """Bring results and watch files together, the oldest race first.

    Parameters
    ----------
    results : pandas.DataFrame
        RACE_RESULTS.
    sessions : pandas.DataFrame
        SESSION_LIST; a result whose session is not in it has none.
    legs : pandas.DataFrame, optional
        RACE_LEGS, which tell a race of several legs that has no watch file.

    Returns
    -------
    tuple of Edition
        One a result.
    """
    rows = {row["session_id"]: row for _, row in _named(sessions, results).iterrows()}
    several = _of_several_legs(sessions, legs)
    ordered = results.sort_values("race_day", kind="stable")
    found = [_edition(result_of(row), rows, several) for _, row in ordered.iterrows()]
    return tuple(_marked(found))


def same_race(known: Iterable[Edition], name: str) -> tuple[Edition, ...]:
    """Choose the editions of one race by its name, the oldest first.

    Case, accents, punctuation, a year and "33rd" are no part of a name.
    """
    wanted = race_key(name)
    mine = [edition for edition in known if race_key(edition.result.race) == wanted]
    return tuple(sorted(mine, key=lambda edition: edition.result.race_day))


def over_same_distance(one: Edition, other: Edition) -> bool:
    """Whether two races can be held against each other: both count, over the same distance."""
    return one.counts and other.counts and _length(one) == _length(other)


def personal_bests(known: Iterable[Edition]) -> tuple[Edition, ...]:
    """Choose the fastest race of each distance and sport, running and the shortest first."""
    best = [edition for edition in known if edition.personal_best]
    return tuple(sorted(best, key=lambda one: (one.sport != RUNNING, one.figures.distance_m)))


def race_key(name: str) -> str:
    """Reduce a race's name to what stays the same every year: "springbank half marathon"."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _NOT_WORDS.sub(" ", _EDITION.sub(" ", bare)).strip() or name.strip()


def usual_name(distance_m: float) -> str:
    """Name a distance that most races have, within 0.1 %; empty for any other."""
    near = (
        name
        for name, metres in USUAL_DISTANCES_M.items()
        if abs(distance_m / metres - 1) < SAME_LENGTH
    )
    return next(near, "")


def _named(sessions: pd.DataFrame, results: pd.DataFrame) -> pd.DataFrame:
    return sessions[sessions["session_id"].isin(results["session_id"])]


def _of_several_legs(sessions: pd.DataFrame, legs: pd.DataFrame | None) -> frozenset[str]:
    """Ids of sessions in an activity of several legs, and of results that have several."""
    raced = sessions[(sessions["sport"] != "transition") & (sessions["activity_id"] != "")]
    count = raced.groupby("activity_id")["session_id"].transform("size")
    ids = set(raced.loc[count > 1, "session_id"])
    if legs is not None:
        ran = legs[legs["sport"] != "transition"]
        ids |= set(ran.loc[ran.duplicated("result_id"), "result_id"])
    return frozenset(ids)


def _edition(result: RaceResult, rows: dict[str, pd.Series], several: frozenset[str]) -> Edition:
    session = rows.get(result.session_id)
    parts = bool(several & {result.session_id, result.result_id} - {""})
    return Edition(
        result=result,
        # One leg's watch never stands in for the whole.
        figures=figures(result, None if parts else session),
        session=session,
        sport=RUNNING if session is None else str(session["sport"]),
        several_legs=parts,
    )


def _marked(found: list[Edition]) -> Iterable[Edition]:
    """Say of each edition, the oldest first, whether it is and whether it was the fastest."""
    times: dict[tuple[str, str], list[float]] = {}
    for one in filter(_counts, found):
        times.setdefault(_contest(one), []).append(one.figures.time_s)
    seen: dict[tuple[str, str], int] = {}
    for one in found:
        if not one.counts:
            yield one
            continue
        own = times[_contest(one)]
        place = seen.get(_contest(one), 0)
        seen[_contest(one)] = place + 1
        yield replace(
            one,
            # Of two equal times the first stays the best.
            personal_best=own.index(min(own)) == place,
            best_until_then=place > 0 and own[place] < min(own[:place]),
        )


def _counts(edition: Edition) -> bool:
    return edition.counts


def _contest(edition: Edition) -> tuple[str, str]:
    return edition.sport, _length(edition)


def _length(edition: Edition) -> str:
    return edition.distance_word or f"{edition.figures.distance_m:.0f}"
