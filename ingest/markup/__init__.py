"""XML watch files: guarded, walked as far as they go, their samples gathered in columns.

A document comes in by ``walk``, once ``guard`` has looked at its bytes. Samples written in a few
ways are taken out by a pattern (``shapes``, drawn from samples in ``drawing``), those of many kinds
by their tags (``tokens``); what is left of the document (``skeleton``) goes through ``handlers``.
All end as texts in columns, of which ``points`` makes numbers and ``times`` moments.
"""
