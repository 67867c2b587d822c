"""A drawn sheet as a file: PNG in its exact pixels, or SVG with its words as outlines."""

import html
import json
import re
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

import typst

from dashboard.report.share.sheet import Sheet

TEMPLATE = Path(__file__).with_name("sheet.typ")
FONTS = "fontpkg_source_sans_3"
# At 72 pixels an inch a point is a pixel.
PIXEL_A_POINT = 72.0
_FIRST_TAG = re.compile(rb"<svg[^>]*>")


def png(drawn: Sheet, title: str) -> bytes:
    """Set a sheet as PNG of exactly its width and height in pixels.

    Parameters
    ----------
    drawn : Sheet
        Shapes and words.
    title : str
        What the picture says.
    """
    shapes = f"{_open_tag(drawn, title)}{drawn.shapes}</svg>"
    return _compiled(drawn, title, shapes, "png")


def svg(drawn: Sheet, title: str) -> bytes:
    """Set a sheet as SVG that needs no font and loads nothing.

    Parameters
    ----------
    drawn : Sheet
        Shapes and words; the words become outlines.
    title : str
        What the picture says, for who cannot see it.
    """
    outlined = _compiled(drawn, title, "", "svg")
    head = f"{_open_tag(drawn, title)}{drawn.shapes}"
    return _FIRST_TAG.sub(lambda _: head.encode(), outlined, count=1)


def _open_tag(drawn: Sheet, title: str) -> str:
    width, height = drawn.shape.width, drawn.shape.height
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    box = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    said = html.escape(title)
    return f'<svg {names} {box} role="img" aria-label="{said}"><title>{said}</title>'


def _compiled(drawn: Sheet, title: str, shapes: str, kind: Literal["png", "svg"]) -> bytes:
    size = {"width": drawn.shape.width, "height": drawn.shape.height}
    words = [asdict(one) for one in drawn.words]
    said = json.dumps({"title": title, "shapes": shapes, "words": words} | size)
    return typst.compile(
        TEMPLATE,
        font_paths=_fonts(),
        format=kind,
        ppi=PIXEL_A_POINT,
        sys_inputs={"said": said},
    )


@cache
def _fonts() -> typst.Fonts:
    # The machine's own fonts stand in for letters that Source Sans has not: other scripts.
    return typst.Fonts(font_paths=[Path(str(files(FONTS) / "files"))])
