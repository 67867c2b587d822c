"""The pain page: three taps, signs first, nothing wrong saved, every change undone."""

from dataclasses import replace

import pandas as pd
import pytest

from dashboard.access import PainEntry, RedFlagAnswer, WrongEntry, pain_entries_of
from dashboard.analysis import diary_file

HOSTILE = '![x](http://evil.example/a.png) <img src="http://evil.example/b"> **loud** $a$ :tada:'
NO = False
NOW = pd.Timestamp.now("UTC")
YESTERDAY = NOW - pd.Timedelta(days=1)
INNER_LEFT = PainEntry("knee", "left", 3, YESTERDAY, "morning", "medial")
OUTER_RIGHT = PainEntry("knee", "right", 1, YESTERDAY, "morning", "lateral")


class PainPage:
    """The page without a browser; taps on our own parts are their states."""

    def __init__(self, pages, filled) -> None:
        self.filled = filled
        self.pages = pages
        self.app = pages.app
        self.app.switch_page("views/pain.py")
        self.run()

    def run(self):
        self.app.run()
        assert not self.app.exception
        return self

    def turn(self) -> int:
        return self.app.session_state["turns"].of("pain")

    def tap(self, site: str = "", score: int | None = None):
        if site:
            self.app.session_state[f"knees_{self.turn()}_0"] = {"site": site}
        if score is not None:
            self.app.session_state[f"score_{self.turn()}"] = {"score": score}
        return self.run()

    def press(self, key: str):
        self.app.button(key=key).click()
        return self.run()

    def has(self, key: str) -> bool:
        return any(button.key == key for button in self.app.button)

    def choose(self, moment: str):
        [control] = [one for one in self.app.segmented_control if one.label == "When"]
        control.set_value(moment)
        return self.run()

    def save_label(self) -> str:
        return self.app.button(key="save_pain").label

    def entries(self) -> pd.DataFrame:
        return self.filled.way.pain_entries(self.filled.runner)

    def answers(self) -> pd.DataFrame:
        return self.filled.way.red_flag_answers(self.filled.runner)

    def words(self) -> str:
        """What the page says, as it shows: escaping taken off."""
        return self.pages.words().replace("\\", "").replace("\N{WORD JOINER}", "")


def seed(filled, *entries: PainEntry, asked: bool = True) -> tuple[str, ...]:
    ids = filled.way.save_pain(filled.runner, entries) if entries else ()
    if asked:
        answers = [
            RedFlagAnswer("chest", NO, NOW, "knee", side, "first_entry")
            for side in ("left", "right")
        ]
        filled.way.save_red_flags(filled.runner, answers)
    return ids


@pytest.fixture
def fresh(pages, filled) -> PainPage:
    return PainPage(pages, filled)


@pytest.fixture
def diary(pages, filled) -> PainPage:
    seed(filled, INNER_LEFT, OUTER_RIGHT)
    return PainPage(pages, filled)


def test_three_taps_save_an_entry_and_the_button_said_so(diary) -> None:
    diary.choose("during").tap("left-medial", 4)

    assert diary.save_label() == "Save: inner left knee, 4 of 10, during"
    diary.press("save_pain")

    newest = diary.entries().iloc[-1]
    assert tuple(newest[["region", "side", "aspect"]]) == ("knee", "left", "medial")
    assert (newest["intensity_nprs"], newest["moment"]) == (4, "during")
    assert "Saved: inner left knee, 4 of 10, during." in diary.words()
    assert diary.save_label() == "Choose a place and a number"


def test_a_new_entry_is_in_the_strip_and_the_table_at_once(diary) -> None:
    diary.choose("during").tap("left-medial", 4).press("save_pain")

    alts = [chart.proto.alt for chart in diary.app.get("plotly_chart")]
    assert any("1 entry during exercise, highest 4 of 10" in alt for alt in alts)
    assert diary.app.dataframe[0].value.iloc[0]["pain"] == "4 of 10"


def test_saving_can_be_undone(diary) -> None:
    before = diary.entries()

    diary.tap("left-medial", 4).press("save_pain").press("undo_pain")

    pd.testing.assert_frame_equal(diary.entries(), before)
    assert not diary.has("undo_pain")


def test_nothing_can_be_saved_before_a_place_and_a_number_are_chosen(diary) -> None:
    assert diary.app.button(key="save_pain").disabled
    assert diary.tap("left-medial").save_label() == "Choose a number"
    assert diary.app.button(key="save_pain").disabled


def test_both_sides_are_two_entries_of_one_group(diary) -> None:
    diary.tap("left-medial", 2)
    diary.app.toggle(key="both_0").set_value(True)
    diary.run()

    assert "inner knee, both sides, 2 of 10" in diary.save_label()
    diary.press("save_pain")

    new = diary.entries().iloc[-2:]
    assert set(new["side"]) == {"left", "right"}
    [group] = new["group_id"].unique()
    assert group


def test_an_entry_may_carry_signs_a_note_a_session_and_another_time(diary) -> None:
    diary.choose("after").tap("left-medial", 5)
    diary.app.pills(key="signs_0").set_value(["swelling", "painkiller_taken"])
    diary.app.text_area(key="note_0").set_value(HOSTILE)
    diary.app.toggle(key="earlier_0").set_value(True)
    diary.run()
    diary.app.date_input(key="day_0").set_value(pd.Timestamp("2026-09-06").date())
    diary.app.time_input(key="clock_0").set_value(pd.Timestamp("2026-09-06 18:15").time())
    diary.run()

    assert diary.save_label().endswith("5 of 10, after exercise, 6 Sep 2026 18:15")
    diary.press("save_pain")

    [(_, entry)] = diary.entries()[lambda frame: frame["intensity_nprs"] == 5].iterrows()
    assert entry["felt_at"] == pd.Timestamp("2026-09-06 18:15", tz="UTC")
    assert (entry["swelling"], entry["painkiller_taken"], entry["locking"]) == (True, True, False)
    assert entry["note"] == HOSTILE


def test_a_day_to_come_is_refused_beside_the_field_and_nothing_is_saved(diary) -> None:
    before = diary.entries()
    diary.tap("left-medial", 5)
    diary.app.toggle(key="earlier_0").set_value(True)
    diary.run()
    diary.app.date_input(key="day_0").set_value((NOW + pd.Timedelta(days=3)).date())
    diary.run().press("save_pain")

    assert "is in the future" in diary.words()
    pd.testing.assert_frame_equal(diary.entries(), before)
    assert "5 of 10" in diary.save_label()


def test_pain_eleven_is_refused_beside_the_number_and_nothing_is_saved(diary) -> None:
    before = diary.entries()

    diary.tap("left-medial", 11).press("save_pain")

    assert "Pain goes from 0 to 10 in whole numbers, not 11" in diary.words()
    pd.testing.assert_frame_equal(diary.entries(), before)


def test_another_part_of_the_body_is_chosen_by_name(diary) -> None:
    diary.app.pills(key="region_0").set_value("lower_back")
    diary.run()

    assert "First, a few signs" in diary.words()
    diary.press("answer_red_flags").tap(score=3)
    assert diary.save_label().startswith("Save: lower back, 3 of 10")

    diary.app.pills(key="region_0").set_value("achilles")
    diary.run()
    assert diary.save_label() == "Choose a place"
    diary.app.segmented_control(key="side_0_achilles").set_value("right")
    diary.run().press("answer_red_flags").tap(score=3)
    assert diary.save_label().startswith("Save: right Achilles tendon, 3 of 10")


def test_signs_are_asked_before_the_first_number_of_a_place(fresh) -> None:
    fresh.tap("left-medial", 4)

    assert "First, a few signs" in fresh.words()
    assert not fresh.has("save_pain")
    fresh.press("answer_red_flags")

    assert fresh.has("save_pain")
    assert not fresh.answers()["answer"].any()
    assert set(fresh.answers()["asked_because"]) == {"first_entry"}
    assert fresh.entries().empty


def test_a_yes_stops_the_numbers_and_says_where_to_go(fresh) -> None:
    fresh.tap("left-medial", 4)
    fresh.app.checkbox(key="flag_0_knee_left_calf_swelling").check()
    fresh.run()
    assert fresh.app.button(key="answer_red_flags").label == "Save: 1 of these is true"
    fresh.press("answer_red_flags")

    words = fresh.words()
    assert "Get this looked at today: left knee" in words
    assert "Have a doctor or an emergency department look at this today." in words
    assert not fresh.has("save_pain")
    assert fresh.answers()["answer"].sum() == 1


def test_after_a_look_the_signs_are_asked_again_and_the_numbers_go_on(fresh) -> None:
    fresh.tap("left-medial", 4)
    fresh.app.checkbox(key="flag_0_knee_left_locking").check()
    fresh.run().press("answer_red_flags").press("looked_knee_left")

    assert "was looked at. How is it now?" in fresh.words()
    fresh.app.checkbox(key="flag_0_knee_left_locking").uncheck()
    fresh.run().press("answer_red_flags")

    assert "Get this looked at" not in fresh.words()
    assert fresh.has("save_pain")
    assert "looked_at" in set(fresh.answers()["asked_because"])


def test_a_sign_that_cannot_wait_stops_every_place(fresh) -> None:
    fresh.tap("left-medial", 4)
    fresh.app.checkbox(key="flag_0_knee_left_chest").check()
    fresh.run().press("answer_red_flags").tap("right-medial", 2)

    assert "Call your emergency number now" in fresh.words()
    assert not fresh.has("save_pain")


def test_three_high_numbers_in_a_week_ask_again_and_say_get_this_looked_at(pages, filled) -> None:
    times = (YESTERDAY, YESTERDAY - pd.Timedelta(days=1), YESTERDAY - pd.Timedelta(days=2))
    seed(filled, *[replace(INNER_LEFT, intensity_nprs=8, felt_at=time) for time in times])
    page = PainPage(pages, filled).tap("left-medial", 7)

    assert "3 times within a week" in page.words()
    assert not page.has("save_pain")
    page.press("answer_red_flags")

    assert page.has("save_pain")
    assert "get this looked at" in page.words()


def test_no_pain_is_one_tap_for_the_places_of_the_diary(diary) -> None:
    assert diary.app.button(key="no_pain").label.startswith(
        "No pain today: inner left knee and outer right knee, "
    )
    diary.press("no_pain")

    new = diary.entries().iloc[-2:]
    assert new["intensity_nprs"].tolist() == [0, 0]
    assert new["group_id"].iloc[0] == new["group_id"].iloc[1] != ""
    assert not diary.has("no_pain")


def test_in_an_empty_diary_no_pain_is_noted_for_the_place_chosen(fresh) -> None:
    assert not fresh.has("no_pain")
    fresh.tap("left-medial").press("answer_red_flags")

    assert fresh.app.button(key="no_pain").label.startswith("No pain today: inner left knee, ")
    fresh.press("no_pain")

    assert fresh.entries()["intensity_nprs"].tolist() == [0]


def test_no_pain_is_not_offered_where_it_hurt_today(diary) -> None:
    diary.tap("left-medial", 4).press("save_pain")

    assert "outer right knee" in diary.app.button(key="no_pain").label
    assert "inner left knee" not in diary.app.button(key="no_pain").label


def test_an_entry_is_changed_and_the_change_undone(pages, filled) -> None:
    entry_id, _ = seed(filled, INNER_LEFT, OUTER_RIGHT)
    page = PainPage(pages, filled)
    before = page.entries()
    page.app.selectbox(key="change_entry").set_value(entry_id)
    page.run()

    number = next(one for one in page.app.number_input if one.label.startswith("Pain"))
    number.set_value(6)
    page.app.button(key="save_change").click()
    page.run()

    changed = page.entries().set_index("entry_id").loc[entry_id]
    assert changed["intensity_nprs"] == 6
    assert changed["felt_at"] == before.set_index("entry_id").loc[entry_id, "felt_at"]
    page.press("undo_pain")
    pd.testing.assert_frame_equal(page.entries(), before)


def test_a_change_to_pain_eleven_is_refused_beside_the_number(pages, filled) -> None:
    entry_id, _ = seed(filled, INNER_LEFT, OUTER_RIGHT)
    page = PainPage(pages, filled)
    before = page.entries()
    page.app.selectbox(key="change_entry").set_value(entry_id)
    page.run()

    next(one for one in page.app.number_input if one.label.startswith("Pain")).set_value(11)
    page.press("save_change")

    assert "Pain goes from 0 to 10 in whole numbers, not 11" in page.words()
    pd.testing.assert_frame_equal(page.entries(), before)


def test_an_entry_is_deleted_and_brought_back(pages, filled) -> None:
    entry_id, _ = seed(filled, INNER_LEFT, OUTER_RIGHT)
    page = PainPage(pages, filled)
    before = page.entries()
    page.app.selectbox(key="change_entry").set_value(entry_id)
    page.run().press("delete_entry")

    assert entry_id not in set(page.entries()["entry_id"])
    page.press("undo_pain")
    pd.testing.assert_frame_equal(page.entries(), before)


def test_the_only_entry_is_deleted_and_brought_back(pages, filled) -> None:
    [entry_id] = seed(filled, INNER_LEFT)
    page = PainPage(pages, filled)
    page.app.selectbox(key="change_entry").set_value(entry_id)

    page.run().press("delete_entry")
    assert page.entries().empty
    page.press("undo_pain")

    assert len(page.entries()) == 1


def test_a_note_only_shows_and_never_acts(pages, filled) -> None:
    seed(filled, replace(INNER_LEFT, note=HOSTILE))
    page = PainPage(pages, filled)

    assert page.app.dataframe[0].value["note"].iloc[0] == HOSTILE
    assert "evil" not in page.words()


def test_a_diary_exported_and_erased_comes_back_the_same(filled) -> None:
    seed(filled, INNER_LEFT, replace(OUTER_RIGHT, note=HOSTILE, swelling=True, group_id="g"))
    before = filled.way.pain_entries(filled.runner)
    file = diary_file.written(before, "Europe/Zurich")
    for entry_id in before["entry_id"]:
        filled.way.delete_pain(filled.runner, entry_id)
    assert filled.way.pain_entries(filled.runner).empty

    rows = diary_file.read(file, "d.csv", time_zone="Asia/Tokyo", order="", side="")
    filled.way.save_pain(filled.runner, pain_entries_of(rows.entries))

    pd.testing.assert_frame_equal(filled.way.pain_entries(filled.runner), before)


def test_a_file_comes_in_row_by_row_and_can_be_taken_out_again(diary) -> None:
    before = diary.entries()
    data = (
        b"date;where;pain\n06/09/2026;knee;3\n2026-09-07;elbow;3\n"
        b"2026-09-08;inner left knee;11\n2026-09-09;lower back;2\n"
    )
    diary.app.file_uploader[0].upload("d *x*.csv", data)
    diary.run()
    assert "1 entry can be added, 3 rows cannot." in diary.words()

    diary.app.segmented_control(key="diary_side").set_value("left")
    diary.run()
    diary.app.segmented_control(key="diary_order").set_value("day_first")
    diary.run()
    assert "2 entries can be added, 2 rows cannot." in diary.words()
    refused = next(frame.value for frame in diary.app.dataframe if "reason" in frame.value)
    assert refused["line"].tolist() == ["3", "4"]
    diary.press("add_diary")

    assert len(diary.entries()) == len(before) + 2
    diary.press("undo_pain")
    pd.testing.assert_frame_equal(diary.entries(), before)


def test_a_file_that_is_no_diary_says_why(diary) -> None:
    diary.app.file_uploader[0].upload("x.csv", b"km,pace\n5,5:18\n")

    assert "does not say which column is the day" in diary.run().words()


def test_every_chart_and_table_has_words_for_those_who_cannot_see_it(diary) -> None:
    named = [*diary.app.get("plotly_chart"), *diary.app.dataframe]

    assert len(named) >= 3
    assert all(element.proto.alt for element in named)


def test_an_entry_of_somebody_else_cannot_be_replaced(filled) -> None:
    [mine] = seed(filled, INNER_LEFT, asked=False)
    other = filled.way._store.add_athlete("Another")
    filled.way.save_pain(other.athlete_id, [replace(OUTER_RIGHT, entry_id=mine)])

    assert filled.way.pain_entries(filled.runner)["side"].tolist() == ["left"]


def test_a_wrong_file_row_keeps_all_of_a_batch_out(filled) -> None:
    with pytest.raises(WrongEntry):
        filled.way.save_pain(filled.runner, [INNER_LEFT, replace(OUTER_RIGHT, intensity_nprs=11)])

    assert filled.way.pain_entries(filled.runner).empty


def test_the_cards_wait_behind_a_click_and_begin_with_the_places_of_the_diary(
    pages, filled
) -> None:
    seed(filled, INNER_LEFT)
    page = PainPage(pages, filled)
    closed = page.words()

    page.app.session_state["pain_education"] = True
    opened = page.run().words()

    assert "pes anserine" not in closed
    assert "Structures in this area (inner knee) include" in opened
    assert "10.2519/jospt.2019.0302" in opened


def test_every_topic_of_the_cards_opens(pages, filled) -> None:
    page = PainPage(pages, filled)
    page.app.session_state["pain_education"] = True
    page.run()

    [topics] = [one for one in page.app.pills if one.label == "Topic"]
    for code in ("imaging", "clicking", "referred", "shoes", "active_rest"):
        topics.set_value(code)
        page.run()
        assert "From: " in page.words()
