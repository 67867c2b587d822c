import pandas as pd
import pytest

from dashboard.analysis.roster import Likeness, RosterMatch, roster_matches


def matches(names, people):
    return roster_matches(pd.DataFrame({"name": names}), people)


@pytest.mark.parametrize(
    "printed",
    ["Béa O'Strong", "OSTRONG, Bea", "bea   ostrong", "O\N{RIGHT SINGLE QUOTATION MARK}STRONG Béa"],
)
def test_word_order_accents_and_case_make_no_other_name(printed) -> None:
    assert matches(["Ada Fast", printed], {"b": "Bea O'Strong"}) == (
        RosterMatch("b", 1, Likeness.SAME, alone=True),
    )


def test_a_middle_name_is_told_apart_from_the_same_name() -> None:
    assert matches(["Bea Lou Strong"], {"b": "Bea Strong"})[0].likeness is Likeness.PART
    assert matches(["Bea Strong"], {"b": "Bea Lou Strong"})[0].likeness is Likeness.PART


def test_one_word_in_common_is_nobody() -> None:
    assert matches(["Bea Fast", "Ada Strong", "Bea", ""], {"b": "Bea Strong", "m": "Me"}) == ()


def test_namesakes_are_all_shown_and_none_is_alone() -> None:
    found = matches(["Bea Strong", "Strong Bea"], {"b": "Bea Strong"})
    assert [(one.row, one.alone) for one in found] == [(0, False), (1, False)]
    found = matches(["Bea Strong"], {"b": "Bea Strong", "c": "Béa Strong"})
    assert [(one.athlete_id, one.alone) for one in found] == [("b", False), ("c", False)]


def test_who_has_a_row_of_the_same_name_is_not_offered_a_likely_one() -> None:
    found = matches(["Bea Lou Strong", "Bea Strong"], {"b": "Bea Strong"})
    assert [one.row for one in found] == [1]


def test_a_large_list_and_a_large_roster_are_matched_without_comparing_all_with_all() -> None:
    names = [f"Runner{n} Of{n % 97}" for n in range(20_000)]
    people = {str(n): f"Of{n % 97} Runner{n}" for n in range(0, 20_000, 40)}
    found = matches(names, people)
    assert [one.row for one in found] == list(range(0, 20_000, 40))
    assert all(one.alone for one in found)
