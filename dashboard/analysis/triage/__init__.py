"""Who of many athletes needs a look, and why: one row each, the reasons in words."""

from dashboard.analysis.triage.look_list import look_at, look_list
from dashboard.analysis.triage.row import LABELS, URGENT, ClientRow, Code, Reason

__all__ = ["LABELS", "URGENT", "ClientRow", "Code", "Reason", "look_at", "look_list"]
