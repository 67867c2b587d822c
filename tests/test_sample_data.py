"""Every made file gives what the index says, and the maker makes the files that are here."""

import math
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

import sample_data
from ingest import IngestError, NotAnActivity, import_files, open_store, read_activities
from ingest.tables import Session
from sample_data import ExpectedSession, Sample
from sample_data.make import make
from sample_data.making.index_text import index_text
from sample_data.making.made import Made

SAMPLES = sample_data.files()
DISTANCE_TOLERANCE = 0.005
ASCENT_TOLERANCE = 0.05
STATUS_OF_ROW = {
    "imported": "ok",
    "repaired": "repaired",
    "skipped": "not_activity",
    "refused": "refused",
    "duplicate": "duplicate",
}


def named(sample: Sample) -> str:
    return sample.file


def of(*statuses: str) -> tuple[Sample, ...]:
    return tuple(s for s in SAMPLES if s.status in statuses and not s.members)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a session says of itself that must be exact."""

    part: int
    leg: int | None
    sport: str
    sub_sport: str
    start_time: datetime
    local_day: str
    utc_offset_s: int | None
    utc_offset_source: str
    n_records: int
    n_laps: int
    has_position: bool
    has_heart_rate: bool


def facts_expected(expected: ExpectedSession) -> Facts:
    return Facts(
        expected.part,
        expected.leg,
        expected.sport,
        expected.sub_sport,
        expected.start_time,
        expected.local_day.isoformat(),
        expected.utc_offset_s,
        expected.utc_offset_source,
        expected.n_records,
        expected.n_laps,
        expected.has_position,
        expected.has_heart_rate,
    )


def facts_read(session: Session) -> Facts:
    summary, records = session.summary, session.records
    return Facts(
        session.part,
        session.leg,
        session.sport,
        session.sub_sport,
        session.start_time.to_pydatetime(),
        f"{summary.local_day:%Y-%m-%d}",
        summary.utc_offset_s,
        summary.utc_offset_source,
        len(records),
        len(session.laps),
        bool(records["latitude_deg"].notna().any()),
        bool(records["heart_rate_bpm"].notna().any()),
    )


@cache
def read(sample: Sample) -> tuple[Session, ...]:
    return read_activities(sample.path.read_bytes(), filename=sample.file)


@pytest.mark.parametrize("sample", of("ok", "repaired"), ids=named)
class TestAnActivitySample:
    def test_gives_its_sessions_in_order(self, sample: Sample) -> None:
        read_facts = [facts_read(session) for session in read(sample)]
        assert read_facts == [facts_expected(session) for session in sample.sessions]

    def test_gives_its_distances_and_clocks(self, sample: Sample) -> None:
        for session, expected in zip(read(sample), sample.sessions, strict=True):
            summary = session.summary
            distance = math.nan if expected.distance_m is None else expected.distance_m
            assert summary.distance_m == pytest.approx(
                distance, rel=DISTANCE_TOLERANCE, nan_ok=True
            )
            assert summary.elapsed_s == pytest.approx(expected.elapsed_s, abs=1)
            assert summary.timer_s == pytest.approx(expected.timer_s, abs=1)
            assert summary.moving_s <= summary.timer_s + 1e-6 <= summary.elapsed_s + 2e-6
            # Nobody stands about in these plans, but for the rests at the wall of the pool.
            assert summary.moving_s >= 0.9 * summary.timer_s
            if expected.ascent_m is not None:
                assert summary.ascent_m == pytest.approx(expected.ascent_m, rel=ASCENT_TOLERANCE)

    def test_says_what_was_wrong_with_it(self, sample: Sample) -> None:
        problems = [problem for session in read(sample) for problem in session.problems]
        codes = {problem.code for problem in problems}
        assert codes == ({sample.code} if sample.code else set())
        assert all(problem.message.endswith(".") for problem in problems)

    def test_names_its_format(self, sample: Sample) -> None:
        assert {session.format for session in read(sample)} == {sample.format}


@pytest.mark.parametrize("sample", of("not_activity", "refused"), ids=named)
def test_a_file_without_an_activity_says_why(sample: Sample) -> None:
    kind = NotAnActivity if sample.status == "not_activity" else IngestError
    with pytest.raises(kind) as raised:
        read(sample)
    assert raised.value.code == sample.code
    assert str(raised.value).endswith(".")


def test_importing_the_folder_gives_every_file_its_status(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "samples.sqlite3")) as store:
        runner = store.add_athlete("Runner")
        paths = [sample.path for sample in SAMPLES]
        rows = import_files(store, runner.athlete_id, paths).rows
        sessions = store.sessions(runner.athlete_id)
    given = [
        (Path(source).name, member, STATUS_OF_ROW[status])
        for source, member, status in zip(rows.source, rows.member, rows.status, strict=True)
    ]
    assert given == [row for sample in SAMPLES for row in rows_expected(sample)]
    legs = [s for sample in SAMPLES for s in sample.sessions if s.leg]
    assert len(sessions) == len(legs)


def rows_expected(sample: Sample) -> list[tuple[str, str, str]]:
    if sample.members:
        return [(sample.file, member.name, member.status) for member in sample.members]
    # One row for each activity of the file, or one that says why there is none.
    count = len({session.part for session in sample.sessions}) or 1
    return [(sample.file, "", sample.status)] * count


@pytest.fixture(scope="module")
def made() -> tuple[Made, ...]:
    return tuple(make())


def test_the_maker_makes_the_files_that_are_here(made: tuple[Made, ...]) -> None:
    anew = {file.sample.file: file.data for file in made}
    here = {path.name: path.read_bytes() for path in sample_data.folder().iterdir()}
    assert anew.keys() == here.keys()
    assert [name for name, data in anew.items() if data != here[name]] == []


def test_the_index_is_the_makers(made: tuple[Made, ...]) -> None:
    index = Path(sample_data.__file__).parent / "index.toml"
    assert index.read_text(encoding="utf-8") == index_text(file.sample for file in made)
    assert tuple(file.sample for file in made) == SAMPLES


def test_every_file_is_small_and_every_entry_has_one() -> None:
    sizes = {path.name: path.stat().st_size for path in sample_data.folder().iterdir()}
    assert sizes.keys() == {sample.file for sample in SAMPLES}
    assert sum(sizes.values()) < 1_000_000
