"""The yearly report as files: gathered from the store, as HTML, PDF and pictures."""

from dashboard.report.yearly.writing import (
    FORMATS,
    PAGES,
    Report,
    made,
    wanted_of,
    write_report,
    written,
)

__all__ = ["FORMATS", "PAGES", "Report", "made", "wanted_of", "write_report", "written"]
