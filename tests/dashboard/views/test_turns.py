"""A form is saved once a turn, whoever asks, and how often."""

from collections.abc import Callable
from threading import Event, Thread

import pytest

from dashboard.views.turns import Turns


@pytest.fixture
def saved() -> list[str]:
    return []


def saving(saved: list[str], what: str) -> Callable[[], bool]:
    def save() -> bool:
        saved.append(what)
        return True

    return save


def test_a_turn_is_saved_once_and_the_next_one_again(saved: list[str]) -> None:
    turns = Turns()

    assert turns.once("note", 0, saving(saved, "first"))
    assert turns.once("note", 0, saving(saved, "the same again"))
    assert turns.once("note", turns.of("note"), saving(saved, "second"))

    assert saved == ["first", "second"]


def test_forms_have_turns_of_their_own(saved: list[str]) -> None:
    turns = Turns()

    turns.once("note", 0, saving(saved, "note"))
    turns.once("race", 0, saving(saved, "race"))

    assert saved == ["note", "race"]


def test_what_is_refused_or_fails_can_be_saved_later(saved: list[str]) -> None:
    turns = Turns()

    def fails() -> bool:
        raise OSError("disk full")

    assert not turns.once("note", 0, lambda: False)
    with pytest.raises(OSError, match="disk full"):
        turns.once("note", 0, fails)

    assert turns.once("note", 0, saving(saved, "mended"))
    assert saved == ["mended"]


def test_a_second_click_waits_for_the_first_and_saves_nothing(saved: list[str]) -> None:
    turns, begun, may_end = Turns(), Event(), Event()
    said: list[bool] = []

    def slowly() -> bool:
        begun.set()
        assert may_end.wait(10)
        return saving(saved, "first click")()

    clicks = [
        Thread(target=lambda: said.append(turns.once("note", 0, slowly))),
        Thread(target=lambda: said.append(turns.once("note", 0, saving(saved, "second click")))),
    ]
    clicks[0].start()
    assert begun.wait(10)
    clicks[1].start()
    clicks[1].join(0.2)
    assert clicks[1].is_alive()
    may_end.set()
    for click in clicks:
        click.join(10)

    assert said == [True, True]
    assert saved == ["first click"]
