"""The author's Markdown as plain nodes: no HTML of theirs, no picture from elsewhere, no script.

What a reader of CommonMark would render as a picture stands as its words; a link that is not to a
web page or an address for mail stands as its text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

SAFE_LINKS = ("https://", "http://", "mailto:")
# Paper can be set this deep, and nobody writes so.
DEEPEST = 20
# The report's own title is the first heading, its parts the second.
HIGHEST_HEADING, LOWEST_HEADING = 3, 6
_SAME = {
    "paragraph": "paragraph",
    "strong": "strong",
    "em": "em",
    "s": "struck",
    "blockquote": "quote",
    "bullet_list": "list",
    "ordered_list": "numbered",
    "list_item": "item",
    "table": "table",
    "tr": "row",
    "th": "head",
    "td": "cell",
}
_TEXTS = {"text": "text", "code_inline": "code", "fence": "block", "code_block": "block"}
_ALONE = {"softbreak": "space", "hardbreak": "break", "hr": "rule"}


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of the author's text.

    ``kind`` is paragraph, heading (with its ``level``), list, numbered (``level`` is its first
    number), item, quote, block, rule, table, row, head, cell, strong, em, struck, link (to
    ``href``), code, text, space or break. ``text`` is what it says itself, not escaped.
    """

    kind: str
    children: tuple["Node", ...] = ()
    text: str = ""
    href: str = ""
    level: int = 0


def nodes(text: str) -> tuple[Node, ...]:
    """Read Markdown into nodes; every letter that is typed stands in them, as text if need be."""
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST})
    tokens = parser.enable(["table", "strikethrough"]).parse(text.replace("\0", ""))
    if _depth(tokens) >= DEEPEST - 1:
        # Deeper, a reader of Markdown leaves words out: then they all stand as they were typed.
        return tuple(_as_typed(text))
    return tuple(_children(SyntaxTreeNode(tokens)))


def _depth(tokens: Sequence[Token]) -> int:
    own = max((token.level for token in tokens), default=0)
    return max([own, *(_depth(token.children) for token in tokens if token.children)])


def _as_typed(text: str) -> Iterator[Node]:
    for part in text.replace("\0", "").split("\n\n"):
        if part.strip():
            yield Node("paragraph", (Node("text", text=part),))


def _children(parent: SyntaxTreeNode) -> Iterator[Node]:
    for child in parent.children:
        yield from _node(child)


def _node(found: SyntaxTreeNode) -> Iterator[Node]:
    kind = found.type
    if kind in _TEXTS:
        yield Node(_TEXTS[kind], text=found.content)
    elif kind in _ALONE:
        yield Node(_ALONE[kind])
    elif kind == "image":
        yield Node("em", (Node("text", text=found.content),))
    elif kind == "link":
        yield from _link(found)
    elif kind == "heading":
        level = min(HIGHEST_HEADING - 1 + int(found.tag[1:]), LOWEST_HEADING)
        yield Node("heading", tuple(_children(found)), level=level)
    elif kind in _SAME:
        first = found.attrs.get("start", 1) if kind == "ordered_list" else 0
        yield Node(_SAME[kind], tuple(_children(found)), level=int(first))
    else:
        # inline, thead, tbody and whatever else only holds others.
        yield from _children(found)


def _link(found: SyntaxTreeNode) -> Iterator[Node]:
    href = str(found.attrs.get("href", ""))
    if href.lower().startswith(SAFE_LINKS):
        yield Node("link", tuple(_children(found)), href=href)
    else:
        yield from _children(found)
