"""Beats that a strap hands over after a swim become heart rates, as the official decoder merges."""

import struct

import numpy as np
import pytest
from garmin_fit_sdk import Decoder, Stream
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.fit import read_columns


def swim(fit, gaps, rates, *, samples=30):
    """Samples a second apart without a heart rate, then all beats: the first with its time."""
    times = b"".join(b"\0" + struct.pack("<IB", fit.start + i, 0xFF) for i in range(samples))
    body = fit.layout(0, 20, (253, 4, 0x86), (3, 1, 2)) + times
    ticks = 40_000
    first = (253, 4, 0x86), (0, 2, 0x84), (6, 1, 2), (9, 4, 0x86)
    body += fit.layout(1, 132, *first)
    body += b"\1" + struct.pack("<IHBI", fit.start, 0, rates[0], ticks)
    body += fit.layout(2, 132, (6, 2, 2), (10, 3, 0x0D))
    for (a, b), (x, y) in zip(gaps, rates[1:], strict=True):
        first_tick, second_tick = ticks + a, ticks + a + b
        ticks = second_tick
        packed = (first_tick & 0xFFF) | (second_tick & 0xFFF) << 12
        body += b"\2" + bytes((x, y)) + packed.to_bytes(3, "little")
    return fit.frame(body)


def official(data):
    messages, errors = Decoder(Stream.from_byte_array(bytearray(data))).read()
    assert errors == []
    return [message.get("heart_rate", np.nan) for message in messages["record_mesgs"]]


GAPS = st.lists(st.tuples(st.integers(300, 3000), st.integers(300, 3000)), min_size=1, max_size=9)


@settings(max_examples=60)
@given(gaps=GAPS, start=st.integers(60, 180))
def test_samples_get_the_mean_of_their_beats_as_officially(fit, gaps, start):
    rates = [start, *((start + i, start + 2 * i) for i in range(len(gaps)))]
    data = swim(fit, gaps, rates)
    merged, expected = read_columns(data).record["heart_rate"], np.array(official(data), float)
    # The official merge stops before the sample that the last beats belong to.
    known = np.isfinite(expected)
    assert merged[known].tolist() == expected[known].tolist()
    assert np.isfinite(merged[~known]).sum() <= 1 + 5


def test_a_heart_rate_of_the_watch_s_own_stays(fit):
    data = swim(fit, [(1024, 1024)], [100, (102, 104)])
    at = data.index(struct.pack("<IB", fit.start + 1, 0xFF)) + 4
    data = data[:at] + b"\x50" + data[at + 1 :]
    assert read_columns(data).record["heart_rate"][:3].tolist() == [100.0, 80.0, 103.0]


def test_beats_without_a_time_are_nobody_s(fit):
    beats = fit.layout(2, 132, (6, 2, 2), (10, 3, 0x0D)) + b"\2\x64\x65\1\2\3"
    samples = fit.layout(0, 20, (253, 4, 0x86)) + b"\0" + struct.pack("<I", fit.start)
    columns = read_columns(fit.frame(samples + beats))
    assert np.isnan(columns.record["heart_rate"]).all()


@pytest.mark.parametrize("fields", [((6, 1, 2),), ((9, 4, 0x86),)])
def test_half_a_beat_is_none(fit, fields):
    size = sum(size for _, size, _ in fields)
    beats = fit.layout(2, 132, (253, 4, 0x86), *fields) + b"\2" + struct.pack("<I", fit.start)
    samples = fit.layout(0, 20, (253, 4, 0x86)) + b"\0" + struct.pack("<I", fit.start)
    columns = read_columns(fit.frame(samples + beats + b"\1" * size))
    assert np.isnan(columns.record["heart_rate"]).all()
