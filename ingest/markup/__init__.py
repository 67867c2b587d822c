"""XML watch files: guarded, walked as far as they go, their samples gathered in columns.

A document comes in by ``walk``, once ``guard`` has looked at its bytes and ``tidying`` has taken
comments out. Samples written in a few ways are taken out by a pattern (``shapes``, drawn from
samples in ``drawing``). What is left of the document (``skeleton``), with samples of many kinds,
is cut at its brackets (``tokens``, which knows from ``tags`` what they mean and reads what is
written in them by ``attributes``); where it is short, broken or not plain it goes through a
parser's ``handlers``. All end as texts in columns, of which ``points`` makes numbers and ``times``
moments.
"""
