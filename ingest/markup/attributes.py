"""The attributes of many tags of one name, read together as far as they are written alike."""

import re

import numpy as np
import numpy.typing as npt

from ingest.markup.tags import Tag

# The tags that have an attribute, counted from one, and its values.
Found = tuple[npt.NDArray[np.int64], list[bytes]]

_DOUBLY_QUOTED, _SINGLY_QUOTED = re.compile(rb'"[^"]*+"'), re.compile(rb"'[^']*+'")
_MOST_KINDS = 8


def attributes_of(written: list[bytes]) -> dict[str, Found]:
    """Read the attributes of tags of one name, written between brackets.

    Parameters
    ----------
    written : list of bytes
        At least one tag, without its brackets.

    Returns
    -------
    dict
        By the name of an attribute, the tags that have it, rising, and its values as written.

    Raises
    ------
    Odd
        Where one is no plain well-formed tag.
    """
    names = [*Tag.of(written[0]).attributes]
    if not names and len({*written}) == 1:
        return {}
    return _alike(written, names) or _by_kind(written)


def _alike(written: list[bytes], names: list[str]) -> dict[str, Found]:
    """Read the attributes of tags that differ in nothing but their values; nothing of others."""
    if not names:
        return {}
    quote = b"'" if b"'" in written[0] else b'"'
    width = 2 * len(names)
    parts = b"\n".join(written).split(quote)
    if written[0].count(quote) != width or len(parts) != width * len(written) + 1:
        return {}
    fixed = [{*parts[i::width]} for i in range(2, width, 2)]
    joints = {*parts[width:-1:width]}
    if any(len(texts) > 1 for texts in fixed) or joints - {parts[-1] + b"\n" + parts[0]}:
        return {}
    each = np.arange(1, len(written) + 1)
    return {name: (each, parts[1 + 2 * i :: width]) for i, name in enumerate(names)}


def _by_kind(written: list[bytes]) -> dict[str, Found]:
    """Read the attributes of tags that differ in more than values, those that do not together."""
    kinds = _SINGLY_QUOTED.sub(b"'", _DOUBLY_QUOTED.sub(b'"', b"\n".join(written))).split(b"\n")
    if len(kinds) != len(written) or len({*kinds}) > _MOST_KINDS:  # or tags on several lines
        return _one_by_one(written)
    found: dict[str, Found] = {}
    for kind in {*kinds}:
        samples = [sample for sample, its in enumerate(kinds, 1) if its == kind]
        tags = [written[sample - 1] for sample in samples]
        alike = _alike(tags, [*Tag.of(tags[0]).attributes]) or _one_by_one(tags)
        for name, (rows, texts) in alike.items():
            mine = np.array(samples)[rows - 1]
            found[name] = _merged(found[name], (mine, texts)) if name in found else (mine, texts)
    return found


def _merged(one: Found, other: Found) -> Found:
    samples, texts = np.concatenate((one[0], other[0])), one[1] + other[1]
    order = samples.argsort(kind="stable")
    return samples[order], [texts[i] for i in order.tolist()]


def _one_by_one(written: list[bytes]) -> dict[str, Found]:
    values: dict[str, tuple[list[int], list[bytes]]] = {}
    for sample, tag in enumerate(written, 1):
        for name, value in Tag.of(tag).attributes.items():
            samples, texts = values.setdefault(name, ([], []))
            samples.append(sample)
            texts.append(value)
    return {name: (np.array(samples), texts) for name, (samples, texts) in values.items()}
