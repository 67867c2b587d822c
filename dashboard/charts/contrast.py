"""How well a text stands on a colour, and which of black and white stands better."""

from typing import Final

BLACK: Final = "#000000"
WHITE: Final = "#FFFFFF"
# WCAG 2.2, relative luminance of sRGB.
LINEAR_BELOW = 0.04045
WEIGHTS = (0.2126, 0.7152, 0.0722)


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours ("#RRGGBB"), 1 to 21.

    Notes
    -----
    WCAG 2.2, success criterion 1.4.3: text needs 4.5, marks that carry meaning 3 (1.4.11).
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def ink_on(colour: str) -> str:
    """Choose white or black, whichever reads better on a colour."""
    return max((WHITE, BLACK), key=lambda ink: contrast(ink, colour))


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return sum(w * _linear(channel) for w, channel in zip(WEIGHTS, channels, strict=True))


def _linear(channel: float) -> float:
    if channel <= LINEAR_BELOW:
        return channel / 12.92
    return float(((channel + 0.055) / 1.055) ** 2.4)
