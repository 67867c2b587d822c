"""FIT messages become bytes through the official encoder, and bytes are damaged on purpose."""

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from garmin_fit_sdk import CrcCalculator, Encoder, Profile

from sample_data.making.fit_messages import FieldValue, Message

HEADER_BYTES = 14
CRC_BYTES = 2

_NUMBERS: dict[str, int] = {
    message["name"]: number for number, message in Profile["messages"].items()
}


@dataclass(frozen=True, slots=True)
class DeveloperField:
    """A field an app on the watch adds: the app's index, and its name and unit there."""

    key: int
    app: int
    name: str
    units: str


def encode(messages: Iterable[Message], developer: Sequence[DeveloperField] = ()) -> bytes:
    """Encode messages as one undamaged FIT file."""
    encoder = Encoder()
    for field in developer:
        identity, description = _app(field), _description(field)
        encoder.add_developer_field(field.key, identity, description)  # type: ignore[arg-type]
    for name, fields in messages:
        encoder.write_mesg({"mesg_num": _NUMBERS[name], **fields})
    return bytes(encoder.close())


def announcements(developer: Sequence[DeveloperField]) -> list[Message]:
    """Give the messages that must stand before the first developer field."""
    apps: list[Message] = []
    for field in developer:
        if all(fields["developer_data_index"] != field.app for _, fields in apps):
            apps.append(("developer_data_id", _app(field)))
    return [*apps, *(("field_description", _description(field)) for field in developer)]


def _app(field: DeveloperField) -> dict[str, FieldValue]:
    return {"application_id": [field.app + 1] * 16, "developer_data_index": field.app}


def _description(field: DeveloperField) -> dict[str, FieldValue]:
    float32 = 0x88
    return {
        "developer_data_index": field.app,
        "field_definition_number": field.key,
        "fit_base_type_id": float32,
        "field_name": field.name,
        "units": field.units,
    }


def crc(data: bytes) -> bytes:
    """Give FIT's CRC-16 of some bytes, as it stands in a file."""
    return struct.pack("<H", CrcCalculator.calculate_crc(data, 0, len(data)))


def frame(content: bytes) -> bytes:
    """Put a header before hand-written content and a checksum after it."""
    start = struct.pack("<BBHI4s", HEADER_BYTES, 0x20, 21218, len(content), b".FIT")
    whole = start + crc(start) + content
    return whole + crc(whole)


def without_end(whole: bytes, before_cut: bytes) -> bytes:
    """Cut a file in the middle of the message that follows ``before_cut``, itself a whole file."""
    return whole[: len(before_cut) - CRC_BYTES + 9]


def wrong_crc(whole: bytes) -> bytes:
    """Spoil the checksum at the end, and nothing else."""
    return whole[:-CRC_BYTES] + bytes(byte ^ 0xFF for byte in whole[-CRC_BYTES:])


def zero_header_crc(whole: bytes) -> bytes:
    """Leave the header's own checksum out, which the format allows; the file's still holds."""
    content = whole[:12] + b"\0\0" + whole[HEADER_BYTES:-CRC_BYTES]
    return content + crc(content)


def unfinished(whole: bytes) -> bytes:
    """As a watch leaves a file when its battery dies: size still 0, no checksum."""
    start = whole[:4] + bytes(4) + whole[8:12]
    return start + crc(start) + whole[HEADER_BYTES:-CRC_BYTES]
