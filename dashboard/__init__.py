"""Answers out: analysis, charts, pages and the command."""
