"""Make the sample files anew: ``python -m sample_data.make``.

Every file comes from a plan with a fixed seed, so the bytes are the same each time. FIT files are
written by the official encoder, which the ``dev`` extra brings; it is needed here and nowhere else.
"""

from collections.abc import Iterator
from pathlib import Path

import sample_data
from sample_data.making import (
    archives,
    fit_odd,
    fit_other,
    fit_sports,
    gpx_files,
    season_files,
    tcx_files,
)
from sample_data.making.index_text import index_text
from sample_data.making.made import Made


def make() -> Iterator[Made]:
    """Make every sample, in the order of the index."""
    for kind in (fit_sports, fit_odd, fit_other, gpx_files, tcx_files, archives):
        yield from kind.made()


def main() -> None:
    """Write the files, their index and the season, and remove files that are no longer made."""
    samples = tuple(make())
    target = sample_data.folder()
    target.mkdir(exist_ok=True)
    for old in target.iterdir():
        old.unlink()
    for made in samples:
        (target / made.sample.file).write_bytes(made.data)
    text = index_text(made.sample for made in samples)
    (Path(sample_data.__file__).parent / "index.toml").write_text(text, encoding="utf-8")
    season_files.write()


if __name__ == "__main__":
    main()
