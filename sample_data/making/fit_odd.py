"""FIT activities that are odd or damaged: each oddity alone, on a short run of its own day."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from sample_data import ExpectedSession, Sample
from sample_data.making.fit_by_hand import big_endian, compressed_timestamps
from sample_data.making.fit_bytes import (
    DeveloperField,
    announcements,
    encode,
    unfinished,
    without_end,
    wrong_crc,
    zero_header_crc,
)
from sample_data.making.fit_messages import (
    Message,
    Style,
    activity,
    body,
    closing,
    last_stop,
    opening,
    session,
    stamp,
)
from sample_data.making.made import Made, day, expected
from sample_data.making.motion import FAR_EAST, FAR_WEST, Motion, Plan, move

_FIRST_DAY = day(9, 2, "6:00:00")


def made() -> Iterator[Made]:
    """Make every file of this module."""
    yield from _orders()
    yield from _damages()
    yield from _encodings()
    yield from _developer_fields()
    yield from _clocks()
    yield from _places()
    yield _spikes()


def _run(number: int) -> Motion:
    """Return the short run of one oddity: 2 km, laps of 500 m, on a day of its own."""
    start = _FIRST_DAY + timedelta(days=number, minutes=7 * number)
    duration = 620 + 4 * number
    return move(
        Plan(start, 2000, duration, 200 + number, every_s=(3, 6), lap_m=500, utc_offset_s=7200)
    )


def _made(name: str, what: str, data: bytes, *given: ExpectedSession) -> Made:
    return Made(Sample(name, "fit", what, "ok", sessions=given), data)


def _repaired(code: str, sample: Made) -> Made:
    return replace(sample, sample=replace(sample.sample, status="repaired", code=code))


def _orders() -> Iterator[Made]:
    run = _run(0)
    first = [*opening(run), session(run), *body(run), last_stop(run), closing([run])]
    what = "the session message stands before its records"
    yield _made("run_session_first.fit", what, encode(first), expected(run))

    run = _run(1)
    headless = [*opening(run), *body(run), last_stop(run)]
    what = "no session and no activity message"
    given = expected(run, "position")
    yield _made("run_no_session.fit", what, encode(headless), given)

    run = replace(_run(2), lap_ends=())
    yield _made("run_no_laps.fit", "no lap message", encode(activity(run)), expected(run))


def _damages() -> Iterator[Made]:
    yield _repaired("truncated", _truncated())
    run = _run(4)
    data = wrong_crc(encode(activity(run)))
    what = "the checksum at the end is wrong, the rest is whole"
    yield _repaired("crc", _made("run_wrong_crc.fit", what, data, expected(run)))

    run = _run(5)
    data = zero_header_crc(encode(activity(run)))
    what = "the header's checksum is 0, which is allowed"
    yield _made("run_zero_header_crc.fit", what, data, expected(run))

    run = _run(6)
    data = unfinished(encode([*opening(run), *body(run)[:-1]]))
    what = "the watch died: data size 0, no last lap, no session, no checksum"
    given = replace(expected(run, "position"), n_laps=3)
    yield _repaired("unfinished", _made("run_unfinished.fit", what, data, given))

    run = _run(7)
    data = encode(activity(run)) + b"\x07 not part of the file \x00" * 4
    what = "a whole file with bytes behind it that belong to nothing"
    yield _repaired("trailing_bytes", _made("run_garbage_after.fit", what, data, expected(run)))


def _truncated() -> Made:
    run = _run(3)
    messages = activity(run)
    records_kept = 100
    seen = [name for name, _ in messages]
    cut = [index for index, name in enumerate(seen) if name == "record"][records_kept]
    data = without_end(encode(messages), encode(messages[:cut]))
    given = replace(
        expected(run, "position"),
        distance_m=round(float(run.distance_m[records_kept - 1]), 2),
        elapsed_s=int(run.seconds[records_kept - 1]),
        timer_s=int(run.seconds[records_kept - 1]),
        n_records=records_kept,
        n_laps=seen[:cut].count("lap"),
    )
    what = "cut in the middle of a record: no session, no checksum"
    return _made("run_truncated.fit", what, data, given)


def _encodings() -> Iterator[Made]:
    one, other = _run(8), _run(9)
    data = encode(activity(one)) + encode(activity(other))
    given = (expected(one), expected(other, part=1))
    yield _made("two_activities_chained.fit", "two whole FIT files, end to end", data, *given)

    run = _run(10)
    data = compressed_timestamps(_without(activity(run), {"file_creator", "device_info", "sport"}))
    what = "five bits of time in each record's header"
    yield _made("run_compressed_timestamps.fit", what, data, expected(run))

    run = _run(11)
    data = big_endian(activity(run))
    what = "numbers with the highest byte first"
    yield _made("run_big_endian.fit", what, data, expected(run))


def _without(messages: list[Message], names: set[str]) -> list[Message]:
    return [message for message in messages if message[0] not in names]


_STRIDE = DeveloperField(0, 0, "Ground force", "N")
_SAME_NAMES = (DeveloperField(0, 0, "Power", "W"), DeveloperField(1, 1, "Power", "W"))


def _developer_fields() -> Iterator[Made]:
    what = "a field of an app's own on each record"
    yield _with_fields("run_developer_fields.fit", what, _run(12), (_STRIDE,))
    what = "two apps' fields of the same name"
    yield _with_fields("run_developer_fields_same_name.fit", what, _run(13), _SAME_NAMES)


def _with_fields(name: str, what: str, run: Motion, developer: tuple[DeveloperField, ...]) -> Made:
    messages: list[Message] = []
    for kind, fields in activity(run):
        if kind == "record":
            fields["developer_fields"] = {field.key: 210.5 + 20 * field.key for field in developer}
        messages.append((kind, fields))
    first_event = [kind for kind, _ in messages].index("event")
    messages[first_event:first_event] = announcements(developer)
    return _made(name, what, encode(messages, developer), expected(run))


def _clocks() -> Iterator[Made]:
    run = _run(14)
    data = encode(_shifted(activity(run), {run.seconds.size // 2: 59 * 365 * 86400}))
    what = "one record says 2085"
    given = replace(expected(run), n_records=len(run.seconds) - 1)
    yield _repaired("wrong_time", _made("run_year_2085.fit", what, data, given))

    run = _run(15)
    half = run.seconds.size // 2
    data = encode(_shifted(activity(run), dict.fromkeys(range(half, half + 3), -30)))
    what = "three records in the middle are stamped 30 s too early"
    yield _repaired("clock_jump", _made("run_backward_time.fit", what, data, expected(run)))

    yield _clock_set_back()

    run = _run(16)
    data = encode(_shifted(activity(run), {40: int(run.seconds[39] - run.seconds[40])}))
    what = "two records with the same time"
    yield _repaired("duplicate_time", _made("run_duplicate_time.fit", what, data, expected(run)))

    run = _run(17)
    data = encode(activity(run, Style(local_time_off_s=-6 * 365 * 86400)))
    what = "the watch's local time is six years off, so the position gives the day"
    yield _made("run_local_time_years_off.fit", what, data, expected(run, "position"))


def _clock_set_back() -> Made:
    """Two thirds through, the watch hears the right time and goes back 40 s for good."""
    run = move(replace(_run(19).plan, every_s=(4, 4)))
    last_right = stamp(run.at(int(run.plan.duration_s * 2 / 3)))
    messages = activity(run)
    for _, fields in messages:
        for name in ("timestamp", "start_time", "local_timestamp"):
            second = fields.get(name)
            if isinstance(second, int) and second > last_right:
                fields[name] = second - 40
    what = "the clock is set back 40 s in the middle and stays so"
    return _repaired(
        "clock_jump", _made("run_clock_set_back.fit", what, encode(messages), expected(run))
    )


def _shifted(messages: list[Message], seconds: dict[int, int]) -> list[Message]:
    """Stamp some records wrongly: record number to seconds added."""
    number = -1
    for name, fields in messages:
        if name != "record":
            continue
        number += 1
        fields["timestamp"] += seconds.get(number, 0)  # type: ignore[operator]
    return messages


@dataclass(frozen=True, slots=True)
class _Elsewhere:
    name: str
    what: str
    plan: Plan


def _places() -> Iterator[Made]:
    short = Plan(_FIRST_DAY, 3000, 1000, 231, loop_m=3000, every_s=(4, 7), lap_m=1000)
    east = replace(short, start=day(11, 6, "11:10:00"), place=FAR_EAST, utc_offset_s=46800)
    run = move(east)
    what = "begins ten past midnight, 13 h ahead of UTC: the local day is the next"
    yield _made("run_after_midnight_far_east.fit", what, encode(activity(run)), expected(run))

    west = replace(short, start=day(11, 9, "6:40:00"), place=FAR_WEST, utc_offset_s=-25200)
    run = move(replace(west, seed=232))
    what = "begins 23:40, 7 h behind UTC, no local time in the file: the position gives the day"
    data = encode(activity(run, Style(local_time=False)))
    yield _made("run_before_midnight_far_west.fit", what, data, expected(run, "position"))

    night = replace(short, start=day(10, 25, "0:35:00"), seed=233, utc_offset_s=7200)
    run = move(replace(night, distance_m=9000, duration_s=3240))
    what = "02:35 to 02:29: clocks go back an hour at 03:00 while it lasts"
    data = encode(activity(run, Style(local_time=False)))
    yield _made("run_clocks_go_back.fit", what, data, expected(run, "position"))


def _spikes() -> Made:
    run = _run(18)
    if run.position is None:
        raise ValueError("this run was to have positions")
    latitude, longitude = (degrees.copy() for degrees in run.position)
    latitude[[40, 90]] += 0.02
    longitude[91] -= 0.03
    spiked = replace(run, position=(latitude, longitude))
    data = encode(activity(spiked))
    what = "three positions 2 km off; the distance is the watch's own"
    file = _made("run_position_spikes.fit", what, data, expected(run))
    return _repaired("position_spike", file)
