"""Load over a year as a picture: all of it on the sheet, and no name written over another."""

import re
from itertools import combinations

import pandas as pd
import pytest

from dashboard.analysis.year import ENGLISH, Wanted, YearRecord, year_report
from dashboard.report.yearly.load_chart import load_chart
from dashboard.report.yearly.marks import inline, nice_step, width_of

UNTIL = pd.Timestamp("2026-11-22")


def load_of(history):
    found = year_report(YearRecord(history, Wanted(2026), UNTIL, "session_rpe")).load
    assert found is not None
    return found


def race(days: int, name: str) -> dict[str, object]:
    begins = pd.Timestamp("2026-01-05") + pd.Timedelta(days=days)
    return {
        "race": name,
        "race_day": begins.as_unit("us"),
        "official_distance_m": 10_000.0,
        "chip_time_s": 3000.0,
        "status": "finished",
    }


def test_everything_lies_on_the_sheet(long_history) -> None:
    drawn = load_chart(load_of(long_history(sessions=1000, entries=600)), ENGLISH)

    assert all(0 <= label.x <= drawn.width for label in drawn.labels)
    assert all(0 < label.y <= drawn.height for label in drawn.labels)
    corners = re.findall(r'<rect x="([\d.-]+)" y="([\d.-]+)" width="([\d.]+)" height', drawn.shapes)
    assert len(corners) > 200
    assert all(float(x) >= 0 and float(x) + float(w) <= drawn.width + 1 for x, _, w in corners)


def test_a_dot_a_day_and_a_bar_a_week(long_history) -> None:
    found = load_of(long_history())
    drawn = load_chart(found, ENGLISH)

    assert len(re.findall("<circle[^>]*stroke=", drawn.shapes)) == sum(
        len(lane.days) for lane in found.lanes[:3]
    )
    said = re.findall(r"<title>([^<]*)</title>", drawn.shapes)
    assert sum("Run" in one and "2026: " in one for one in said) >= 40


@pytest.mark.parametrize("count", [2, 8, 30])
def test_names_of_races_do_not_write_over_each_other(make_history, count: int) -> None:
    sessions = [{"day": at, "km": 8.0, "rpe": 4.0} for at in range(110, 420, 3)]
    results = [race(300 // count * at, f"Race {at} in a town") for at in range(count)]
    drawn = load_chart(load_of(make_history(sessions, results=results)), ENGLISH)

    names = [one for one in drawn.labels if one.words.startswith("Race ")]
    assert names
    for one, other in combinations(names, 2):
        if one.y == other.y:
            (begin, end), (begins, ends) = sorted((reach(one), reach(other)))
            assert end <= begins or begin == begins == ends
    assert drawn.shapes.count("50:00 / 10 km") == count


def reach(label) -> tuple[float, float]:
    width = width_of(label.words, label.look.size)
    begin = label.x - width if label.look.anchor == "end" else label.x
    return begin, begin + width


def test_strangers_words_stay_words(make_history) -> None:
    sessions = [{"day": at, "km": 8.0, "rpe": 4.0} for at in range(110, 300, 3)]
    hostile = "<script>x</script>"
    found = load_of(make_history(sessions, results=[race(100, hostile)]))

    told = inline(load_chart(found, ENGLISH), hostile)

    assert "<script" not in told
    assert "&lt;script&gt;x" in told


@pytest.mark.parametrize(
    ("highest", "step"), [(0.0, 1.0), (3.0, 1.0), (17.0, 5.0), (1189.0, 500.0), (40.0, 10.0)]
)
def test_an_axis_has_round_steps(highest: float, step: float) -> None:
    assert nice_step(highest, 4) == step
