"""The load panel: bars by sport, averages in ink over them, what is cut, unknown or a spike."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.analysis import words
from dashboard.analysis.overview_picture import Bars, Picture
from dashboard.analysis.overview_words import amount, sports_name, unit
from dashboard.charts.base import Spec, light
from dashboard.charts.overview_frame import CHARACTER_PX, DAY_MS, Style, across_px, noon_ms
from dashboard.charts.tokens import Tokens

GAP = 0.2
# Room over the tallest bar for its label, as a share of the panel.
HEADROOM = 1.16
# And for a second row: shoes stand under the labels of bars that are cut.
SHOE_ROOM = 0.13
LABEL_GAP_PX = 14.0
# Keeps a label clear of the bar or pole it stands beside.
PAUSE = "\N{EN SPACE}"

Values = NDArray[np.float64]


def top_of(picture: Picture) -> float:
    """Give the top of the load axis: over every bar that is not cut, and over both lines."""
    whole = picture.height[picture.height <= picture.cut_at]
    lines = np.concatenate([picture.acute, picture.chronic])
    tallest = max(whole.max(initial=0.0), lines[np.isfinite(lines)].max(initial=0.0))
    rows = SHOE_ROOM if len(whole) < len(picture.height) and picture.marks.shoes else 0.0
    return float(tallest) * (HEADROOM + rows) or 1.0


def bars(picture: Picture, colours: Tokens) -> list[Spec]:
    """Draw the stack, run at the bottom; what rests on an assumed effort is hatched."""
    drawn = []
    for family in picture.bars:
        if family.scored.any():
            drawn.append(_bar(picture, family, colours))
        if family.assumed.any():
            drawn.append(_bar(picture, family, colours) | _hatched(family, colours))
    return drawn


def _bar(picture: Picture, family: Bars, colours: Tokens) -> Spec:
    width = picture.bar_days * DAY_MS
    decimals = ".1f" if picture.method.unit == "km" else ",.0f"
    name = sports_name(family.family)
    when = "week of %{x|%-d %b %Y}" if picture.is_weekly else "%{x|%a %-d %b %Y}"
    return {
        "type": "bar",
        "name": name,
        "legendgroup": name,
        "x0": f"{picture.first:%Y-%m-%d}",
        "dx": width,
        "y": light(family.scored),
        "offset": width * GAP / 2,
        "width": width * (1 - GAP),
        "marker": {"color": colours.sport(family.family), "line": {"width": 0}},
        "hovertemplate": (
            f"<b>{name}, {when}</b><br>%{{y:{decimals}}} {unit(picture)}<extra></extra>"
        ),
    }


def _hatched(family: Bars, colours: Tokens) -> Spec:
    name = sports_name(family.family)
    pattern: Spec = {
        "shape": "/",
        "fillmode": "overlay",
        "fgcolor": colours.background,
        "size": 5,
        "solidity": 0.35,
    }
    return {
        "y": light(family.assumed),
        "showlegend": not family.scored.any(),
        "marker": {
            "color": colours.sport(family.family),
            "line": {"width": 0},
            "pattern": pattern,
        },
        "hovertemplate": f"<b>{name}, by your usual effort</b><br>%{{y:,.0f}}<extra></extra>",
    }


def averages(picture: Picture, colours: Tokens) -> list[Spec]:
    """Draw 42 days thick and 7 days dotted, in ink with a casing; thin while warming up.

    Over weekly bars each line has one point a week, on its last day: a daily line would be a comb.
    """
    at = _points(picture)
    acute, chronic, warming = picture.acute[at], picture.chronic[at], picture.warming_up[at]
    x = noon_ms(picture.days[at].to_numpy())
    # The last warming point belongs to both, so that the two parts meet.
    firm = np.where(warming & np.append(warming[1:], True), np.nan, chronic)
    lines = [
        _line(x, acute, {"color": colours.background, "width": 3.6}),
        _line(x, chronic, {"color": colours.background, "width": 6}),
        _line(x, acute, {"color": colours.ink, "width": 1.4, "dash": "2px,2px"}),
    ]
    if warming.any():
        pale = np.where(warming, chronic, np.nan)
        lines.append(_line(x, pale, {"color": colours.soft, "width": 1.4}))
    return [*lines, _line(x, firm, {"color": colours.ink, "width": 3})]


def _points(picture: Picture) -> NDArray[np.int64]:
    """Positions of the days a line passes through: each bar's last."""
    ends = np.arange(picture.bar_days, len(picture.days) + picture.bar_days, picture.bar_days) - 1
    return np.minimum(ends, len(picture.days) - 1)


def _line(x: Values, values: Values, line: Spec) -> Spec:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": light(values),
        "line": line,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def end_labels(picture: Picture, top: float, style: Style, colours: Tokens) -> list[Spec]:
    """Name both lines at their right ends, apart from each other."""
    ends = {"<b>42-day</b>": _end(picture.chronic), "7-day": _end(picture.acute)}
    known = {name: end for name, end in ends.items() if np.isfinite(end)}
    step = LABEL_GAP_PX * top / style.load_px
    if len(known) == len(ends):
        high = max(known, key=lambda name: known[name])
        low = min(known, key=lambda name: known[name])
        if known[high] - known[low] < step and high != low:
            known[high] = known[low] + step
    inks = {"<b>42-day</b>": colours.ink, "7-day": colours.soft}
    return [
        {
            "text": name,
            "xref": "paper",
            "x": 1,
            "xanchor": "left",
            "xshift": 4,
            "y": end,
            "yref": "y",
            "showarrow": False,
            "font": {"size": style.font, "color": inks[name]},
        }
        for name, end in known.items()
    ]


def _end(values: Values) -> float:
    known = values[np.isfinite(values)]
    return float(known[-1]) if len(known) else float("nan")


def marked_spikes(picture: Picture, style: Style) -> pd.DataFrame:
    """Choose the spikes that carry their ratio: the largest, and one a bar."""
    bar = (picture.spikes["local_day"] - picture.first).dt.days // picture.bar_days
    largest = picture.spikes.assign(bar=bar).nlargest(style.most_spikes, "ratio")
    return largest.drop_duplicates("bar")


def labels(picture: Picture, top: float, style: Style, colours: Tokens) -> list[Spec]:
    """Write ratios over their bars with a short tick, and the height of a bar that is cut."""
    spikes = marked_spikes(picture, style)
    pairs = zip(spikes["bar"].tolist(), spikes["ratio"].tolist(), strict=True)
    ratios = {int(bar): f"{words.number(ratio, decimals=2)}{words.TIMES}" for bar, ratio in pairs}
    cut = np.flatnonzero(picture.height > picture.cut_at).tolist()
    over = [bar for bar in ratios if bar not in cut]
    drawn = []
    if over:
        # Six pixels over the bar stands the tick, and on it the ratio.
        heights = picture.height[over] + 6 * top / style.load_px
        tick: Spec = {"symbol": "line-ns-open", "size": 7, "line": {"width": 1.2}}
        tick["color"] = colours.ink
        sides = [_clear_of_poles(picture, bar, style) for bar in over]
        drawn.append(
            _text(picture, over, heights, [ratios[bar] for bar in over], colours)
            | {"mode": "markers+text", "textposition": sides, "marker": tick}
        )
    if cut:
        told = [
            PAUSE + ", ".join(filter(None, (amount_over(picture, bar), ratios.get(bar)))) + PAUSE
            for bar in cut
        ]
        sides = [
            "middle left" if bar > 0.7 * len(picture.height) else "middle right" for bar in cut
        ]
        heights = np.full(len(cut), top - 8 * top / style.load_px)
        drawn.append(_text(picture, cut, heights, told, colours) | {"textposition": sides})
    return drawn


def amount_over(picture: Picture, bar: int) -> str:
    """Write how high a bar that is cut really is."""
    return f"↑ {amount(picture, picture.height[bar])}"


def _clear_of_poles(picture: Picture, bar: int, style: Style) -> str:
    """Put a ratio over its bar, or beside it where a race's pole would cross it."""
    half = CHARACTER_PX * 3
    at = (bar + 0.5) * picture.bar_days / len(picture.days) * style.plot_px
    for race in picture.marks.races:
        gap = across_px(picture, style, race.first) - at
        if abs(gap) < half:
            return "top left" if gap >= 0 else "top right"
    return "top center"


def _text(
    picture: Picture, at: list[int], heights: Values, text: list[str], colours: Tokens
) -> Spec:
    middle = pd.Timedelta(days=picture.bar_days) / 2
    return {
        "type": "scatter",
        "mode": "text",
        "x": [f"{start + middle:%Y-%m-%dT%H:%M}" for start in picture.starts[at]],
        "y": light(heights),
        "text": text,
        "textfont": {"size": 12, "color": colours.ink},
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
    }
