"""One file's bytes to what the store takes: pure, so that any process anywhere can do it."""

from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

import numpy as np

from ingest.activities import ReadLeg
from ingest.checking import Refusal, legs_or_refusal, problems_of
from ingest.store import NewActivity, NewFile, NewSession, encode_samples, file_hash, pack_file

Outcome: TypeAlias = "NewFile | Refusal"


@dataclass(frozen=True, slots=True, eq=False)
class Parsed:
    """What one file's bytes gave: a file ready to be stored, or why there is none. Picklable."""

    outcome: Outcome


def parse_one(data: bytes, name: str, sha256: str = "") -> Parsed:
    """Read, compute and encode one file; pure, picklable, never raises, touches no database.

    Parameters
    ----------
    data : bytes
        The file, unpacked.
    name : str
        Its name, for messages and the receipt.
    sha256 : str
        The hash of the bytes, where it is known.
    """
    legs = legs_or_refusal(data, name)
    if isinstance(legs, Refusal):
        return Parsed(legs)
    parts = groupby(sorted(legs, key=lambda leg: leg.raw.part), lambda leg: leg.raw.part)
    return Parsed(
        NewFile(
            name=name,
            sha256=sha256 or file_hash(data),
            n_bytes=len(data),
            content_zstd=pack_file(data),
            activities=tuple(_activity(part, tuple(group)) for part, group in parts),
        )
    )


def _activity(part: int, legs: tuple[ReadLeg, ...]) -> NewActivity:
    return NewActivity(
        part=part,
        name=next((leg.raw.name for leg in legs if leg.raw.name), ""),
        device=next((leg.raw.device for leg in legs if leg.raw.device), ""),
        source_format=legs[0].format,
        problems=problems_of(legs),
        sessions=tuple(_session(leg) for leg in legs),
    )


def _session(leg: ReadLeg) -> NewSession:
    samples = leg.samples
    return NewSession(
        position=leg.position,
        leg=leg.leg,
        sport=leg.raw.sport,
        sub_sport=leg.raw.sub_sport,
        summary=leg.summary,
        laps=leg.raw.lap_table,
        # From the columns: building a frame first takes as long as packing them.
        stream=encode_samples(samples),
        n_records=len(samples),
        has_position=bool(np.isfinite(samples["latitude_deg"]).any()),
        has_heart_rate=bool(np.isfinite(samples["heart_rate_bpm"]).any()),
    )
