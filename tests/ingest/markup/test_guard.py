"""The guard reads what a watch writes and turns away what was made to harm a reader."""

import pytest

from ingest.errors import EmptyFile, IngestError, TooLarge, UnsafeFile
from ingest.markup import walk as walking
from ingest.markup.guard import (
    FREE_TAGS,
    MAX_ATTRIBUTES,
    MAX_BYTES,
    MAX_DEPTH,
    MAX_LINES,
    MAX_SAMPLES,
    MAX_TAGS,
    root_name,
)
from ingest.markup.skeleton import NOT_WANTED, Grammar
from ingest.markup.walk import Break

SAY_WHAT_TO_DO = ("Export", "Copy")


class Seen:
    """Keeps what the walk tells."""

    grammar = Grammar("sample", {}, lambda *_: NOT_WANTED, frozenset())

    def __init__(self) -> None:
        self.opened_names: list[str] = []
        self.texts: dict[str, str] = {}
        self.attributes: dict[str, str] = {}

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        self.opened_names.append(name)
        self.attributes |= attributes

    def closed(self, name: str, parent: str, text: str) -> None:
        self.texts[f"{parent}/{name}"] = text

    def place(self) -> int:
        return NOT_WANTED


def walk(data: bytes, seen: Seen) -> Break | None:
    _, walked = walking.walk(data, lambda: seen)
    return walked.broken


def nested(depth: int) -> bytes:
    return b"<a>" * depth + b"</a>" * depth


def entities() -> bytes:
    lines = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 12))
    return b'<!DOCTYPE gpx [<!ENTITY e0 "lol">' + lines + b"]><gpx>&e11;</gpx>"


UNSAFE = {
    "a DOCTYPE": b"<!DOCTYPE gpx><gpx/>",
    "a DOCTYPE after blanks, in UTF-16": "\n <!DOCTYPE gpx><gpx/>".encode("utf-16"),
    "a billion laughs": entities(),
    "one entity, often": b'<!DOCTYPE g [<!ENTITY a "%s">]><g>%s</g>'
    % (b"a" * 99_999, b"&a;" * 999),
    "an external entity": b'<!DOCTYPE g [<!ENTITY x SYSTEM "file:///etc/hosts">]><g>&x;</g>',
    "an external DTD": b'<!DOCTYPE gpx SYSTEM "http://127.0.0.1:9/a.dtd"><gpx/>',
}
FLOODS = {
    "bare, in the tag": b"<gpx" + b" xmlns" * 80_000 + b"/>",
    "bare, in an open tag": b"<gpx" + b" xmlns" * 80_000,
    "bare, in a name": b"<gpx><name>" + b" xmlns" * 80_000 + b"</name></gpx>",
    "on lines": b"<gpx" + b"\nxmlns" * 80_000 + b"/>",
    "declared": b"<gpx" + b"".join(b' xmlns:p%d="u"' % n for n in range(40_000)) + b"/>",
    "a few too many": b"<gpx"
    + b"".join(b' a%d="u"' % n for n in range(MAX_ATTRIBUTES + 1))
    + b"/>",
}


@pytest.mark.parametrize("data", UNSAFE.values(), ids=UNSAFE)
def test_a_doctype_is_refused_whatever_it_holds(data: bytes) -> None:
    with pytest.raises(UnsafeFile, match=r"carries a DOCTYPE.*Export the activity again"):
        walk(data, Seen())


@pytest.mark.parametrize("data", FLOODS.values(), ids=FLOODS)
def test_a_flood_of_attributes_is_refused(data: bytes) -> None:
    with pytest.raises(UnsafeFile, match=r"attributes or namespaces.*Export the activity again"):
        walk(data, Seen())


@pytest.mark.parametrize(
    "data", [nested(200_000), b"<a>" * 200_000, nested(MAX_DEPTH + 1)], ids=["closed", "open", "65"]
)
def test_deep_nesting_is_refused(data: bytes) -> None:
    with pytest.raises(TooLarge, match=r"more than 64 deep.*Export the activity again"):
        walk(data, Seen())


def test_nesting_to_the_limit_is_read() -> None:
    seen = Seen()

    assert walk(nested(MAX_DEPTH), seen) is None
    assert len(seen.opened_names) == MAX_DEPTH


def test_a_file_of_too_many_bytes_is_refused() -> None:
    with pytest.raises(TooLarge, match=r"has 70 MB; up to 70 MB are read.*one file each"):
        walk(b" " * (MAX_BYTES + 1), Seen())


def test_a_file_of_too_many_tags_is_refused() -> None:
    with pytest.raises(TooLarge, match=r"more than 3,500,000 tags.*one file each"):
        walk(b"<a>" + b"<b/>" * MAX_TAGS, Seen())


POINT = b'<x:trkpt lat="48"><x:time>2024-05-06T07:08:09Z</x:time></x:trkpt>'


SPRAWLING = b'<trkpt a="" b="" c="" d="" e="" f="" g="" h="" i="" j="" k="" l="" m="" n="" o="" '
SPRAWLING += b'p=""><time>2024-05-06T07:08:09Z</time><e/><e/><e/></trkpt>'
NUMBERED = b"<trkpt><ele>&#53;&#53;</ele><time>2024-05-06T07:08:09Z</time></trkpt>"
HIDING = b'<trkpt lat="48"><?a <?b?><time>2024-05-06T07:08:09Z</time></trkpt>'


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\n" * (MAX_LINES + 1), "more than 5,000,000 lines"),
        (POINT * (MAX_SAMPLES + 1), "more than 260,000 samples"),
        (b"<lap/>" * FREE_TAGS + POINT * 2000, "hardly a sample among them"),
        (b"<trkpt/>" * (FREE_TAGS + 1), "most of them without a time"),
        (SPRAWLING * 80_000, "more than 700,000 attributes"),
        (NUMBERED * 200_000, "900,000 tags that could only be read one by one"),
        (HIDING * 200_000 + POINT, "900,000 tags that could only be read one by one"),
        (POINT * 250_000 + b"<", "900,000 tags that could only be read one by one"),
    ],
)
def test_a_flood_of_what_recordings_have_little_of_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(TooLarge, match=f"{says}.*one file each"):
        walk(b"<gpx>" + data + b"</gpx>", Seen())


def test_a_long_recording_is_read() -> None:
    seen = Seen()

    assert walk(b"<gpx>" + POINT * 200_000 + b"</gpx>", seen) is None
    assert len(seen.opened_names) == 400_001


def test_a_flood_of_ampersands_is_left_as_it_is() -> None:
    assert walk(b"<gpx><name>" + b"& " * 20_000 + b"</name></gpx>", Seen()) is not None
    assert walk(b"<gpx><name>" + b"& " * 2_000 + b"</name></gpx>", Seen()) is None


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\0" * 4096, b"\xef\xbb\xbf"])
def test_a_file_of_nothing_says_so(data: bytes) -> None:
    with pytest.raises(EmptyFile, match="empty"):
        walk(data, Seen())


@pytest.mark.parametrize(
    "data", [*UNSAFE.values(), *FLOODS.values(), nested(99), b"", b" " * (MAX_BYTES + 1)]
)
def test_every_refusal_says_what_to_do(data: bytes) -> None:
    with pytest.raises(IngestError) as refusal:
        walk(data, Seen())

    assert any(word in str(refusal.value) for word in SAY_WHAT_TO_DO)


def test_each_kind_of_refusal_has_its_own_sentence() -> None:
    sentences = set()
    for data in (b"", b"<!DOCTYPE a><a/>", FLOODS["declared"], nested(99), b" " * (MAX_BYTES + 1)):
        with pytest.raises(IngestError) as refusal:
            walk(data, Seen())
        sentences.add(str(refusal.value))

    assert len(sentences) == 5


DOCUMENT = '<?xml version="1.0" encoding="{}"?><gpx><name>Zürich</name></gpx>'


@pytest.mark.parametrize(
    "data",
    [
        DOCUMENT.format("UTF-8").encode(),
        DOCUMENT.format("UTF-8").encode("utf-8-sig"),
        b" \r\n\t" + DOCUMENT.format("UTF-8").encode(),
        DOCUMENT.format("UTF-16").encode("utf-16"),
        DOCUMENT.format("UTF-16").encode("utf-16-le"),
        DOCUMENT.format("UTF-16").encode("utf-16-be"),
        DOCUMENT.format("utf-16").encode(),
        DOCUMENT.format("ISO-8859-1").encode("latin-1"),
        DOCUMENT.format("ISO-8859-15").encode("iso8859-15"),
        DOCUMENT.format("windows-1252").encode("cp1252"),
        DOCUMENT.format("UTF-8").encode("latin-1"),
        DOCUMENT.format("punycode").encode("latin-1"),
        DOCUMENT.format("no-such-code").encode("latin-1"),
        DOCUMENT.format("UTF-8").encode() + b"\0\0\0",
        DOCUMENT.format("UTF-8").encode() + b"\r\nend of export",
    ],
    ids=range(15),
)
def test_any_usual_encoding_is_read(data: bytes) -> None:
    seen = Seen()

    assert root_name(data) == "gpx"
    assert walk(data, seen) is None
    assert seen.texts["gpx/name"] == "Zürich"


def test_prefixes_need_no_declaration_and_are_left_off() -> None:
    seen = Seen()
    data = b'<p:gpx><gpxdata:hr xsi:type="Device_t">77</gpxdata:hr></p:gpx>'

    assert root_name(data) == "gpx"
    assert walk(data, seen) is None
    assert seen.texts["gpx/hr"] == "77"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (b"Tom & Jerry", "Tom & Jerry"),
        (b"Tom &amp; Jerry &#38; I", "Tom & Jerry & I"),
        (b"<![CDATA[Tom & Jerry]]>", "Tom & Jerry"),
        (b"rain &nbsp; sun", "rain &nbsp; sun"),
        (b"bell\x07", "bell "),
    ],
)
def test_small_slips_in_a_name_do_not_cost_the_file(written: bytes, name: str) -> None:
    seen = Seen()

    assert walk(b"<gpx><name>" + written + b"</name></gpx>", seen) is None
    assert seen.texts["gpx/name"] == name


def test_a_broken_file_gives_what_stood_before_the_break() -> None:
    seen = Seen()
    data = b"\n<gpx><name>A</name><p/><wrong></oops><p/><p lat='1'/><px/></gpx>"

    broken = walk(data, seen)

    assert seen.texts["gpx/name"] == "A"
    assert seen.opened_names == ["gpx", "name", "p", "wrong"]
    assert broken is not None
    assert broken.at_byte == data.index(b"</oops>") + 2  # expat points at the name
    assert broken.count("p") == 2


@pytest.mark.parametrize(
    ("data", "root"),
    [
        (b"<!-- <tcx> --><gpx/>", "gpx"),
        (b"<?xml version='1.0'?><?pi <a> ?>\n<gpx>", "gpx"),
        (b"<!DOCTYPE gpx [<!ENTITY a '" + b"a" * 99_999 + b"'>]><gpx/>", "gpx"),
        (b"\x89PNG\r\n\x1a\n<gpx>", ""),
        (b"PK\x03\x04", ""),
        (b"<html><body><gpx>", "html"),
        (b"<gpx", ""),
        (b"", ""),
    ],
)
def test_the_first_element_names_the_format(data: bytes, root: str) -> None:
    assert root_name(data) == root
