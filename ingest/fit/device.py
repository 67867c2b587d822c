"""The recording device: a name a person knows, its barometer, its time zone."""

import math
import re

from ingest.fit.columns import FitColumns
from ingest.tables import OffsetSource

# Maker names whose plain capitalisation would be wrong; "" where the product says it all.
_MAKERS = {
    "coros": "COROS",
    "development": "",
    "peaksware": "",
    "polar_electro": "Polar",
    "wahoo_fitness": "Wahoo",
    "zwift": "Zwift",
}
# Product code -> family name; the model follows.
_FAMILIES = (
    (re.compile(r"^fr(?=\d)"), "Forerunner "),
    (re.compile(r"^vivo_?active"), "vivoactive "),
    (re.compile(r"^vivo_?(?=[a-z])"), "vivo"),
    (re.compile(r"^fenix_?"), "fenix "),
    (re.compile(r"^epix_?"), "epix "),
    (re.compile(r"^hrm_?"), "HRM "),
    (re.compile(r"^([a-z]+)_?(?=\d)"), r"\1 "),
)
_LOWER_CASE = ("vivo", "fenix", "epix")
_LONGEST_ACRONYM = 3
_MOST_OFFSET_S = 14 * 3600


def device_name(columns: FitColumns) -> str:
    """Return the device as a person would name it, such as "Garmin fenix 6X"; "" if unknown."""
    file_id = columns.first("file_id")
    code = file_id.text("manufacturer")
    maker = _MAKERS.get(code, code.replace("_", " ").title())
    product = file_id.text("product_name") or _product(file_id.text("garmin_product"))
    if maker.lower() in product.lower():
        return product
    return f"{maker} {product}".strip()


def _product(code: str) -> str:
    name = code
    for pattern, family in _FAMILIES:
        name, found = pattern.subn(family, code)
        if found:
            break
    words = name.replace("_", " ").split()
    return " ".join(_word(word) for word in words)


def _word(word: str) -> str:
    if word.startswith(_LOWER_CASE):
        return word
    return word.title() if word.isalpha() and len(word) > _LONGEST_ACRONYM else word.upper()


def has_barometer(columns: FitColumns) -> bool:
    """Say whether the file lists a barometer among its devices; no word means no."""
    return any(info.text("local_device_type") == "barometer" for info in columns.all("device_info"))


def utc_offset(columns: FitColumns) -> tuple[int | None, OffsetSource]:
    """Return local clock minus UTC in seconds as the file claims it, and what claims it.

    The activity message's local clock comes first; the watch's time zone setting takes its place
    where that clock is absent or cannot be one. The claim is not rounded or checked further.
    """
    activity = columns.first("activity")
    claim = activity.number("local_timestamp") - activity.number("timestamp")
    if any(problem.code == "local_clock" for problem in columns.problems):
        return None, "unknown"  # its times are the local clock already
    if abs(claim) <= _MOST_OFFSET_S:
        return int(claim), "local_timestamp"
    setting = _zone_setting(columns)
    if setting is not None:
        return setting, "file_offset"
    return (None, "unknown") if math.isnan(claim) else (int(claim), "local_timestamp")


def _zone_setting(columns: FitColumns) -> int | None:
    settings = columns.first("device_settings")
    offset = _signed(settings.number("time_offset"))
    base = _signed(settings.number("utc_offset"))
    total = offset + (0.0 if math.isnan(base) else base)
    return int(total) if abs(total) <= _MOST_OFFSET_S else None


def _signed(value: float) -> float:
    # Declared without a sign in the profile, and written with one.
    return value - 2**32 if value >= 2**31 else value
