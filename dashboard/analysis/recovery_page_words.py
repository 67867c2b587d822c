"""The recovery page in words: overline, figures, the picture's title and note, flare cards."""

import math
from dataclasses import dataclass

import pandas as pd

from dashboard.analysis import words
from dashboard.analysis.active_rest import ActiveRest
from dashboard.analysis.link_words import MOMENTS
from dashboard.analysis.load_line import NOT_SETTLED
from dashboard.analysis.morning_after import Settled, run_sentence, settled
from dashboard.analysis.pain_words import capital
from dashboard.analysis.recovery import RecoveryCourse
from dashboard.analysis.recovery_answer import Answer
from dashboard.analysis.return_phases import NEEDED, NOW, RULES, SOURCE, TO_COME, Progress

NOTHING_YET = (
    "This page says whether six weeks of pain went straight or up and down, what changed before"
    " each flare, and what you have carried without one. It needs a score on most mornings, 12 of"
    " them over 21 days, and your runs from the watch. A 0 counts too."
)
METHOD = (
    "**The course.** Six weeks of one place at one moment, the highest score of a day. A straight"
    " line is fitted that knows how a day's pain resembles the day before; its 95 % interval is the"
    " grey band. Two flares or more are called up and down; else the whole interval below 0 is"
    " called steady improvement, above 0 getting worse, and an interval that holds 0 no clear trend"
    " yet. At six weeks that is the usual answer, as pain wanders by itself."
    "\n\n**A flare** begins with a score 2 or more above the median of the week before, and ends"
    " with the second score in a row at most 1 above it. Flares less than 4 days apart are one."
    "\n\n**Before a flare.** The same things are looked for before every flare: sessions in the 7"
    " days before it, shoes, illness and travel in the 30 days before it. The longest run is set"
    " against the longest of the 30 days before it; the running of one activity counts together."
    " What came before a flare is not proof that it brought it: the page Link judges that against"
    " chance."
    "\n\n**Settled.** A run has settled when the next morning is less than 1 point above the"
    " morning before it."
    "\n\n**The load line** is the longest run of the last 28 days that settled, with no flare on"
    " and none within 7 days after it, at any place you note in the morning. The week's line adds"
    " up such runs over 7 days. Limits you agreed with a physio hold in its place."
    "\n\nThese are rules, not measurements of what tissue can bear."
)


@dataclass(frozen=True, slots=True)
class PageFigure:
    """A figure over the picture: its name, its value and what it rests on."""

    label: str
    value: str
    rests_on: str


def overline(answer: Answer) -> str:
    """Say whose place, which moment and which six weeks."""
    first, last = answer.six_weeks
    site = capital(answer.question.site.words)
    when = MOMENTS[answer.question.moment]
    return f"{site}, {when} · six weeks, {words.day(first)} to {words.day(last)}"


def figures(answer: Answer, *, is_narrow: bool) -> list[PageFigure]:
    """Give the figures over the picture, each with its n; the sentence above has the label."""
    read = answer.course
    entries = words.counted(read.n_entries, "entry", "entries")
    mornings = settled(answer.mornings)
    return [
        _latest(answer),
        PageFigure(
            "Points a week",
            _range(read),
            "The steady line's 95 % range, below 0 where pain falls: from"
            f" {entries} over {words.counted(read.n_days, 'day')}.",
        ),
        PageFigure("Flares", _flares(read, is_narrow=is_narrow), _flares_note(read)),
        PageFigure("Settled by morning", _settled(mornings), _mornings_note(mornings)),
    ]


def _latest(answer: Answer) -> PageFigure:
    noted = answer.pain.dropna()
    if noted.empty:
        return PageFigure("Latest", "none", "Nothing was noted here up to this day.")
    score = words.number(noted.iloc[-1])
    return PageFigure("Latest", f"{score} of 10", f"Noted on {words.day(noted.index[-1])}.")


def _range(read: RecoveryCourse) -> str:
    if math.isnan(read.low):
        return "not known yet"
    return f"{_points(read.low)} to {_points(read.high)}"


def _points(value: float) -> str:
    text = words.number(value, decimals=1)
    if text.strip("0.") in ("", words.MINUS):
        return "0.0"
    return text if value < 0 else f"+{text}"


def _flares(read: RecoveryCourse, *, is_narrow: bool) -> str:
    count = len(read.flares)
    if not count or is_narrow:
        return words.number(count) if count else "none"
    last = read.flares.iloc[-1]
    if last["is_open"]:
        return f"{count}, last not settled"
    return f"{count}, last {words.counted(int(last['settle_days']), 'day')}"


def _flares_note(read: RecoveryCourse) -> str:
    said = "Flares that reach into these six weeks."
    if read.flares.empty:
        return said
    last = read.flares.iloc[-1]
    began = f"The last began on {words.day(last['onset'])}"
    if last["is_open"]:
        return f"{said} {began} and has not settled."
    return f"{said} {began} and settled in {words.counted(int(last['settle_days']), 'day')}."


def _settled(mornings: Settled) -> str:
    if not mornings.runs:
        return "no run"
    return mornings.words or "not known"


def _mornings_note(mornings: Settled) -> str:
    unknown = mornings.runs - mornings.known
    said = "Runs after which the next morning was less than 1 point above the morning before."
    if unknown:
        said += f" Of {words.counted(mornings.runs, 'run')}, {unknown} lack one of the two."
    return said


def mornings_table(answer: Answer) -> pd.DataFrame:
    """List the runs of the six weeks with the mornings around them, newest first, as text."""
    rows = [
        (
            words.day(run["local_day"]),
            words.distance(run["running_km"] * words.METRES_PER_KM),
            words.number(run["before"]),
            words.number(run["after"]),
            run["state"],
        )
        for _, run in answer.mornings.iloc[::-1].iterrows()
    ]
    columns = ["day", "run", "before", "after", "state"]
    return pd.DataFrame(rows, columns=columns, dtype="str")


def last_not_settled(answer: Answer) -> str:
    """Say the newest run that did not settle, with both numbers; "" where there is none."""
    broken = answer.mornings[answer.mornings["state"] == NOT_SETTLED]
    return "" if broken.empty else run_sentence(broken.iloc[-1])


def picture_title(answer: Answer) -> str:
    """Name the picture by what it holds: a steady line is drawn only where one could be judged."""
    if answer.course.line.empty:
        entries = words.counted(answer.course.n_entries, "entry", "entries")
        return f"What was noted in six weeks: {entries}"
    return "What a steady course would look like, and what yours did"


def picture_note(answer: Answer) -> str:
    """Say what the marks mean, and where nothing was entered."""
    said = ["Dots: what you entered, hollow for 0."]
    if not answer.course.line.empty:
        said.insert(0, "Dashed: the steady line through your entries, its 95 % range in grey.")
    if len(answer.course.flares):
        said.append("Pink bands: flares, with the days until they settled.")
    gap = _longest_gap(answer)
    return " ".join([*said, gap]).strip()


def _longest_gap(answer: Answer) -> str:
    first, last = answer.six_weeks
    noted = answer.pain.dropna()
    inside = noted[(noted.index >= first) & (noted.index <= last)].index
    ends = pd.DatetimeIndex([first - pd.Timedelta(days=1), *inside, last + pd.Timedelta(days=1)])
    gaps = (ends[1:] - ends[:-1]).days - 1
    longest = int(gaps.argmax())
    if gaps[longest] < 2:  # noqa: PLR2004 - one day is not worth a sentence
        return ""
    begin = ends[longest] + pd.Timedelta(days=1)
    end = ends[longest + 1] - pd.Timedelta(days=1)
    return f"Longest gap: nothing entered from {words.day(begin)} to {words.day(end)}."


def picture_alt(answer: Answer) -> str:
    """Tell the picture to someone who cannot see it."""
    flares = [
        f"flare from {words.day(row['onset'])}"
        + (", not settled" if row["is_open"] else f" to {words.day(row['end'])}")
        + f", highest {words.number(row['highest'])} of 10"
        for _, row in answer.course.flares.iterrows()
    ]
    return f"{answer.course.sentence} {'; '.join(flares) or 'No flare'}."


def card_title(flare: pd.Series) -> str:
    """Name a flare: when it began, how high it went, how long it took."""
    began = words.long_day(flare["onset"])
    before = words.number(flare["before"], decimals=0 if flare["before"] % 1 == 0 else 1)
    rise = f"{before} → {words.number(flare['highest'])} of 10"
    if flare["is_open"]:
        return f"{began}: {rise}, not settled yet"
    settled = words.counted(int(flare["settle_days"]), "day")
    return f"{began}: {rise}, settled in {settled}"


def cards_title(answer: Answer) -> str:
    """Say how many flares there are cards for."""
    count = len(answer.found)
    if not count:
        return "No flare noted at this place and moment"
    return f"What changed before {'the flare' if count == 1 else f'each of {count} flares'}"


def phase_rows(progress: Progress) -> pd.DataFrame:
    """List the phases of the return, as text: phase, done, days."""
    rows = [
        (
            f"{row['number']}. {row['words']}",
            _done(row),
            words.joined([_short_day(day) for day in row["days"]]),
        )
        for _, row in progress.phases.iterrows()
    ]
    return pd.DataFrame(rows, columns=["phase", "done", "days"], dtype="str")


def _done(row: pd.Series) -> str:
    if row["state"] == NOW:
        return f"now, {row['done']} of {NEEDED}"
    return "" if row["state"] == TO_COME else str(row["state"])


def _short_day(day: pd.Timestamp) -> str:
    return f"{day.day} {words.MONTHS[day.month - 1][:3]}"


def phase_notes(progress: Progress) -> list[str]:
    """Say why one stays, the walk that comes first, the rules and where they come from."""
    rules = f"{RULES} After {SOURCE}. How much of a run was walked is not in the files."
    return [said for said in (progress.why_it_stays, progress.gate_sentence, rules) if said]


def rest_rows(rest: ActiveRest) -> pd.DataFrame:
    """List active rest by sport, as text."""
    rows = rest.rows
    return pd.DataFrame(
        {
            "sport": [capital(sport) for sport in rows["sport"]],
            "sessions": [words.number(count) for count in rows["sessions"]],
            "hours": [words.number(hours, decimals=1) for hours in rows["hours"]],
            "load": [words.number(load) for load in rows["load"]],
        },
        dtype="str",
    )
