"""The honest link between load and pain, for one runner, one site, one moment."""

from dashboard.analysis.link.painkillers import painkiller_days, without_days
from dashboard.analysis.link.result import LinkResult
from dashboard.analysis.link.reverse import ReverseDirection, reverse_direction
from dashboard.analysis.link.sentences import CAVEAT, SLOW_WAVE, LoadWords
from dashboard.analysis.link.series import LinkInputError
from dashboard.analysis.link.sites import link_sites
from dashboard.analysis.link.surer import Surer, surer
from dashboard.analysis.link.verdict import link_loads, load_pain_link

__all__ = [
    "CAVEAT",
    "SLOW_WAVE",
    "LinkInputError",
    "LinkResult",
    "LoadWords",
    "ReverseDirection",
    "Surer",
    "link_loads",
    "link_sites",
    "load_pain_link",
    "painkiller_days",
    "reverse_direction",
    "surer",
    "without_days",
]
