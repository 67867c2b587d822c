"""Questionnaires a physio uses: the score of the OSTRC-H2, and what the totals of others mean.

The items are other people's wording under copyright, and none stands here: a person answers on
the form itself and brings the numbers of the options, or the total.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.diary import RANGES

OSTRC_H2 = "OSTRC-H2"
# Points of options 1 to 4; 0/6/13/19/25 was the version of 2013.
OPTION_POINTS = (0, 8, 17, 25)
N_QUESTIONS = 4
# The first question's options that end the form, and what it then comes to.
NO_PROBLEM, COULD_NOT_TAKE_PART = 1, 4
ALONE = {NO_PROBLEM: 0, COULD_NOT_TAKE_PART: 100}
# Training or performing less: moderately or severely, or not able to.
SUBSTANTIAL_FROM = 3
# Own short labels of the four questions; the form has the wording.
OSTRC_LABELS = ("Taking part", "Training less", "Performing less", "Symptoms")


class QuestionnaireError(ValueError):
    """Options or a total that the form does not have; the message says which it has."""


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A questionnaire whose total is kept.

    ``reads`` says which end of the total is which, ``about`` what it asks about; ``source`` is the
    study it comes from, and ``form`` leads to it.
    """

    name: str
    about: str
    reads: str
    source: str
    form: str

    @property
    def lowest(self) -> float:
        """The lowest total there is."""
        return RANGES[self.name][0]

    @property
    def highest(self) -> float:
        """The highest total there is."""
        return RANGES[self.name][1]

    @property
    def range_words(self) -> str:
        """Say the range: "0 to 80"."""
        return f"{self.lowest:.0f} to {self.highest:.0f}"


_HIGH_IS_WELL = "higher is better"
QUESTIONNAIRES: dict[str, Questionnaire] = {
    one.name: one
    for one in (
        Questionnaire(
            OSTRC_H2,
            "health problems in the last seven days of training",
            "higher is worse",
            "Clarsen et al. 2020, Br J Sports Med 54:390",
            "https://doi.org/10.1136/bjsports-2019-101337",
        ),
        Questionnaire(
            "KOOS-PS",
            "what the knee lets one do",
            "two scorings are in use: 100 is the worst in the first of them, the best in the later",
            "Perruccio et al. 2008, Osteoarthritis Cartilage 16:542",
            "https://doi.org/10.1016/j.joca.2007.12.014",
        ),
        Questionnaire(
            "Kujala",
            "pain around the kneecap",
            _HIGH_IS_WELL,
            "Kujala et al. 1993, Arthroscopy 9:159",
            "https://doi.org/10.1016/S0749-8063(05)80366-4",
        ),
        Questionnaire(
            "VISA-P",
            "the tendon below the kneecap",
            _HIGH_IS_WELL,
            "Visentini et al. 1998, J Sci Med Sport 1:22",
            "https://doi.org/10.1016/S1440-2440(98)80005-4",
        ),
        Questionnaire(
            "LEFS",
            "what the legs let one do",
            _HIGH_IS_WELL,
            "Binkley et al. 1999, Phys Ther 79:371",
            "https://doi.org/10.1093/ptj/79.4.371",
        ),
    )
}


@dataclass(frozen=True, slots=True)
class OstrcScore:
    """What the answers come to: 0-100, and whether the problem is a substantial one."""

    score: int
    substantial: bool


def ostrc_h2(options: Sequence[int]) -> OstrcScore:
    """Score the OSTRC-H2 from the numbers of the options chosen.

    Parameters
    ----------
    options : sequence of int
        1 to 4 a question, four questions in order. After a first answer of 1 (no problem) or 4
        (could not take part) the others are skipped, and need not be given.

    Returns
    -------
    OstrcScore
        The sum of 0, 8, 17 or 25 a question; 0 for no problem, 100 for no taking part. Substantial:
        could not take part, or option 3 or 4 in the second or third question.

    Raises
    ------
    QuestionnaireError
        An option the form does not have, or too few or too many of them.

    Notes
    -----
    Clarsen et al. 2020, Br J Sports Med 54:390, doi 10.1136/bjsports-2019-101337.
    """
    given = [_option(question, option) for question, option in enumerate(options)]
    if not 1 <= len(given) <= N_QUESTIONS:
        raise QuestionnaireError(f"{OSTRC_H2} has {N_QUESTIONS} questions, not {len(given)}.")
    if given[0] in ALONE:
        return OstrcScore(ALONE[given[0]], substantial=given[0] == COULD_NOT_TAKE_PART)
    if len(given) < N_QUESTIONS:
        missing = OSTRC_LABELS[len(given)]
        raise QuestionnaireError(
            f"{OSTRC_H2} goes on after {OSTRC_LABELS[0].lower()} with difficulty:"
            f' "{missing}" is not answered yet.'
        )
    score = sum(OPTION_POINTS[option - 1] for option in given)
    return OstrcScore(score, substantial=max(given[1:3]) >= SUBSTANTIAL_FROM)


def checked_total(questionnaire: str, total: float) -> float:
    """Return a total that the form can have.

    Parameters
    ----------
    questionnaire : str
        A name of :data:`QUESTIONNAIRES`.
    total : float
        As the form's own key adds it up.

    Raises
    ------
    QuestionnaireError
        A questionnaire that is not listed, or a total outside of its range.
    """
    known = QUESTIONNAIRES.get(questionnaire)
    if known is None:
        names = ", ".join(QUESTIONNAIRES)
        raise QuestionnaireError(f"{questionnaire!r} is not one of: {names}.")
    if not known.lowest <= total <= known.highest:
        raise QuestionnaireError(f"{known.name} goes from {known.range_words}, not {total:g}.")
    return total


def _option(question: int, option: int) -> int:
    if option not in range(1, len(OPTION_POINTS) + 1):
        where = OSTRC_LABELS[question] if question < N_QUESTIONS else f"question {question + 1}"
        raise QuestionnaireError(
            f'"{where}" has the options 1 to {len(OPTION_POINTS)}, not {option}.'
        )
    return int(option)
