"""TCX files: the ways of exporters, and their oddities."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from sample_data import ExpectedSession, Sample
from sample_data.making.made import Made, day, expected
from sample_data.making.motion import INDOOR_CHANNELS, Motion, Plan, move
from sample_data.making.tcx_text import activity, document, laps

_SUMMER_S = 7200
_SHORT = Plan(
    day(8, 20, "17:00:00"), 1500, 490, 501, every_s=(8, 10), lap_m=500, utc_offset_s=_SUMMER_S
)


def made() -> Iterator[Made]:
    """Make every file of this module."""
    yield _intervals()

    run = move(replace(_SHORT, start=_SHORT.start + timedelta(days=1), seed=502))
    text = "          " + document(activity(run))
    what = "ten blanks before the XML declaration"
    yield _made("run_blanks_first.tcx", what, text, expected(run, "position"))

    plan = replace(_SHORT, start=_SHORT.start + timedelta(days=2), seed=503)
    run = move(replace(plan, channels=INDOOR_CHANNELS, relief_m=0))
    what = "indoors: distance and heart rate, no positions, nothing that tells the local day"
    yield _made("run_indoor.tcx", what, document(activity(run)), expected(run, "unknown"))

    yield _multisport()
    yield _truncated()


def _made(name: str, what: str, text: str, *given: ExpectedSession) -> Made:
    return Made(Sample(name, "tcx", what, "ok", sessions=given), text.encode())


def _intervals() -> Made:
    start = day(10, 28, "17:10:00")
    plan = Plan(start, 6000, 1890, 504, pacing="intervals", loop_m=2000, every_s=(8, 10), lap_m=500)
    run = move(replace(plan, heart_bpm=(91, 151)))
    return _made(
        "run_laps.tcx", "intervals with laps of 500 m", document(activity(run)), _place(run)
    )


def _place(run: Motion) -> ExpectedSession:
    return expected(run, "position")


def _multisport() -> Made:
    first = replace(_SHORT, start=_SHORT.start + timedelta(days=3), seed=505)
    change = replace(first, distance_m=90, duration_s=64, seed=506, lap_m=90, sport="transition")
    ride = replace(first, distance_m=3000, duration_s=390, seed=507, lap_m=0, loop_m=3000)
    ride = replace(ride, sport="cycling")
    start, legs = first.start, []
    for plan in (first, change, ride):
        legs.append(move(replace(plan, start=start)))
        start += timedelta(seconds=plan.duration_s + 1)
    run, between, bike = legs
    content = [
        "<MultiSportSession>",
        *["<FirstSport>", *activity(run), "</FirstSport>"],
        *["<NextSport>", *laps(between, "Transition"), *activity(bike), "</NextSport>"],
        "</MultiSportSession>",
    ]
    given = [
        expected(leg, "position", leg=number)
        for leg, number in zip(legs, (1, None, 2), strict=True)
    ]
    given[2] = replace(given[2], n_laps=1)
    what = "run, transition, ride in one MultiSportSession"
    return _made("multisport.tcx", what, document(content), *given)


def _truncated() -> Made:
    run = move(replace(_SHORT, start=_SHORT.start + timedelta(days=4), seed=508))
    text = document(activity(run))
    kept = 40
    # The end of the point after the last one kept, cut in its middle.
    cut = text.replace("<Trackpoint>", "<TRACKPOINT>", kept).index("<Trackpoint>") + 90
    last = kept - 1
    given = replace(
        _place(run),
        distance_m=round(float(run.distance_m[last]), 2),
        elapsed_s=int(run.seconds[last]),
        timer_s=int(run.seconds[last]),
        n_records=kept,
        n_laps=1 + sum(end < last for end in run.lap_ends),
    )
    file = _made("run_truncated.tcx", "cut in the middle of a point", text[:cut], given)
    return replace(file, sample=replace(file.sample, status="repaired", code="truncated"))
