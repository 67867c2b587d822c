"""What the method has reached before, in % of runs: it is held to it from then on.

Measured on runs the method was never tuned on: 400 a cell for power, 647 for the two hard nulls
(600 at 6 weeks).
"""

import pandas as pd

from simulation.measured import HARD, WEEKS
from simulation.scenarios import EFFECTS

MEASURED_ON = {"power": 400, "alarms": 600}
POWER = pd.DataFrame(
    [
        (8.8, 26.5, 50.7, 88.8),
        (31.5, 70.2, 97.8, 99.8),
        (7.0, 26.8, 66.5, 92.2),
        (14.8, 52.2, 93.0, 100.0),
        (14.2, 32.2, 63.5, 90.0),
        (7.0, 27.0, 56.5, 84.0),
        (20.0, 68.5, 94.2, 100.0),
    ],
    index=list(EFFECTS),
    columns=list(WEEKS),
)
ALARMS = pd.DataFrame([(3.0, 4.3, 4.6, 9.1), (4.7, 9.8, 4.8, 3.6)], index=HARD, columns=WEEKS)
