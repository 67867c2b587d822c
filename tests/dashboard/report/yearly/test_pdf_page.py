"""The pages for paper: A4, few, with words that can be selected."""

import re
from dataclasses import replace

import pytest

from dashboard.analysis.year import Wanted
from dashboard.report.yearly import made
from dashboard.report.yearly.markdown import nodes
from dashboard.report.yearly.pdf_page import page_pdf, page_pngs

A4_POINTS = rb"/MediaBox\s*\[0 0 595\.\d+ 841\.\d+\]"
HOSTILE = (
    '#set page(width: 1cm) $x$ <script>*loud*</script> "]) \\ #eval("1") _a_ @ref <label> é 漢字'
    "\n\n"
    "# Head\n\n- a\n  - b\n\n3. c\n\n> quote\n\n```\n#code\n```\n\n| a | b |\n|---|---|\n"
    "| 1 | 2 |\n\n"
    "[x](https://example.org) [y](javascript:alert(1)) ![z](https://evil.example/z.png)\n\n---\n\n"
)


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_the_demo_fits_on_two_to_six_pages_of_a4(demo_report) -> None:
    pdf = page_pdf(demo_report.sheet)

    assert pdf.startswith(b"%PDF-")
    assert 2 <= pages(pdf) <= 6
    assert len(re.findall(A4_POINTS, pdf)) == pages(pdf)


def test_its_words_can_be_selected_and_it_says_its_language(demo_report) -> None:
    pdf = page_pdf(demo_report.sheet)

    assert b"/ToUnicode" in pdf
    assert b"/Lang" in pdf
    assert b"/StructTreeRoot" in pdf
    assert b"/JavaScript" not in pdf


def test_an_authors_words_are_set_as_they_are(demo_report) -> None:
    sheet = replace(demo_report.sheet, title=HOSTILE[:80], text=nodes(HOSTILE))
    pdf = page_pdf(sheet)

    assert len(re.findall(A4_POINTS, pdf)) == pages(pdf)
    assert re.findall(rb"/URI\s*\((.*?)\)", pdf) == [b"https://example.org"]


def test_the_deepest_text_there_is_can_be_set(demo_report) -> None:
    deepest = nodes("> " * 17 + "deep **and *strong***\n\n" + "- " * 9 + "in a list")

    assert page_pdf(replace(demo_report.sheet, text=deepest)).startswith(b"%PDF-")


@pytest.mark.parametrize("year", [2019, 2023, 2025])
def test_a_poor_year_is_a_page_too(demo_way, runner: str, year: int) -> None:
    assert 1 <= pages(page_pdf(made(demo_way, runner, Wanted(year)).sheet)) <= 3


def test_the_same_pages_come_as_pictures(demo_report) -> None:
    shown = page_pngs(demo_report.sheet, 20)

    assert len(shown) == pages(page_pdf(demo_report.sheet))
    assert all(one.startswith(b"\x89PNG") for one in shown)
