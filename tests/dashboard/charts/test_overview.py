import json
import statistics
import time
from collections.abc import Callable

import numpy as np
import pandas as pd
import plotly.io
import pytest

from dashboard.analysis.overview import History, season
from dashboard.analysis.overview_picture import picture
from dashboard.charts.overview import overview
from dashboard.charts.overview_frame import NARROW, WIDE, Place, Style, place
from dashboard.charts.tokens import DARK, LIGHT, Tokens

MONDAY = pd.Timestamp("2025-09-22")
MOST_BYTES = 200_000


def drawn(
    history: History,
    first: int = 0,
    last: int = 10_000,
    *,
    style: Style = WIDE,
    colours: Tokens = LIGHT,
    method: str = "session_rpe",
) -> dict:
    days = (MONDAY + pd.Timedelta(days=first), MONDAY + pd.Timedelta(days=last))
    figure = overview(picture(season(history, method), *days), colours, style)
    return json.loads(plotly.io.to_json(figure, validate=False))


def of_type(figure: dict, kind: str) -> list[dict]:
    return [trace for trace in figure["data"] if trace["type"] == kind]


def notes(figure: dict) -> list[str]:
    return [note["text"] for note in figure["layout"]["annotations"]]


def texts(figure: dict) -> list[str]:
    return [text for trace in figure["data"] for text in trace.get("text", []) if text]


def test_run_stands_at_the_bottom_of_the_stack_and_each_sport_has_its_colour(make_history) -> None:
    rows = [{"day": 0, "sport": sport, "rpe": 5} for sport in ("swimming", "cycling", "running")]

    bars = of_type(drawn(make_history(rows)), "bar")

    assert [bar["name"] for bar in bars] == ["Run", "Bike", "Swim"]
    assert [bar["marker"]["color"] for bar in bars] == list(LIGHT.sports[:3])


def test_a_load_by_usual_effort_is_hatched_and_shares_its_sports_legend(make_history) -> None:
    bars = of_type(drawn(make_history([{"day": 0, "rpe": 5}, {"day": 1}])), "bar")

    rated, guessed = bars
    assert "pattern" not in rated["marker"]
    assert guessed["marker"]["pattern"]["shape"] == "/"
    assert guessed["legendgroup"] == rated["legendgroup"]
    assert guessed["showlegend"] is False


def test_an_unknown_day_is_marked_and_no_bar_stands_for_it(make_history) -> None:
    figure = drawn(make_history([{"day": 0, "rpe": 5}, {"day": 1, "rpe": 5, "minutes": np.nan}]))

    assert "<b>?</b>" in texts(figure)


def test_neighbouring_unknown_days_share_one_mark(make_history) -> None:
    rows = [{"day": day, "rpe": 5, "minutes": np.nan} for day in range(9)]

    assert texts(drawn(make_history(rows))).count("<b>?</b>") == 1


def test_both_averages_are_named_at_their_ends_and_apart(make_history) -> None:
    rows = [{"day": day, "rpe": 5} for day in range(80)]

    figure = drawn(make_history(rows))

    ends = {
        note["text"]: note["y"]
        for note in figure["layout"]["annotations"]
        if "-day" in note["text"]
    }
    top = figure["layout"]["yaxis"]["range"][1]
    assert set(ends) == {"<b>42-day</b>", "7-day"}
    assert abs(ends["<b>42-day</b>"] - ends["7-day"]) >= 13 * top / WIDE.load_px


def test_the_dotted_line_is_thin_and_the_other_thick_both_in_ink(make_history) -> None:
    figure = drawn(make_history([{"day": day, "rpe": 5} for day in range(80)]))

    inks = [
        trace["line"]
        for trace in of_type(figure, "scatter")
        if trace.get("line", {}).get("color") == LIGHT.ink and trace["mode"] == "lines"
    ]
    assert [(line["width"], line.get("dash")) for line in inks] == [(1.4, "2px,2px"), (3, None)]


def test_a_lane_a_site_with_the_highest_number_and_its_flares(make_history) -> None:
    scores = [1, 1, 1, 5, 5, 0, 1, 1]
    pain = [{"day": day, "nprs": score} for day, score in enumerate(scores)]
    pain += [{"day": 2, "nprs": 2, "side": "right"}]

    figure = drawn(make_history([{"day": 0, "rpe": 5}], pain))

    told = "\n".join(notes(figure))
    assert "<b>Inner left knee</b>, highest of the day 0" in told
    assert "<b>Inner right knee</b>" in told
    assert "<b>5</b>" in texts(figure)
    bands = [trace for trace in figure["data"] if trace.get("fill") == "toself"]
    assert [band["fillcolor"] for band in bands] == [LIGHT.band]


def test_a_phone_draws_fewer_lanes_and_a_short_legend(make_history) -> None:
    pain = [
        {"day": 0, "nprs": 2, "side": side, "aspect": aspect}
        for side in ("left", "right")
        for aspect in ("medial", "lateral")
    ]
    sports = ("running", "cycling", "swimming", "walking", "training", "rowing")
    history = make_history([{"day": 0, "sport": sport, "rpe": 5} for sport in sports], pain)

    wide, narrow = drawn(history), drawn(history, style=NARROW)

    assert sum("highest of the day" in text for text in notes(wide)) == 4
    assert sum("highest of the day" in text for text in notes(narrow)) == 2
    assert narrow["layout"]["showlegend"] is False
    legend = next(text for text in notes(narrow) if "\N{BLACK SQUARE}" in text)
    assert legend.count("<br>") == 1


def test_a_spike_carries_its_ratio_with_a_tick(make_history) -> None:
    rows = [{"day": day, "km": 6, "rpe": 4} for day in (0, 20, 33)]

    figure = drawn(make_history([*rows, {"day": 45, "km": 9.5, "rpe": 4}]))

    assert "1.58\N{MULTIPLICATION SIGN}" in texts(figure)
    ticks = [t for t in figure["data"] if t.get("marker", {}).get("symbol") == "line-ns-open"]
    assert len(ticks) == 1


def test_a_bar_that_is_cut_says_how_high_it_is(make_history) -> None:
    rows = [{"day": day, "rpe": 2, "minutes": 50} for day in range(30)]
    rows += [{"day": 31, "rpe": 9, "minutes": 103}]

    figure = drawn(make_history(rows))

    assert any("↑ 927" in text for text in texts(figure))
    assert figure["layout"]["yaxis"]["range"][1] < 500


def test_a_race_flies_a_pennant_over_all_panels(make_history) -> None:
    result = {
        "race": "A half <b>!</b>",
        "race_day": MONDAY,
        "chip_time_s": 6717,
        "official_distance_m": 21097.5,
        "status": "finished",
    }

    figure = drawn(make_history([{"day": 0, "rpe": 5}, {"day": 20}], results=[result]))

    pole, cloth = figure["layout"]["shapes"]
    assert (pole["y0"], pole["yref"]) == (0, "paper")
    assert cloth["fillcolor"] == LIGHT.ink
    assert "A half &lt;b&gt;!&lt;/b&gt; 1:51:57" in notes(figure)


def test_shoes_stand_in_the_load_panel_and_events_under_it(make_history) -> None:
    shoes = [
        {"name": "Old", "heel_drop_mm": 10, "first_use": MONDAY},
        {"name": "New", "heel_drop_mm": 6, "first_use": MONDAY + pd.Timedelta(days=30)},
    ]
    event = {"kind": "illness", "first_day": MONDAY + pd.Timedelta(days=9), "note": "A cold"}
    rows = [{"day": 0, "rpe": 5}, {"day": 60}]

    figure = drawn(make_history(rows, shoes=shoes, events=[event]))

    assert figure["layout"]["shapes"][0]["yref"] == "y domain"
    assert "new shoes, 10 → 6 mm drop" in notes(figure)
    assert "ill" in texts(figure)


def test_labels_of_close_races_do_not_meet() -> None:
    poles = [(100.0, "First race of the year"), (130.0, "Second race"), (990.0, "The last one")]

    places = place(poles, WIDE)

    assert places == [Place("right", 0), Place("right", 1), Place("left", 0)]


def test_a_diary_alone_is_drawn_without_a_load_panel(make_history) -> None:
    figure = drawn(make_history([], [{"day": 0, "nprs": 3}, {"day": 5, "nprs": 0}]))

    assert of_type(figure, "bar") == []
    assert "yaxis" not in figure["layout"]
    assert "yaxis4" in figure["layout"]


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("method", ["session_rpe", "distance"])
@pytest.mark.parametrize("last", [41, 90, 181, 426])
def test_every_range_is_drawn_in_both_themes(
    long_history, last: int, method: str, colours: Tokens
) -> None:
    figure = drawn(long_history(), 0, last, colours=colours, method=method)

    assert figure["layout"]["xaxis"]["type"] == "date"
    assert of_type(figure, "bar")


def figure_of_years(long_history: Callable[..., History], last: int) -> Callable[[], bytes]:
    whole = season(long_history(sessions=3000, entries=1000, days=2920), "session_rpe")
    first = whole.days[-min(last, len(whole.days))]

    def draw() -> bytes:
        figure = overview(picture(whole, first, whole.days[-1]), LIGHT, WIDE)
        return plotly.io.to_json(figure, validate=False).encode()

    return draw


@pytest.mark.parametrize("days", [42, 200, 10_000])
def test_eight_years_fit_into_200_kilobytes(
    long_history, days: int, capsys: pytest.CaptureFixture[str]
) -> None:
    draw = figure_of_years(long_history, days)

    size = len(draw())

    with capsys.disabled():
        # A figure to read: what counts as fast differs from one machine to the next.
        print(f"\n{days} days: {size / 1000:.0f} kB, {milliseconds(draw)}")  # noqa: T201
    assert size <= MOST_BYTES


def milliseconds(draw: Callable[[], bytes]) -> str:
    """CPU time of drawing, median of 20, beside a loop that says how fast this machine is."""
    return f"{median_ms(draw):.0f} ms beside {median_ms(calibration):.0f} ms of calibration"


def calibration() -> None:
    total = 0
    for number in range(1_000_000):
        total += number * number


def median_ms(work: Callable[[], object]) -> float:
    took = []
    for _ in range(20):
        began = time.process_time()
        work()
        took.append((time.process_time() - began) * 1000)
    return statistics.median(took)
