"""The report on A4, set without a browser: its words can be selected, its pictures are shapes."""

import json
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import typst

from dashboard.report.yearly.sheet import Part, Sheet

TEMPLATE = Path(__file__).with_name("page.typ")
FONTS = "fontpkg_source_sans_3"


def page_pdf(sheet: Sheet) -> bytes:
    """Set the pages.

    Parameters
    ----------
    sheet : Sheet
        The report laid out.

    Returns
    -------
    bytes
        PDF; an author's words in it only show.
    """
    return _set(sheet, "pdf")[0]


def page_pngs(sheet: Sheet, dots_per_inch: float = 80.0) -> tuple[bytes, ...]:
    """Set the same pages as pictures, for a screen."""
    return _set(sheet, "png", dots_per_inch)


def _set(
    sheet: Sheet, output: Literal["pdf", "png"], dots_per_inch: float | None = None
) -> tuple[bytes, ...]:
    # Photos lie beside the template: sources in memory can only be text.
    with TemporaryDirectory() as held:
        folder = Path(held)
        main = folder / TEMPLATE.name
        main.write_bytes(TEMPLATE.read_bytes())
        for photo in sheet.photos:
            (folder / photo.name).write_bytes(photo.data)
        made: object = typst.compile(
            main,
            root=folder,
            font_paths=[_fonts()],
            format=output,
            ppi=dots_per_inch,
            sys_inputs={"said": json.dumps(_said(sheet))},
        )
    pages = made if isinstance(made, list) else [made]
    return tuple(page for page in pages if isinstance(page, bytes))


def _said(sheet: Sheet) -> dict[str, object]:
    """Give the words as data; pictures stay files beside it."""
    photos = [{"name": photo.name, "caption": photo.caption} for photo in sheet.photos]
    parts = [asdict(part) | {"widths": _widths(part)} for part in sheet.parts]
    years = [asdict(one) | {"title": f"{one.race}: {one.title}"} for one in sheet.years]
    plain = asdict(sheet) | {"photos": photos, "parts": parts, "years": years}
    return plain | {"words": dict(sheet.words)}


def _widths(part: Part) -> list[str]:
    """Let columns of words share the width, the last most; others take what they need."""
    sides = part.grid.sides
    return [
        ("1.4" if at == len(sides) - 1 else "1") if side == "left" else ""
        for at, side in enumerate(sides)
    ]


@cache
def _fonts() -> Path:
    return Path(str(files(FONTS) / "files"))
