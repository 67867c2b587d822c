"""Words and values for a terminal: JSON a script can read, tables of text a person can."""

import json
import math
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypeAlias

import numpy as np
import pandas as pd

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"

GAP = "  "


def json_text(value: object) -> str:
    """Return a value as indented JSON, every part of it as :func:`plain` says."""
    return json.dumps(plain(value), indent=2, ensure_ascii=False, allow_nan=False)


def plain(value: object) -> Json:
    """Return a value as JSON knows it: what was not measured is null, times are UTC with a Z."""
    if isinstance(value, str):
        return value  # as most of a long receipt is
    if isinstance(value, pd.DataFrame):
        return plain(value.to_dict("records"))
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return _scalar(value.item() if isinstance(value, np.generic) else value)


def _scalar(value: object) -> Json:
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, datetime):
        return _time_text(value)
    return value if isinstance(value, int) else str(value)


def _time_text(moment: datetime) -> str:
    if moment.tzinfo is None:  # a day of the calendar has no zone and no hour
        return moment.date().isoformat()
    return pd.Timestamp(moment).tz_convert("UTC").isoformat().replace("+00:00", "Z")


def printable(text: str) -> str:
    """Return text of strangers, a file name say, without what would steer the terminal."""
    return "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text
    )


def text_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return rows as text in columns, each as wide as its widest cell; the last one may run on."""
    lines = [tuple(map(printable, row)) for row in (head, *rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        GAP.join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def one_or_more(count: int, thing: str) -> str:
    """Return a count with its word: "1 file", "2 files"."""
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"
