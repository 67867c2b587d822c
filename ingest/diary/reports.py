"""What an author adds to the report of a year: title, words, choices, pictures."""

from dataclasses import dataclass

from ingest.diary.wrong import WrongEntry, check_between

YEARS = (1900, 2200)
LONGEST_TITLE = 200
LONGEST_TEXT = 100_000
LONGEST_CAPTION = 1000
MOST_PICTURES = 40
MOST_BYTES = 5_000_000
WIDEST = 4096
JPEG = b"\xff\xd8\xff"


@dataclass(frozen=True, slots=True)
class ReportDraft:
    """What the author says of one year.

    ``text`` is Markdown as typed, not yet made safe. ``with_body``: load and pain are in the
    report. ``near_start``: what lies around the ends of the track is in it too.
    """

    year: int
    title: str = ""
    text: str = ""
    with_body: bool = True
    near_start: bool = False


@dataclass(frozen=True, slots=True)
class ReportPicture:
    """A picture of a report; ``data`` is JPEG, already written anew, without place or camera."""

    picture_id: str
    year: int
    position: int
    caption: str
    data: bytes
    width: int
    height: int


def check_report_draft(draft: ReportDraft) -> None:
    """Refuse a year no calendar of ours has, and words far too long (WrongEntry)."""
    _check_year(draft.year)
    _check_length("title", draft.title, LONGEST_TITLE)
    _check_length("text", draft.text, LONGEST_TEXT)


def check_report_picture(picture: ReportPicture) -> None:
    """Refuse what is no JPEG, too large, or without a place in the report.

    Raises
    ------
    WrongEntry
        Also for a caption that is far too long.
    """
    _check_year(picture.year)
    _check_length("caption", picture.caption, LONGEST_CAPTION)
    say = f"A report has at most {MOST_PICTURES} pictures."
    check_between("position", picture.position, (0, MOST_PICTURES - 1), say)
    if not picture.data.startswith(JPEG) or len(picture.data) > MOST_BYTES:
        raise WrongEntry("data", "A picture is kept as JPEG of at most 5 MB.")
    say = f"A picture is from 1 to {WIDEST:,} pixels wide and high."
    check_between("width", picture.width, (1, WIDEST), say)
    check_between("height", picture.height, (1, WIDEST), say)


def _check_year(year: int) -> None:
    check_between("year", year, YEARS, f"A year is from {YEARS[0]} to {YEARS[1]}, not {year}.")


def _check_length(field: str, text: str, longest: int) -> None:
    if len(text) > longest:
        raise WrongEntry(field, f"This is longer than {longest:,} letters. Shorten it.")
