"""The splits of a race against its own pace, and what they say."""

import numpy as np
import pandas as pd

from dashboard.analysis import units, words
from dashboard.analysis.findings import full_splits
from dashboard.analysis.race_editions import Edition
from dashboard.analysis.race_review import course
from dashboard.analysis.year.model import KmBar, KmBars, YearRecord

FEWEST = 3
# Under this many seconds a split is as fast as the whole, and halves are even.
EVEN_S = 2.0


def km_bars(one: Edition, samples: pd.DataFrame, record: YearRecord) -> KmBars | None:
    """Compare the full splits of a race with its pace; None with fewer than three.

    Parameters
    ----------
    one : Edition
        With a distance and a time.
    samples : pandas.DataFrame
        RECORDS as the watch measured them; the splits are those of the race's own page.
    record : YearRecord
        Whose language is used.
    """
    figures, unit = one.figures, units.chosen()
    cut = course(samples, figures, unit.metres)
    splits = cut.official if cut.is_official else cut.measured
    full = splits[full_splits(splits)]
    if len(full) < FEWEST or not (figures.distance_m > 0 and figures.time_s > 0):
        return None
    whole = figures.time_s / figures.distance_m * unit.metres
    own = full["elapsed_s"].to_numpy(np.float64) / full["distance_m"].to_numpy(np.float64)
    pace = own * unit.metres
    if not np.isfinite(pace).all():
        return None
    bars = tuple(
        KmBar(int(number), words.clock_face(seconds), float(whole - seconds))
        for number, seconds in zip(full["split"], pace, strict=True)
    )
    average = words.clock_face(whole)
    say = record.language.say
    return KmBars(
        title=_title(bars, pace, record),
        alt=say.km_alt.format(race=one.result.race, unit=unit.word, average=average),
        note=say.km_note.format(average=average, unit=unit.word),
        unit=unit.word,
        average=average,
        bars=bars,
    )


def _title(
    bars: tuple[KmBar, ...],
    pace: "np.ndarray[tuple[int], np.dtype[np.float64]]",
    record: YearRecord,
) -> str:
    """Compare the halves, and name the fastest and the slowest split."""
    say, half = record.language.say, len(bars) // 2
    gap = float(pace[-half:].mean() - pace[:half].mean())
    unit = units.chosen().word
    if abs(gap) < EVEN_S:
        first = say.even_halves
    else:
        pattern = say.slower_half if gap > 0 else say.faster_half
        first = pattern.format(gap=words.number(round(abs(gap))), unit=unit)
    fastest, slowest = bars[int(pace.argmin())].number, bars[int(pace.argmax())].number
    return say.halves_and_ends.format(halves=first, unit=unit, fastest=fastest, slowest=slowest)
