import pytest

from ingest.errors import EmptyFile, UnknownFormat
from ingest.formats import formats, recognise

HEADS = {
    "fit": b"\x0e\x10\x00\x00\x00\x00\x00\x00.FIT\x00\x00",
    "gpx": b'<?xml version="1.0"?>\n<gpx version="1.1"></gpx>',
    "tcx": b'\n <?xml version="1.0"?><TrainingCenterDatabase></TrainingCenterDatabase>',
}


@pytest.mark.parametrize("name", HEADS)
def test_content_decides_the_format_and_only_one_claims_it(name):
    assert recognise(HEADS[name], "run.jpg").name == name
    assert [f.name for f in formats if f.sniff(HEADS[name])] == [name]


def test_each_format_has_a_true_and_a_false_file():
    assert [f.name for f in formats] == list(HEADS)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "is a JPEG picture"),
        (b"\x89PNG\r\n\x1a\n\x00", "is a PNG picture"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "is a WebP picture"),
        (b"\x00\x00\x00\x18ftypheic", "is a picture"),
        (b"%PDF-1.7", "is a PDF document"),
        (b"PK\x03\x04\x14\x00", "is a zip archive, .* Add it by itself"),
        (b"runs/1.fit".ljust(257, b"\0") + b"ustar\x0000", "is a tar archive, .* Unpack it"),
        (b"7z\xbc\xaf'\x1c", "Unpack it and add the files inside"),
        (b"\xef\xbb\xbf  <!DOCTYPE html><html>", "is a web page.* login page"),
        (b'{"activity": 1}', "is a JSON file"),
        (b'<?xml version="1.0"?><kml xmlns="x">', "is a map file"),
        (b"Date;Distance\n2026-05-03;10,2\n", "is a text or table"),
        (b"\x01\x02\x03\x04", "is not a FIT, GPX or TCX file, whatever its name says"),
    ],
)
def test_a_stranger_is_named_with_what_to_do(data, says):
    with pytest.raises(UnknownFormat, match=f'^"run.fit" .*{says}'):
        recognise(data, "run.fit")


@pytest.mark.parametrize(("data", "says"), [(b"", "0 bytes"), (bytes(4096), "nothing but zeros")])
def test_nothing_is_an_empty_file(data, says):
    with pytest.raises(EmptyFile, match=f"^This file .*{says}"):
        recognise(data)
