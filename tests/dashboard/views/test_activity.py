"""The Activity page: what it says of each kind of recording, and that users' text only shows."""

import pytest

from dashboard.access import session_edit
from ingest import import_files, open_store

HOSTILE = '![x](http://evil.example/a.png) <img src="http://evil.example/b.png"> **loud**'


def test_a_run_says_how_far_how_long_and_where_it_was_fastest(pages, filled) -> None:
    page = pages.activity(filled.recording("running"))

    assert not page.exception
    assert page.header[0].value == "Run: 10.0 km in 54:30, fastest in km 7, slowest in km 3."
    assert [metric.label for metric in page.metric] == [
        "Distance",
        "Moving time",
        "Pace",
        "Heart rate",
        "Climb",
    ]
    assert "moving time, because this is training" in pages.words()
    assert len(page.get("plotly_chart")) == 3


def test_every_chart_and_table_has_words_for_those_who_cannot_see_it(pages, filled) -> None:
    page = pages.activity(filled.recording("running"))

    named = [*page.get("plotly_chart"), *page.dataframe]

    assert len(named) > 5
    assert all(element.proto.alt for element in named)


def test_splits_can_be_read_by_mile(pages, filled) -> None:
    page = pages.activity(filled.recording("running"))

    page.segmented_control[0].set_value("mile").run()

    assert not page.exception
    assert any(title.value.startswith("Each mile against") for title in page.subheader)


def test_a_duathlon_shows_every_leg_and_both_changes(pages, filled) -> None:
    page = pages.activity(filled.recording("cycling"))

    assert not page.exception
    assert page.header[0].value == "Duathlon: 39.5 km in 1:44:40, 3 legs."
    legs = page.dataframe[0].value
    assert list(legs["leg"]) == ["Run 1", "Change 1", "Bike", "Change 2", "Run 2", "Whole"]
    assert legs["distance"].iloc[-1] == "39.5 km"
    assert legs["time"].iloc[-1] == "1:44:40"


def test_a_leg_can_be_chosen(pages, filled) -> None:
    activity_id = filled.recording("cycling")
    page = pages.activity(activity_id)
    bike = filled.way.activity(filled.runner, activity_id).sessions["session_id"].iloc[2]

    page.segmented_control[0].set_value(bike).run()

    assert not page.exception
    assert page.header[1].value == "Bike: 30.0 km in 58:00"


@pytest.mark.parametrize(
    ("sport", "said", "charts"),
    [
        ("training", "no positions, no distance and no elevation", 1),
        ("swimming", "no positions", 1),
    ],
)
def test_what_a_file_does_not_hold_is_said(pages, filled, sport, said, charts) -> None:
    page = pages.activity(filled.recording(sport))

    assert not page.exception
    assert said in pages.words()
    assert len(page.get("plotly_chart")) == charts


@pytest.mark.usefixtures("filled")
def test_an_unknown_activity_leads_back_to_the_list(pages) -> None:
    page = pages.activity("no-such-id")

    assert not page.exception
    assert page.header[0].value == "There is no such activity here."
    assert page.button(key="to_activities")


def test_an_edit_is_kept_and_shown(pages, filled) -> None:
    page = pages.activity(filled.recording("running"))

    page.text_input[0].set_value("Lake loop")
    page.selectbox[1].select(6)
    page.checkbox[0].check()
    page.text_area[0].set_value("Felt fine")
    pages.labelled("Save").click().run()

    assert not page.exception
    assert page.header[0].value.startswith("Lake loop: 10.0 km")
    assert "Effort 6 of 10." in pages.words()
    assert "Felt fine" in pages.words()
    assert "elapsed time, because this is a race" in pages.words()


def test_users_text_with_markup_only_shows(pages, filled) -> None:
    activity_id = filled.recording("running")
    edit = session_edit(name=HOSTILE, sport="", rpe=5, is_race=False, note=HOSTILE)
    filled.way.edit_session(filled.runner, filled.session(activity_id), edit)

    page = pages.activity(activity_id)

    assert not page.exception
    assert HOSTILE in [text.value for text in page.text]
    for element in (*page.header, *page.caption, *page.markdown):
        assert "![" not in element.value
        assert "<img" not in element.value
        assert "**" not in element.value


def test_delete_asks_nothing_and_can_be_undone(pages, filled) -> None:
    activity_id = filled.recording("running")
    page = pages.activity(activity_id)

    page.button(key="delete").click().run()

    assert not page.exception
    assert activity_id not in filled.listed()
    page = pages.list()
    assert "Deleted" in pages.words()

    page.button(key="undo_delete").click().run()

    assert not page.exception
    assert activity_id in filled.listed()


def test_a_deleted_activity_says_so_at_its_own_address(pages, filled) -> None:
    activity_id = filled.recording("running")
    filled.way.delete_activity(filled.runner, activity_id)

    page = pages.activity(activity_id)
    page.button(key="undo_delete").click().run()

    assert not page.exception
    assert activity_id in filled.listed()


def add_another_recording(filled, activity_id: str) -> str:
    """Import the track of a run as a phone would have written it."""
    frame = filled.way.records(filled.runner, filled.session(activity_id))
    points = "".join(
        f'<trkpt lat="{p.latitude_deg}" lon="{p.longitude_deg}">'
        f"<time>{p.time:%Y-%m-%dT%H:%M:%SZ}</time></trkpt>"
        for p in frame[frame["latitude_deg"].notna()].iloc[::5].itertuples()
    )
    text = f'<gpx version="1.1"><trk><trkseg>{points}</trkseg></trk></gpx>'
    with open_store() as store:
        receipt = import_files(store, filled.runner, [("phone.gpx", text.encode())])
    return receipt.rows["activity_id"].item()


def test_another_recording_of_a_session_can_be_made_the_one_that_counts(pages, filled) -> None:
    activity_id = filled.recording("running")
    before = filled.listed()
    other = add_another_recording(filled, activity_id)
    assert filled.listed() == before

    page = pages.activity(other)
    assert not page.exception
    assert "Another recording of this session counts" in page.info[0].value

    page.button(key=f"prefer {other}").click().run()
    assert not page.exception
    assert other in filled.listed()
    assert activity_id not in filled.listed()
    page = pages.activity(other)
    assert not page.info
    assert page.expander[0].label == "1 other recording of this session"


def test_two_sessions_taken_for_one_can_be_parted_and_joined_again(pages, filled) -> None:
    activity_id = filled.recording("running")
    other = add_another_recording(filled, activity_id)
    page = pages.activity(other)

    page.button(key=f"separate {other}").click().run()
    assert not page.exception
    assert {other, activity_id} <= set(filled.listed())

    page = pages.activity(other)
    assert any("another session than" in caption.value for caption in page.caption)
    page.button(key="rejoin").click().run()
    assert not page.exception
    assert other not in filled.listed()
