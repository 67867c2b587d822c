"""The index of samples as TOML text."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date, datetime

from sample_data import ExpectedSession, Member, Sample

_HEAD = """\
# What each file in files/ must give. Written by `python -m sample_data.make`, from how each file
# was built; a value that is absent was not measured, or nothing is wrong.
"""


def index_text(samples: Iterable[Sample]) -> str:
    """Write the index of these samples."""
    blocks = ["\n".join(_sample(sample)) for sample in samples]
    return _HEAD + "\n" + "\n\n".join(blocks) + "\n"


def _sample(sample: Sample) -> Iterator[str]:
    yield "[[sample]]"
    yield from _values(sample)
    for member in sample.members:
        yield "[[sample.members]]"
        yield from _values(member)
    for session in sample.sessions:
        yield "[[sample.sessions]]"
        yield from _values(session)


def _values(record: Sample | Member | ExpectedSession) -> Iterator[str]:
    for field in fields(record):
        value = getattr(record, field.name)
        # What has a default may stay unsaid; tuples are tables of their own.
        if value is not None and value != field.default and not isinstance(value, tuple):
            yield f"{field.name} = {_value(value)}"


def _value(value: str | float | date) -> str:
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    # TOML writes text, numbers and truth as JSON does.
    return json.dumps(value, ensure_ascii=False)
