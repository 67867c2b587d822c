import numpy as np
import pandas as pd

from dashboard.analysis import overview_words
from dashboard.analysis.overview import History, season
from dashboard.analysis.overview_picture import Picture, picture
from ingest.tables import Athlete

MONDAY = pd.Timestamp("2025-09-22")


def shown(history: History, method: str = "session_rpe") -> Picture:
    found = season(history, method)
    return picture(found, found.days[0], found.days[-1])


def note(of: Picture) -> str:
    return overview_words.note(of, drawn_lanes=4, marked_spikes=8)


def test_the_title_says_where_the_line_stands_and_stood(make_history) -> None:
    rows = [{"day": day, "rpe": 5, "minutes": 70} for day in range(100)]

    title = overview_words.title(shown(make_history(rows)))

    assert title.startswith("Load: 2,2")
    assert title.endswith(" four weeks earlier")


def test_a_young_season_says_that_its_average_is_warming_up(make_history) -> None:
    title = overview_words.title(shown(make_history([{"day": 0, "rpe": 5}])))

    assert title == "Load so far; the 42-day average is still warming up"


def test_too_much_unknown_leaves_no_average_to_speak_of(make_history) -> None:
    rows = [{"day": day, "minutes": np.nan} for day in range(60)]

    title = overview_words.title(shown(make_history(rows)))

    assert title == "Load: too many days are unknown for an average"


def test_running_names_its_unit(make_history) -> None:
    of = shown(make_history([{"day": day, "km": 7} for day in range(100)]), "distance")

    assert " km a week on the 42-day average" in overview_words.title(of)
    assert overview_words.panel_title(of) == ("Running distance a day", ", km")


def test_the_note_states_method_unit_coverage_and_what_is_unknown(make_history) -> None:
    rows = [{"day": 0, "rpe": 5}, {"day": 1}, {"day": 2, "rpe": 5, "minutes": np.nan}]

    told = note(shown(make_history(rows)))

    assert "effort \N{MULTIPLICATION SIGN} minutes (AU), all sports" in told
    assert "1 of 3 sessions scored from your own effort entries; 1 by your usual effort" in told
    assert "1 session could not be scored: marked ?, not 0." in told


def test_the_note_says_when_load_ends_before_the_picture(make_history) -> None:
    history = make_history([{"day": 0, "rpe": 5}], [{"day": 9, "nprs": 1}])

    assert "Load is known up to 22 Sep 2025; after it, unknown." in note(shown(history))


def test_the_note_names_sites_there_was_no_room_for(make_history) -> None:
    pain = [{"day": 0, "nprs": 1}, {"day": 0, "nprs": 1, "side": "right"}]
    of = shown(make_history([], pain))

    told = overview_words.note(of, drawn_lanes=1, marked_spikes=8)

    assert told == "Noted too, not drawn: inner right knee."


def test_the_alt_text_tells_the_findings(long_history) -> None:
    of = shown(long_history())

    told = overview_words.alt(of)

    assert "Load a week, effort \N{MULTIPLICATION SIGN} minutes, 22 Sep 2025 to" in told
    assert "on the 42-day average" in told
    assert "Inner left knee: " in told
    assert "highest 6 of 10" in told
    assert "Springbank Half Marathon 1:51:57" in told


def test_no_words_of_alarm_anywhere(long_history) -> None:
    of = shown(long_history())

    told = f"{overview_words.title(of)} {note(of)} {overview_words.alt(of)}".lower()

    assert not any(word in told for word in ("risk", "danger", "should", "safe", "!"))


def test_a_diary_alone_has_a_title_about_its_pain(make_history) -> None:
    of = shown(make_history([], [{"day": 0, "nprs": 4}, {"day": 2, "nprs": 1}]))

    assert overview_words.title(of) == (
        "Inner left knee: 2 days noted, highest 4 of 10 on 22 Sep 2025, last 1"
    )


def test_an_athlete_without_a_usual_effort_has_no_hatched_bars(make_history) -> None:
    athlete = Athlete("a", "A runner", default_rpe=float("nan"))

    assert "hatched" not in note(shown(make_history([{"day": 0}], athlete=athlete)))
