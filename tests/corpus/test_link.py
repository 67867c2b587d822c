"""Two real diaries with steps beside them: verdicts without error, and few links in shuffled ones.

A diary turned in a circle against the steps keeps its own memory, gaps and weekdays, and no link.
"""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from dashboard.analysis.link import LinkResult, LoadWords, load_pain_link

PARTICIPANTS = (1, 8)
SHIFTS = 200
MOST_ALARMS = 0.075
WORDS = LoadWords("more walking", " of steps", "days with far more steps than the month before")

Log = tuple[pd.Series, pd.Series]


@pytest.fixture(scope="module")
def log(corpus: Path) -> Callable[[int], Log]:
    folder = corpus / "load_pain"
    read = {1: _first, 8: _eighth}
    return lambda participant: _common(*read[participant](folder))


def _first(folder: Path) -> Log:
    """Daily values; 0 stands for missing in both columns."""
    file = folder / "MyAIGuide_participant1_daily_2015_2023.csv"
    days = pd.read_csv(file, index_col=0, parse_dates=True)
    known = days[["fitbitSteps", "kneePain"]].replace(0, np.nan)
    return known["fitbitSteps"], known["kneePain"]


def _eighth(folder: Path) -> Log:
    """Entries by the day they speak of, some days twice: the worst counts. 0 steps is missing."""
    noted = pd.read_csv(folder / "MyAIGuide__Participant8PainNew.csv")
    knee = noted[noted["name"] == "Knee Pain"].dropna(subset=["startday", "startmonth"])
    parts = {"year": knee["startyear"], "month": knee["startmonth"], "day": knee["startday"]}
    pain = knee["intensity"].groupby(pd.to_datetime(pd.DataFrame(parts))).max()
    steps = json.loads((folder / "MyAIGuide__participant8Fitbit.json").read_text("utf-8"))
    rows = steps["activities-steps"]
    days = pd.to_datetime([row["dateTime"] for row in rows])
    return pd.Series([float(row["value"]) for row in rows], days).replace(0, np.nan), pain


def _common(load: pd.Series, pain: pd.Series) -> Log:
    """Both over the days from the first to the last on which both are known."""
    load, pain = load.dropna(), pain.dropna()
    first = max(load.index[0], pain.index[0])
    days = pd.date_range(first, min(load.index[-1], pain.index[-1]))
    return load.reindex(days), pain.reindex(days)


def turned(load: pd.Series, pain: pd.Series, days: int) -> LinkResult:
    shifted = pd.Series(np.roll(pain.to_numpy(), days), pain.index)
    return load_pain_link(load, shifted, words=WORDS)


def even_shifts(days: int, shifts: int) -> list[int]:
    return np.linspace(0, days, shifts + 2)[1:-1].round().astype(int).tolist()


@pytest.mark.parametrize("participant", PARTICIPANTS)
def test_a_real_diary_gets_a_verdict(participant, log):
    load, pain = log(participant)
    found = load_pain_link(load, pain, words=WORDS)
    assert found.verdict in {"link_seen", "no_link_seen", "cannot_tell"}
    assert (found.low > 0) == (found.verdict == "link_seen")
    assert found.n_entries + found.n_left_aside == pain.count()
    assert found.n_entries > 200
    assert str(found.n_entries) in found.sentence


def test_few_turned_diaries_are_told_of_a_link(log):
    seen = [
        turned(*log(participant), days).verdict == "link_seen"
        for participant in PARTICIPANTS
        for days in even_shifts(len(log(participant)[0]), 8)
    ]
    assert sum(seen) <= 3


@pytest.mark.slow
def test_of_two_hundred_turns_each_at_most_seven_and_a_half_per_cent_are(log):
    seen = [
        turned(*log(participant), days).verdict == "link_seen"
        for participant in PARTICIPANTS
        for days in even_shifts(len(log(participant)[0]), SHIFTS)
    ]
    assert len(seen) == 2 * SHIFTS
    assert np.mean(seen) <= MOST_ALARMS
