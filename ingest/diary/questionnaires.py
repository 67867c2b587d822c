"""The total of a questionnaire, and the numbers of its options; never its words."""

from dataclasses import dataclass

import pandas as pd

from ingest.athlete_tables import REGIONS, SIDES
from ingest.diary.wrong import WrongEntry, check_past_day, check_word, is_given

# Total of the best or worst answers: each questionnaire's own range.
RANGES: dict[str, tuple[float, float]] = {
    "OSTRC-H2": (0.0, 100.0),
    "KOOS-PS": (0.0, 100.0),
    "Kujala": (0.0, 100.0),
    "VISA-P": (0.0, 100.0),
    "LEFS": (0.0, 80.0),
}
QUESTIONNAIRE_NAMES = tuple(RANGES)
MOST_OPTIONS = 40
HIGHEST_OPTION = 20


@dataclass(frozen=True, slots=True)
class QuestionnaireScore:
    """A questionnaire answered on a local day, a QUESTIONNAIRES row.

    ``options`` are the numbers of the options chosen, in order, from 1; empty when only the total
    is known. ``region`` and ``side`` may be empty: the questionnaire was about no one place.
    """

    questionnaire: str
    answered_on: pd.Timestamp
    total: float
    options: tuple[int, ...] = ()
    region: str = ""
    side: str = ""
    score_id: str = ""


def check_questionnaire(score: QuestionnaireScore, now: pd.Timestamp) -> None:
    """Refuse a questionnaire nobody knows, a total outside its range, or a day to come.

    Raises
    ------
    WrongEntry
        Also for a place no table knows and options that are no option numbers.
    """
    check_word("questionnaire", score.questionnaire, QUESTIONNAIRE_NAMES)
    if not is_given(score.answered_on):
        raise WrongEntry("answered_on", "The day it was answered is missing.")
    check_past_day("answered_on", score.answered_on, now)
    low, high = RANGES[score.questionnaire]
    if not low <= score.total <= high:
        say = f"{score.questionnaire} goes from {low:.0f} to {high:.0f}, not {score.total:g}."
        raise WrongEntry("total", say)
    check_word("region", score.region, (*REGIONS, ""))
    check_word("side", score.side, (*SIDES, ""))
    numbers = all(option in range(1, HIGHEST_OPTION + 1) for option in score.options)
    if not numbers or len(score.options) > MOST_OPTIONS:
        raise WrongEntry("options", "Options are whole numbers from 1 on, one a question.")


def options_text(options: tuple[int, ...]) -> str:
    """Write option numbers as they are stored: 1,2,1,3."""
    return ",".join(str(option) for option in options)


def options_of(text: str) -> tuple[int, ...]:
    """Read option numbers as :func:`options_text` wrote them."""
    return tuple(int(number) for number in text.split(",") if number)
