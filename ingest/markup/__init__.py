"""XML watch files: guarded, walked as far as they go, their samples gathered in columns.

A document comes in by ``walk``, once ``guard`` has looked at its bytes and ``tidying`` has made it
plain, tags and texts only, its ``references`` all known. Samples that hold the same or some of it
are taken out by a pattern (``shapes``, drawn from samples in ``drawing``). What is left of the
document (``skeleton``) is cut at its brackets (``tokens``, which knows from ``tags`` what they mean
and reads what is written in them by ``attributes``); where it is short, broken or not plain it goes
through a parser's ``handlers``. All end as texts in columns, of which ``points`` makes numbers and
``times`` moments.
"""
