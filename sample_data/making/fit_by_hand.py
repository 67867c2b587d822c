"""FIT bytes the official encoder cannot write: compressed timestamps and big-endian numbers."""

import struct
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from garmin_fit_sdk import BASE_TYPE_DEFINITIONS, FIELD_TYPE_TO_BASE_TYPE, Profile

from sample_data.making.fit_bytes import frame
from sample_data.making.fit_messages import FieldValue, Message

_BY_NAME = {message["name"]: message for message in Profile["messages"].values()}
_NUMBERS = {message["name"]: number for number, message in Profile["messages"].items()}
_DEFINITION_HEADER = 0x40
_COMPRESSED_HEADER = 0x80
# A compressed timestamp has five bits: seconds modulo 32.
_COMPRESSED_SECONDS = 0x1F
# Two bits say the layout under a compressed header, so it must be one of the first four.
_COMPRESSED_LAYOUTS = 4

ByteOrder = Literal["<", ">"]


@dataclass(frozen=True, slots=True)
class _Field:
    number: int
    base_type: int
    scale: float
    offset: float
    kind: str

    def pack(self, value: FieldValue, order: ByteOrder) -> bytes:
        if isinstance(value, str) and self.kind == "string":
            return value.encode() + b"\0"
        if isinstance(value, str):
            choices = {name: number for number, name in Profile["types"][self.kind].items()}
            value = int(choices[value])
        if not isinstance(value, int | float):
            raise TypeError(f"field {self.number} takes one number, not {value!r}")
        raw = round((value + self.offset) * self.scale)
        return struct.pack(order + BASE_TYPE_DEFINITIONS[self.base_type]["type_code"], raw)


@dataclass(slots=True)
class _Writer:
    order: ByteOrder
    content: bytearray = field(default_factory=bytearray)
    layouts: dict[bytes, int] = field(default_factory=dict)

    def write(self, message: Message) -> None:
        local, data = self._define(message)
        self.content += bytes([local]) + data

    def write_compressed(self, message: Message) -> None:
        name, fields = message
        second = fields["timestamp"]
        if not isinstance(second, int):
            raise TypeError("a timestamp is a whole number of seconds")
        rest = {key: value for key, value in fields.items() if key != "timestamp"}
        local, data = self._define((name, rest))
        if local >= _COMPRESSED_LAYOUTS:
            raise ValueError("too many layouts before the first compressed record")
        header = _COMPRESSED_HEADER | local << 5 | second & _COMPRESSED_SECONDS
        self.content += bytes([header]) + data

    def _define(self, message: Message) -> tuple[int, bytes]:
        name, fields = message
        layout, data = bytearray(), bytearray()
        for key, value in fields.items():
            known = _field(name, key)
            packed = known.pack(value, self.order)
            flag = BASE_TYPE_DEFINITIONS[known.base_type]["endian_flag"]
            layout += bytes([known.number, len(packed), known.base_type | flag])
            data += packed
        number = struct.pack(self.order + "H", _NUMBERS[name])
        definition = bytes([0, self.order == ">"]) + number + bytes([len(fields)]) + layout
        return self._local(definition), bytes(data)

    def _local(self, definition: bytes) -> int:
        if definition not in self.layouts:
            self.layouts[definition] = len(self.layouts)
            self.content += bytes([_DEFINITION_HEADER | self.layouts[definition]]) + definition
        return self.layouts[definition]


def _field(message: str, name: str) -> _Field:
    for known in _BY_NAME[message]["fields"].values():
        if known["name"] == name:
            base = FIELD_TYPE_TO_BASE_TYPE[known["base_type"]]
            scale = (known["scale"] or [1])[0]
            return _Field(known["num"], base, scale, (known["offset"] or [0])[0], known["type"])
    raise KeyError(f"{message} has no field {name}")


def big_endian(messages: Iterable[Message]) -> bytes:
    """Write every number with its highest byte first, which the format allows."""
    writer = _Writer(">")
    for message in messages:
        writer.write(message)
    return frame(bytes(writer.content))


def compressed_timestamps(messages: Iterable[Message]) -> bytes:
    """Write each record after the first with five bits of time in its header.

    At most two other kinds of message may stand before the first record, as two bits of header
    can only name the first four layouts.
    """
    writer = _Writer("<")
    records_seen = 0
    for message in messages:
        records_seen += message[0] == "record"
        if message[0] == "record" and records_seen > 1:
            writer.write_compressed(message)
        else:
            writer.write(message)
    return frame(bytes(writer.content))
