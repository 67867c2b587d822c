"""Contrast of every text and mark of pain, computed from the tokens, in both themes."""

import itertools

import pytest

from dashboard.charts.contrast import BLACK, WHITE, contrast, ink_on
from dashboard.charts.pain_strip import score_colours
from dashboard.charts.tokens import DARK, LIGHT

TEXT, MARK = 4.5, 3.0
THEMES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("#FFFFFF", "#000000", 21.0), ("#777777", "#FFFFFF", 4.48), ("#FF0000", "#FFFFFF", 4.0)],
)
def test_contrast_is_that_of_the_guideline(one: str, other: str, expected: float) -> None:
    assert contrast(one, other) == pytest.approx(expected, abs=0.01)
    assert contrast(other, one) == contrast(one, other)


@THEMES
def test_words_read_on_the_page(colours) -> None:
    for ink in (colours.ink, colours.soft, colours.pain):
        assert contrast(ink, colours.background) >= TEXT


@THEMES
def test_a_word_on_the_chosen_place_or_number_reads(colours) -> None:
    assert contrast(ink_on(colours.pain), colours.pain) >= TEXT


@THEMES
def test_numbers_read_in_every_square(colours) -> None:
    assert min(contrast(ink_on(colour), colour) for colour in score_colours(colours)) >= TEXT


@THEMES
def test_the_ink_is_the_better_of_two(colours) -> None:
    for colour in score_colours(colours):
        assert contrast(ink_on(colour), colour) == max(
            contrast(BLACK, colour), contrast(WHITE, colour)
        )


@THEMES
def test_the_colour_of_pain_stands_out_as_a_mark(colours) -> None:
    assert contrast(colours.pain, colours.background) >= MARK


@THEMES
def test_more_pain_is_always_a_stronger_colour(colours) -> None:
    against = [contrast(colour, colours.background) for colour in colours.ramp]

    assert all(low < high for low, high in itertools.pairwise(against))
