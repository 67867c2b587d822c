"""An outing of the season as the bytes of a FIT file, with no more fields than the story needs."""

from collections.abc import Iterator, Sequence
from datetime import UTC, timedelta

import numpy as np

from sample_data.making.fit_bytes import encode
from sample_data.making.fit_messages import (
    FieldValue,
    Message,
    Style,
    activity,
    closing,
    multisport,
    opening,
    session,
    stamp,
    timer,
)
from sample_data.making.motion import Motion, Plan, move
from sample_data.making.pool import Pool, lengths
from sample_data.making.season_kinds import KINDS
from sample_data.making.season_motion import motion, start
from sample_data.making.season_weeks import Outing
from sample_data.story import told
from sample_data.story.dates import BRISK_WALK, DUATHLON, HILL_WALK, LONG_RUN_WITH_FRIENDS

_STYLE = Style(barometer=True)
# Speed follows from distance and time; a half step a minute and a watch's own totals say little.
_LEFT_OUT = {
    "record": {"speed", "fractional_cadence"},
    "lap": {"sport", "sub_sport", "avg_heart_rate", "max_heart_rate", "event", "event_type"},
    "length": {"event", "event_type", "swim_stroke"},
}
# 16 semicircles are 15 cm: finer than any watch, coarse enough to pack well.
_COARSE_SEMICIRCLES = 16

_LEGS: tuple[tuple[str, float, int, float, tuple[int, int], int], ...] = (
    # sport, metres, seconds, m of loop, heart rate at the start and at the mean effort, effort
    ("running", 2500, 762, 2500, (104, 160), 8),
    ("transition", 140, 104, 2500, (164, 146), 0),
    ("cycling", 30_000, 3984, 15_000, (152, 149), 7),
    ("transition", 120, 86, 2500, (150, 142), 0),
    ("running", 7000, 2366, 3500, (148, 158), 9),
)
_HARD_KM = 14
_UNRATED = (3, 17, 26, 33, 45, 58, 66, 80, 93, 104, 115, 141, 152, 163, 171, 180, 184, 187)
_NAMES = {
    LONG_RUN_WITH_FRIENDS: "Long run with friends",
    BRISK_WALK: "Brisk walk, 30 min",
    HILL_WALK: "Hill walk",
    DUATHLON: told.DUATHLON_NAME,
}


def name(outing: Outing) -> str:
    """Name an outing as its runner would."""
    if outing.kind == "half_marathon":
        return told.HALF_MARATHON_NAME
    return _NAMES.get(outing.day, KINDS[outing.kind].name)


def rpe(outing: Outing) -> int | None:
    """Return the effort the runner gave, 0-10; None for none, and the last leg's for a duathlon."""
    if outing.kind == "duathlon":
        return _LEGS[-1][-1]
    if outing.number in _UNRATED:
        return None
    as_ever = KINDS[outing.kind].rpe
    if outing.kind == "half_marathon":
        return as_ever
    # One time in three it felt a little easier or harder; a very long run always harder.
    felt = (0, 0, 0, 0, 1, -1)[int(np.random.default_rng(outing.number).integers(0, 6))]
    return max(1, as_ever + felt + int(outing.kind == "long" and outing.amount > _HARD_KM))


def data(outing: Outing) -> bytes:
    """Write an outing as a watch would."""
    if outing.kind == "duathlon":
        return encode(_said(_plain(multisport(duathlon(outing), _STYLE)), outing))
    moved = motion(outing)
    messages = _pool(moved) if KINDS[outing.kind].measure == "sets" else activity(moved, _STYLE)
    return encode(_said(_plain(messages), outing))


def duathlon(outing: Outing) -> list[Motion]:
    """Carry out the legs of the duathlon and the transitions between them."""
    begun = start(outing)
    offset = begun.utcoffset() or timedelta()
    legs, at = [], begun.astimezone(UTC)
    for number, (sport, metres, seconds, loop_m, beats, _) in enumerate(_LEGS):
        on_bike = sport == "cycling"
        plan = Plan(
            at,
            metres,
            seconds,
            7900 + number,
            sport=sport,
            sub_sport="road" if on_bike else "generic",
            loop_m=loop_m,
            relief_m=24.0 if on_bike else 6.0,
            pacing="slower" if number == len(_LEGS) - 1 else "even",
            every_s=(2, 2),
            lap_m=5000.0 if on_bike else 1000.0,
            heart_bpm=beats,
            channels=frozenset({"position", "elevation", "heart_rate", "cadence"}),
            utc_offset_s=int(offset.total_seconds()),
        )
        legs.append(move(plan))
        # The next leg begins with the sample after this one's last.
        at += timedelta(seconds=seconds + 1)
    return legs


def _pool(swum: Motion) -> list[Message]:
    fields: dict[str, FieldValue] = {"pool_length": Pool().length_m, "pool_length_unit": "metric"}
    end = timer(stamp(swum.at(swum.elapsed_s)), "stop_all")
    kind, totals = session(swum)
    return [*opening(swum), *lengths(swum), end, (kind, totals | fields), closing([swum])]


def _plain(messages: Sequence[Message]) -> Iterator[Message]:
    for kind, fields in messages:
        left_out = _LEFT_OUT.get(kind, set())
        kept = {key: value for key, value in fields.items() if key not in left_out}
        if kind == "record":
            kept = {key: _coarse(key, value) for key, value in kept.items()}
        yield kind, kept


def _coarse(key: str, value: FieldValue) -> FieldValue:
    if key in ("position_lat", "position_long") and isinstance(value, int):
        return value // _COARSE_SEMICIRCLES * _COARSE_SEMICIRCLES
    if key == "distance" and isinstance(value, float):
        return round(value, 1)
    return value


def _said(messages: Iterator[Message], outing: Outing) -> Iterator[Message]:
    """Add to each session what its runner said of it: a name, and how hard it was."""
    efforts = [leg[-1] for leg in _LEGS] if outing.kind == "duathlon" else [rpe(outing) or 0]
    for kind, fields in messages:
        if kind != "session":
            yield kind, fields
            continue
        said: dict[str, FieldValue] = {"sport_profile_name": name(outing)}
        effort = efforts.pop(0)
        if effort:
            said["workout_rpe"] = 10 * effort
        yield kind, fields | said
