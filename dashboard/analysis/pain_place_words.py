"""What the regions, sides and aspects of the tables are called where a person chooses them."""

from collections.abc import Mapping

from dashboard.analysis.pain import Site
from dashboard.analysis.pain_words import capital
from ingest import athlete_tables
from ingest.pain_log.places import MIDDLE_REGIONS

REGIONS: Mapping[str, str] = {one: capital(Site(one).words) for one in athlete_tables.REGIONS}
SIDES: Mapping[str, str] = {"left": "Left", "right": "Right", "central": "Middle"}
ASPECTS: Mapping[str, str] = {
    "": "Not said",
    "anterior": "Front",
    "posterior": "Behind",
    "medial": "Inner",
    "lateral": "Outer",
    "deep": "Deep inside",
}
# Regions whose parts are regions of their own, or nothing a person could tell apart.
_WHOLE_REGIONS = ("achilles", "calf", "hamstring", "buttock", *MIDDLE_REGIONS)


def sides_of(region: str) -> tuple[str, ...]:
    """Return the sides a person chooses between; none where there is only a middle."""
    return () if region in MIDDLE_REGIONS else ("left", "right")


def aspects_of(region: str) -> tuple[str, ...]:
    """Return the aspects a person chooses between; none where a region is one place."""
    return () if region in _WHOLE_REGIONS else athlete_tables.ASPECTS
