"""A year's reports for a whole club or clinic: one an athlete who allows it, and an index page."""

from dashboard.report.many.all_reports import Made, ManyReports, report_all

__all__ = ["Made", "ManyReports", "report_all"]
