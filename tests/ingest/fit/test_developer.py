"""Developer fields get the number they hold and a name of their own."""

import math
import struct

from ingest.fit.definitions import Definition, DeveloperSlot
from ingest.fit.developer import DeveloperFields, FieldDescription


def definition(*slots):
    return Definition(20, 0, "little", 0, 0, None, slots, b"")


def test_a_described_field_is_read_where_it_stands():
    fields = DeveloperFields()
    fields.describe(FieldDescription(0, 4, "Leg Spring Stiffness", 0x88))
    data = b"\0" + struct.pack("<f", 9.5)
    found = list(fields.values(data, 0, definition(DeveloperSlot(0, 4, 1, 4))))
    assert found == [("dev:Leg Spring Stiffness", 9.5)]


def test_two_apps_with_the_same_field_name_are_told_apart():
    fields = DeveloperFields()
    fields.describe(FieldDescription(0, 0, "Power", 0x02))
    fields.describe(FieldDescription(1, 0, "Power", 0x02))
    slots = DeveloperSlot(0, 0, 0, 1), DeveloperSlot(1, 0, 1, 1)
    found = dict(fields.values(bytes([200, 210]), 0, definition(*slots)))
    assert found == {"dev:Power": 200.0, "dev:Power (2)": 210.0}


def test_a_field_described_twice_stays_one_column():
    fields = DeveloperFields()
    for _ in range(2):
        fields.describe(FieldDescription(0, 0, "Power", 0x02))
    slot = DeveloperSlot(0, 0, 0, 1)
    assert dict(fields.values(b"\x07", 0, definition(slot))) == {"dev:Power": 7.0}


def test_a_field_nobody_described_is_passed_over():
    slot = DeveloperSlot(0, 0, 0, 1)
    assert list(DeveloperFields().values(b"\x07", 0, definition(slot))) == []


def test_scale_and_offset_are_applied_by_division():
    assert FieldDescription(0, 0, "", 0x84, scale=10, offset=5).value(b"\x64\x00", "little") == 5.0


def test_what_is_not_measured_not_a_number_or_of_the_wrong_size_is_nan():
    number = FieldDescription(0, 0, "x", 0x84)
    assert math.isnan(number.value(b"\xff\xff", "little"))
    assert math.isnan(number.value(b"\xff", "little"))
    assert math.isnan(FieldDescription(0, 0, "x", 0x07).value(b"words", "little"))
    infinite = struct.pack("<f", math.inf)
    assert math.isnan(FieldDescription(0, 0, "x", 0x88).value(infinite, "little"))
