"""What changed before a flare: facts with their number, day and session, and no blame.

What is looked for is fixed before looking, and the same for every flare: the longest run, the
week, descent, effort, a gap, a race, running off the bike, another sport, shoes, illness, travel.
A change that came before a flare did not have to bring it: most changes are followed by none, and
a card cannot tell. Whether a load goes with pain beyond chance is the link's question.
"""

from dashboard.analysis.before_flare.cards import FlareCard, SpikeCount, before_flare, spike_count
from dashboard.analysis.before_flare.fact import CHANGE_DAYS, DAYS_BEFORE, Fact

__all__ = [
    "CHANGE_DAYS",
    "DAYS_BEFORE",
    "Fact",
    "FlareCard",
    "SpikeCount",
    "before_flare",
    "spike_count",
]
