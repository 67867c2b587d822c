"""A made file: its bytes, and what they must give by the plan they were made from."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sample_data import ExpectedSession, Sample
from sample_data.making.motion import Motion


@dataclass(frozen=True, slots=True)
class Made:
    """A sample's bytes beside its entry in the index."""

    sample: Sample
    data: bytes


def day(month: int, number: int, clock: str) -> datetime:
    """Return a moment of 2026, the clock in UTC."""
    hour, minute, second = (int(part) for part in clock.split(":"))
    return datetime(2026, month, number, hour, minute, second, tzinfo=UTC)


def expected(
    motion: Motion, source: str = "local_timestamp", part: int = 0, leg: int | None = 1
) -> ExpectedSession:
    """Say what a session made from this motion must give.

    ``source`` is the rule that gives the local day; "unknown" means none can, so the day is UTC's.
    """
    plan = motion.plan
    offset = None if source == "unknown" else plan.utc_offset_s
    return ExpectedSession(
        part=part,
        leg=leg,
        sport=plan.sport,
        sub_sport=plan.sub_sport,
        start_time=plan.start,
        local_day=(plan.start + timedelta(seconds=offset or 0)).date(),
        utc_offset_s=offset,
        utc_offset_source=source,
        distance_m=plan.distance_m or None,
        elapsed_s=motion.elapsed_s,
        timer_s=motion.timer_s,
        ascent_m=None,
        n_records=len(motion.seconds),
        n_laps=len(motion.lap_ends),
        has_position=motion.position is not None,
        has_heart_rate=motion.heart_rate_bpm is not None,
    )
