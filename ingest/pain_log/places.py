"""Where it hurts, from a person's words or a clinician's: "inner left knee", "knee left medial"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ingest.pain_log.refusal import RefusedRow

REGION_WORDS: Mapping[str, str] = {
    "knee": "knee",
    "knees": "knee",
    "kneecap": "knee",
    "patella": "knee",
    "foot": "foot",
    "feet": "foot",
    "heel": "heel",
    "heels": "heel",
    "ankle": "ankle",
    "ankles": "ankle",
    "achilles": "achilles",
    "achilles tendon": "achilles",
    "shin": "shin",
    "shins": "shin",
    "calf": "calf",
    "calves": "calf",
    "thigh": "thigh",
    "thighs": "thigh",
    "quad": "thigh",
    "quads": "thigh",
    "hamstring": "hamstring",
    "hamstrings": "hamstring",
    "groin": "groin",
    "hip": "hip",
    "hips": "hip",
    "buttock": "buttock",
    "buttocks": "buttock",
    "glute": "buttock",
    "glutes": "buttock",
    "lower back": "lower_back",
    "low back": "lower_back",
    "upper back": "upper_back",
    "other": "other",
    "other place": "other",
}
SIDE_WORDS: Mapping[str, tuple[str, ...]] = {
    "left": ("left",),
    "l": ("left",),
    "right": ("right",),
    "r": ("right",),
    "both": ("left", "right"),
    "bilateral": ("left", "right"),
    "central": ("central",),
    "middle": ("central",),
}
ASPECT_WORDS: Mapping[str, str] = {
    "front": "anterior",
    "anterior": "anterior",
    "behind": "posterior",
    "back": "posterior",
    "posterior": "posterior",
    "inner": "medial",
    "inside": "medial",
    "medial": "medial",
    "outer": "lateral",
    "outside": "lateral",
    "lateral": "lateral",
    "deep": "deep",
    "deep inside": "deep",
}
SILENT_WORDS = frozenset(
    ("a", "and", "area", "at", "hurts", "in", "my", "of", "on", "pain", "part", "side", "the")
)
# Where left and right are not asked for; every other region has two.
MIDDLE_REGIONS = ("lower_back", "upper_back", "other")
LONGEST_PHRASE = 2


@dataclass(frozen=True, slots=True)
class Place:
    """One place, in the words of PAIN_ENTRIES."""

    region: str
    side: str
    aspect: str


def read_places(written: str, side_if_unsaid: str = "") -> tuple[Place, ...]:
    """Read one place; "both knees" are two.

    Parameters
    ----------
    written : str
        Plain or clinical words, in any order.
    side_if_unsaid : str
        left or right, for a part of the body there are two of; "" refuses the row.

    Raises
    ------
    RefusedRow
        When a word means nothing here, or it is no place, several, or one of two.
    """
    words = re.sub(r"[\W_]+", " ", written.casefold()).split()
    regions, sides, aspects, unknown = _sorted_out(words)
    if unknown:
        raise RefusedRow(f"“{written}” is not a place this diary knows ({', '.join(unknown)}).")
    region = _one_region(regions, aspects, written)
    if not sides:
        sides = _unsaid(region, side_if_unsaid, written)
    if len(sides) > 1 and len(aspects) > 1:
        raise RefusedRow(f"“{written}” names several places: write one a row.")
    return tuple(Place(region, side, aspect) for side in sides for aspect in aspects or [""])


def _sorted_out(words: list[str]) -> tuple[list[str], list[str], list[str], list[str]]:
    """Regions, sides, aspects, each once, and words that mean nothing; long phrases first."""
    regions: list[str] = []
    sides: list[str] = []
    aspects: list[str] = []
    unknown: list[str] = []
    while words:
        size, phrase = _phrase(words)
        words = words[size:]
        if phrase in REGION_WORDS:
            regions.append(REGION_WORDS[phrase])
        elif phrase in SIDE_WORDS:
            sides.extend(SIDE_WORDS[phrase])
        elif phrase in ASPECT_WORDS:
            aspects.append(ASPECT_WORDS[phrase])
        elif phrase not in SILENT_WORDS:
            unknown.append(phrase)
    return _once(regions), _once(sides), _once(aspects), unknown


def _phrase(words: list[str]) -> tuple[int, str]:
    for size in range(min(LONGEST_PHRASE, len(words)), 1, -1):
        phrase = " ".join(words[:size])
        if phrase in REGION_WORDS or phrase in ASPECT_WORDS:
            return size, phrase
    return 1, words[0]


def _once(words: list[str]) -> list[str]:
    return list(dict.fromkeys(words))


def _one_region(regions: list[str], aspects: list[str], written: str) -> str:
    if len(regions) == 1:
        return regions[0]
    if regions:
        raise RefusedRow(f"“{written}” names several places: write one a row.")
    if "posterior" in aspects:
        raise RefusedRow(f"“{written}”: write lower back or upper back.")
    raise RefusedRow(
        f"“{written}” is not a place this diary knows." if written else "It has no place."
    )


def _unsaid(region: str, side_if_unsaid: str, written: str) -> list[str]:
    if region in MIDDLE_REGIONS:
        return ["central"]
    if not side_if_unsaid:
        raise RefusedRow(f"“{written}” does not say left or right.", asks="side")
    return [side_if_unsaid]
