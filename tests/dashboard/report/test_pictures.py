"""A picture comes out upright, small and bare; what is no picture is refused in a sentence."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image, ImageCms, PngImagePlugin

from dashboard.report.pictures import PictureRefused, re_encoded

RED, BLUE = (200, 30, 40), (20, 60, 180)
ORIENTATION, MAKER, GPS = 0x0112, 0x010F, 0x8825
GPS_LATITUDE_REF, GPS_LATITUDE = 1, 2
HIDDEN = "47.3769N 8.5417E"


def two_halves(width: int = 400, height: int = 200) -> Image.Image:
    """Red on the left, blue on the right."""
    picture = Image.new("RGB", (width, height), RED)
    picture.paste(BLUE, (width // 2, 0, width, height))
    return picture


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def seen(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def near(found: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    return max(abs(a - b) for a, b in zip(found, wanted, strict=True)) < 12


def with_exif(orientation: int = 1) -> bytes:
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = orientation, HIDDEN
    exif.get_ifd(GPS)[GPS_LATITUDE_REF] = "N"
    exif.get_ifd(GPS)[GPS_LATITUDE] = (47.0, 22.0, 36.8)
    return saved(two_halves(), "JPEG", exif=exif, comment=HIDDEN.encode(), quality=95)


def test_nothing_of_where_and_by_what_is_left() -> None:
    before = with_exif()
    assert HIDDEN.encode() in before

    photo = re_encoded(before, "finish.jpg")

    assert HIDDEN.encode() not in photo.data
    assert b"Exif" not in photo.data
    after = seen(photo.data)
    assert after.format == "JPEG"
    assert not after.getexif()
    assert set(after.info) <= {
        "jfif",
        "jfif_version",
        "jfif_unit",
        "jfif_density",
        "progressive",
        "progression",
    }


@pytest.mark.parametrize(
    ("orientation", "upper_left", "size"),
    [(1, RED, (400, 200)), (3, BLUE, (400, 200)), (6, RED, (200, 400)), (8, BLUE, (200, 400))],
)
def test_it_stands_upright(
    orientation: int, upper_left: tuple[int, int, int], size: tuple[int, int]
) -> None:
    photo = re_encoded(with_exif(orientation))

    assert (photo.width, photo.height) == size
    assert near(seen(photo.data).getpixel((5, 5)), upper_left)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_a_large_one_of_each_kind_is_made_smaller_and_not_bent(kind: str) -> None:
    photo = re_encoded(saved(two_halves(4000, 1000), kind))

    assert (photo.width, photo.height) == (1600, 400)
    assert seen(photo.data).size == (1600, 400)
    assert near(seen(photo.data).getpixel((20, 20)), RED)
    assert near(seen(photo.data).getpixel((1580, 380)), BLUE)


def test_a_small_one_keeps_its_size() -> None:
    photo = re_encoded(saved(two_halves(3, 2), "PNG"))

    assert (photo.width, photo.height) == (3, 2)


def test_what_is_see_through_shows_paper() -> None:
    photo = re_encoded(saved(Image.new("RGBA", (50, 50), (0, 0, 0, 0)), "PNG"))

    assert near(seen(photo.data).getpixel((25, 25)), (255, 255, 255))


def test_sixteen_bits_a_pixel_and_print_colours_keep_their_light() -> None:
    grey = Image.fromarray(np.full((20, 20), 32768, dtype=np.uint16))

    assert near(seen(re_encoded(saved(grey, "PNG")).data).getpixel((5, 5)), (128, 128, 128))
    inked = saved(two_halves().convert("CMYK"), "JPEG", quality=95)
    assert near(seen(re_encoded(inked).data).getpixel((5, 5)), RED)


def test_a_colour_profile_is_used_and_left_out() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    for icc in (profile, b"no profile at all"):
        photo = re_encoded(saved(two_halves(), "JPEG", icc_profile=icc, quality=95))
        assert "icc_profile" not in seen(photo.data).info
        assert near(seen(photo.data).getpixel((5, 5)), RED)


def test_two_exposures_in_one_file_are_a_still() -> None:
    first, second = two_halves(), Image.new("RGB", (400, 200), BLUE)

    photo = re_encoded(saved(first, "MPO", save_all=True, append_images=[second]))

    assert near(seen(photo.data).getpixel((5, 5)), RED)


def zipped() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("photo.jpg", with_exif())
    return file.getvalue()


def claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is this large."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    packed = zlib.compress(b"\x00" * 1000)
    start = b"\x89PNG\r\n\x1a\n"
    return start + chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def moving() -> bytes:
    second = Image.new("RGB", (400, 200), BLUE)
    return saved(two_halves(), "GIF", save_all=True, append_images=[second])


def large_note() -> bytes:
    """A PNG whose text unpacks to far more than it weighs."""
    notes = PngImagePlugin.PngInfo()
    notes.add_text("note", "a" * 3_000_000, zip=True)
    return saved(two_halves(), "PNG", pnginfo=notes)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (lambda: b"", "is empty"),
        (zipped, "is an archive"),
        (lambda: SVG, "is a drawing"),
        (lambda: b'<?xml version="1.0"?>' + SVG, "is a drawing"),
        (lambda: b"%PDF-1.7 and so on", "is a PDF"),
        (lambda: b"\x00\x00\x00\x18ftypheic" + bytes(64), "HEIC"),
        (lambda: b"\x00\x00\x00\x18ftypisom" + bytes(64), "is a film"),
        (lambda: b"II*\x00" + bytes(64), "raw photo"),
        (moving, "is an animation"),
        (lambda: claiming(8001, 8000), "8,001 by 8,000 pixels"),
        (lambda: claiming(10_000, 10_000), "64 million pixels"),
        (lambda: claiming(60_000, 60_000), "64 million pixels"),
        (lambda: claiming(500, 500), "is damaged"),
        (large_note, "is damaged"),
        (lambda: with_exif()[:900], "is damaged"),
        (lambda: b"once upon a time", "is no picture"),
        (lambda: bytes(40_000_001), "larger than 40 MB"),
    ],
)
def test_anything_else_is_refused_in_a_sentence(made: Callable[[], bytes], why: str) -> None:
    with pytest.raises(PictureRefused, match=why) as refused:
        re_encoded(made(), "holiday.jpg")

    assert str(refused.value).startswith("holiday.jpg ")
    assert str(refused.value).endswith("Nothing of it was kept.")
