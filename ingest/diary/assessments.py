"""What a physio looks at and works on: the checklist, and the places."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from ingest.athlete_tables import ASPECTS, REGIONS, SIDES
from ingest.diary.wrong import WrongEntry, check_given, check_past_day, check_word, is_given

# Code and plain words, from the shoulder down.
ASSESSMENT_ITEMS: dict[str, str] = {
    "shoulder_mobility": "shoulder mobility",
    "shoulder_strength": "shoulder strength",
    "trunk_strength": "trunk strength",
    "lower_back_mobility": "lower-back mobility",
    "lumbar_screen": "lumbar screen",
    "hip_mobility": "hip mobility",
    "hip_strength": "hip strength",
    "hip_endurance": "hip endurance",
    "knee_range_of_motion": "knee range of motion",
    "knee_strength": "knee strength",
    "ankle_mobility": "ankle mobility",
    "calf_endurance": "calf endurance",
    "ankle_endurance": "ankle endurance",
    "foot_strength": "foot strength",
    "foot_endurance": "foot endurance",
}
ASSESSED_SIDES = (*SIDES, "both")


@dataclass(frozen=True, slots=True)
class Assessment:
    """One item of the checklist looked at on a local day, an ASSESSMENTS row."""

    item: str
    side: str
    finding: str
    assessed_on: pd.Timestamp
    assessment_id: str = ""


@dataclass(frozen=True, slots=True)
class WorkingSite:
    """A place that is worked on since a local day, a WORKING_SITES row."""

    region: str
    side: str
    since: pd.Timestamp
    aspect: str = ""


def check_assessment(assessment: Assessment, now: pd.Timestamp) -> None:
    """Refuse an item that is not on the checklist, an empty finding, or a day to come.

    Raises
    ------
    WrongEntry
        Also for a side no table knows.
    """
    check_word("item", assessment.item, tuple(ASSESSMENT_ITEMS))
    check_word("side", assessment.side, ASSESSED_SIDES)
    check_given("finding", assessment.finding, "What was found")
    _check_day("assessed_on", assessment.assessed_on, now)


def check_working_sites(sites: Sequence[WorkingSite], now: pd.Timestamp) -> None:
    """Refuse a place no table knows, one named twice, or a day to come.

    Raises
    ------
    WrongEntry
        Nothing of the list is kept then.
    """
    for site in sites:
        check_word("region", site.region, REGIONS)
        check_word("side", site.side, SIDES)
        check_word("aspect", site.aspect, (*ASPECTS, ""))
        _check_day("since", site.since, now)
    if len({(site.region, site.side, site.aspect) for site in sites}) < len(sites):
        raise WrongEntry("region", "A place is named twice: once is enough.")


def _check_day(field: str, day: pd.Timestamp, now: pd.Timestamp) -> None:
    if not is_given(day):
        raise WrongEntry(field, "The day is missing.")
    check_past_day(field, day, now)
