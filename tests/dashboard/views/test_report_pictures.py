"""Pictures of a report: they come in bare, take words and an order, and go with a way back."""

import io

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

HOSTILE = "![x](http://evil.example/a.png) <b>bold</b>"


def shown() -> None:
    from dashboard.views import reading, report_pictures  # noqa: PLC0415 - a page of its own

    report_pictures.draw(reading.who(), 2026)


@pytest.fixture
def page(filled) -> AppTest:  # noqa: ARG001 - its runner's report
    return AppTest.from_function(shown, default_timeout=30).run()


def photo(colour: str, kind: str = "JPEG") -> bytes:
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "A phone"
    Image.new("RGB", (60, 40), colour).save(file, kind, exif=exif)
    return file.getvalue()


def add(page: AppTest, *files: tuple[str, bytes]) -> AppTest:
    for name, data in files:
        page.file_uploader[0].upload(name, data)
    return page.run()


def kept(filled):
    return filled.way.report_pictures(filled.runner, 2026)


def colours(filled) -> list[str]:
    names = {(200, 0, 0): "red", (0, 0, 200): "blue", (0, 150, 0): "green"}
    return [names[_nearest(Image.open(io.BytesIO(one.data)), names)] for one in kept(filled)]


def _nearest(picture: Image.Image, names: dict[tuple[int, int, int], str]):
    pixel = picture.getpixel((5, 5))
    return min(names, key=lambda one: sum((a - b) ** 2 for a, b in zip(one, pixel, strict=True)))


def press(page: AppTest, label: str, place: int = 0) -> AppTest:
    return [one for one in page.button if one.label == label][place].click().run()


def three(page: AppTest) -> AppTest:
    return add(
        page,
        ("a.jpg", photo("#C80000")),
        ("b.png", photo("#0000C8", "PNG")),
        ("c.webp", photo("#009600", "WEBP")),
    )


def test_pictures_come_in_in_the_order_they_were_chosen_and_bare(page: AppTest, filled) -> None:
    page = three(page)

    assert not page.exception
    assert colours(filled) == ["red", "blue", "green"]
    assert all(b"A phone" not in one.data for one in kept(filled))
    assert [(one.width, one.height) for one in kept(filled)] == [(60, 40)] * 3
    assert len(page.text_input) == 3
    assert page.file_uploader[0].value == []


def test_a_picture_moves_and_the_ends_go_no_further(page: AppTest, filled) -> None:
    page = press(three(page), "Later")

    assert colours(filled) == ["blue", "red", "green"]
    page = press(page, "Earlier", 2)
    assert colours(filled) == ["blue", "green", "red"]
    earlier = [one.disabled for one in page.button if one.label == "Earlier"]
    assert earlier == [True, False, False]


def test_a_caption_is_kept_as_typed(page: AppTest, filled) -> None:
    page = three(page)
    page.text_input[1].set_value(HOSTILE).run()

    assert [one.caption for one in kept(filled)] == ["", HOSTILE, ""]
    assert colours(filled) == ["red", "blue", "green"]


def test_a_removed_picture_comes_back(page: AppTest, filled) -> None:
    page = three(page)
    page.text_input[1].set_value(HOSTILE).run()
    page = press(page, "Remove", 1)

    assert colours(filled) == ["red", "green"]
    assert "<b>" not in page.markdown[0].value
    page = press(page, "Undo")
    assert not page.exception
    assert colours(filled) == ["red", "blue", "green"]


def test_what_is_no_picture_is_refused_and_the_others_stay(page: AppTest, filled) -> None:
    page = add(page, ("a.jpg", photo("#C80000")), ("b.jpg", b"PK\x03\x04 not a picture"))

    assert not page.exception
    assert colours(filled) == ["red"]
    (error,) = page.error
    assert "is an archive" in error.value
    assert not page.run().error


def test_the_forty_first_is_not_taken(page: AppTest, filled) -> None:
    small = photo("#C80000")
    page = add(page, *((f"{n}.jpg", small) for n in range(41)))

    assert len(kept(filled)) == 40
    assert "40\\.jpg is one too many" in page.error[0].value
    assert not page.file_uploader
    assert "Remove one" in page.caption[-1].value
