"""Questionnaires over time: what each total is, what changed, and the days behind it."""

from dataclasses import dataclass

import pandas as pd

from dashboard.analysis import words
from dashboard.analysis.pain import Site
from dashboard.analysis.pain_words import capital
from dashboard.analysis.questionnaires import (
    OSTRC_H2,
    QUESTIONNAIRES,
    OstrcScore,
    Questionnaire,
    QuestionnaireError,
    ostrc_h2,
)
from ingest.diary import options_of

ABOUT = (
    "Answer on the form itself, and bring the numbers of its options, or its total, here. Its"
    " wording belongs to its authors, so none of it stands on this page."
)


@dataclass(frozen=True, slots=True, eq=False)
class Totals:
    """One questionnaire's totals in the order of their days: answered_on and total."""

    questionnaire: Questionnaire
    rows: pd.DataFrame

    @property
    def sentence(self) -> str:
        """Say the newest total, and the one before it: "LEFS: 62 of 80 on ..., 54 on ..."."""
        last = self.rows.iloc[-1]
        highest = words.number(self.questionnaire.highest)
        said = f"{self.questionnaire.name}: {_total(last)} of {highest} on {_day(last)}"
        if len(self.rows) > 1:
            before = self.rows.iloc[-2]
            said += f", {_total(before)} on {_day(before)}"
        return f"{said} ({self.questionnaire.reads})."


def totals(answered: pd.DataFrame) -> tuple[Totals, ...]:
    """Sort QUESTIONNAIRES by form, each in the order of its days; only forms with a total.

    Parameters
    ----------
    answered : pandas.DataFrame
        QUESTIONNAIRES of one athlete. Places are not parted: a form is answered about one person.
    """
    found = []
    for name, known in QUESTIONNAIRES.items():
        rows = answered[answered["questionnaire"] == name]
        if len(rows):
            ordered = rows.sort_values("answered_on", kind="stable").reset_index(drop=True)
            found.append(Totals(known, ordered))
    return tuple(found)


def title(found: tuple[Totals, ...]) -> str:
    """Say how many totals there are of what."""
    if not found:
        return "No questionnaire answered yet"
    count = sum(len(one.rows) for one in found)
    names = words.joined([one.questionnaire.name for one in found])
    return f"Questionnaires: {words.counted(count, 'total')} of {names}"


def row_words(row: pd.Series) -> str:
    """Name one answered questionnaire: "LEFS, 62 of 80, 3 Nov 2026, left knee"."""
    known = QUESTIONNAIRES.get(str(row["questionnaire"]))
    highest = f" of {words.number(known.highest)}" if known else ""
    parts = [str(row["questionnaire"]), f"{_total(row)}{highest}", _day(row)]
    parts += [place_words(str(row["region"]), str(row["side"])), _options(row)]
    return ", ".join(filter(None, parts))


def place_words(region: str, side: str) -> str:
    """Name a place: "left knee"; "" for none."""
    return Site(region, side or "central").words if region else ""


def places(entries: pd.DataFrame) -> dict[tuple[str, str], str]:
    """Name the places a questionnaire can be about: none, or a region and side of the diary."""
    pairs = entries[["region", "side"]].drop_duplicates().itertuples(index=False, name=None)
    named = {(region, side): capital(place_words(region, side)) for region, side in pairs}
    return {("", ""): "No one place"} | named


def ostrc_sentence(options: tuple[int, ...]) -> str:
    """Say what the options come to, or which one is missing."""
    try:
        found: OstrcScore = ostrc_h2(options)
    except QuestionnaireError as missing:
        return str(missing)
    extent = "a substantial problem" if found.substantial else "not a substantial problem"
    return f"{OSTRC_H2} score {found.score} of 100: {extent}, by the form's own rule."


def form_words(known: Questionnaire) -> str:
    """Say what a form asks about, its range and where it stands, as Markdown."""
    return (
        f"About {known.about}; {known.range_words}, {known.reads}."
        f" [The form]({known.form}): {known.source}."
    )


def _total(row: pd.Series) -> str:
    total = float(row["total"])
    return words.number(total, decimals=0 if total == round(total) else 1)


def _day(row: pd.Series) -> str:
    return words.day(row["answered_on"])


def _options(row: pd.Series) -> str:
    options = options_of(str(row["options"]))
    return f"options {', '.join(map(str, options))}" if options else ""
