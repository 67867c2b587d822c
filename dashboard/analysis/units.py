"""The unit in which the person reads long distances: kilometres, or miles.

It holds for one run of one page and is known to every function that prints a number, like the
rounding mode of decimal arithmetic: handing it through each sentence, table and chart would put
the same argument into some hundred calls. Computing never looks at it; tables stay in metres.
"""

from contextvars import ContextVar
from dataclasses import dataclass

METRES_PER_KM = 1000.0
METRES_PER_MILE = 1609.344


@dataclass(frozen=True, slots=True)
class LongUnit:
    """A unit for long distances.

    ``word`` names one of them ("km 3", "mile 3"), ``many`` stands behind a number ("5.2 miles"),
    ``speed`` is a speed in it. Below ``shortest_m`` a distance reads in metres.
    """

    word: str
    many: str
    metres: float
    speed: str
    shortest_m: float


KM = LongUnit("km", "km", METRES_PER_KM, "km/h", METRES_PER_KM)
# A track is measured in metres everywhere: 400 m stays 400 m.
MILE = LongUnit("mile", "miles", METRES_PER_MILE, "mph", 500.0)
UNITS = {unit.word: unit for unit in (KM, MILE)}

# A context variable is one thread's own, and Streamlit gives each page run its thread.
_chosen: ContextVar[LongUnit] = ContextVar("plimsoll_long_unit", default=KM)


def use(name: str) -> None:
    """Read distances in "km" or "mile" from here to the end of this page run."""
    _chosen.set(UNITS.get(name, KM))


def chosen() -> LongUnit:
    """Return the unit in use; km where nobody chose."""
    return _chosen.get()
