"""Altair charts to SVG that lives inside the page: no fixed colour, no fixed font, same bytes.

Colours are the page's CSS variables, so one drawing serves light and dark. Views are laid out with
`autosize: none` and explicit padding: no size depends on the fonts of the machine that draws.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

TEXT = 12
# Vega's empty group frames, and digits beyond a hundredth of a pixel: weight without an image.
FRAME = re.compile(r'<path class="(?:background|foreground)"[^>]*?/>')
LONG_FRACTION = re.compile(r"(\d\.\d\d)\d+")
OPENING = re.compile(r"<svg [^>]*>")
ARIA = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')


@dataclass(frozen=True)
class Frame:
    """Pixels of the drawing area and of what lies around it."""

    width: int
    height: int
    left: int = 52
    right: int = 16
    top: int = 12
    bottom: int = 42


def to_svg(chart: Any, frame: Frame, label: str) -> Markup:
    """Draw an Altair chart in `frame`; `label` names the image for a reader who can't see it.

    Text from data is escaped by Vega's SVG writer, `label` here. Never put a log's string into a
    Vega expression (`labelExpr`, `transform_calculate`): it would be code.
    """
    import vl_convert

    spec = (
        chart.properties(
            width=frame.width,
            height=frame.height,
            autosize={"type": "none"},
            padding={
                "left": frame.left,
                "right": frame.right,
                "top": frame.top,
                "bottom": frame.bottom,
            },
            background="transparent",
        )
        .configure(
            font="inherit",
            mark={"aria": False},
            text={"fill": "currentColor", "fontSize": TEXT},
            axis={
                "labelColor": "var(--soft)",
                "titleColor": "var(--soft)",
                "titleFontWeight": "normal",
                "labelFontSize": TEXT,
                "titleFontSize": TEXT,
                "domainColor": "var(--axis)",
                "tickColor": "var(--axis)",
                "gridColor": "var(--grid)",
                "titlePadding": 8,
                "labelOverlap": False,
                "aria": False,
            },
        )
        .configure_view(stroke=None)
        .to_dict()
    )
    drawn = vl_convert.vegalite_to_svg(spec)
    drawn = LONG_FRACTION.sub(r"\1", ARIA.sub("", FRAME.sub("", drawn)))
    width = frame.left + frame.width + frame.right
    height = frame.top + frame.height + frame.bottom
    opening = Markup('<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">').format(
        width, height, label
    )
    return Markup(OPENING.sub(lambda _: str(opening), drawn, count=1))


def wilson(part: int, whole: int) -> tuple[float, float]:
    """95 % interval of a share seen as `part` of `whole` (Wilson 1927); (0, 1) for no case."""
    if whole <= 0:
        return 0.0, 1.0
    z = 1.959964
    share = part / whole
    middle = share + z * z / (2 * whole)
    spread = z * math.sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole))
    below = 1 + z * z / whole
    return max(0.0, (middle - spread) / below), min(1.0, (middle + spread) / below)
