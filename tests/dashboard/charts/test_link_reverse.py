import pandas as pd
import pytest

from dashboard.analysis.link_days import AfterPain
from dashboard.analysis.link_series import LOADS
from dashboard.charts.link_reverse import reverse_picture
from dashboard.charts.tokens import LIGHT

NO_ROWS = pd.DataFrame({"day": [], "pain": [], "after": []})
HALF = AfterPain(mean=5.0, usual=10.0, n_times=12, n_others=80, rows=NO_ROWS)
RUNNING = LOADS["distance"]


def test_two_bars_after_pain_and_usually() -> None:
    [bars] = reverse_picture(HALF, RUNNING, LIGHT, is_narrow=False).data

    assert bars.x == (5.0, 10.0)
    assert bars.text == ("5.0 km in 3 days, 12 times", "10.0 km in 3 days, 80 times")


def test_a_short_bar_has_its_words_behind_it() -> None:
    short = AfterPain(1.0, 10.0, 12, 80, NO_ROWS)

    [bars] = reverse_picture(short, RUNNING, LIGHT, is_narrow=True).data

    assert bars.textposition == ("outside", "inside")


@pytest.mark.parametrize(("key", "family"), [("distance", "run"), ("session_rpe:bike", "bike")])
def test_load_has_the_colour_of_its_sport(key: str, family: str) -> None:
    [bars] = reverse_picture(HALF, LOADS[key], LIGHT, is_narrow=False).data

    assert bars.marker.color == (LIGHT.sport(family), LIGHT.neutral)


def test_more_after_pain_is_the_longer_bar() -> None:
    more = AfterPain(14.0, 10.0, 6, 80, NO_ROWS)

    figure = reverse_picture(more, RUNNING, LIGHT, is_narrow=False)

    assert figure.layout.xaxis.range[1] > 14.0
