"""Every colour says one thing, in light and in dark."""

import pytest

from dashboard.analysis.sports import FAMILIES
from dashboard.charts.tokens import DARK, LIGHT, tokens


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_every_sport_and_pain_have_a_colour_of_their_own(theme) -> None:
    colours = [*(theme.sport(family) for family in FAMILIES), theme.pain, theme.neutral]

    assert len(set(colours)) == len(FAMILIES) + 2
    assert theme.run == theme.sport("run")
    assert theme.sport("no such sport") == theme.sport("other")


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_words_and_marks_stand_out_from_the_page(theme) -> None:
    """WCAG 2.1 contrast: 4.5 for words (1.4.3), 3 for marks (1.4.11)."""

    def contrast(colour: str) -> float:
        light, dark = sorted((luminance(colour), luminance(theme.background)), reverse=True)
        return (light + 0.05) / (dark + 0.05)

    assert min(contrast(colour) for colour in (theme.ink, theme.soft, theme.pain)) >= 4.5
    assert min(contrast(theme.sport(family)) for family in FAMILIES) >= 3


def test_the_theme_is_named_light_or_dark() -> None:
    assert tokens("dark") is DARK
    assert tokens("light") is LIGHT
