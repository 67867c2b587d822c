import gzip
import io
import os
import struct
import tracemalloc
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.archive import Limits, members
from ingest.errors import (
    DamagedFile,
    EmptyFile,
    IngestError,
    PasswordProtected,
    TooLarge,
    UnknownFormat,
    UnsafeFile,
)

RUN = b"<gpx>a run</gpx>" * 50


def packed(*files, kind=zipfile.ZIP_DEFLATED):
    """A zip of (name or ZipInfo, bytes)."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", kind) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return target.getvalue()


def read(source, limits=None):
    """(path inside, bytes or kind of error) of every member."""
    return [(member.inside, outcome(member)) for member in members(source, limits)]


def outcome(member):
    try:
        return member.read()
    except IngestError as error:
        return type(error)


def said(source):
    """What is said of each member that cannot be read."""
    sentences = []
    for member in members(source):
        try:
            member.read()
        except IngestError as error:
            sentences.append(str(error))
    return sentences


def named(name, **attributes):
    info = zipfile.ZipInfo(name)
    info.orig_filename = name
    for key, value in attributes.items():
        setattr(info, key, value)
    return info


def test_a_file_is_its_own_only_member(tmp_path):
    path = tmp_path / "run.gpx"
    path.write_bytes(RUN)
    (member,) = members(path)
    assert (member.source, member.inside, member.name) == (str(path), "", "run.gpx")
    assert member.read() == RUN


def test_bytes_with_a_name_are_as_good_as_a_file():
    (member,) = members(("run.fit", RUN))
    assert (member.name, member.read()) == ("run.fit", RUN)


def test_gz_is_unpacked_wherever_it_lies(tmp_path):
    (tmp_path / "run.gpx.gz").write_bytes(gzip.compress(RUN))
    (tmp_path / "export.zip").write_bytes(packed(("a/run.fit.gz", gzip.compress(RUN))))
    found = list(members(tmp_path))
    assert [member.name for member in found] == ["run.fit", "run.gpx"]
    assert read(tmp_path) == [("export.zip/a/run.fit.gz", RUN), ("run.gpx.gz", RUN)]


def test_a_folder_is_walked_in_order_without_hidden_files(tmp_path):
    for name in ("b/2.fit", "b/1.fit", "a.fit", ".hidden", ".git/x.fit", "__MACOSX/._a.fit"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(RUN)
    assert [inside for inside, _ in read(tmp_path)] == ["a.fit", "b/1.fit", "b/2.fit"]


def test_a_folder_that_holds_itself_is_walked_once(tmp_path):
    (tmp_path / "run.fit").write_bytes(RUN)
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert read(tmp_path) == [("run.fit", RUN)]


def test_a_zip_is_read_in_its_own_order_without_folders_and_noise():
    archive = packed(
        ("b.fit", RUN),
        ("a/", b""),
        ("a/c.fit", RUN),
        ("__MACOSX/a/._c.fit", b"x"),
        (".DS_Store", b"x"),
    )
    assert read(("export.zip", archive)) == [("b.fit", RUN), ("a/c.fit", RUN)]


def test_a_zip_in_a_zip_is_opened_and_a_third_one_refused():
    third = packed(("deep.fit", RUN))
    second = packed(("run.fit", RUN), ("third.zip", third))
    first = packed(("second.zip", second), ("last.fit", RUN))
    assert read(("first.zip", first)) == [
        ("second.zip/run.fit", RUN),
        ("second.zip/third.zip", TooLarge),
        ("last.fit", RUN),
    ]


def test_an_office_document_is_not_opened_as_an_archive():
    table = packed(("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<workbook/>"))
    assert read(("races.xlsx", table)) == [("", UnknownFormat)]


def test_the_same_name_twice_is_two_members():
    with pytest.warns(UserWarning, match="Duplicate name"):
        archive = packed(("run.fit", b"first"), ("run.fit", b"second"))
    assert [data for _, data in read(("x.zip", archive))] == [b"first", b"second"]


@pytest.mark.parametrize(
    ("info", "words"),
    [
        (named("../evil.fit"), "leads out"),
        (named("a/../../evil.fit"), "leads out"),
        (named("..\\evil.fit"), "leads out"),
        (named("/etc/evil.fit"), "absolute"),
        (named("\\\\host\\evil.fit"), "absolute"),
        (named("C:\\evil.fit"), "absolute"),
        (named("link.fit", create_system=3, external_attr=0o120777 << 16), "symbolic link"),
    ],
)
def test_a_name_that_leaves_the_archive_is_refused_and_the_others_go_on(info, words):
    archive = packed((info, RUN), ("good.fit", RUN))
    (_, first), good = read(("x.zip", archive))
    assert first is UnsafeFile
    assert good == ("good.fit", RUN)
    (sentence,) = said(("x.zip", archive))
    assert words in sentence
    assert sentence.endswith(".")


def test_a_name_with_a_nul_byte_is_refused_and_shown_without_it():
    archive = packed(("run.fit@.exe", RUN), ("good.fit", RUN)).replace(b"@", b"\0")
    assert read(("x.zip", archive)) == [("run.fit\ufffd.exe", UnsafeFile), ("good.fit", RUN)]
    assert "NUL" in said(("x.zip", archive))[0]


def test_names_that_no_database_can_hold_are_made_fit_to_be_shown(tmp_path):
    path = os.fsencode(tmp_path) + b"/caf\xe9\n.fit"
    with open(path, "wb") as file:  # noqa: PTH123 - a name of bytes
        file.write(RUN)
    (member,) = members(tmp_path)
    assert member.inside == "caf\ufffd\ufffd.fit"
    assert member.inside.encode()


def test_a_member_behind_a_password_is_refused_and_the_others_go_on():
    archive = bytearray(packed(("secret.fit", RUN), ("good.fit", RUN)))
    listed = archive.index(b"PK\x01\x02")
    archive[6] |= 1
    archive[listed + 8] |= 1
    assert read(("x.zip", bytes(archive))) == [("secret.fit", PasswordProtected), ("good.fit", RUN)]


def test_a_member_damaged_inside_is_refused_and_the_others_go_on():
    archive = bytearray(packed(("bad.fit", RUN), ("good.fit", RUN), kind=zipfile.ZIP_STORED))
    archive[archive.index(RUN) + 3] ^= 0xFF
    assert read(("x.zip", bytes(archive))) == [("bad.fit", DamagedFile), ("good.fit", RUN)]


@pytest.mark.parametrize("kind", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_an_archive_cut_off_gives_what_is_there_and_says_so(kind):
    whole = packed(("one.fit", RUN), ("two.fit", os.urandom(3000)), kind=kind)
    cut = whole[: whole.index(b"PK\x01\x02") - 1000]
    (first, one), (second, two), (last, end) = read(("x.zip", cut))
    assert (first, one) == ("one.fit", RUN)
    assert second == "two.fit"
    assert len(two) >= 1500
    assert (last, end) == ("", DamagedFile)


class Pipe(io.BytesIO):
    """A target that cannot go back, so that sizes follow the data as in a stream."""

    def seekable(self):
        return False

    def tell(self):
        raise io.UnsupportedOperation


def test_an_archive_written_as_a_stream_and_cut_off_gives_what_is_there():
    target = Pipe()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("one.fit", "two.fit", "three.fit"):
            archive.writestr(name, RUN)
    whole = target.getvalue()
    found = read(("x.zip", whole[: whole.index(b"PK\x01\x02")]))
    assert found == [("one.fit", RUN), ("two.fit", RUN), ("three.fit", RUN), ("", DamagedFile)]


def test_a_gz_cut_off_gives_what_is_there():
    data = os.urandom(5000)
    (member,) = members(("run.fit.gz", gzip.compress(data)[:-2000]))
    assert data.startswith(member.read())


def test_what_does_not_exist_or_cannot_be_read_is_a_member_that_says_so(tmp_path):
    assert read(tmp_path / "gone.fit") == [("", IngestError)]
    os.mkfifo(tmp_path / "pipe.fit")
    assert read(tmp_path) == [("pipe.fit", IngestError)]


def test_an_empty_folder_or_archive_says_so(tmp_path):
    assert read(tmp_path) == [("", EmptyFile)]
    assert read(("x.zip", packed())) == [("", EmptyFile)]


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "huge.fit"
    with path.open("wb") as file:
        file.truncate(10**12)
    assert read(path) == [("", TooLarge)]


def memory_peak(work):
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def zeros(length):
    """A raw deflate stream of zeros, made without holding them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = bytes(2**20)
    return b"".join(packer.compress(piece) for _ in range(length >> 20)) + packer.flush()


def zip_of(name, stream, size):
    """A zip of one member with a ready deflate stream and whatever size is claimed for it."""
    common = struct.pack("<5H3L2H", 20, 0, 8, 0, 0, 0, len(stream), size, len(name), 0)
    local = b"PK\x03\x04" + common + name
    listed = (
        b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<3H2L", 0, 0, 0, 0, 0) + name
    )
    begin = len(local) + len(stream)
    end = b"PK\x05\x06" + struct.pack("<4H2LH", 0, 0, 1, 1, len(listed), begin, 0)
    return local + stream + listed + end


BOMB = zeros(256 << 20)


@pytest.mark.parametrize("claimed", [256 << 20, 1000, 0xFFFFFFF0])
def test_a_bomb_is_refused_in_little_memory_whatever_size_it_claims(claimed):
    archive = zip_of(b"bomb.fit", BOMB, claimed)
    found = []
    peak = memory_peak(lambda: found.extend(read(("x.zip", archive))))
    assert found[0][0] == "bomb.fit"
    assert found[0][1] in (TooLarge, DamagedFile)
    assert peak < 16 << 20


def test_a_bomb_in_a_cut_archive_or_gz_is_refused_in_little_memory():
    archive = zip_of(b"bomb.fit", BOMB, 0)
    cut = archive[: archive.index(b"PK\x01\x02")]
    found = []
    # The unpacked pieces up to the ratio are held, and no more.
    assert memory_peak(lambda: found.extend(read(("x.zip", cut)))) < 128 << 20
    assert found[0] == ("bomb.fit", TooLarge)
    gz = b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + BOMB
    assert memory_peak(lambda: found.append(read(("bomb.fit.gz", gz)))) < 128 << 20
    assert found[-1] == [("", TooLarge)]


def test_a_bomb_of_unknown_size_in_a_cut_archive_ends_the_walk_with_a_sentence():
    archive = zip_of(b"bomb.fit", BOMB, 0)
    cut = bytearray(archive[: archive.index(b"PK\x01\x02")])
    cut[6] |= 8  # "the sizes follow"
    assert read(("x.zip", bytes(cut))) == [("", TooLarge)]


@pytest.mark.parametrize("claimed", [100_000 % 65_536, 1])
def test_a_hundred_thousand_members_are_refused_before_they_are_listed(claimed):
    entry = b"PK\x01\x02" + bytes(24) + struct.pack("<3H", 1, 0, 0) + bytes(12) + b"a"
    listed = entry * 100_000
    end = b"PK\x05\x06" + struct.pack("<4H2LH", 0, 0, claimed, claimed, len(listed), 0, 0)
    archive = b"PK\x03\x04" + listed + end
    found = []
    assert memory_peak(lambda: found.extend(read(("x.zip", archive)))) < 32 << 20
    assert found == [("", TooLarge)]


def test_members_that_share_their_bytes_are_refused():
    stream = zlib.compress(os.urandom(1000))[2:-4]
    archive = zip_of(b"a.fit", stream, 1000)
    at = archive.index(b"PK\x01\x02")
    end = archive.index(b"PK\x05\x06")
    listed = archive[at:end] * 50
    tail = b"PK\x05\x06" + struct.pack("<4H2LH", 0, 0, 50, 50, len(listed), at, 0)
    assert read(("x.zip", archive[:at] + listed + tail)) == [("", UnsafeFile)]


def test_limits_can_be_set():
    archive = packed(("a.fit", RUN), ("b.fit", RUN))
    assert read(("x.zip", archive), Limits(members=1)) == [("", TooLarge)]
    cut = archive[: archive.index(b"PK\x01\x02")]
    assert read(("x.zip", cut), Limits(members=1)) == [("a.fit", RUN), ("", TooLarge)]
    assert read(("x.zip", archive), Limits(file_bytes=10)) == [
        ("a.fit", TooLarge),
        ("b.fit", TooLarge),
    ]


WHOLE = packed(
    ("one.fit", RUN), ("two.fit.gz", gzip.compress(RUN)), ("in.zip", packed(("x.fit", RUN)))
)


@given(
    st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), max_size=8),
    st.integers(4, len(WHOLE)),
)
def test_no_damage_raises_anything_but_a_sentence(changes, length):
    archive = bytearray(WHOLE)
    for at, value in changes:
        archive[at] = value
    for _, found in read(("x.zip", bytes(archive[:length]))):
        assert isinstance(found, bytes) or issubclass(found, IngestError)
