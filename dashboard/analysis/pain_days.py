"""A pain diary brought to one number a day: the worst entry, the days in order."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

LEAST_PAIN, MOST_PAIN = 0.0, 10.0


class PainDiaryError(ValueError):
    """A series that cannot be a pain diary; the message says what is wrong and what to bring."""


def worst_of_each_day(pain: pd.Series) -> pd.Series:
    """Give the worst entry of each day that has one.

    Parameters
    ----------
    pain : pandas.Series
        NPRS 0-10, indexed by local days in any order, a day as often as it was noted; NaN or no
        row where nothing was entered. A zone is left out: the local calendar counts.

    Returns
    -------
    pandas.Series
        float64 by day (datetime64[us], ordered, each once), without NaN. The argument is left as
        it was.

    Raises
    ------
    PainDiaryError
        An entry without a day, a value that is no number, or one outside of 0-10.
    """
    noted = pd.Series(pain.to_numpy(), index=pain.index).dropna()
    if noted.empty:
        return pd.Series(dtype="float64", index=pd.DatetimeIndex([]).as_unit("us"))
    values = _numbers(noted)
    days = _days(noted.index)
    inside = (values >= LEAST_PAIN) & (values <= MOST_PAIN)
    if not inside.all():
        wrong = values[~inside][0]
        raise PainDiaryError(f"Pain is 0 to 10; the diary holds {wrong:g}. Correct that entry.")
    return pd.Series(values, index=days).groupby(level=0).max()


def _numbers(noted: pd.Series) -> NDArray[np.float64]:
    try:
        return noted.to_numpy(dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise PainDiaryError(
            "The pain diary holds a value that is not a number. Bring numbers from 0 to 10."
        ) from error


def _days(index: pd.Index) -> pd.DatetimeIndex:
    if not isinstance(index, pd.DatetimeIndex) or index.hasnans:
        raise PainDiaryError("The pain diary needs a local day beside each entry.")
    return index.tz_localize(None).normalize().as_unit("us")
