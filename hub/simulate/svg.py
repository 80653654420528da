"""A few shapes as SVG: enough for a chart, and no library."""

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

Point = tuple[float, float]


class Drawing:
    """A sheet of the given size; shapes lie in the order they are drawn."""

    def __init__(self, width: int, height: int, title: str) -> None:
        size = f'viewBox="0 0 {width} {height}"'
        self._shapes = [
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" font-family="sans-serif">',
            f"<title>{escape(title)}</title>",
        ]

    def rectangle(self, at: Point, width: float, height: float, fill: str) -> None:
        self._add("rect", x=at[0], y=at[1], width=width, height=height, fill=fill)

    def line(self, points: Sequence[Point], stroke: str, width: float = 1.0, dashes: str = "") -> None:
        self._add(
            "polyline",
            points=_points(points),
            fill="none",
            stroke=stroke,
            stroke_width=width,
            stroke_dasharray=dashes or "none",
            stroke_linejoin="round",
        )

    def area(self, points: Sequence[Point], fill: str, opacity: float) -> None:
        self._add("polygon", points=_points(points), fill=fill, fill_opacity=opacity)

    def text(self, at: Point, words: str, *, size: int = 12, fill: str = "#1B1F27", anchor: str = "start") -> None:
        x, y = at
        attributes = f'x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill={quoteattr(fill)} text-anchor="{anchor}"'
        self._shapes.append(f"<text {attributes}>{escape(words)}</text>")

    def __str__(self) -> str:
        return "\n".join((*self._shapes, "</svg>", ""))

    def _add(self, shape: str, **attributes: str | float) -> None:
        said = " ".join(f"{name.replace('_', '-')}={quoteattr(_said(value))}" for name, value in attributes.items())
        self._shapes.append(f"<{shape} {said}/>")


def _points(points: Sequence[Point]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _said(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.6g}"
