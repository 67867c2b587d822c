"""The range of days the overview shows: a few lengths up to the last day, or any two dates."""

import pandas as pd
import streamlit as st

from dashboard.components.browser import is_narrow

DAYS = {"6 weeks": 42, "3 months": 91, "6 months": 182, "14 months": 430}
SHORT = {"3 months": "3 mo", "6 months": "6 mo", "14 months": "14 mo"}
ALL, DATES = "All", "Dates"


def chosen_days(days: pd.DatetimeIndex) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Draw the choice and return the first and last day of it, both inside ``days``."""
    narrow = is_narrow()
    shorter = [name for name, length in DAYS.items() if length < len(days)]
    options = [*shorter, ALL, DATES]
    start = shorter[0] if narrow and shorter else _longest(shorter)
    chosen = st.segmented_control(
        "Range",
        options,
        default=start,
        required=True,
        format_func=lambda name: SHORT.get(name, name) if narrow else name,
        # A phone starts with less, so each width remembers its own choice.
        key=f"overview_range_{'narrow' if narrow else 'wide'}",
        persist_state="session",
        label_visibility="collapsed",
    )
    if chosen == DATES:
        return _dates(days)
    length = DAYS.get(chosen or start, len(days))
    return days[-min(length, len(days))], days[-1]


def _longest(shorter: list[str]) -> str:
    """Start with everything, or with the longest named length where there is more."""
    return "14 months" if "14 months" in shorter else ALL


def _dates(days: pd.DatetimeIndex) -> tuple[pd.Timestamp, pd.Timestamp]:
    first, last = days[0].date(), days[-1].date()
    chosen = st.date_input(
        "From and to",
        value=(days[-min(DAYS["3 months"], len(days))].date(), last),
        min_value=first,
        max_value=last,
        format="DD/MM/YYYY",
        key="overview_dates",
        persist_state="session",
        label_visibility="collapsed",
        width=230,
    )
    picked = list(chosen) if isinstance(chosen, tuple) else [chosen]
    # Between the two clicks of a range there is only its first day.
    known = [pd.Timestamp(day) for day in picked if day is not None]
    return (known[0], known[-1]) if len(known) == 2 else (days[0], days[-1])  # noqa: PLR2004
