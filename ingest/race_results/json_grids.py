"""JSON as grids: a list of objects or of rows, wherever it lies."""

import json
from collections.abc import Iterator
from typing import TypeAlias

from ingest.errors import DamagedFile
from ingest.race_results.grids import Grid, refuse_long

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"

DEEPEST = 6
MOST_COLUMNS = 200


def lists(text: str, name: str) -> list[Grid]:
    """Read the lists of a JSON text.

    Raises
    ------
    DamagedFile, TooLarge
        When it is cut or nested without end, or lists too much.
    """
    try:
        whole: Json = json.loads(text, parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise DamagedFile(
            f"{name} begins like JSON and cannot be read as such. Save or download it again."
        ) from error
    titles = tuple(_titles(whole))
    return [Grid(_rows(found, name), titles) for found in _lists(whole, DEEPEST)]


def _titles(whole: Json) -> Iterator[str]:
    if isinstance(whole, dict):
        for value in whole.values():
            if isinstance(value, str):
                yield value
            elif isinstance(value, dict):
                yield from (inner for inner in value.values() if isinstance(inner, str))


def _lists(value: Json, depth: int) -> Iterator[list[Json]]:
    if depth == 0:
        return
    if isinstance(value, list) and value and isinstance(value[0], dict | list):
        yield value
        for part in value[:20]:
            yield from _lists(part, depth - 1)
    elif isinstance(value, dict):
        if _is_columns(value):
            columns = [one for one in value.values() if isinstance(one, list)]
            yield [list(value), *map(list, zip(*columns, strict=True))]
        for part in value.values():
            yield from _lists(part, depth - 1)


def _is_columns(value: dict[str, Json]) -> bool:
    """One list a column, all of one length."""
    parts = list(value.values())
    if len(parts) < 2 or not all(isinstance(part, list) for part in parts):  # noqa: PLR2004
        return False
    columns = [part for part in parts if isinstance(part, list)]
    return len({len(column) for column in columns}) == 1 and not any(
        isinstance(cell, dict | list) for column in columns for cell in column[:1]
    )


def _rows(found: list[Json], name: str) -> list[list[str]]:
    refuse_long(len(found), name)
    if isinstance(found[0], list):
        return [[_text(cell) for cell in row] for row in found if isinstance(row, list)]
    objects = [_flat(one, "", DEEPEST) for one in found if isinstance(one, dict)]
    headings = list(dict.fromkeys(key for one in objects for key in one))[:MOST_COLUMNS]
    return [headings, *([one.get(key, "") for key in headings] for one in objects)]


def _flat(one: dict[str, Json], before: str, depth: int) -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in one.items():
        if isinstance(value, dict) and depth:
            flat |= _flat(value, f"{before}{key} ", depth - 1)
        elif not isinstance(value, list | dict):
            flat[f"{before}{_spaced(key)}"] = _text(value)
    return flat


def _spaced(key: str) -> str:
    """Part words: chipTime -> chip Time."""
    return "".join(
        f" {c}" if c.isupper() and i and key[i - 1].islower() else c for i, c in enumerate(key)
    )


def _text(value: Json) -> str:
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value).strip()
