"""Samples taken out together are those the handlers find one by one."""

import gc
import re
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import gpx, tcx
from ingest.errors import IngestError, TooLarge
from ingest.gpx import read
from ingest.gpx.tracks import Tracks
from ingest.markup import skeleton, tags, tokens, walk
from ingest.markup.guard import guarded
from ingest.markup.skeleton import LEAST_TOGETHER, Skeleton
from ingest.tables import RawSession

Reader = Callable[[bytes], tuple[RawSession, ...]]

SAMPLES = Path(__file__).parents[3] / "sample_data" / "files"
POINT = '<trkpt lat="46.{0:04}" lon="7.5"><ele>{0}</ele><time>2024-05-01T00:{1:02}:{2:02}Z</time>'
GARMIN = (
    "<extensions><g:TrackPointExtension><g:hr>{0}</g:hr><g:cad>80</g:cad>"
    "</g:TrackPointExtension></extensions>"
)
ODD = {
    "a comment": "<!-- <trkpt> -->",
    "a section": "<desc><![CDATA[<trkpt>]]></desc>",
    "an instruction": "<?hidden <trkpt?>",
    "a plain instruction": "<?show this?>",
    "an instruction of a reserved name": "<?Xml again?>",
    "an instruction without a name": "<? ?>",
    "a bracket": "<name>a > b</name>",
    "a bracket in a value": '<link href="a > b"/>',
    "a bracket in either quotes": "<link href='a \"> b' id=\"c '> d\"/>",
    "a comment in a tag": "<link <!-- a -->/>",
    "a comment in a value": '<link href="a"><b c="> <!-- d -->"/></link>',
    "a comment with a bracket": "<name><!-- a > b -->c > d</name>",
    "the end of a section": "<name>a ]]> b</name>",
    "the end of a section in a section": "<name><![CDATA[a ]]]]><![CDATA[> b <? c]]></name>",
    "an end of a sample, as a text": "<name>/trkpt</name>",
    "a reference": "<name>a &amp; b</name>",
    "a reference in a time": "<time>2024-05-02T00:00:07&amp;Z</time>",
    "a number as reference": "<power>&#50;80</power>",
    "a name beyond ASCII": "<name>Zürich</name>",
    "a sample in a sample": '<trkpt lat="1" lon="2"><time>2024-05-01T00:00:00Z</time></trkpt>',
    "a segment in a sample": "<trkseg></trkseg>",
    "a waypoint in a sample": '<wpt lat="1" lon="1"/>',
    "a text after a child": "<hr><b/>130</hr>",
    "nothing for a heart rate": "<hr/>",
    "two heart rates": "<hr>nan</hr><hr>131</hr>",
    "two times": "<time>no</time><time>2024-05-02T00:00:00Z</time>",
    "an attribute": '<hr unit="bpm">132</hr>',
    "an undeclared prefix": "<nobody:hr>133</nobody:hr>",
    "a mark of ours": '<plimsoll.run n="0"/>',
    "deep nesting": "<a>" * 40 + "</a>" * 40,
    "a long value": f"<name>{'long ' * 50}</name>",
}


def whole_points(count: int, inside: Callable[[int], str] = GARMIN.format) -> list[str]:
    return [
        f"{POINT.format(i, i // 60, i % 60)}{inside(100 + i % 90)}</trkpt>\n" for i in range(count)
    ]


def document(*segments: str) -> bytes:
    inside = "".join(f"<trkseg>{points}</trkseg>" for points in segments)
    return f'<gpx creator="Maker"><trk><type>running</type>{inside}</trk></gpx>'.encode()


def by_handlers(
    data: bytes, reader: Callable[[bytes], object], patch: pytest.MonkeyPatch
) -> object:
    with patch.context() as slow:
        slow.setattr(walk, "_skeleton", lambda document, _: Skeleton(document))
        slow.setattr(walk, "gathered_by_tags", lambda _, __: None)
        return told(reader, data)


def told(reader: Reader, data: bytes) -> object:
    """Everything a reader says of a file, or its refusal."""
    try:
        sessions = reader(data)
    except IngestError as refusal:
        return type(refusal), str(refusal)
    return [
        (
            s.sport, s.part, s.start_time, s.records.to_csv(), s.laps.to_csv(), s.name,
            None if s.stops is None else s.stops.to_csv(), s.utc_offset_s, s.problems, s.totals,
        )
        for s in sessions
    ]  # fmt: skip


@pytest.mark.parametrize("inside", ODD.values(), ids=ODD)
@pytest.mark.parametrize("often", [1, 3, 100])
@pytest.mark.parametrize("kinds", [1, 30])
def test_whatever_stands_in_a_sample_is_read_as_by_the_handlers(
    inside: str, often: int, kinds: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    points = whole_points(
        100, lambda i: f"{GARMIN.format(i)}<a{i % kinds}/>{inside if i % often == 0 else ''}"
    )
    data = document("".join(points[:60]), "".join(points[60:]))

    assert told(read, data) == by_handlers(data, read, monkeypatch)


@pytest.mark.parametrize("inside", ODD.values(), ids=ODD)
def test_whatever_stands_between_samples_is_read_as_by_the_handlers(
    inside: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    points = whole_points(100)
    data = document(f"{''.join(points[:50])}{inside}{''.join(points[50:])}")

    assert told(read, data) == by_handlers(data, read, monkeypatch)


@pytest.mark.parametrize("around", ["<!-- {} -->", "<desc><![CDATA[{}]]></desc>", "<?skip {}?>"])
def test_samples_that_are_hidden_stay_hidden(around: str, monkeypatch: pytest.MonkeyPatch) -> None:
    points = "".join(whole_points(LEAST_TOGETHER))
    data = document(points, around.format(points), points)

    assert len(read(data)[0].records) == 2 * LEAST_TOGETHER
    assert told(read, data) == by_handlers(data, read, monkeypatch)


@given(
    cut=st.integers(0, 15_000),
    drop=st.integers(0, 40),
    put=st.sampled_from(["", "<", ">", '"', "&", "</trkpt>", "<x>", "]]>", "é"]),
)
def test_damage_anywhere_is_read_as_by_the_handlers(cut: int, drop: int, put: str) -> None:
    mixed = [
        point.replace("<g:cad>80</g:cad>", "") if i % 7 else point
        for i, point in enumerate(whole_points(80))
    ]
    whole = document("".join(whole_points(50)), "".join(mixed))
    data = whole[:cut] + put.encode() + whole[cut + drop :]

    with pytest.MonkeyPatch.context() as patch:
        assert told(read, data) == by_handlers(data, read, patch)


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.[gt][pc]x")), ids=lambda path: path.name)
def test_every_sample_file_is_read_as_by_the_handlers(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = gpx.read if path.suffix == ".gpx" else tcx.read

    assert told(reader, path.read_bytes()) == by_handlers(path.read_bytes(), reader, monkeypatch)


@pytest.mark.parametrize("kinds", [1, 3, 8, 90])
@pytest.mark.parametrize("piece", [600, 3000])
def test_a_document_is_the_same_in_pieces(
    kinds: int, piece: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    points = whole_points(90, lambda i: f"<hr>{i}</hr><a{i % kinds}/>")
    planned = '<wpt lat="1" lon="2"><name>Gate</name></wpt>' * 40
    data = document("".join(points[:40]), planned, "".join(points[40:]))

    whole = told(read, data)
    monkeypatch.setattr(skeleton, "_PIECE_BYTES", piece)
    monkeypatch.setattr(tokens, "_PIECE_BYTES", piece)

    assert told(read, data) == whole == by_handlers(data, read, monkeypatch)


@pytest.mark.parametrize("inside", [GARMIN.format, lambda i: f"<a{i % 2}/><hr>{i}</hr>"])
def test_samples_of_common_shapes_leave_one_mark(inside: Callable[[int], str]) -> None:
    text = guarded(document("".join(whole_points(100, inside)))).text

    left = walk._skeleton(text, Tracks.grammar)

    assert re.findall(rb"<trkpt", left.document) == []
    assert [run.count for run in left.runs] == [100]


@pytest.mark.parametrize("step", [1, 3])
def test_samples_that_hold_some_of_the_same_in_order_are_taken_together(step: int) -> None:
    fields = [f"<a{n}>b</a{n}>" for n in range(6)]

    def inside(i: int) -> str:
        extra = "".join(field for n, field in enumerate(fields) if i >> n & 1)
        return f"<extensions>{extra}<hr>{i}</hr></extensions>" if i % 5 else extra

    points = whole_points(600, inside)[::step]
    left = walk._skeleton(guarded(document("".join(points))).text, Tracks.grammar)

    taken = sum(run.count for run in left.runs)
    assert len(re.findall(rb"<trkpt", left.document)) == len(points) - taken
    assert taken > 0.9 * len(points)


@pytest.mark.parametrize(
    "inside",
    [
        lambda i: "<a/><b/>" if i % 2 else "<b/><a/>",
        lambda i: f"<hr>{i}</hr><a/>" if i % 2 else f"<a/><hr>{i}</hr>",
        lambda i: f"<hr>{i}</hr>" if i % 3 else f'<hr unit="bpm">{i}</hr><hr>{i + 1}</hr>',
        lambda i: f"<hr>{i}</hr>" if i % 3 else "<hr><a/></hr>",
        lambda i: f"<x><hr>{i}</hr></x>" if i % 3 else f"<y><hr>{i}</hr></y>",
        lambda i: "".join(f"<a{i * n % 7}/>" for n in range(1, 5)),
        lambda i: "".join(f"<a{i}b{n}/>" for n in range(40)),
    ],
)
def test_samples_that_are_no_one_shape_are_read_as_by_the_handlers(
    inside: Callable[[int], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = document("".join(whole_points(150, inside)))

    assert told(read, data) == by_handlers(data, read, monkeypatch)


@pytest.mark.parametrize("every", range(2, 5))
def test_samples_of_two_shapes_in_even_turns_are_taken_for_two(every: int) -> None:
    inside = "<hr>{0}</hr><name>{0:0180}</name>"
    points = whole_points(800, lambda i: f"{'' if i % every else '<a/>'}{inside.format(i)}")
    text = guarded(document("".join(points))).text

    left = walk._skeleton(text, Tracks.grammar)

    assert [run.count for run in left.runs] == [800]


@pytest.mark.parametrize(
    "inside",
    [
        *(lambda i, n=n: f"<a{i % n}/><hr>{i}</hr>" for n in (8, 30)),
        lambda i: f"<!-- {i} --><hr>{i}</hr>",
        lambda i: f"<desc><![CDATA[<{i}>]]></desc><hr>{i}</hr>",
        lambda i: f"<desc>&#233;t&eacute;&amp;{i}</desc><hr>{i}</hr>",
        lambda i: f"<hr>{i}</hr>" if i % 3 else "<hr/>",
        lambda i: f'<link href="photos/{i}"><text>{i}</text></link><hr>{i}</hr>',
        lambda i: f"<name>{i} > {i}</name><hr>{i}</hr><?show {i}?>",
        lambda i: f'<link href="photos>{i}"/><hr>{i}</hr>',
    ],
)
def test_plain_samples_of_whatever_kinds_need_no_parser(
    inside: Callable[[int], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    points = whole_points(100, inside)
    planned = '<wpt lat="1" lon="2"><name>Gate</name></wpt>' * 40
    data = document(planned, *("".join(points[i : i + 5]) for i in range(0, 100, 5)))
    with_handlers = by_handlers(data, read, monkeypatch)

    assert told(read, data) == with_handlers
    monkeypatch.setattr(walk, "_skeleton", lambda document, _: Skeleton(document))
    monkeypatch.delattr(walk, "Handlers")

    assert told(read, data) == with_handlers


@pytest.mark.parametrize(
    "ways",
    [
        ['lat="{0}" lon="{1}"', 'lon="{1}" lat="{0}"'],
        ['lat="{0}" lon="{1}"', "lat='{0}' lon='{1}'"],
        ['lat="{0}" lon="{1}"', "lat='{0}' lon=\"{1}\"", "lat='{0}'"],
        ['lat="{0}" lon="{1}"', 'lat="{0}" id="a\'{1}" lon="{1}"'],
        ['lat="{0}" lon="{1}"', 'lat="{0}"\nlon="{1}"', 'id="\n" lat="{0}" lon="{1}"'],
        ['lat="{0}" lon="{1}"', ""],
        ["", " "],
        ['lat="{0}" lon="{1}"', *(f'lat="{{0}}" lon="{{1}}" a{i}="b"' for i in range(9))],
    ],
)
def test_samples_begun_in_several_ways_need_no_parser(
    ways: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = document(
        "".join(
            f"<trkpt {ways[i % len(ways)].format(i / 7, i / 9)}><hr>{i}</hr><a{i % 30}/>"
            f"<time>2024-05-01T00:{i // 60:02}:{i % 60:02}Z</time></trkpt>"
            for i in range(200)
        )
    )
    with_handlers = by_handlers(data, read, monkeypatch)

    assert told(read, data) == with_handlers
    monkeypatch.setattr(walk, "_skeleton", lambda document, _: Skeleton(document))
    monkeypatch.delattr(walk, "Handlers")

    assert told(read, data) == with_handlers


def test_what_tags_mean_is_not_kept_without_end() -> None:
    each_its_own = "".join(
        f"<a{i}:trkpt lat='1' lon='2'><time>2024-05-01T00:00:00Z</time><b{i}/></a{i}:trkpt>"
        for i in range(1_500)
    )
    assert len(read(document(each_its_own))[0].samples) == 1_500
    once_more = document("".join(whole_points(100, lambda i: f"<a{i % 30}/>")))

    assert len(read(once_more)[0].samples) == 100
    assert all(len(states.begins) <= 64 for idle in tags._idle.values() for states in idle)
    assert all(states.n_kept <= 5_000 for idle in tags._idle.values() for states in idle)


def test_a_long_recording_of_many_kinds_is_read_and_one_without_end_refused() -> None:
    fifty = "".join(whole_points(50, lambda i: "".join(f"<a{i * n % 50}/>" for n in range(12))))

    assert len(read(document(fifty * 400))[0].samples) == 20_000
    with pytest.raises(TooLarge, match=r"2,000,000 tags that could only be .*one file each"):
        read(document(fifty * 2_300))


@pytest.mark.parametrize("inside", [GARMIN.format, lambda i: f"<a{i % 30}/>"])
def test_what_was_read_takes_no_memory_until_later(inside: Callable[[int], str]) -> None:
    """An archive holds thousands of files: none may wait for the collector of rings."""
    points = whole_points(90, inside)
    data = document("".join(points[:5]), "".join(points[5:]))
    walk.walk(data, Tracks)  # what is worked out once stays
    gc.collect()
    gc.disable()
    try:
        for text in (data, data[:-400]):
            tracks, _ = walk.walk(text, Tracks)
            left = weakref.ref(tracks)
            del tracks
            assert left() is None
            assert gc.collect() == 0
    finally:
        gc.enable()
