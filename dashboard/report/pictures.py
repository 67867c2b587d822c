"""Pictures a person adds to their report: drawn anew, so that nothing but the picture is left.

A photo carries where and when it was taken, by which phone, often a small copy of the uncropped
picture. Copying the pixels onto a fresh sheet leaves all of it behind, and whatever else a file may
hide.
"""

import io
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

LONGEST_SIDE = 1600
LARGEST_MB = 40
# 8,000 x 8,000. Twelve kilobytes can claim more than a computer has memory for.
MOST_PIXELS = 64_000_000
QUALITY = 85
PAPER = "#FFFFFF"
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
USE = "Use a JPEG, PNG, WebP or AVIF picture."
HEAD = 512
EIGHT_OF_16_BITS = 255 / 65535
# First bytes of what is often chosen by mistake, and what to say of it.
_OTHERS: tuple[tuple[bytes, int, str], ...] = (
    (b"PK\x03\x04", 0, "is an archive (zip), not a picture. Unpack it and add what is inside"),
    (b"%PDF", 0, "is a PDF, not a picture. Take a screenshot of it, or save its page as PNG"),
    (b"ftyphei", 4, "is in Apple's HEIC format. Export it as JPEG from the phone or photo app"),
    (b"ftypmif1", 4, "is in Apple's HEIC format. Export it as JPEG from the phone or photo app"),
    (b"ftyp", 4, "is a film, not a picture. Take a still from it"),
    (b"II*\x00", 0, "is a TIFF or raw photo. Export it as JPEG"),
    (b"MM\x00*", 0, "is a TIFF or raw photo. Export it as JPEG"),
)


class PictureRefused(ValueError):
    """A file that gives no picture; nothing of it was kept. ``str(error)`` says why and what to do.

    Attributes
    ----------
    name : str
        The file's name as it came.
    """

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name or 'This file'} {why}. Nothing of it was kept.")
        self.name = name


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture that is safe to keep and to pass on: ``data`` is JPEG, sides are in pixels."""

    data: bytes
    width: int
    height: int


def re_encoded(data: bytes, name: str = "") -> Photo:
    """Draw a picture anew: upright, at most 1,600 pixels a side, without anything beside it.

    Parameters
    ----------
    data : bytes
        A file from anybody.
    name : str
        Its name, for the sentence when it is refused; it decides nothing.

    Returns
    -------
    Photo
        JPEG in sRGB without EXIF, place, comment, profile or thumbnail.

    Raises
    ------
    PictureRefused
        For what is no picture, moves, is broken, or is larger than 40 MB or 64 million pixels.
    """
    _refuse_others(data, name)
    try:
        with Image.open(io.BytesIO(data), formats=_formats()) as found:
            _refuse_size(found, name)
            return _photo(_upright(found))
    except PictureRefused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureRefused(name, f"claims more than {_most()}. Save it smaller") from error
    except UnidentifiedImageError as error:
        raise PictureRefused(name, f"is no picture that can be read. {USE}") from error
    except Exception as error:
        # A stranger's file makes decoders fail in many ways; each means the same to its owner.
        why = "is damaged and cannot be drawn. Save it again from the photo app"
        raise PictureRefused(name, why) from error


def _formats() -> list[str]:
    Image.init()
    return [name for name in FORMATS if name in Image.OPEN]


def _refuse_others(data: bytes, name: str) -> None:
    if not data:
        raise PictureRefused(name, "is empty. Choose the picture again")
    if len(data) > LARGEST_MB * 1_000_000:
        raise PictureRefused(name, f"is larger than {LARGEST_MB} MB. Save it smaller")
    is_avif = data[4:12] in {b"ftypavif", b"ftypavis"} or b"avif" in data[8:40]
    for begins, at, why in () if is_avif else _OTHERS:
        if data[at:].startswith(begins):
            raise PictureRefused(name, why)
    if b"<svg" in data[:HEAD].lower() or data.lstrip()[:5].lower() == b"<?xml":
        why = "is a drawing (SVG), which can hold more than a picture. Save it as PNG"
        raise PictureRefused(name, why)


def _refuse_size(found: Image.Image, name: str) -> None:
    if found.width * found.height > MOST_PIXELS:
        size = f"{found.width:,} by {found.height:,} pixels"
        raise PictureRefused(name, f"has {size}, more than {_most()}. Save it smaller")
    # Phones put a depth map or a second exposure behind a still (MPO): that does not move.
    if found.format != "MPO" and getattr(found, "is_animated", False):
        raise PictureRefused(name, "is an animation. Save one picture of it as PNG or JPEG")


def _most() -> str:
    return f"{MOST_PIXELS // 1_000_000} million pixels"


def _upright(found: Image.Image) -> Image.Image:
    # A JPEG is decoded at an eighth to the whole of its size: no more than is kept.
    found.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    found.load()
    profile = found.info.get("icc_profile")
    turned = ImageOps.exif_transpose(found)
    turned.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    return _in_srgb(_on_paper(turned), profile)


def _on_paper(found: Image.Image) -> Image.Image:
    """Bring any colours to RGB; what is see-through shows white."""
    if found.mode.startswith("I"):
        # Sixteen bits a pixel; a plain conversion would cut them off instead of scaling.
        return (
            found.convert("F")
            .point(lambda value: value * EIGHT_OF_16_BITS)
            .convert("L")
            .convert("RGB")
        )
    if not found.has_transparency_data:
        return found.convert("RGB")
    layer = found.convert("RGBA")
    paper = Image.new("RGBA", layer.size, PAPER)
    return Image.alpha_composite(paper, layer).convert("RGB")


def _in_srgb(found: Image.Image, profile: bytes | None) -> Image.Image:
    """Turn a phone's wide colours into those every screen shows; an odd profile changes nothing."""
    if not profile:
        return found
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        into = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(found, own, into, outputMode="RGB") or found
    except (ImageCms.PyCMSError, OSError):
        return found


def _photo(found: Image.Image) -> Photo:
    # A fresh sheet has no comment, profile or note that saving could take along.
    sheet = Image.new("RGB", found.size)
    sheet.paste(found)
    kept = io.BytesIO()
    sheet.save(kept, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return Photo(kept.getvalue(), sheet.width, sheet.height)
