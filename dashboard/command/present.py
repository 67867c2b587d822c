"""Words and JSON for a terminal: tables of text, receipts, values a script can read."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TypeAlias

import numpy as np
import pandas as pd

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"


def plain(value: object) -> Json:
    """Return a value as JSON knows it: not measured is null, a time is ISO 8601 in UTC with Z."""
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if value is None or pd.isna(value):  # type: ignore[call-overload]
        return None
    if isinstance(value, datetime):
        return _time_text(value)
    if isinstance(value, np.generic):
        return plain(value.item())
    if isinstance(value, str | int | float):
        return value
    return str(value)


def _time_text(moment: datetime) -> str:
    if moment.tzinfo is None:  # a day of the calendar, which has no zone
        return moment.date().isoformat()
    return pd.Timestamp(moment).tz_convert("UTC").isoformat().replace("+00:00", "Z")
