"""An author's Markdown: what it may do, and what only shows."""

import pytest

from dashboard.report.yearly.html_page import _nodes
from dashboard.report.yearly.markdown import Node, nodes


def shown(text: str) -> str:
    return _nodes(nodes(text))


def words(found: tuple[Node, ...]) -> str:
    return "".join(node.text + words(node.children) for node in found)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("one *two* **three**", "<p>one <em>two</em> <strong>three</strong></p>"),
        ("- a\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
        ("3. a\n4. b", '<ol start="3"><li><p>a</p></li><li><p>b</p></li></ol>'),
        ("> said", "<blockquote><p>said</p></blockquote>"),
        ("# Head", "<h3>Head</h3>"),
        ("###### Deep", "<h6>Deep</h6>"),
        ("a  \nb", "<p>a<br>b</p>"),
        ("`x < y`", "<p><code>x &lt; y</code></p>"),
        ("```\na & b\n```", "<pre><code>a &amp; b\n</code></pre>"),
        ("~~gone~~", "<p><s>gone</s></p>"),
        ("---", "<hr>"),
        (
            "| a | b |\n|---|---|\n| 1 | 2 |",
            "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>",
        ),
        (
            "[here](https://example.org/a?b=1&c=2)",
            '<p><a href="https://example.org/a?b=1&amp;c=2" rel="noopener noreferrer">here</a></p>',
        ),
    ],
)
def test_what_markdown_means(text: str, html: str) -> None:
    assert shown(text) == html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<style>body{display:none}</style>",
        '<a href="javascript:alert(1)">x</a>',
        "<!-- <b> -->",
        "<svg/onload=alert(1)>",
    ],
)
def test_html_is_shown_as_it_was_typed(text: str) -> None:
    told = shown(text)

    assert "<script" not in told
    assert "<img" not in told
    assert "<a " not in told
    assert "<s" not in told.replace("<strong", "")
    assert words(nodes(text)) == text


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html;base64,PHN2Zz4=",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example",
        "page.html",
        "java&#10;script:alert(1)",
    ],
)
def test_a_link_elsewhere_than_the_web_is_its_text(href: str) -> None:
    assert "<a" not in shown(f"[text]({href})")
    assert "text" in shown(f"[text]({href})")


def test_a_picture_from_elsewhere_is_its_words() -> None:
    assert shown("![a finish](https://evil.example/a.png)") == "<p><em>a finish</em></p>"


def test_nothing_that_was_typed_is_lost() -> None:
    text = "A & B < C > D \"E\" 'F' {{G}} ${H} \\I #set page() $x$ é ß 漢字 🏃"

    assert words(nodes(text)) == text


def test_a_very_deep_text_does_not_end_the_report() -> None:
    assert "deep" in words(nodes("> " * 500 + "deep"))
    assert "deep" in words(nodes("*" * 2000 + "deep" + "*" * 2000))
