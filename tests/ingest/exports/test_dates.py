import pandas as pd
import pytest

from ingest.exports.dates import read_time


@pytest.mark.parametrize(
    "text",
    [
        "May 3, 2026, 6:05:07 PM",
        "3 mai 2026 à 18:05:07",
        "3. Mai 2026, 18:05:07",
        "03.05.2026, 18:05:07",
        "3 may 2026 18:05:07",
        "3 mag 2026, 18:05:07",
        "3 de mai. de 2026, 18:05:07",
        "3 mei 2026 18:05:07",
        "3 maj 2026 18:05:07",
        "3 мая 2026, 18:05:07",
        "2026年5月3日 18:05:07",
        "2026/05/03 18:05:07",
        "2026年5月3日 下午6:05:07",
        "2026-05-03 18:05:07",
        "5/3/2026, 6:05:07 PM",
        "dim. 3 mai 2026, 18:05:07",
    ],
)
def test_a_time_is_read_in_many_languages(text):
    assert read_time(text) == pd.Timestamp("2026-05-03T18:05:07", tz="UTC")


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("1 juin 2025", 6),
        ("1 juillet 2025", 7),
        ("1. März 2025", 3),
        ("1 août 2025", 8),
        ("mar. 1 juil. 2025", 7),
        ("1 de dezembro de 2025", 12),
        ("1 listopada 2025", 11),
        ("1 października 2025", 10),
    ],
)
def test_months_that_begin_alike_are_told_apart(text, month):
    assert read_time(text) == pd.Timestamp(2025, month, 1, tz="UTC")


def test_midnight_and_noon_of_twelve_hours():
    assert read_time("May 3, 2026, 12:00:00 AM").hour == 0
    assert read_time("May 3, 2026, 12:00:00 PM").hour == 12


@pytest.mark.parametrize(
    "text", ["", "yesterday", "99/99/2026", "May 2026", "1", "31 février 2026"]
)
def test_what_is_no_time_is_not_a_time(text):
    assert pd.isna(read_time(text))
