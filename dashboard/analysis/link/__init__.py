"""The honest link between load and pain, for one runner, one site, one moment."""

from dashboard.analysis.link.result import LinkResult
from dashboard.analysis.link.sentences import CAVEAT, SLOW_WAVE, LoadWords
from dashboard.analysis.link.series import LinkInputError
from dashboard.analysis.link.verdict import link_loads, load_pain_link

__all__ = [
    "CAVEAT",
    "SLOW_WAVE",
    "LinkInputError",
    "LinkResult",
    "LoadWords",
    "link_loads",
    "load_pain_link",
]
