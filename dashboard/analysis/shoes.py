"""Shoes: how far each has run, which are in use, and how running is shared among them."""

import math
from dataclasses import dataclass

import pandas as pd

from dashboard.analysis import words

# Over how many days the sharing is counted: six weeks, as long as the slow average of load.
ROTATION_DAYS = 42
ON_FOOT = ("running", "walking", "hiking")


@dataclass(frozen=True, slots=True)
class ShoeUse:
    """A pair of shoes with its use, ready to print; ``name`` is the user's own text.

    ``share_percent`` is its part of the kilometres on foot of the last six weeks that were run in a
    known shoe; NaN when there were none.
    """

    shoe_id: str
    name: str
    heel_drop_mm: float
    stack_mm: float
    first_use: pd.Timestamp | None
    last_use: pd.Timestamp | None
    start_km: float
    total_m: float
    runs: int
    last_worn: pd.Timestamp | None
    share_percent: float

    @property
    def is_retired(self) -> bool:
        """Whether its last day has been named."""
        return self.last_use is not None

    @property
    def build(self) -> str:
        """Drop and stack: "10 mm drop, 34 mm stack"."""
        sizes = ((self.heel_drop_mm, "drop"), (self.stack_mm, "stack"))
        return ", ".join(
            f"{words.number(mm, decimals=0 if mm == round(mm) else 1)} mm {name}"
            for mm, name in sizes
            if math.isfinite(mm)
        )


def shoe_uses(
    shoes: pd.DataFrame, sessions: pd.DataFrame, today: pd.Timestamp
) -> tuple[ShoeUse, ...]:
    """Add up what each shoe has run, those in use first, then by kilometres.

    Parameters
    ----------
    shoes : pandas.DataFrame
        SHOES.
    sessions : pandas.DataFrame
        SESSION_LIST.
    today : pandas.Timestamp
        The last day of the six weeks of the rotation.
    """
    worn = sessions[(sessions["shoe_id"] != "") & sessions["sport"].isin(ON_FOOT)]
    recent = worn[worn["local_day"] > today - pd.Timedelta(days=ROTATION_DAYS)]
    sums, lately = (
        frame.groupby("shoe_id")["distance_m"].sum().to_dict() for frame in (worn, recent)
    )
    whole = math.fsum(lately.values())
    counts, last = worn["shoe_id"].value_counts(), worn.groupby("shoe_id")["local_day"].max()
    uses = [
        ShoeUse(
            shoe_id=row["shoe_id"],
            name=row["name"],
            heel_drop_mm=row["heel_drop_mm"],
            stack_mm=row["stack_mm"],
            first_use=_day(row["first_use"]),
            last_use=_day(row["last_use"]),
            start_km=row["start_km"],
            total_m=row["start_km"] * words.METRES_PER_KM + sums.get(row["shoe_id"], 0.0),
            runs=int(counts.get(row["shoe_id"], 0)),
            last_worn=_day(last.get(row["shoe_id"])),
            share_percent=100 * lately.get(row["shoe_id"], 0.0) / whole if whole else math.nan,
        )
        for row in shoes.to_dict("records")
    ]
    return tuple(sorted(uses, key=lambda use: (use.is_retired, -use.total_m)))


def shoes_to_choose(shoes: pd.DataFrame, day: pd.Timestamp, chosen: str) -> dict[str, str]:
    """Name the shoes a person may have worn on a day by their ids; the chosen one always."""
    begun = shoes["first_use"].isna() | (shoes["first_use"] <= day)
    going = shoes["last_use"].isna() | (shoes["last_use"] >= day)
    kept = shoes[(begun & going) | (shoes["shoe_id"] == chosen)]
    return dict(zip(kept["shoe_id"], kept["name"], strict=True))


def used(use: ShoeUse) -> str:
    """Say how far and how often: "412.0 km, 38 times, last on 3 Nov 2026"."""
    if use.last_worn is None:
        return f"{words.distance(use.total_m)}, not worn in a session here yet"
    often = words.counted(use.runs, "time")
    return f"{words.distance(use.total_m)}, {often}, last on {words.day(use.last_worn)}"


def rotation(uses: tuple[ShoeUse, ...]) -> str:
    """Say how the last six weeks were shared: "Last 6 weeks: Light 62 %, Everyday 38 %"."""
    shared = [use for use in uses if use.share_percent > 0]
    if not shared:
        return ""
    shared.sort(key=lambda use: -use.share_percent)
    return "Last 6 weeks: " + ", ".join(f"{use.name} {use.share_percent:.0f} %" for use in shared)


def _day(value: object) -> pd.Timestamp | None:
    return value if isinstance(value, pd.Timestamp) and not pd.isna(value) else None
