"""The page that lies in an export and says what is where."""

from collections.abc import Mapping, Sequence

PAGE = """# Your data from Plimsoll

Everything kept of: {names}.
It opens without Plimsoll: CSV with any spreadsheet, Parquet with Python, R, DuckDB and others.
To take it in again: `plimsoll import` with the name of this folder or zip. Ids stay the same.

Whoever has these files can read them. They hold health data: keep them where only you can.

## What is where

- `originals/`: every file as it came, byte for byte, under the first 16 digits of its SHA-256.
- `tables/`: a CSV a table. An empty cell is "not measured" or "not said"; `""` is a text without
  words. Times are UTC, days are the local day. Units end the name: `_m`, `_s`, `_bpm`, `_mps`.
- `records/`: a Parquet file a session, named by its `session_id`: the samples, as `time`,
  `latitude_deg`, `longitude_deg`, `elevation_m`, `distance_m`, `speed_mps`, `heart_rate_bpm`.
- `histograms.parquet`: a row a session: seconds at each heart rate from 30 bpm in steps of 1,
  seconds at each graded speed in steps of 0.05 m/s, and the best time over each listed distance.
- `pictures/`: the pictures of your reports, named by their `picture_id`.
- `export.json`: the version of the tables, and how many rows each has.

Rows belong together by `athlete_id`, `activity_id` and `session_id`. What you changed about a file
(name, sport, effort, note) stands in `activity_edits.csv` and `session_edits.csv`; the file itself
is as it came. A row with a time in `deleted_at` was taken away, and could be brought back.

| table | rows |
|---|---:|
{rows}
"""


def readme(names: Sequence[str], n_rows: Mapping[str, int]) -> str:
    """Write the page."""
    rows = "\n".join(f"| `{name}.csv` | {count} |" for name, count in n_rows.items())
    return PAGE.format(names=", ".join(_plain(name) for name in names) or "nobody", rows=rows)


def _plain(name: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in name)
