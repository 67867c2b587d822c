"""The honest link between load and pain, for one runner, one site, one moment."""

from dashboard.analysis.link.result import CAVEAT, SLOW_WAVE, LinkResult, LoadWords
from dashboard.analysis.link.series import LinkInputError
from dashboard.analysis.link.verdict import load_pain_link

__all__ = ["CAVEAT", "SLOW_WAVE", "LinkInputError", "LinkResult", "LoadWords", "load_pain_link"]
