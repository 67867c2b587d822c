"""The splits of a race against its own pace: up is faster."""

from dashboard.analysis.year.language import Language
from dashboard.analysis.year.model import KmBars
from dashboard.charts.tokens import LIGHT
from dashboard.report import svg
from dashboard.report.svg import Drawing, Lettering
from dashboard.report.yearly.marks import WIDTH, Parts, saying

LEFT, RIGHT, HALF, EDGE, FOOT = 46.0, 4.0, 44.0, 14.0, 18.0
BAR_SHARE = 0.78
# A split of less than this many seconds would not show against a scale of less.
LEAST_SCALE_S = 8.0
MOST_LABELS = 26


def km_chart(found: KmBars, language: Language) -> Drawing:
    """Draw a bar for each split, its pace at its end and its number below.

    Parameters
    ----------
    found : KmBars
        At least one bar.
    language : Language
        Whose words name the two sides.
    """
    heads = language.say.heads
    middle = EDGE + HALF
    step = (WIDTH - LEFT - RIGHT) / len(found.bars)
    scale = HALF / max(LEAST_SCALE_S, *(abs(bar.faster_by_s) for bar in found.bars))
    small = Lettering(size=min(8.5, step * 0.42), anchor="middle")
    parts: Parts = []
    for place, bar in enumerate(found.bars):
        x, high = LEFT + step * place, bar.faster_by_s * scale
        up = bar.faster_by_s >= 0
        top = middle - high if up else middle
        shape = svg.rect(
            x + step * (1 - BAR_SHARE) / 2,
            top,
            step * BAR_SHARE,
            max(abs(high), 0.6),
            LIGHT.run if up else LIGHT.neutral,
        )
        parts.append(saying(f"{found.unit} {bar.number}: {bar.label}", shape))
        if len(found.bars) <= MOST_LABELS:
            y = middle - high - 3 if up else middle - high + small.size + 1
            parts.append(svg.text(x + step / 2, y, bar.label, small))
        if len(found.bars) <= MOST_LABELS or bar.number % 5 == 0:
            y = middle + HALF + EDGE + 11
            parts.append(svg.text(x + step / 2, y, str(bar.number), small))
    side = Lettering(size=9.0, anchor="end")
    parts += [
        svg.line((LEFT - 2, middle), (WIDTH - RIGHT, middle), svg.INK),
        svg.text(LEFT - 7, middle - HALF * 0.62, heads.faster, side),
        svg.text(LEFT - 7, middle + 3, found.average, side),
        svg.text(LEFT - 7, middle + HALF * 0.62 + 6, heads.slower, side),
    ]
    return svg.drawing(WIDTH, 2 * (HALF + EDGE) + FOOT, parts)
