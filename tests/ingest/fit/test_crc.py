"""The check sum is FIT's, at every length."""

from fitdecode.utils import compute_crc
from hypothesis import given
from hypothesis import strategies as st

from ingest.fit.crc import crc16


def test_the_check_value_of_crc_16_arc():
    assert crc16(b"123456789") == 0xBB3D


def test_nothing_has_the_check_sum_zero():
    assert crc16(b"") == 0


@given(st.binary(min_size=1, max_size=400))
def test_it_agrees_with_the_byte_by_byte_sum(data):
    assert crc16(data) == compute_crc(data)


def test_it_agrees_over_a_long_file():
    data = bytes(range(256)) * 401 + b"odd"
    assert crc16(data) == compute_crc(data)
