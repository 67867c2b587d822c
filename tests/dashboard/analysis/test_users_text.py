"""Users' text only shows. What a browser makes of it is tested in tests/browser."""

import re

from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis import users_text
from dashboard.analysis.users_text import WORD_JOINER

HOSTILE = "![x](http://evil.example/a.png) <img src=x> :material/home: $a$ **b** www.evil.example"


def read_back(markdown: str) -> str:
    """What CommonMark shows of a text whose punctuation is escaped."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown).replace(WORD_JOINER, "")


def test_markup_is_escaped_mark_by_mark() -> None:
    said = users_text.as_markdown(HOSTILE)

    assert read_back(said) == HOSTILE
    assert not re.search(r"(?<!\\)[!-/:-@\[\]-`{-~]", said)


def test_addresses_and_emoji_names_are_parted() -> None:
    said = users_text.as_markdown(HOSTILE).replace("\\", "")

    assert "http://" not in said
    assert "www.evil" not in said
    assert ":material/" not in said


def test_a_pace_carries_nothing_invisible_and_an_emoji_name_is_still_parted() -> None:
    assert WORD_JOINER not in users_text.as_markdown("5:18 /km after 1:51:57")
    for name in (":100:", "5:100:7", ":+1:", ":tada:"):
        assert name not in users_text.as_markdown(name).replace("\\", "")


@given(st.text())
def test_any_text_shows_as_it_was_typed(text: str) -> None:
    said = users_text.as_markdown(text)

    assert read_back(said) == users_text.one_line(text).replace(WORD_JOINER, "")
    assert "\n" not in said


@given(st.text())
def test_no_tag_reaches_a_hover_label(text: str) -> None:
    said = users_text.as_hover(text)

    assert "<" not in said
    assert ">" not in said


def test_a_name_cannot_turn_the_reading_direction() -> None:
    assert users_text.one_line("gpj\u202etif.exe") == "gpjtif.exe"


def test_long_names_are_cut_in_the_middle() -> None:
    said = users_text.shortened("a" * 100 + ".fit", 30)

    assert len(said) == 30
    assert said.endswith(".fit")
    assert "…" in said
