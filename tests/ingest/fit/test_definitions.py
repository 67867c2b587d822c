"""Definitions say how long a message is, and lose what decoders trip over."""

import pytest

from ingest.fit.definitions import definition_end, read_definition


def test_sizes_count_the_header_and_developer_fields_apart(fit):
    body = bytearray(fit.layout(3, 20, (253, 4, 0x86), (3, 1, 2)))
    body[0] |= 0x20
    definition = read_definition(bytes(body) + bytes([1, 0, 2, 7]))
    assert (definition.size, definition.profile_size) == (8, 6)
    assert definition.timestamp_at == 1
    assert definition.local == 3
    (slot,) = definition.developer
    assert (slot.developer, slot.number, slot.offset, slot.size) == (7, 0, 6, 2)


def test_the_clean_copy_has_no_empty_and_no_developer_fields(fit):
    body = bytearray(fit.layout(0, 20, (3, 1, 2), (7, 0, 0x84)))
    body[0] |= 0x20
    definition = read_definition(bytes(body) + bytes([1, 0, 2, 7]))
    assert definition.clean == fit.layout(0, 20, (3, 1, 2))


def test_big_endian_numbers_are_read_as_such(fit):
    definition = read_definition(fit.layout(0, 20, (253, 4, 0x86), order=">"))
    assert (definition.message, definition.order) == (20, "big")


def test_a_timestamp_of_another_shape_is_none(fit):
    assert read_definition(fit.layout(0, 20, (253, 2, 0x84))).timestamp_at is None


def test_a_definition_cut_short_is_an_index_error(fit):
    body = fit.layout(0, 20, (253, 4, 0x86), (3, 1, 2))
    assert definition_end(body, 0) == len(body)
    for end in range(len(body)):
        with pytest.raises(IndexError):
            definition_end(body[:end], 0)
