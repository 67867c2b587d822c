"""Signs that need a person looked at, not a number: the questions, where to go, and two rules.

This is education and a door to care, never a diagnosis. Own words; the signs are those that
guidelines for knee, back and hip pain agree on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

import pandas as pd

from dashboard.analysis import words
from dashboard.analysis.pain import Site, at_site, daily_pain
from ingest.athlete_tables import MOMENTS

SEVERE_NPRS = 7
SEVERE_ENTRIES = 3
SEVERE_DAYS = 7
COURSE_DAYS = 42
WEEK = 7


class Urgency(Enum):
    """How soon somebody should look, most urgent first; the value is where to go."""

    NOW = "Call your emergency number now (112 or 911 in many countries). Do not drive yourself."
    TODAY = "Have a doctor or an emergency department look at this today. Do not run on it."
    SOON = "Book a doctor or physiotherapist in the next days, and show them this diary."


_ORDER = tuple(Urgency)
_JOINTS = ("knee", "ankle", "hip", "foot")
_HIP = ("hip", "groin", "thigh", "buttock")
_LEG = ("knee", "calf", "shin", "ankle", "foot", "heel", "achilles", "thigh", "hamstring")


@dataclass(frozen=True, slots=True)
class Question:
    """One sign to ask about. ``regions`` names where it matters; empty = always.

    ``also`` is said besides where to go.
    """

    code: str
    urgency: Urgency
    text: str
    regions: tuple[str, ...] = ()
    also: str = ""


QUESTIONS = (
    Question(
        "chest", Urgency.NOW, "Pain or pressure in the chest, fainting, or short of breath at rest?"
    ),
    Question("saddle_numbness", Urgency.NOW, "Numb between the legs, around the seat?"),
    Question("bladder_bowel", Urgency.NOW, "New trouble holding or passing urine or stool?"),
    Question("both_legs_weak", Urgency.NOW, "Both legs newly weak?"),
    Question(
        "hot_joint",
        Urgency.TODAY,
        "The joint hot, red or swollen, and you feel feverish?",
        _JOINTS,
    ),
    Question(
        "cannot_load", Urgency.TODAY, "Unable to stand on it, or to bend or straighten it?", _LEG
    ),
    Question("deformity", Urgency.TODAY, "Does it look out of shape or out of place?"),
    Question(
        "rapid_swelling",
        Urgency.TODAY,
        "Did it swell up within hours of a twist or a fall?",
        _JOINTS,
    ),
    Question("cold_foot", Urgency.TODAY, "Is the foot cold, pale or numb?", _LEG),
    Question(
        "calf_swelling", Urgency.TODAY, "Is one calf swollen or tender without a knock?", _LEG
    ),
    Question(
        "locking",
        Urgency.SOON,
        "Does the knee get stuck so that it will not straighten?",
        ("knee",),
    ),
    Question(
        "giving_way", Urgency.SOON, "Has it been giving way since an injury?", ("knee", "ankle")
    ),
    Question(
        "rest_and_night", Urgency.SOON, "Does it hurt all the time, at rest and at night too?"
    ),
    Question("weight_or_lump", Urgency.SOON, "Losing weight without trying, or a new lump?"),
    Question("bone_spot", Urgency.SOON, "Does one spot on a bone hurt when you press it?"),
    Question(
        "groin_hop",
        Urgency.SOON,
        "Groin or hip pain that stops you hopping or standing on that leg?",
        _HIP,
        also="No running until somebody has seen it.",
    ),
)


@dataclass(frozen=True, slots=True)
class Advice:
    """What the answers call for: the most urgent place to go, and the signs behind it."""

    urgency: Urgency
    signs: tuple[Question, ...]
    sentence: str


def questions(region: str) -> tuple[Question, ...]:
    """Return the questions for a region of the body, most urgent first."""
    return tuple(sign for sign in QUESTIONS if not sign.regions or region in sign.regions)


def advice(codes: Iterable[str]) -> Advice | None:
    """Say where to go for the signs that were answered with yes.

    Parameters
    ----------
    codes : iterable of str
        Codes of :data:`QUESTIONS`.

    Returns
    -------
    Advice or None
        None when nothing was answered with yes.

    Raises
    ------
    ValueError
        If a code is none of the questions': a sign must not get lost.
    """
    said = set(codes)
    unknown = said - {sign.code for sign in QUESTIONS}
    if unknown:
        raise ValueError(f"no red-flag question is called {', '.join(sorted(unknown))}")
    signs = tuple(sign for sign in QUESTIONS if sign.code in said)
    if not signs:
        return None
    most = min((sign.urgency for sign in signs), key=_ORDER.index)
    return Advice(most, signs, " ".join([most.value, *(sign.also for sign in signs if sign.also)]))


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that fired: which, at which site, on which local day, and what to tell the person."""

    rule: str
    site: Site
    local_day: pd.Timestamp
    sentence: str


def severe_pain(entries: pd.DataFrame, site: Site) -> Finding | None:
    """Rule: pain of 7 or more on 3 entries within 7 local days, at one site, any moments.

    Parameters
    ----------
    entries : pandas.DataFrame
        PAIN_ENTRIES.
    site : Site
        Where.

    Returns
    -------
    Finding or None
        The newest time it fired, dated by the third entry.
    """
    here = at_site(entries, site).sort_values(["local_day", "felt_at"])
    severe = here.loc[here["intensity_nprs"] >= SEVERE_NPRS, "local_day"].reset_index(drop=True)
    apart = severe - severe.shift(SEVERE_ENTRIES - 1)
    fired = severe[apart < pd.Timedelta(days=SEVERE_DAYS)]
    if fired.empty:
        return None
    day = fired.iloc[-1]
    sentence = (
        f"Your {site.words} was at {SEVERE_NPRS} or more {SEVERE_ENTRIES} times within a week"
        f" (up to {words.day(day)}): get this looked at. {Urgency.SOON.value}"
    )
    return Finding("severe_pain", site, day, sentence)


def no_better(entries: pd.DataFrame, site: Site) -> Finding | None:
    """Rule: pain that is there every week and is no lower than six weeks ago.

    Parameters
    ----------
    entries : pandas.DataFrame
        PAIN_ENTRIES.
    site : Site
        Where; each moment is judged by itself.

    Returns
    -------
    Finding or None
        For the first moment (morning first) whose median over the 7 days up to its newest entry is
        above 0 and not below the median of the 7 days that ended 42 days earlier, while no week
        between them that has entries has a median of 0.
    """
    for moment in MOMENTS:
        pain = daily_pain(entries, site, moment)
        if len(pain) > COURSE_DAYS and _no_lower(pain):
            return _no_better_finding(site, moment, pain.index[-1])
    return None


def _no_lower(pain: pd.Series) -> bool:
    """Compare weeks counted back from the newest entry: 0 is the last, 6 is six weeks before."""
    days_back = (pain.index[-1] - pain.index).days
    weeks = pain.groupby(days_back // WEEK).median().dropna()
    then, now = COURSE_DAYS // WEEK, 0
    if then not in weeks.index:
        return False
    between = weeks[weeks.index <= then]
    return bool((between > 0).all() and weeks[now] >= weeks[then])


def _no_better_finding(site: Site, moment: str, day: pd.Timestamp) -> Finding:
    sentence = (
        f"Your {site.words} ({moment}) was no better on {words.day(day)} than six weeks before:"
        f" get this looked at. {Urgency.SOON.value}"
    )
    return Finding("no_better", site, day, sentence)


def findings(entries: pd.DataFrame, site: Site) -> tuple[Finding, ...]:
    """Return the rules that fired for a site, the newest time of each."""
    return tuple(filter(None, (severe_pain(entries, site), no_better(entries, site))))
