"""The client page: everything a physio keeps can be entered, changed, taken away and undone."""

import shutil
from pathlib import Path

import pandas as pd
import pytest

from dashboard import access
from dashboard.analysis import words
from dashboard.analysis.triage import look_list

HOSTILE = '![x](http://evil.example/a.png) <img src="http://evil.example/b"> **loud** $a$ :tada:'
PARTS = ("Six weeks", "Plan", "Exercises", "Assessment", "Notes", "Review")


class ClientPage:
    """The page of one client of the small clinic, without a browser."""

    def __init__(self, pages, way: access.Access, number: int) -> None:
        self.pages, self.app, self.way = pages, pages.app, way
        names = {person.name: person.athlete_id for person in way.athletes()}
        self.key = names[f"Client {number:02}"]
        self.app.run()
        self.app.switch_page("views/client.py")
        self.app.query_params["client"] = self.key
        self.run()

    def run(self):
        self.app.run()
        assert not self.app.exception
        return self

    def part(self, name: str):
        """Open one of the tabs."""
        self.app.session_state["client_part"] = name
        return self.run()

    def press(self, label: str):
        self.pages.labelled(label).click()
        return self.run()

    def write(self, label: str, text: str):
        fields = [*self.app.text_area, *self.app.text_input]
        next(one for one in fields if one.label == label).set_value(text)
        return self

    def words(self) -> str:
        errors = [str(one.value) for one in self.app.error]
        said = "\n".join([self.pages.words(), *errors])
        return said.replace("\\", "").replace("\N{WORD JOINER}", "")


@pytest.fixture
def client(clinic_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pages):
    """Open a client of a clinic of one's own."""
    for file in clinic_file.parent.glob(f"{clinic_file.stem}*"):
        shutil.copy(file, tmp_path)
    monkeypatch.setenv("PLIMSOLL_DATABASE", str(tmp_path / clinic_file.name))

    def opened(number: int) -> ClientPage:
        return ClientPage(pages, access.open_access(), number)

    return opened


@pytest.mark.parametrize("number", [7, 19, 20])
def test_every_client_opens(client, number: int) -> None:
    page = client(number)

    assert f"Client {number:02} · Sunday 22 November 2026" in page.words()
    assert page.app.header[0].value


def test_every_part_opens_for_the_fullest_file(client) -> None:
    page = client(37)

    told = {part: page.part(part).words() for part in PARTS}

    assert len(set(told.values())) == len(PARTS)


def test_the_first_sentence_is_the_course_of_the_first_place(client) -> None:
    page = client(1)

    assert (
        page.app.header[0]
        .value.replace("\\", "")
        .startswith("Front of the left knee. Steady improvement: in 39 entries")
    )
    assert "Conservative management since 11 Oct 2026, week 7" in page.words()


def test_a_red_flag_stands_before_everything(client) -> None:
    page = client(17)

    assert page.app.header[0].value == "Get the left calf looked at first."
    assert "emergency number" in page.words()
    assert "No course is read until somebody has looked at it." in page.words()
    assert "trend" not in page.words()


def test_the_sentence_counts_the_reasons_for_a_look(client) -> None:
    page = client(9)

    assert page.app.header[0].value == (
        "2 reasons for a look: past the agreed load and longer run."
    )


REASONS = {
    9: ("Past the agreed load", "19 Nov 2026", "Ran 14.0 km"),
    17: ("Red flag", "21 Nov 2026", "calf swollen"),
    30: ("Review", "24 Nov 2026", "Review due"),
}


@pytest.mark.parametrize(("number", "reason"), REASONS.items())
def test_the_reasons_of_the_list_are_found_again(client, number: int, reason) -> None:
    page = client(number)
    label, day, told = reason

    [row] = [
        one
        for one in look_list(page.way.triage(page.way.demo_day), page.way.demo_day)
        if one.athlete_id == page.key
    ]

    assert (label, day) in {(one.label, words.day(one.day)) for one in row.reasons}
    assert label in page.words()
    for one in row.reasons:
        assert one.words in page.words()
        assert words.day(one.day) in page.words()
    assert told in page.words()


def test_what_was_seen_is_said_with_its_note_and_can_be_taken_back(client) -> None:
    page = client(3)

    page.write("Note, if there is one", "Called.").press("I have seen this")
    assert page.way.seen(page.key)["note"].tolist() == ["Called."]
    assert ": Called." in page.words()
    page.press("Not seen after all")

    assert page.way.seen(page.key).empty


def test_an_address_that_names_nobody_is_the_first_client(client) -> None:
    page = client(3)
    page.app.query_params["client"] = "nobody"

    assert "Client 01" in page.run().words() or "Client 03" in page.words()


def test_the_picker_changes_the_client_and_the_address(client) -> None:
    page = client(3)
    other = next(one for one in page.way.athletes() if one.name == "Client 30")

    page.app.selectbox(key="athlete_id").set_value(other.athlete_id)
    page.run()

    assert "Client 30" in page.words()
    assert page.app.query_params["client"] == other.athlete_id


def test_a_note_is_kept_shown_as_typed_deleted_and_brought_back(client) -> None:
    page = client(3).part("Notes")

    page.write("Note", HOSTILE).write("Written by", "Physio").press("Keep this note")
    assert page.way.notes(page.key)["text"].tolist() == [HOSTILE]
    assert HOSTILE in [one.value for one in page.app.text]

    page.press("Delete")
    assert page.way.notes(page.key).empty
    page.press("Undo")
    assert len(page.way.notes(page.key)) == 1


def test_an_empty_note_is_refused_in_words(client) -> None:
    page = client(3).part("Notes").press("Keep this note")

    assert "The note is missing." in page.words()
    assert page.way.notes(page.key).empty


def test_an_exercise_is_planned_and_its_days_are_ticked(client) -> None:
    page = client(7).part("Exercises")
    page.write("Exercise", "Heel raise").write("How much", "3 x 12").press("Save this exercise")
    [pills] = [one for one in page.app.pills if one.label == "Done on"]

    pills.set_value([pills.options[-1]])
    page.run()

    [exercise] = page.way.exercises(page.key).to_dict("records")
    assert (exercise["name"], exercise["sessions_per_week"]) == ("Heel raise", 3)
    assert page.way.exercise_log(page.key)["day"].tolist() == [pd.Timestamp("2026-11-22")]
    assert "1 of 1 time" in page.words()

    [pills] = [one for one in page.app.pills if one.label == "Done on"]
    pills.set_value([])
    page.run()
    assert page.way.exercise_log(page.key).empty


def test_an_exercise_goes_and_comes_back_with_its_days(client) -> None:
    page = client(1).part("Exercises")
    before = len(page.way.exercise_log(page.key))

    page.press("Delete")
    assert len(page.way.exercises(page.key)) == 2
    page.press("Undo")

    assert len(page.way.exercises(page.key)) == 3
    assert len(page.way.exercise_log(page.key)) == before


def test_the_checklist_keeps_what_was_written_and_nothing_else(client) -> None:
    page = client(7).part("Assessment")

    page.press("Save the findings")
    assert "Nothing was written yet." in page.words()
    page.write("Hip strength", "4 of 5").write("Lumbar screen", "clear").press("Save the findings")

    kept = page.way.assessments(page.key)
    assert sorted(zip(kept["item"], kept["finding"], strict=True)) == [
        ("hip_strength", "4 of 5"),
        ("lumbar_screen", "clear"),
    ]
    assert "2 of 15 items looked at, last on 22 Nov 2026" in page.words()


def test_a_place_is_worked_on_and_taken_off_and_brought_back(client) -> None:
    page = client(3).part("Plan")
    page.press("Take off")
    assert page.way.working_sites(page.key).empty

    page.press("Work on inner left knee")
    assert page.way.working_sites(page.key)["aspect"].tolist() == ["medial"]
    page.press("Take off").press("Undo")

    assert len(page.way.working_sites(page.key)) == 1


def test_another_place_can_be_named(client) -> None:
    page = client(7).part("Plan")

    next(one for one in page.app.selectbox if one.label == "Where").set_value("lower_back")
    page.run().press("Work on this place")

    assert page.way.working_sites(page.key)["region"].tolist() == ["lower_back"]


def test_phase_and_dates_of_the_file_are_kept(client) -> None:
    page = client(7).part("Plan")
    dates = {one.label: one for one in page.app.date_input}
    phase = next(one for one in page.app.selectbox if one.label.startswith("Phase"))

    phase.set_value(2)
    dates["Conservative management since"].set_value(pd.Timestamp("2026-11-02").date())
    dates["Next review"].set_value(pd.Timestamp("2026-12-14").date())
    page.press("Save the file")

    file = page.way.client_file(page.key)
    assert (file.phase, file.review_due) == (2, pd.Timestamp("2026-12-14"))
    assert "phase 2 of 6" in page.words()
    assert "Next review in 22 days, 14 Dec 2026" in page.words()


def test_management_that_begins_in_the_future_is_refused(client) -> None:
    page = client(7).part("Plan")
    dates = {one.label: one for one in page.app.date_input}

    dates["Conservative management since"].set_value(pd.Timestamp("2099-01-01").date())
    page.press("Save the file")

    assert "in the future" in page.words()
    assert page.way.client_file(page.key).conservative_since is None


def test_a_review_keeps_the_figures_and_sets_the_next_day(client) -> None:
    page = client(1).part("Review")
    assert "Steady improvement: in 39 entries" in page.words()

    page.write("What was agreed", "Up to 8 km.").write("Decision", "Next phase.")
    page.press("Keep this review")

    [review] = page.way.reviews(page.key).to_dict("records")
    assert (review["agreed"], review["decision"]) == ("Up to 8 km.", "Next phase.")
    assert "Steady improvement: in 39 entries" in review["figures"]
    assert page.way.client_file(page.key).review_due == pd.Timestamp("2027-01-03")
    assert "Held before" in page.words()


def test_a_review_without_a_decision_is_refused_and_what_was_written_stays(client) -> None:
    page = client(1).part("Review")

    page.write("What was agreed", "Up to 8 km.").press("Keep this review")

    assert "The decision is missing." in page.words()
    assert page.way.reviews(page.key).empty
    assert "Up to 8 km." in [one.value for one in page.app.text_area]


def test_a_review_overdue_says_by_how_much(client) -> None:
    page = client(19).part("Review")

    told = [one.value for one in page.app.subheader]
    assert told[0] == "Review was due on 14 Dec 2018, 2,900 days ago"


def test_users_words_never_act(client) -> None:
    page = client(37).part("Exercises")
    page.write("Exercise", HOSTILE[:80]).write("How much", HOSTILE).press("Save this exercise")
    page.part("Review").write("Decision", HOSTILE).press("Keep this review")

    for element in (*page.app.markdown, *page.app.caption, *page.app.subheader):
        assert "![x](http" not in str(element.value)
        assert "<img" not in str(element.value)


@pytest.mark.parametrize("label", ["Recovery", "Pain", "Link"])
def test_every_other_page_shows_the_same_athlete(client, label: str) -> None:
    page = client(7)

    page.press(label)

    assert page.app.session_state["athlete_id"] == page.key
    assert page.app.selectbox(key="athlete_id").value == page.key


def test_the_way_back_leads_to_the_list(client) -> None:
    page = client(9)

    page.press("All clients")

    assert "look today" in page.app.header[0].value


def test_the_athletes_own_pages_count_from_the_clinics_day(client) -> None:
    page = client(19)

    page.press("Overview")

    assert page.app.header[0].value.startswith("You ran 4.5 km in the last 7 days")


def test_the_sheet_for_paper_is_offered(client) -> None:
    page = client(1)

    [button] = [one for one in page.app.get("download_button") if one.proto.label]

    assert button.proto.label == "One page as PDF"


def test_the_cards_begin_with_the_places_worked_on(client) -> None:
    page = client(3)
    page.app.session_state["client_education"] = True

    assert "Structures in this area (inner knee)" in page.run().words()
