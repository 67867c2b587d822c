"""A form is saved once a turn, whoever asks, and how often."""

from collections.abc import Callable
from threading import Event, Thread

import pytest
from streamlit.runtime.scriptrunner import RerunData, RerunException

from dashboard.views.turns import Turns, to_the_end


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


@pytest.mark.parametrize("when", ["before", "after"])
def test_what_a_click_began_is_saved_once_though_later_clicks_want_the_place(
    saved: list[str], when: str
) -> None:
    turns = Turns()
    later = [RerunException(RerunData(page_name=name)) for name in ("link", "race")]

    @to_the_end
    def save(what: str) -> None:
        if later and when == "before":
            raise later.pop(0)
        turns.once("note", 0, saving(saved, what))
        if later:
            raise later.pop(0)

    with pytest.raises(RerunException) as made_way:
        save("note")

    assert saved == ["note"]
    assert made_way.value.rerun_data.page_name == "race"


def test_what_is_not_disturbed_ends_as_it_does(saved: list[str]) -> None:
    to_the_end(lambda: saved.append("note"))()

    assert saved == ["note"]
