"""The parts of a drawing, each as SVG: bands with names, spoken stretches, curves, marks, the time axis."""

from collections.abc import Iterable, Sequence

from guides.model.portrait import Moment, Stretch
from guides.publish.markup import clock, escaped
from guides.publish.report_scales import GRID, SOFTEST, Lane, fitting, mark_words, marks

APART = 2.0
"""Pixels between two bands."""
Numbered = tuple[int, Stretch]
"""A stretch and its number from 1; 0 for the only one."""


def rows(stretches: Sequence[Stretch]) -> tuple[tuple[Numbered, ...], ...]:
    """Stretches in as many rows as lie over each other at once."""
    laid: list[list[Numbered]] = []
    for number, stretch in enumerate(stretches, 1):
        numbered = (number if len(stretches) > 1 else 0, stretch)
        free = next((row for row in laid if row[-1][1].end <= stretch.start), None)
        if free is None:
            laid.append([numbered])
        else:
            free.append(numbered)
    return tuple(tuple(row) for row in laid)


def bands(row: Iterable[Numbered], kind: str, lane: Lane) -> str:
    """One band for each stretch, with as much of its number and name as fits; the whole when pointed at."""
    return "".join(_band(number, stretch, kind, lane) for number, stretch in row)


def _band(number: int, stretch: Stretch, kind: str, lane: Lane) -> str:
    start, end = lane.across(stretch.start), lane.across(stretch.end)
    width, height, font = round(max(end - start - APART, 1.0), 1), lane.height, lane.layout.font
    whole = f"{number} {stretch.name}" if number else stretch.name
    short = str(number or "")
    shown = fitting(whole, short, width - 9, font) or fitting(short, "", width - 1, font)
    inset = 5.0 if width > 20 else max((width - 0.54 * font * len(short)) / 2, 0.5)
    told = escaped(f"{whole}, {clock(stretch.start)} to {clock(stretch.end)}")
    text = f'<text x="{inset:.1f}" y="{height / 2 + font * 0.36:.1f}">{escaped(shown)}</text>' if shown else ""
    # An inner <svg> cuts off what is wider than it seemed.
    return (
        f'<svg x="{start}" y="{lane.top}" width="{width}" height="{height}"><title>{told}</title>'
        f'<rect class="{kind}" width="{width}" height="{height}" rx="3"/>{text}</svg>'
    )


def spoken(stretches: Iterable[tuple[float, float]], lane: Lane) -> str:
    """A block for each spoken stretch, at least a pixel wide."""
    path = []
    for start, end in stretches:
        left = lane.across(start)
        path.append(f"M{left} {lane.top}h{max(lane.across(end) - left, 1.0):.1f}v{lane.height}H{left}z")
    return f'<path class="said" d="{"".join(path)}"/>'


def tones(moments: Iterable[Moment], lane: Lane) -> str:
    """A dot for each bell, and a stroke for each breathing tone."""
    drawn = []
    for moment in moments:
        x = lane.across(moment.seconds)
        if moment.what == "bell":
            drawn.append(f'<circle class="bell" cx="{x}" cy="{lane.top + lane.height / 2}" r="4"/>')
        else:
            drawn.append(f'<path class="breath" d="M{x} {lane.top}v{lane.height}"/>')
    return "".join(drawn)


def grid(lane: Lane) -> str:
    """A line and a label for a few loudnesses."""
    layout = lane.layout
    drawn = []
    for level in GRID:
        y = lane.down(level)
        label = f"−{-level}" if layout.above else f"−{-level} LUFS"
        drawn.append(f'<path class="grid" d="M{layout.left} {y}H{layout.right}"/>')
        drawn.append(f'<text class="soft" x="{layout.left - 5}" y="{y + 4:.1f}" text-anchor="end">{label}</text>')
    return "".join(drawn)


def coarser(values: Sequence[float | None], step: float, most: int) -> tuple[tuple[float | None, ...], float]:
    """The loudest of every few values, so that at most `most` are left; and the seconds between them."""
    by = max(1, -(-len(values) // max(most, 1)))
    groups = [[value for value in values[at : at + by] if value is not None] for at in range(0, len(values), by)]
    return tuple(max(group, default=None) for group in groups), step * by


def line(values: Sequence[float | None], step: float, lane: Lane) -> str:
    """The path of a loudness curve, broken where there is silence."""
    path = []
    joined = False
    for index, value in enumerate(values):
        if value is None or value < SOFTEST:
            joined = False
            continue
        x, y = lane.across((index + 0.5) * step), lane.down(value)
        # A value that stands alone would not be seen: a length of nearly nothing makes it a dot.
        path.append(f"L{x} {y}" if joined else f"M{x} {y}h.1")
        joined = True
    return "".join(path)


def area(values: Sequence[float | None], step: float, lane: Lane) -> str:
    """The path of the area under a loudness curve; silence lies on the ground."""
    if not values:
        return ""
    levels = [SOFTEST if value is None else value for value in values]
    points = [f"{lane.across((index + 0.5) * step)} {lane.down(level)}" for index, level in enumerate(levels)]
    return f"M{lane.layout.left} {lane.bottom}L{'L'.join(points)}L{lane.layout.right} {lane.bottom}z"


def near(moments: Iterable[Moment], lane: Lane) -> str:
    """A small triangle above the curves, and a dotted line down."""
    drawn = []
    for moment in moments:
        x = lane.across(moment.seconds)
        drawn.append(f'<path class="dots" d="M{x} {lane.top}V{lane.bottom}"/>')
        drawn.append(f'<path class="near" d="M{x - 4.5:.1f} {lane.top - 8}h9l-4.5 8z"/>')
    return "".join(drawn)


def axis(lane: Lane) -> str:
    """Strokes and labels of the time axis."""
    layout = lane.layout
    drawn = [f'<path class="axis" d="M{layout.left} {lane.top}H{layout.right}"/>']
    marked = marks(lane.seconds, int((layout.right - layout.left) / 62))
    for at in marked:
        x = lane.across(at)
        anchor = "start" if at == 0 else "end" if x > layout.right - 22 else "middle"
        drawn.append(f'<path class="axis" d="M{x} {lane.top}v5"/>')
        words = mark_words(at, marked)
        drawn.append(
            f'<text class="soft" x="{x}" y="{lane.top + 7 + layout.font}" text-anchor="{anchor}">{words}</text>'
        )
    return "".join(drawn)
