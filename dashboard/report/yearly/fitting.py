"""Pictures of an author made small enough together that the report stays a file to send."""

import io
from collections.abc import Sequence
from dataclasses import replace

from PIL import Image

from dashboard.access import ReportPicture

# In HTML a picture takes a third more than its bytes, and letters take a megabyte beside them.
MOST_BYTES = 3_400_000
SIDES = (1600, 1200, 900, 700, 540, 420, 320)
QUALITY = 82


def fitted(pictures: Sequence[ReportPicture]) -> tuple[ReportPicture, ...]:
    """Shrink pictures, all alike, until all of them take at most 3.4 MB.

    Parameters
    ----------
    pictures : sequence of ReportPicture
        JPEG, as kept.

    Returns
    -------
    tuple of ReportPicture
        The same pictures in the same order; as they were where they fit.
    """
    found = tuple(pictures)
    for side in SIDES:
        if sum(len(one.data) for one in found) <= MOST_BYTES:
            break
        found = tuple(_smaller(one, side) for one in pictures)
    return found


def _smaller(one: ReportPicture, side: int) -> ReportPicture:
    with Image.open(io.BytesIO(one.data)) as whole:
        whole.thumbnail((side, side), Image.Resampling.LANCZOS)
        kept = io.BytesIO()
        whole.save(kept, "JPEG", quality=QUALITY, optimize=True)
        return replace(one, data=kept.getvalue(), width=whole.width, height=whole.height)
