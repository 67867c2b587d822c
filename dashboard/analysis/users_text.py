"""Text that a person or their watch wrote, made safe to show: it only shows, it never acts.

File names, activity names and notes may hold Markdown, HTML, ``![](http://...)`` or a formula.
Streamlit renders Markdown in headings, captions and buttons, Plotly renders a little HTML.
"""

import html
import re

# Invisible and unbreakable: it parts "http:" from "//", "@" from its host and ":" from an emoji's
# name. Renderers look for those in the finished text, where a backslash no longer helps.
WORD_JOINER = "\N{WORD JOINER}"

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
# A colon is left alone only in a time of day or a pace: "5:18".
_COLON = re.compile(r"(?<!\d):|:(?!\d\d(?!\d))")
_FOUND_LATER = re.compile(r"([@<>=~-]|www(?=\.))", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


def one_line(text: str) -> str:
    """Collapse line breaks and drop control and text-direction characters."""
    return _CONTROL.sub("", _BLANKS.sub(" ", text)).strip()


def as_markdown(text: str) -> str:
    """Escape users' text for a place that renders Markdown: it shows as it was typed.

    Every ASCII punctuation mark gets a backslash (CommonMark 2.4 allows each), and what a renderer
    looks for afterwards (addresses, emoji names, arrows) is parted by an invisible word joiner.
    """
    parted = _COLON.sub(f"{WORD_JOINER}:{WORD_JOINER}", one_line(text))
    parted = _FOUND_LATER.sub(rf"\1{WORD_JOINER}", parted)
    return _PUNCTUATION.sub(r"\\\1", parted)


def as_hover(text: str) -> str:
    """Escape users' text for a Plotly label, which renders a few HTML tags."""
    return html.escape(one_line(text))


def shortened(text: str, longest: int = 60) -> str:
    """Cut a long name in the middle, where the least is lost: its ending stays readable."""
    text = one_line(text)
    if len(text) <= longest:
        return text
    tail = longest // 3
    return f"{text[: longest - tail - 1]}…{text[-tail:]}"
