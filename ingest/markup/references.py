"""References to letters in a text: the five that XML names, and numbers."""

import re

_MOST = 300_000  # each that is wanted is a call
_REFERENCE = re.compile(rb"&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));")
_NUMBERED_OR_STRANGE = re.compile(rb"&(?:#\w+;|(?!(?:amp|lt|gt|quot|apos);))")
_NAMED = {b"amp": b"&", b"lt": b"<", b"gt": b">", b"quot": b'"', b"apos": b"'"}
# What XML takes for letters; some of the plane behind them it forbids.
_LETTERS = ((9, 10, 13), range(0x20, 0xD800), range(0xE000, 0xFFFE), range(0x10000, 0x110000))


def are_sound(document: bytes) -> bool:
    """Whether each ampersand begins a reference to a letter, and they are not too many."""
    if b"&" not in document:
        return True
    if document.count(b"&") > _MOST:
        return False
    found = {*_NUMBERED_OR_STRANGE.findall(document)}
    numbers = [number for number in map(_REFERENCE.fullmatch, found) if number]
    are_letters = (any(_number(number) in some for some in _LETTERS) for number in numbers)
    return len(numbers) == len(found) and all(are_letters)


def resolved(text: bytes) -> str:
    """Give a text with the letters that its references, all sound, stand for."""
    return (_REFERENCE.sub(_letter, text) if b"&" in text else text).decode()


def _letter(reference: re.Match[bytes]) -> bytes:
    return _NAMED[reference[1]] if reference[1] else chr(_number(reference)).encode()


def _number(reference: re.Match[bytes]) -> int:
    _, decimal, hexadecimal = reference.groups()
    return int(decimal) if decimal else int(hexadecimal, 16)
