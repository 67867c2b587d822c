"""Report, Pictures: those an author adds, with captions, in an order of their own."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from dashboard.access import ReportPicture, WrongEntry
from dashboard.analysis import words
from dashboard.analysis.users_text import as_markdown, shortened
from dashboard.report.pictures import LARGEST_MB, PictureRefused, re_encoded
from dashboard.views import reading, routes
from dashboard.views.form_parts import offer_undo, remember_undo
from dashboard.views.reading import Who

KINDS = ["jpg", "jpeg", "png", "webp", "avif", "gif"]
MOST = 40
LONGEST_CAPTION = 1000
THUMBNAIL = 180
NOT_TAKEN = "report_pictures_not_taken"
HINT = (
    "The day, a medal, a finish line. Each is drawn anew: what a phone hides in a photo, such as "
    "where it was taken, is left behind."
)


def draw(who: Who, year: int) -> None:
    """Draw the pictures of a year's report, each with its caption, and the way to add more."""
    offer_undo()
    kept = _pictures(who, year)
    for place in range(len(kept)):
        _row(who, kept, place)
    if len(kept) < MOST:
        _add(who, year, kept)
    else:
        st.caption(f"A report holds {MOST} pictures. Remove one to add another.")
    for sentence in st.session_state.pop(NOT_TAKEN, ()):
        st.error(as_markdown(sentence))


@st.cache_resource(show_spinner=False, max_entries=2)
def _pictures(who: Who, year: int) -> tuple[ReportPicture, ...]:
    return reading.access().report_pictures(who.athlete_id, year)


def _row(who: Who, kept: Sequence[ReportPicture], place: int) -> None:
    one = kept[place]
    with st.container(border=True, key=f"picture {one.picture_id}"):
        shown, told = st.columns([1, 4], gap="medium")
        with shown:
            st.image(one.data, width=THUMBNAIL, alt=_name(one, place))
        with told:
            key = f"caption {one.picture_id}"
            st.text_input(
                f"Caption of picture {place + 1}",
                one.caption,
                max_chars=LONGEST_CAPTION,
                placeholder="What is seen here, in your words",
                key=key,
                on_change=_caption,
                args=(who, one, key),
            )
            _buttons(who, kept, place)


def _buttons(who: Who, kept: Sequence[ReportPicture], place: int) -> None:
    one = kept[place]
    with st.container(horizontal=True):
        for label, by, is_at_end in (
            ("Earlier", -1, place == 0),
            ("Later", 1, place == len(kept) - 1),
        ):
            st.button(
                label,
                key=f"{label} {one.picture_id}",
                help=None if is_at_end else f"Move picture {place + 1} {label.lower()}",
                disabled=is_at_end,
                on_click=_move,
                args=(who, kept, place, place + by),
            )
        st.button(
            "Remove",
            key=f"remove {one.picture_id}",
            on_click=_remove,
            args=(who, one, _name(one, place)),
        )


def _name(one: ReportPicture, place: int) -> str:
    return one.caption.strip() or f"Picture {place + 1}"


def _caption(who: Who, one: ReportPicture, key: str) -> None:
    typed = str(st.session_state.get(key, ""))
    if typed != one.caption:
        _keep(who, replace(one, caption=typed))


def _move(who: Who, kept: Sequence[ReportPicture], place: int, to: int) -> None:
    ordered = list(kept)
    ordered[place], ordered[to] = ordered[to], ordered[place]
    _number(who, ordered)


def _number(who: Who, ordered: Sequence[ReportPicture]) -> None:
    """Give each picture its place in the order, those that have it already left alone."""
    for position, one in enumerate(ordered):
        if one.position != position:
            _keep(who, replace(one, position=position))


def _keep(who: Who, one: ReportPicture) -> None:
    reading.access().save_report_picture(who.athlete_id, one)


def _remove(who: Who, one: ReportPicture, name: str) -> None:
    way = reading.access()
    way.delete_report_picture(who.athlete_id, one.picture_id)
    remember_undo(f"Removed: {as_markdown(shortened(name))}.", _restoring(who, one))


def _restoring(who: Who, one: ReportPicture) -> Callable[[], None]:
    way = reading.access()
    return lambda: way.restore_report_picture(who.athlete_id, one.picture_id)


def _add(who: Who, year: int, kept: Sequence[ReportPicture]) -> None:
    """Take files; the place for them is emptied after each turn, so that none comes in twice."""
    turn = st.session_state.setdefault("report_pictures_turn", 0)
    files = st.file_uploader(
        "Add pictures",
        type=KINDS,
        accept_multiple_files=True,
        max_upload_size=LARGEST_MB,
        key=f"report_pictures {turn}",
    )
    st.caption(HINT)
    if not files:
        return
    _number(who, kept)
    taken, refused = 0, []
    for file in files:
        try:
            _take(who, year, len(kept) + taken, (file.getvalue(), file.name))
            taken += 1
        except (PictureRefused, WrongEntry) as error:
            refused.append(str(error))
    st.session_state["report_pictures_turn"] = turn + 1
    st.session_state[NOT_TAKEN] = refused
    if taken:
        routes.say_next(f"Added {words.counted(taken, 'picture')}.")
    st.rerun()


def _take(who: Who, year: int, position: int, file: tuple[bytes, str]) -> None:
    data, name = file
    if position >= MOST:
        raise PictureRefused(name, f"is one too many: a report holds {MOST} pictures")
    photo = re_encoded(data, name)
    picture = ReportPicture("", year, position, "", photo.data, photo.width, photo.height)
    _keep(who, picture)
