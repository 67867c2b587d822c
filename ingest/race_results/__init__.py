"""Race results: a published list, or a line of one, to RACE_RESULTS rows.

::

    reading        bytes -> the table with most finish times; the two doors
    roles          what a column was taken for, and may be said to be instead
    split_times    times on the way, beside the finishes
    leg_times      legs of a multisport race, beside the finishes
    pasted         a line a person pasted -> a finish
    finishes       printed cells -> times, pace, places, fields, outcomes
    columns        where the table begins, which column is which
    workbooks, web_pages, json_grids, text_grids     a format -> rows of texts
    headings       a heading in the usual languages -> what it names
    race_words     titles and file names -> the race's name, day, distance
    clock_times    printed times -> seconds, never off by a factor of 60
    outcomes       places with fields; DNF, DNS, DSQ
    grids          rows of texts
"""

from ingest.race_results.leg_times import LEG_SPORTS
from ingest.race_results.reading import ResultList, read_race_results, read_result_list
from ingest.race_results.roles import ROLES, is_role

__all__ = ["LEG_SPORTS", "ROLES", "ResultList", "is_role", "read_race_results", "read_result_list"]
