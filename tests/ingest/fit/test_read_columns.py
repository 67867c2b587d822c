"""Every FIT file there is, made or real, is fitdecode's, field by field and bit by bit."""

import datetime
from dataclasses import dataclass

import fitdecode
import numpy as np
import pytest

import sample_data
from ingest.errors import EmptyFile, TooLarge, UnknownFormat
from ingest.fit import read_columns
from ingest.fit.columns import UNIX_OF_FIT_ZERO
from ingest.fit.walk import MAX_MESSAGES

NOT_A_DATE = np.datetime64("NaT")


@dataclass(frozen=True)
class Oracle:
    """What fitdecode says: the messages before its exception, and that exception."""

    messages: list
    error: Exception | None

    @property
    def records(self):
        return [message for message in self.messages if message.name == "record"]


def oracle(data):
    messages = []
    ignore, no_crc = fitdecode.ErrorHandling.IGNORE, fitdecode.CrcCheck.DISABLED
    try:
        with fitdecode.FitReader(data, error_handling=ignore, check_crc=no_crc) as reader:
            # What came before an exception stays in the list.
            messages.extend(f for f in reader if f.frame_type == fitdecode.FIT_FRAME_DATA)
    except (fitdecode.FitError, ValueError) as error:
        return Oracle(messages, error)
    return Oracle(messages, None)


def made_files():
    return [path for path in sorted(sample_data.folder().rglob("*.fit")) if path.stat().st_size]


@pytest.fixture(scope="module")
def files(corpus):
    """Each file's name, bytes, and what fitdecode says of it."""
    paths = [*made_files(), *sorted((corpus / "fit").iterdir())]
    found = [(path.name, path.read_bytes()) for path in paths]
    return [(name, data, oracle(data)) for name, data in found]


@pytest.fixture(scope="module")
def undamaged(files):
    found = [(name, data, said) for name, data, said in files if said.error is None]
    assert len(found) > 50
    return found


def test_numbers_are_bit_equal_to_fitdecode_s_in_every_undamaged_file(undamaged):
    compared = 0
    for name, data, said in undamaged:
        columns = read_columns(data)
        assert columns.n_records == len(said.records), name
        for field, expected in numbers_of(said.records).items():
            assert np.array_equal(columns.record[field], expected, equal_nan=True), (name, field)
            compared += np.isfinite(expected).sum()
    assert compared > 300_000


def numbers_of(records):
    """Positions in degrees, the wide twin of a field first, None and names as NaN."""
    found = {}
    for row, record in enumerate(records):
        seen = set()
        for item in record.fields:
            if item.field is None or item.field.name is None or item.name in seen:
                continue
            value = item.value
            if isinstance(value, int | float) and item.name != "timestamp":
                seen.add(item.name)
                is_app = item.field_def is not None and item.field_def.is_dev
                field = f"dev:{item.name}" if is_app else item.name
                column = found.setdefault(field, np.full(len(records), np.nan))
                column[row] = value * 180 / 2**31 if item.units == "semicircles" else value
    for wide in [field for field in found if field.startswith("enhanced_")]:
        narrow, best = wide.removeprefix("enhanced_"), found.pop(wide)
        found[narrow] = np.where(np.isnan(best), found.get(narrow, best), best)
    return found


def test_times_are_fitdecode_s(undamaged):
    for name, data, said in undamaged:
        columns = read_columns(data)
        expected = [time_of(record) for record in said.records]
        if expected and not any(problem.code == "local_clock" for problem in columns.problems):
            assert columns.record["timestamp"].dtype == "datetime64[s]"
            times = np.array(expected, dtype="datetime64[s]")
            assert np.array_equal(columns.record["timestamp"], times, equal_nan=True), name


def time_of(record):
    time = record.get_value("timestamp", fallback=None)
    return time.replace(tzinfo=None) if isinstance(time, datetime.datetime) else NOT_A_DATE


def test_messages_are_fitdecode_s(undamaged):
    compared = 0
    for name, data, said in undamaged:
        columns = read_columns(data)
        if any(problem.code == "local_clock" for problem in columns.problems):
            continue
        for kind, messages in columns.messages.items():
            expected = [message for message in said.messages if message.name == kind]
            assert len(messages) == len(expected), (name, kind)
            for message, theirs in zip(messages, expected, strict=True):
                compared += agreed(message, theirs, (name, kind))
    assert compared > 15_000


def agreed(message, theirs, where):
    fields = {}
    for item in theirs.fields:
        is_app = item.field_def is not None and item.field_def.is_dev
        # A field of its own goes before one that was taken from another.
        is_second = item.is_expanded and item.name in fields
        if item.field and not is_app and not is_second and value_of(item) is not None:
            fields[item.name] = value_of(item)
    for field, value in fields.items():
        assert message[field] == value, (*where, field)
    return len(fields)


def value_of(item):
    value = item.value
    if isinstance(value, tuple):
        is_bytes = item.field_def is not None and item.base_type.name == "byte"
        names = {} if is_bytes else item.field.type.enum or {}
        named = tuple(names.get(v, v) for v in value)
        return named if any(v is not None for v in value) else None
    if isinstance(value, datetime.datetime):
        return int(value.timestamp())
    if isinstance(value, datetime.time):
        return item.raw_value
    if item.type.name == "date_time" and value is not None:
        return value + UNIX_OF_FIT_ZERO
    return value * 180 / 2**31 if item.units == "semicircles" and value is not None else value


def test_a_damaged_file_gives_no_fewer_records_than_fitdecode_before_its_exception(files):
    damaged = [(name, data, said) for name, data, said in files if said.error is not None]
    assert len(damaged) >= 8
    for name, data, said in damaged:
        try:
            columns = read_columns(data)
        except UnknownFormat:
            assert data[8:12] != b".FIT", name
            continue
        assert columns.n_records >= len(said.records), name
        assert columns.problems or columns.n_records > len(said.records), name


def test_positions_are_degrees_and_times_are_dates(fit):
    fields = (253, 4, 0x86), (0, 4, 0x85), (1, 4, 0x85)
    north = (fit.start).to_bytes(4, "little") + (2**30).to_bytes(4, "little")
    columns = read_columns(
        fit.frame(fit.layout(0, 20, *fields) + b"\0" + north + b"\xff\xff\xff\x7f")
    )
    assert columns.record["position_lat"].tolist() == [90.0]
    assert np.isnan(columns.record["position_long"]).all()
    assert columns.record["timestamp"].tolist() == [datetime.datetime(2024, 5, 1, 6)]  # noqa: DTZ001


def test_the_wide_twin_of_a_field_goes_first_under_the_narrow_name(fit):
    layout = fit.layout(0, 20, (6, 2, 0x84), (73, 4, 0x86))
    rows = b"\0\xb8\x0b\xac\x0d\0\0" + b"\0\xb8\x0b\xff\xff\xff\xff" + b"\0" + b"\xff" * 6
    columns = read_columns(fit.frame(layout + rows))
    assert columns.record["speed"].tolist()[:2] == [3.5, 3.0]
    assert np.isnan(columns.record["speed"][2])
    assert "enhanced_speed" not in columns.record


def test_the_parts_of_a_chain_follow_each_other(fit):
    swim = fit.frame(fit.layout(0, 20, (4, 1, 2), (42, 1, 0)) + b"\0\x1e\5" * 2)
    data = fit.encode(*fit.run(3)) + swim + fit.encode(*fit.run(2))
    columns = read_columns(data)
    assert columns.n_records == 7
    assert columns.record["distance"][[0, 2, 5, 6]].tolist() == [0.0, 6.0, 0.0, 3.0]
    assert np.isnan(columns.record["distance"][3:5]).all()
    assert np.isnat(columns.record["timestamp"]).tolist() == [False] * 3 + [True] * 2 + [False] * 2
    assert columns.record["cadence"][3:5].tolist() == [30.0, 30.0]
    assert columns.record["activity_type"].tolist() == [""] * 3 + ["swimming"] * 2 + [""] * 2


def test_a_valid_file_of_nothing_gives_nothing(fit):
    columns = read_columns(fit.frame(b""))
    assert (columns.n_records, columns.record, columns.problems) == (0, {}, ())
    assert dict(columns.messages) == {}
    twice = read_columns(fit.frame(b"") + fit.encode(*fit.run(2)))
    assert twice.n_records == 2


def test_a_header_alone_is_unfinished(fit):
    columns = read_columns(fit.frame(b"")[:12])
    assert [(problem.code, problem.at_byte) for problem in columns.problems] == [("unfinished", 12)]


def test_a_watch_without_a_date_is_placed_or_says_so(fit):
    samples = fit.layout(0, 20, (253, 4, 0x86)) + b"".join(
        b"\0" + (100 + i).to_bytes(4, "little") for i in range(3)
    )
    columns = read_columns(fit.frame(samples))
    assert [problem.code for problem in columns.problems] == ["no_date"]
    assert np.diff(columns.seconds()).tolist() == [1.0, 1.0]
    told = fit.layout(1, 34, (253, 4, 0x86), (5, 4, 0x86))
    told += b"\1" + (103).to_bytes(4, "little") + (fit.start + 3).to_bytes(4, "little")
    columns = read_columns(fit.frame(samples + told))
    assert columns.seconds().tolist() == [fit.start + UNIX_OF_FIT_ZERO + i for i in range(3)]


def test_problems_name_their_byte(fit):
    whole = fit.encode(*fit.run(50))
    (cut,) = read_columns(whole[:300]).problems
    assert (cut.code, cut.at_byte) == ("truncated", 300)
    (wrong,) = read_columns(whole[:-1] + bytes([whole[-1] ^ 1])).problems
    assert (wrong.code, wrong.at_byte) == ("crc", len(whole) - 2)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyFile),
        (b"<gpx></gpx>", UnknownFormat),
        (b"\x0e\x10\0\0", UnknownFormat),
        (bytes(100), UnknownFormat),
    ],
)
def test_what_is_no_fit_file_is_refused_in_a_sentence(data, error):
    with pytest.raises(error, match=r"\.$"):
        read_columns(data)


def test_a_swarm_of_messages_is_refused(fit):
    body = fit.layout(0, 20, (3, 1, 2)) + b"\0\x50" * (MAX_MESSAGES + 1)
    with pytest.raises(TooLarge, match="1,000,000 messages"):
        read_columns(fit.frame(body, crc=0))
