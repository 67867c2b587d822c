"""GPX and TCX put together at random: what the quick ways read of them is what the handlers read.

The elements are those of the formats, mostly where they belong; texts, attributes, comments,
sections, references and blanks are as odd as XML lets them be, and now and then odder.
"""

import random
from collections.abc import Callable

import pytest

from ingest import gpx, tcx
from ingest.errors import IngestError
from ingest.markup import walk
from ingest.markup.skeleton import Skeleton
from ingest.tables import RawSession

Reader = Callable[[bytes], tuple[RawSession, ...]]

READERS: dict[str, Reader] = {"gpx": gpx.read, "tcx": tcx.read}
QUICK, SLICES, IN_A_SLICE = 150, 20, 500
ROOT = {"gpx": "gpx", "tcx": "TrainingCenterDatabase"}
CHILDREN = {
    "gpx": ["metadata", "trk", "trk", "wpt"],
    "metadata": ["name", "time"],
    "trk": ["trkseg", "trkseg", "name", "type", "trkpt"],
    "trkseg": ["trkpt", "trkpt", "trkpt", "trkpt", "x:trkpt"],
    "trkpt": ["time", "time", "ele", "hr", "cad", "extensions"],
    "extensions": ["hr", "cad", "x:hr", "speed"],
    "TrainingCenterDatabase": ["Activities"],
    "Activities": ["Activity", "Activity", "MultiSportSession"],
    "MultiSportSession": ["Activity", "Transition"],
    "Activity": ["Lap", "Lap", "Lap", "Id", "Notes", "Creator"],
    "Creator": ["Name"],
    "Lap": ["Track", "Track", "TotalTimeSeconds", "DistanceMeters"],
    "Track": ["Trackpoint"],
    "Trackpoint": ["Time", "Time", "Position", "HeartRateBpm", "DistanceMeters", "Cadence"],
    "Position": ["LatitudeDegrees", "LongitudeDegrees"],
    "HeartRateBpm": ["Value"],
}
MOST_CHILDREN = {"trkseg": 14, "Track": 14}
ANYTHING = sorted({*CHILDREN, *(child for some in CHILDREN.values() for child in some)})
STRANGERS = ["plimsoll.run", "rtept", "lat", "Course", "x:Time"]
TEXTS = [
    "", " ", "\n  ", "a &amp; b", "&#65;", "&#x41;", "&lt;", "é", "nan", "1,5", "\r\n 5 \t", "]]",
    "<![CDATA[12]]>", "<![CDATA[a<b>&amp;]]>", "<!-- c -->7", "7<!---->5", "a > b",
]  # fmt: skip
RARE_TEXTS = ["&#0;", "&#xFFFF;", "<?p i?>", "&foo;", "<!-- a -- b -->", "<![CDATA[", "]]>", "<b"]


class Tree:
    """Writes one document."""

    def __init__(self, kind: str, draw: random.Random) -> None:
        self.draw = draw
        self.left = draw.choice((30, 100, 400))
        self.samples = 0
        head = draw.choice(["", '<?xml version="1.0" encoding="UTF-8"?>\n', "<!-- made -->"])
        tail = draw.choice(["", "\n", "<!-- end -->"])
        self.document = f"{head}{self.element(ROOT[kind])}{tail}{'x' if self.now(0.03) else ''}"

    def now(self, often: float) -> bool:
        return self.draw.random() < often

    def element(self, name: str) -> str:
        self.left -= 1
        self.samples += name.lower().endswith(("trkpt", "trackpoint"))
        begin = f"<{name}{self.attributes(name)}{' ' if self.now(0.02) else ''}"
        if self.now(0.03):
            return f"{begin}/>"
        inside = self.children(name) if name in CHILDREN else self.text()
        return f"{begin}>{inside}</{name}{' ' if self.now(0.02) else ''}>"

    def children(self, name: str) -> str:
        written = ""
        for _ in range(self.draw.randint(0, MOST_CHILDREN.get(name, 4))):
            if self.left > 0:
                others = ANYTHING + STRANGERS if self.now(0.03) else CHILDREN[name]
                written += self.element(self.draw.choice(others))
                written += self.text() if self.now(0.04) else self.draw.choice(["", "\n "])
        return written

    def text(self) -> str:
        if self.now(0.5):
            return f"2024-05-01T00:{self.samples // 60 % 60:02}:{self.samples % 60:02}Z"
        if self.now(0.6):
            return str(self.draw.randint(0, 200))
        return self.draw.choice(RARE_TEXTS if self.now(0.03) else TEXTS)

    def attributes(self, name: str) -> str:
        written: list[str] = []
        if name.endswith("trkpt") or name in ("wpt", "rtept"):
            quote = self.draw.choice('""\'')
            written = [
                f"lat={quote}{47 + self.samples / 1000}{quote}",
                f"lon={quote}8.{self.samples}{quote}",
            ]
            written += ["a='x\"y'"] if self.now(0.03) else []
            written += written[:1] if self.now(0.01) else []
            self.draw.shuffle(written)
        elif name == "gpx":
            written = [f'creator="M&amp;M{self.draw.choice(["", chr(10), " x"])}"']
        elif name in ("Activity", "Lap", "Transition"):
            written = ['Sport="Running"', f'StartTime="2024-05-01T00:00:{self.samples % 60:02}Z"']
        elif name == "plimsoll.run":
            written = ['n="0"']
        blank = self.draw.choice(["  ", "\n", "\t"]) if self.now(0.1) else " "
        return "".join(blank + attribute for attribute in written)


def told(reader: Reader, data: bytes) -> object:
    try:
        sessions = reader(data)
    except IngestError as refusal:
        return type(refusal), str(refusal)
    return [
        (s.sport, s.part, s.start_time, s.name, s.device, s.records.to_csv(), s.laps.to_csv(),
         repr(s.totals), s.problems)
        for s in sessions
    ]  # fmt: skip


def assert_read_alike(kind: str, number: int, count: int) -> int:
    """Compare so many documents, and count those of which something was read."""
    draw = random.Random(f"{kind} {number}")  # noqa: S311 - oddness, not secrets
    read = 0
    for _ in range(count):
        data = Tree(kind, draw).document.encode()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(walk, "_LEAST_TAGS", 0)
            quick = told(READERS[kind], data)
            patch.setattr(walk, "_skeleton", lambda document, _: Skeleton(document))
            by_tags = told(READERS[kind], data)
            patch.setattr(walk, "gathered_by_tags", lambda _, __: None)
            by_handlers = told(READERS[kind], data)
        assert quick == by_tags == by_handlers, data
        read += isinstance(quick, list)
    return read


@pytest.mark.parametrize("kind", READERS)
def test_what_is_put_together_at_random_is_read_as_by_the_handlers(kind: str) -> None:
    assert assert_read_alike(kind, 0, QUICK) > QUICK / 10


@pytest.mark.slow
@pytest.mark.parametrize("number", range(1, SLICES + 1))
@pytest.mark.parametrize("kind", READERS)
def test_thousands_put_together_at_random_are_read_as_by_the_handlers(
    kind: str, number: int
) -> None:
    assert assert_read_alike(kind, number, IN_A_SLICE) > IN_A_SLICE / 10
