"""Developer fields get the number they hold and a name of their own."""

import struct

import numpy as np
import pytest

from ingest.fit import read_columns
from ingest.fit.definitions import DeveloperSlot
from ingest.fit.developer import DeveloperFields, FieldDescription


def raw(*rows):
    return np.array([list(row) for row in rows], dtype=np.uint8)


def values(fields, slot, *rows):
    starts = np.arange(len(rows)) * 10
    return fields.values(slot, raw(*rows), starts, "little").tolist()


def test_a_described_field_is_read():
    fields = DeveloperFields()
    fields.describe(FieldDescription(0, 4, "Leg Spring Stiffness", 0x88))
    slot = DeveloperSlot(0, 4, 1, 4)
    assert fields.column(slot) == "dev:Leg Spring Stiffness"
    assert values(fields, slot, struct.pack("<f", 9.5)) == [9.5]


def test_two_apps_with_the_same_field_name_are_told_apart():
    fields = DeveloperFields()
    fields.describe(FieldDescription(0, 0, "Power", 0x02))
    fields.describe(FieldDescription(1, 0, "Power", 0x02))
    slots = DeveloperSlot(0, 0, 0, 1), DeveloperSlot(1, 0, 1, 1)
    assert [fields.column(slot) for slot in slots] == ["dev:Power", "dev:Power (2)"]


def test_a_field_described_anew_has_its_new_meaning_from_there_on():
    fields = DeveloperFields()
    fields.describe(FieldDescription(0, 0, "Power", 0x02), 0)
    fields.describe(FieldDescription(0, 0, "Power", 0x02), 5)
    fields.describe(FieldDescription(0, 0, "Watts", 0x01, scale=2), 15)
    slot = DeveloperSlot(0, 0, 0, 1)
    assert fields.column(slot) == "dev:Power"
    assert values(fields, slot, b"\x07", b"\x07", b"\x07", b"\xfe") == [7.0, 7.0, 3.5, -1.0]


def test_a_field_nobody_described_has_no_column():
    assert DeveloperFields().column(DeveloperSlot(0, 0, 0, 1)) == ""


def test_scale_and_offset_are_applied_by_division():
    described = FieldDescription(0, 0, "", 0x84, scale=10, offset=5)
    assert described.values(raw(b"\x64\x00"), "little").tolist() == [5.0]
    assert described.values(raw(b"\x00\x64"), "big").tolist() == [5.0]


@pytest.mark.parametrize(
    ("base_type", "payload"),
    [
        (0x84, b"\xff\xff"),
        (0x84, b"\xff"),
        (0x07, b"words"),
        (0x88, struct.pack("<f", float("inf"))),
        (0x1F, b"\x01"),
    ],
)
def test_what_is_no_measured_number_is_nan(base_type, payload):
    described = FieldDescription(0, 0, "x", base_type)
    assert np.isnan(described.values(raw(payload), "little")).all()


def test_an_app_without_a_name_for_its_field_still_has_a_column(fit):
    described = fit.layout(1, 206, (0, 1, 2), (1, 1, 2), (2, 1, 2)) + b"\1" + bytes([3, 9, 0x02])
    body = bytearray(fit.layout(0, 20, (3, 1, 2)))
    body[0] |= 0x20
    record = bytes(body) + bytes([2, 9, 1, 3, 8, 1, 3]) + b"\0\x64\x2a\x2b"
    columns = read_columns(fit.frame(described + record))
    assert columns.record["dev:field 9"].tolist() == [42.0]
    assert [name for name in columns.record if name.startswith("dev:")] == ["dev:field 9"]
