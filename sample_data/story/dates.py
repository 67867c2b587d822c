"""When the made-up season happens. Every date of it that matters stands here and nowhere else."""

from datetime import date

# A Monday and a Sunday, 61 weeks.
FIRST_DAY = date(2025, 9, 22)
LAST_DAY = date(2026, 11, 22)

ILLNESS = (date(2025, 12, 8), date(2025, 12, 14))
# A run 1.5 times as long as the longest of the month before, and the outer right knee after it.
LONG_RUN_WITH_FRIENDS = date(2026, 3, 15)

HALF_MARATHON = date(2026, 6, 7)
EARLIER_HALF_MARATHONS = (date(2023, 6, 4), date(2024, 6, 2), date(2025, 6, 1))

TRAVEL = (date(2026, 7, 6), date(2026, 7, 16))
LOWER_SHOES_FIRST_WORN = date(2026, 7, 18)
# Eight weeks after the half marathon; in the 30 days before it no run is longer than 6.0 km.
DUATHLON = date(2026, 8, 2)
FLARES = (date(2026, 8, 6), date(2026, 8, 30), date(2026, 9, 28), date(2026, 10, 26))

PHYSIO_BEGINS = date(2026, 8, 10)
BRISK_WALK = date(2026, 9, 19)
SIX_WEEK_REVIEW = date(2026, 9, 21)
FIRST_WALK_RUN = date(2026, 9, 22)
HILL_WALK = date(2026, 10, 25)
FIRST_WHOLE_RUN = date(2026, 11, 3)
