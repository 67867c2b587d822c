"""The limits of a body that loads are measured against, each with the day it holds from."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import pandas as pd

Sex: TypeAlias = Literal["male", "female", ""]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Heart rates and pace that hold from one local day on, until the next row begins.

    ``valid_from`` is a local day at midnight without a zone. NaN where one was never given: what
    needs it is then unknown.
    """

    valid_from: pd.Timestamp
    heart_rate_rest_bpm: float = np.nan
    heart_rate_max_bpm: float = np.nan
    threshold_pace_s_per_km: float = np.nan
