"""Agreed limits in words."""

import math

from dashboard.analysis import words
from ingest.diary import PlanLimits

ABOUT = (
    "They hold in the place of what was carried, from their first day until the next set, and are"
    " always shown as theirs."
)


def listed(limits: PlanLimits) -> str:
    """List what was agreed: "8.0 km a run, 20.0 km a week, 150 m of descent a run"."""
    parts = [
        f"{_km(limits.longest_run_km)} a run" if math.isfinite(limits.longest_run_km) else "",
        f"{_km(limits.week_km)} a week" if math.isfinite(limits.week_km) else "",
        f"{words.metres(limits.descent_m)} of descent a run"
        if math.isfinite(limits.descent_m)
        else "",
    ]
    return ", ".join(filter(None, parts))


def _km(km: float) -> str:
    return words.long_distance(km * words.METRES_PER_KM, decimals=1)
