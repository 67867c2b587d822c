"""A client in a minute: the six weeks, the plan and how it is kept, what was agreed and decided."""

from dashboard.analysis.client.adherence import Adherence, adherence
from dashboard.analysis.client.record import ClientRecord
from dashboard.analysis.client.summary import ClientSummary, Review, Total, summary

__all__ = [
    "Adherence",
    "ClientRecord",
    "ClientSummary",
    "Review",
    "Total",
    "adherence",
    "summary",
]
