"""The scan finds every message that is there, and says what is wrong with the rest."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.errors import EmptyFile, TooLarge, UnknownFormat
from ingest.fit.scan import MAX_BYTES, scan, sniff


def codes(part):
    return [problem.code for problem in part.problems]


def n_records(part):
    return int(part.run_counts[part.runs_of(20)].sum())


def test_a_fit_file_is_known_by_its_header(fit):
    data = fit.encode(*fit.run())
    assert sniff(data)
    assert not sniff(b"\x89PNG\r\n\x1a\n" + bytes(20))
    assert not sniff(b"")


def test_a_sound_file_has_no_problems_and_all_its_records(fit):
    (part,) = scan(fit.encode(*fit.run(33)))
    assert n_records(part) == 33
    assert part.problems == ()


def test_no_bytes_are_an_empty_file():
    with pytest.raises(EmptyFile, match="no bytes"):
        scan(b"")


def test_another_format_is_refused_as_such():
    with pytest.raises(UnknownFormat, match="not a FIT file"):
        scan(b"<gpx></gpx>" * 10)


def test_a_cut_file_keeps_the_records_before_the_cut(fit):
    whole = fit.encode(*fit.run(50))
    (part,) = scan(whole[: len(whole) // 2])
    assert codes(part) == ["truncated"]
    assert 10 < n_records(part) < 50


def test_a_message_cut_in_half_is_not_a_message(fit):
    body = fit.layout(0, 20, (253, 4, 0x86)) + b"\0" + b"\1\2\3\4" + b"\0" + b"\1\2"
    (part,) = scan(fit.frame(body, size=500)[:-2])
    assert n_records(part) == 1


def test_an_unfinished_file_keeps_everything_written(fit):
    whole = fit.encode(*fit.run(50))
    for end in (len(whole), len(whole) - 2, len(whole) - 5):
        (part,) = scan(whole[:4] + bytes(4) + whole[8:end])
        assert codes(part) == ["unfinished"]
        assert n_records(part) == 50


def test_a_header_that_names_an_early_end_does_not_hide_the_rest(fit):
    whole = fit.encode(*fit.run(50))
    (part,) = scan(whole[:4] + (150).to_bytes(4, "little") + whole[8:])
    assert codes(part) == ["unfinished"]
    assert n_records(part) == 50


def test_a_wrong_check_sum_is_said_and_nothing_is_dropped(fit):
    whole = fit.encode(*fit.run(50))
    (part,) = scan(whole[:-1] + bytes([whole[-1] ^ 0xFF]))
    assert codes(part) == ["crc"]
    assert n_records(part) == 50


def test_a_header_without_check_sum_is_fine(fit):
    body = fit.layout(0, 20, (3, 1, 2)) + b"\0\x50" * 4
    (part,) = scan(fit.frame(body))
    assert part.problems == ()
    whole = fit.encode(*fit.run(5))
    zeroed = whole[:12] + bytes(2) + whole[14:]
    (part,) = scan(zeroed)
    assert codes(part) == ["crc"]  # the body's sum covers the header, so it is wrong now


def test_bytes_after_the_file_are_left_out_and_counted(fit):
    (part,) = scan(fit.encode(*fit.run()) + b"some other bytes")
    assert codes(part) == ["trailing_bytes"]
    assert part.problems[0].message.startswith("16 bytes")


def test_chained_files_are_parts(fit):
    parts = scan(fit.encode(*fit.run(7)) + fit.encode(*fit.run(9)))
    assert [n_records(part) for part in parts] == [7, 9]
    assert all(part.problems == () for part in parts)


def test_a_part_behind_garbage_is_found(fit):
    parts = scan(fit.encode(*fit.run(7)) + b"garbage" + fit.encode(*fit.run(9)))
    assert [n_records(part) for part in parts] == [7, 9]
    assert codes(parts[0]) == ["trailing_bytes"]


@pytest.mark.parametrize("lost_byte", [0, 3, 6, 7])
def test_a_byte_lost_in_the_middle_costs_a_sample_or_two_not_the_rest(fit, lost_byte):
    record = fit.encode(*fit.run(200))
    at = record.index(fit.start.to_bytes(4, "little")) + 9 * 100 + lost_byte
    (part,) = scan(record[:at] + record[at + 1 :])
    assert "damaged" in codes(part)
    lost = sum(problem.records_lost for problem in part.problems)
    assert n_records(part) >= 197
    assert 1 <= lost <= 3


# Local numbers that follow each other so many times, or (a list) what one is defined as anew.
STRETCHES = st.tuples(
    st.sampled_from([(0,), (1,), (0, 1), (1, 0, 1), (0, 0, 1), (2, 1, 0)]), st.integers(1, 300)
)
NEW_SIZES = st.tuples(st.integers(0, 2), st.integers(1, 9))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STRETCHES | NEW_SIZES, max_size=8), st.integers(0, 3))
def test_each_message_is_found_however_they_follow_each_other(fit, written, lost):
    sizes = [4, 1, 2]
    body = b"".join(fit.layout(local, 20, (3, size, 13)) for local, size in enumerate(sizes))
    found = []
    for what, number in written:
        if isinstance(what, int):
            sizes[what] = number
            body += fit.layout(what, 20, (3, number, 13))
            continue
        for local in what * number:
            found.append((12 + len(body), 1 + sizes[local]))
            body += bytes([local] + [200] * sizes[local])
    end = 12 + len(body) - lost
    (part,) = scan(fit.frame(body)[:end])
    starts, kinds = part.located()
    whole = [(start, size) for start, size in found if start + size <= end]
    sizes_found = [part.definitions[kind].size for kind in kinds]
    assert list(zip(starts, sizes_found, strict=True)) == whole


def test_damage_that_leads_nowhere_ends_the_reading_with_a_sentence(fit):
    body = fit.layout(0, 20, (3, 1, 2)) + b"\0\x50" * 9 + b"\x0f" * 600
    (part,) = scan(fit.frame(body))
    assert codes(part) == ["damaged"]
    assert n_records(part) == 9


def test_two_million_tiny_records_are_refused_from_their_headers(fit):
    body = fit.layout(0, 20, (3, 1, 2)) + b"\0\x50" * 2_000_000
    with pytest.raises(TooLarge, match="1,000,000 messages"):
        scan(fit.frame(body, crc=0))


def test_a_million_alternating_records_are_refused_too(fit):
    body = fit.layout(0, 20, (3, 1, 2)) + fit.layout(1, 20, (4, 1, 2)) + b"\0\x50\1\x50" * 500_001
    with pytest.raises(TooLarge, match="1,000,000 messages"):
        scan(fit.frame(body, crc=0))


def test_the_limit_of_messages_counts_all_parts_together(fit):
    part = fit.frame(fit.layout(0, 20, (3, 1, 2)) + b"\0\x50" * 400_000, crc=0)
    with pytest.raises(TooLarge):
        scan(part * 3)


def test_a_file_of_too_many_bytes_is_refused_unread(fit):
    with pytest.raises(TooLarge, match="MB"):
        scan(fit.frame(b"") + bytes(MAX_BYTES))


def test_an_endless_chain_is_refused(fit):
    with pytest.raises(TooLarge, match="chain"):
        scan(fit.frame(b"") * 51)
