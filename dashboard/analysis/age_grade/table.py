"""The road standards of 2025 as arrays, read once from the table that lies beside this file."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

TABLE = Path(__file__).with_name("road_2025.csv")
OPEN = "open"


@dataclass(frozen=True, slots=True, eq=False)
class Standards:
    """One sex's standards over the listed distances, the shortest first.

    ``distances_m`` and ``open_s`` have shape (n,); ``factors`` has one row an age from
    ``youngest`` on, each 0 to 1.
    """

    distances_m: NDArray[np.float64]
    open_s: NDArray[np.float64]
    youngest: int
    factors: NDArray[np.float64]

    @property
    def oldest(self) -> int:
        """The last age that is listed."""
        return self.youngest + len(self.factors) - 1


@cache
def standards() -> dict[str, Standards]:
    """Read the table: by sex, "male" and "female"."""
    lines = (line for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#"))
    head, *rows = csv.reader(lines)
    distances_m = np.array(head[2:], dtype=np.float64)
    return {sex: _one(distances_m, rows, sex) for sex in ("male", "female")}


def _one(distances_m: NDArray[np.float64], rows: list[list[str]], sex: str) -> Standards:
    mine = [row[1:] for row in rows if row[0] == sex]
    values = {age: np.array(cells, dtype=np.float64) for age, *cells in mine}
    open_s = values.pop(OPEN)
    return Standards(distances_m, open_s, min(map(int, values)), np.stack(list(values.values())))
