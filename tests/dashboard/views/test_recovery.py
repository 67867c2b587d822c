"""The recovery page: six weeks, the load line with its plan, flare cards, and the poor cases."""

import re
from dataclasses import dataclass

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import access
from dashboard.access import (
    PainEntry,
    PlanLimits,
    PlannedRun,
    RedFlagAnswer,
    SessionByHand,
    WeekPlan,
)
from dashboard.analysis.week_plan import monday_of

TODAY = pd.Timestamp.now("UTC").tz_localize(None).normalize().as_unit("us")
SENTENCES = re.compile(r"[^.!?\n]+")


@dataclass
class Mine:
    """One runner's own database, with short ways to fill it: days count back from today."""

    way: access.Access
    runner: str

    def ran(self, *runs: tuple[int, float]) -> None:
        for ago, km in runs:
            start = TODAY - pd.Timedelta(days=ago) + pd.Timedelta(minutes=5)
            session = SessionByHand("running", start, km * 6, 4.0, km * 1000, f"Run {ago}")
            self.way.add_session_by_hand(self.runner, session)

    def felt(self, scores: dict[int, int], **others: str) -> None:
        place = {"region": "knee", "side": "left", "aspect": "medial", "moment": "morning"} | others
        days = {ago: TODAY - pd.Timedelta(days=ago) for ago in scores}
        self.way.save_pain(
            self.runner,
            [
                PainEntry(
                    intensity_nprs=nprs,
                    felt_at=(days[ago] + pd.Timedelta(minutes=1)).tz_localize("UTC"),
                    **place,
                )
                for ago, nprs in scores.items()
            ],
        )

    def plan(self, *runs: tuple[int, float]) -> None:
        monday = monday_of(TODAY) + pd.Timedelta(days=7)
        planned = (PlannedRun(monday + pd.Timedelta(days=at), km) for at, km in runs)
        self.way.save_week_plan(self.runner, WeekPlan(monday, tuple(planned)))


@pytest.fixture
def mine(database) -> Mine:
    assert not database.exists()
    way = access.open_access()
    return Mine(way, way.athletes("UTC")[0].athlete_id)


@pytest.fixture
def calm(mine) -> Mine:
    """Six weeks of calm mornings, a run of 6 km a week ago and one of 4 km before it."""
    mine.ran((7, 6.0), (10, 4.0))
    mine.felt(dict.fromkeys(range(1, 43), 1))
    return mine


def recovery(pages) -> AppTest:
    pages.home()
    pages.app.switch_page("views/recovery.py")
    return pages.app.run()


def plain(text: str) -> str:
    """Take away what keeps users' text from being read as Markdown."""
    return text.replace("\\", "").replace("\N{WORD JOINER}", "")


def said(pages) -> str:
    """Everything the page says, as a person reads it."""
    page = pages.app
    metrics = [f"{metric.label}: {metric.value}" for metric in page.metric]
    tables = [str(cell) for table in page.table for row in table.value.to_numpy() for cell in row]
    return plain("\n".join([pages.words(), *metrics, *tables]))


def check_wording(text: str) -> None:
    """No risk, no cause without a not, no praise and no order."""
    assert not re.search(r"\brisk|\bshould\b|\bgreat\b|well done|!", text, re.I)
    for sentence in SENTENCES.findall(text):
        if re.search(r"\bcause", sentence, re.I):
            assert re.search(r"\bnot\b", sentence), sentence


def test_an_athlete_with_nothing_is_led_to_pain_to_files_and_to_the_demo(pages) -> None:
    page = recovery(pages)

    assert not page.exception
    assert page.header[0].value == "Nothing noted yet."
    assert {"Note pain", "Add files", "Look at the demo"} <= {b.label for b in page.button}
    check_wording(said(pages))


def test_only_runs_say_that_mornings_are_missing(pages, mine) -> None:
    mine.ran((3, 5.0), (6, 4.0))

    page = recovery(pages)

    assert not page.exception
    assert page.header[0].value == "No pain noted yet."
    assert "2 runs in the last 28 days, and no morning noted." in said(pages)
    assert "No load line yet" in said(pages)
    check_wording(said(pages))


def test_only_pain_has_its_course_and_says_what_a_card_needs(pages, mine) -> None:
    mine.felt(dict.fromkeys(range(11, 43), 1) | {10: 5, 9: 5} | dict.fromkeys(range(1, 9), 1))

    page = recovery(pages)

    assert not page.exception
    assert page.header[0].value.startswith("No clear trend yet: 41 entries")
    assert "a card needs the files of your watch" in said(pages)
    assert "No run in the last 28 days" in said(pages)
    check_wording(said(pages))


def test_ten_years_of_gaps_are_read_to_the_end(pages, mine) -> None:
    mine.ran(*((365 * year + 2, 5.0) for year in range(10)))
    mine.felt({365 * year + shift: 2 + shift % 3 for year in range(10) for shift in range(1, 6)})

    page = recovery(pages)

    assert not page.exception
    assert page.header[0].value.startswith("Not enough entries yet (5 of 12")
    check_wording(said(pages))


@pytest.mark.usefixtures("calm")
def test_the_line_is_the_longest_run_that_settled(pages) -> None:
    page = recovery(pages)

    assert not page.exception
    assert "You carried 6.0 km. Nothing is planned for next week" in said(pages)
    assert "Longest run carried: 6.0 km" in said(pages)
    assert "7 days carried: 10.0 km" in said(pages)
    assert "Settled by morning: 2 of 2 runs" in said(pages)
    assert "The line is what you have carried, not what you may." in said(pages)


def test_a_plan_under_the_line_is_said_to_be(pages, calm) -> None:
    calm.plan((1, 4.0), (3, 6.0))

    recovery(pages)

    assert "You carried 6.0 km. Next week stays at or under it" in said(pages)
    assert "10.0 km in all, at or under the 10.0 km carried." in said(pages)


def test_a_plan_over_the_line_can_be_kept_under_it(pages, calm) -> None:
    calm.plan((1, 9.0), (3, 6.0))
    page = recovery(pages)
    assert "Next week goes up to 3.0 km over it" in said(pages)

    pages.labelled("Keep it under the line").click().run()

    assert not page.exception
    assert "Next week stays at or under it" in said(pages)
    monday = monday_of(TODAY) + pd.Timedelta(days=7)
    assert calm.way.week_plan(calm.runner, monday)["distance_km"].sum() <= 10.0


def test_a_plan_that_contradicts_the_spike_rule_names_the_population(pages, calm) -> None:
    calm.way.save_agreed_limits(
        calm.runner, PlanLimits(TODAY, longest_run_km=20.0, week_km=40.0, set_by="A physio")
    )
    calm.plan((2, 9.0))

    page = recovery(pages)

    assert not page.exception
    words = said(pages)
    assert "Agreed: 20.0 km a run. Next week stays at or under it" in words
    assert "Longest run agreed: 20.0 km" in words
    assert "Set by A physio from" in words
    assert "Wednesday's 9.0 km would be 1.50\N{MULTIPLICATION SIGN} the longest run" in words
    assert "5,205 runners" in words
    assert "A population figure, not yours." in words
    check_wording(words)


def test_last_weeks_runs_can_be_planned_again_and_cleared(pages, calm) -> None:
    calm.ran((3, 5.0))
    recovery(pages)

    pages.labelled("Last week again, under the line").click().run()
    assert "Next week stays at or under it" in said(pages)

    pages.labelled("Clear this plan").click().run()
    assert "Nothing is planned for next week" in said(pages)


def test_this_week_has_a_plan_of_its_own(pages, calm) -> None:
    calm.plan((1, 4.0))
    page = recovery(pages)

    page.button_group(key="plan_week").set_value("This week").run()

    assert not page.exception
    assert "Nothing is planned for this week" in said(pages)


def test_older_flares_come_ten_at_a_time(pages, mine) -> None:
    mine.felt({ago: 5 if ago % 12 == 6 else 1 for ago in range(1, 200)})
    page = recovery(pages)
    assert "Earlier flares (14)" in {box.label for box in page.expander}

    page.session_state["earlier_flares"] = True
    page.run()

    assert not page.exception
    assert said(pages).count("of 10, settled in") == 12
    pages.labelled("Show 4 more").click().run()
    assert said(pages).count("of 10, settled in") == 16


def test_days_are_planned_in_a_form(pages, calm) -> None:
    page = recovery(pages)
    monday = monday_of(TODAY) + pd.Timedelta(days=7)
    days = [field for field in page.number_input if str(field.key).startswith("plan ")]

    days[2].set_value(5.5)
    pages.labelled("Save this plan").click().run()

    assert not page.exception
    kept = calm.way.week_plan(calm.runner, monday)
    assert kept["distance_km"].tolist() == [5.5]
    assert kept["day"].tolist() == [monday + pd.Timedelta(days=2)]


def test_agreed_limits_are_entered_shown_as_theirs_and_undone(pages, calm) -> None:
    page = recovery(pages)
    by_label = {field.label: field for field in page.number_input}

    by_label["Longest run, km"].set_value(4.0)
    name = next(field for field in page.text_input if field.label == "Set by")
    name.set_value("*A* physio")
    pages.labelled("Save these limits").click().run()

    assert not page.exception
    assert "Longest run agreed: 4.0 km" in said(pages)
    assert "Set by *A* physio" in said(pages)
    limits_id = calm.way.agreed_limits(calm.runner)["limits_id"].iloc[0]

    page.button(key=f"delete limits {limits_id}").click().run()
    assert "Longest run carried: 6.0 km" in said(pages)

    page.button(key="settings_undo_button").click().run()
    assert "Longest run agreed: 4.0 km" in said(pages)


def test_limits_without_a_name_are_refused_beside_the_field(pages, calm) -> None:
    page = recovery(pages)

    next(f for f in page.number_input if f.label == "Longest run, km").set_value(4.0)
    pages.labelled("Save these limits").click().run()

    assert "Who set these limits is missing." in [plain(error.value) for error in page.error]
    assert calm.way.agreed_limits(calm.runner).empty


def test_a_questionnaire_is_scored_by_its_options_and_drawn(pages, calm) -> None:
    page = recovery(pages)
    assert "No questionnaire answered yet" in said(pages)
    options = [group for group in page.button_group if "option" in group.label]
    assert len(options) == 1

    for number, option in enumerate((2, 3, 1, 2)):
        group = [one for one in page.button_group if "option" in one.label][number]
        group.set_value(option).run()
    assert "OSTRC-H2 score 33 of 100: a substantial problem, by the form's own rule." in said(pages)
    pages.labelled("Save this total").click().run()

    assert not page.exception
    kept = calm.way.questionnaires(calm.runner).iloc[0]
    assert (kept["questionnaire"], kept["total"], kept["options"]) == ("OSTRC-H2", 33.0, "2,3,1,2")
    assert "Questionnaires: 1 total of OSTRC-H2" in said(pages)
    assert "OSTRC-H2, 33 of 100" in said(pages)


def test_a_sign_that_needs_a_look_stops_the_line_and_the_plan(pages, calm) -> None:
    yes = RedFlagAnswer(
        "deformity",
        answer=True,
        answered_at=pd.Timestamp.now("UTC"),
        region="knee",
        side="left",
        asked_because="first_entry",
    )
    calm.way.save_red_flags(calm.runner, [yes])

    page = recovery(pages)

    assert not page.exception
    words = said(pages)
    assert "Get this looked at" in words
    assert "No load line and no plan until somebody has looked at it." in words
    assert "You carried" not in words
    assert page.header[0].value == "Get the left knee looked at first."
    assert not page.get("plotly_chart")
    assert "Return to running" not in words
    assert "Last week again, under the line" not in {button.label for button in page.button}


def test_users_text_stays_text(pages, calm) -> None:
    start = TODAY - pd.Timedelta(days=2)
    link = "![x](http://example.org/x.png)"
    calm.way.add_session_by_hand(
        calm.runner, SessionByHand("running", start, 40, 4.0, 9_000, name=link)
    )
    calm.felt({1: 5})

    page = recovery(pages)

    assert not page.exception
    assert not any("![x](" in element.value for element in page.markdown)
    assert link in said(pages)


@pytest.mark.usefixtures("calm")
def test_a_past_day_ends_the_six_weeks(pages) -> None:
    page = recovery(pages)

    page.date_input[0].set_value((TODAY - pd.Timedelta(days=20)).date()).run()

    assert not page.exception
    assert "all 23 entries over 23 days" in page.header[0].value


@pytest.mark.usefixtures("calm")
@pytest.mark.parametrize("asked", ["1066-10-14", "soon", "9999-99-99", "2020-01-01T00:00Z", ""])
def test_an_address_that_asks_for_no_day_of_the_diary_is_passed_over(pages, asked) -> None:
    pages.home()
    pages.app.switch_page("views/recovery.py")
    pages.app.query_params["until"] = asked
    pages.app.query_params["site"] = "elbow-left"

    page = pages.app.run()

    assert not page.exception
    assert page.date_input[0].value == TODAY.date()


@pytest.mark.usefixtures("calm")
def test_the_address_names_the_day_the_six_weeks_end_with(pages) -> None:
    pages.home()
    pages.app.switch_page("views/recovery.py")
    pages.app.query_params["until"] = f"{TODAY - pd.Timedelta(days=20):%Y-%m-%d}"

    assert "all 23 entries" in pages.app.run().header[0].value


@pytest.fixture
def demo_recovery(demo) -> AppTest:
    demo.app.switch_page("views/recovery.py")
    return demo.app.run()


def test_the_duathlon_stands_on_its_card_before_the_first_flare(demo, demo_recovery) -> None:
    assert not demo_recovery.exception
    assert demo_recovery.header[0].value.startswith("No clear trend yet: 36 entries")

    [earlier] = [box for box in demo_recovery.expander if box.label.startswith("Earlier flares")]
    words = said(demo)
    assert "What changed before each of 4 flares" in words
    assert earlier.label == "Earlier flares (2)"
    check_wording(words)


def test_the_demo_says_what_its_diary_says(demo, demo_recovery) -> None:
    words = said(demo)

    assert "You carried 5.0 km" in words
    assert "Settled by morning: 4 of 9 runs" in words
    assert "Not settled after Tuesday 17 Nov 2026, 5.0 km: 1 the next morning, 0" in words
    assert "0 → 3 of 10, settled in 5 days" in words

    demo_recovery.date_input[0].set_value(pd.Timestamp("2026-09-14").date()).run()

    assert demo_recovery.header[0].value.startswith("Up and down: 2 flares in six weeks")
    assert "3 → 6 of 10, settled in 7 days" in said(demo)
    assert "1.58\N{MULTIPLICATION SIGN}" in said(demo)
    assert "2 Aug 2026: Mill Lake Duathlon, 9.5 km run after at most 6.0 km" in said(demo)
    check_wording(said(demo))
