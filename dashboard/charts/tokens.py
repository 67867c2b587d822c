"""The colours of the house, light and dark. Each says one thing wherever it stands."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from dashboard.analysis.sports import FAMILIES

Theme: TypeAlias = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme's colours, as CSS colours.

    ``sports`` holds eight in the order of the stack; ``slow_to_fast`` the three stops of the
    track's ramp; ``ramp`` the pain ramp 1-10.
    """

    background: str
    ink: str
    soft: str
    grid: str
    pain: str
    neutral: str
    zero: str
    band: str
    sports: tuple[str, ...]
    slow_to_fast: tuple[str, str, str]
    ramp: tuple[str, ...]

    @property
    def run(self) -> str:
        """The colour of running, and of "faster than the average"."""
        return self.sports[0]

    def sport(self, family: str) -> str:
        """Give a sport family its colour; what is not in the list is "other"."""
        place = FAMILIES.index(family) if family in FAMILIES else len(FAMILIES) - 1
        return self.sports[place]


LIGHT = Tokens(
    background="#FFFFFF",
    ink="#15202B",
    soft="#55606E",
    grid="#E6EAEE",
    pain="#C4164E",
    neutral="#6A7586",
    zero="#E3E8ED",
    band="rgba(196,22,78,.11)",
    sports=(
        "#175E9D",
        "#C9771A",
        "#44969B",
        "#442595",
        "#709858",
        "#7C4904",
        "#A77BC8",
        "#3F4016",
    ),
    slow_to_fast=("#B4BDC8", "#5E97C9", "#0A3A70"),
    ramp=(
        "#FBEDF1",
        "#F7D3DD",
        "#F1B4C5",
        "#E98FA9",
        "#DE688B",
        "#D03F6C",
        "#C4164E",
        "#A00D3D",
        "#7B082D",
        "#560420",
    ),
)
DARK = Tokens(
    background="#11161C",
    ink="#E6EBF0",
    soft="#A3AFBC",
    grid="#29323C",
    pain="#F9557D",
    neutral="#98A6B8",
    zero="#29323C",
    band="rgba(249,85,125,.17)",
    sports=(
        "#54A7F5",
        "#F7B93E",
        "#9BE8E7",
        "#846EDB",
        "#9FD782",
        "#A57443",
        "#CAB6D6",
        "#4D9C93",
    ),
    slow_to_fast=("#4A5663", "#3F83C4", "#B5DCFF"),
    ramp=(
        "#2B1A22",
        "#47202F",
        "#66263D",
        "#86304D",
        "#A83B5D",
        "#CC476D",
        "#F9557D",
        "#FF7F9B",
        "#FFABBD",
        "#FFD6DF",
    ),
)


def tokens(theme: Theme) -> Tokens:
    """Give the colours of a theme."""
    return DARK if theme == "dark" else LIGHT


def ramp(stops: tuple[str, str, str], steps: int) -> list[str]:
    """Mix ``steps`` colours evenly along three stops, in sRGB."""
    middle = (steps - 1) / 2
    return [_between(stops, place / middle) for place in range(steps)]


def _between(stops: tuple[str, str, str], place: float) -> str:
    low = min(int(place), 1)
    return _mixed(stops[low], stops[low + 1], place - low)


def _mixed(first: str, second: str, share: float) -> str:
    channels = zip(_channels(first), _channels(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in channels)


def _channels(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
