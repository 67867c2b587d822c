"""What the Settings page says of how things are set, in sentences."""

import pandas as pd

from dashboard.analysis import words
from dashboard.analysis.methods import METHODS
from dashboard.analysis.zones import thresholds_on
from ingest.diary import AthleteSettings
from ingest.tables import Athlete
from ingest.thresholds import Thresholds

LONG = {"km": "kilometres", "mile": "miles"}
BY_COVERAGE = "Chosen by what your files hold"


def sentence(
    settings: AthleteSettings, athlete: Athlete, shoes: pd.DataFrame, today: pd.Timestamp
) -> str:
    """Say in one sentence what is set: "Kilometres, limits from 6 Apr 2026, 2 pairs of shoes"."""
    limits = thresholds_on(athlete, today)
    in_use = int(shoes["last_use"].isna().sum())
    told = [
        LONG[settings.units].capitalize(),
        f"limits from {words.day(limits.valid_from)}" if limits else "no limits of your body yet",
        f"{words.counted(in_use, 'pair')} of shoes in use" if in_use else "no shoes yet",
    ]
    return f"{words.joined(told)}."


def limits_rows(rows: tuple[Thresholds, ...]) -> pd.DataFrame:
    """Rows of text for limits, the newest first: from, resting, highest, pace."""
    return pd.DataFrame(
        [
            (
                words.day(row.valid_from),
                words.heart_rate(row.heart_rate_rest_bpm),
                words.heart_rate(row.heart_rate_max_bpm),
                words.pace(words.METRES_PER_KM, row.threshold_pace_s_per_km),
            )
            for row in sorted(rows, key=lambda row: row.valid_from, reverse=True)
        ],
        columns=["valid_from", "rest", "top", "pace"],
        dtype="str",
    )


def limits_words(row: Thresholds) -> str:
    """Write one set of limits in a line: "rest 52 bpm, highest 186 bpm, threshold 5:06 /km"."""
    parts = (
        ("rest", words.heart_rate(row.heart_rate_rest_bpm)),
        ("highest", words.heart_rate(row.heart_rate_max_bpm)),
        ("threshold", words.pace(words.METRES_PER_KM, row.threshold_pace_s_per_km)),
    )
    return ", ".join(f"{name} {value}" for name, value in parts if value)


def method_words(name: str) -> str:
    """Name a load method with its unit; "" is the choice by coverage."""
    if name not in METHODS:
        return BY_COVERAGE
    method = METHODS[name]
    label = method.label.replace(" x ", " \N{MULTIPLICATION SIGN} ")
    return f"{label[:1].upper()}{label[1:]}, {method.unit}"
