"""A list of results on its way from a file to the races, in a real browser on a phone."""

PHONE = {"viewport": {"width": 390, "height": 844}}
LIST = """Springbank Half Marathon,2026-06-07,Half marathon
Place,Bib,Name,10 km,Chip time
1,11,Ada Fast,0:40:10,1:25:02
2,12,Bea Strong,0:48:30,1:43:40
3,13,<b>Runner</b> Three,0:52:20,1:51:57
4,14,Dee Steady,0:58:00,2:04:11
"""


def test_a_row_of_a_list_becomes_a_race(visit, tmp_path) -> None:
    file = tmp_path / "results.csv"
    file.write_text(LIST, "utf-8")
    mine = visit(**PHONE)
    mine.open("/races")
    mine.press("Bring a results list")
    mine.page.set_input_files("input[type=file]", str(file))
    search = mine.page.get_by_label("Your name or bib")
    search.fill("13")
    search.press("Enter")
    mine.page.get_by_text("Faster than 25 % of 4").first.wait_for()
    mine.settle()

    shown = mine.page.locator("[data-testid=stMain]").inner_text().replace("\N{WORD JOINER}", "")
    assert "Found: <b>Runner</b> Three" in shown
    assert mine.overflow_px() == 0
    mine.press("Save this result")
    mine.press("All races")
    mine.page.wait_for_url("**/races")
    mine.page.get_by_text("Springbank Half Marathon, 7 Jun").first.wait_for()
    assert mine.sentence().startswith("Springbank Half Marathon, 7 Jun 2026: 1:51:57")
