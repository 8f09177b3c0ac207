"""Where things stand in a drawing: time across, loudness down, and how much room words take."""

import unicodedata
from dataclasses import dataclass

LOUDEST = -10.0
"""LUFS at the upper edge of the loudness curves."""
SOFTEST = -60.0
"""LUFS at their lower edge; what is softer lies on it."""
GRID = (-20, -30, -40, -50)
"""LUFS that have a line of their own."""

_STEPS = (5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600)
"""Seconds between two marks of a time axis."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A drawing for one width of a page; lengths are in CSS pixels at that width."""

    name: str
    """Its class in the style sheet."""
    width: float
    left: float
    """Where time begins; before it stand the labels of the loudness curves."""
    above: bool
    """Whether the names of lanes stand above them, and not before them."""
    font: float
    plot: float
    """Height of the loudness curves."""

    @property
    def right(self) -> float:
        """Where time ends."""
        return self.width - 4

    @property
    def most(self) -> int:
        """How many values of a curve can be told apart."""
        return int((self.right - self.left) / 2)


WIDE = Layout("wide", 960, left=92, above=False, font=13, plot=140)
NARROW = Layout("narrow", 340, left=31, above=True, font=12, plot=130)


@dataclass(frozen=True, slots=True)
class Lane:
    """A part of a drawing, from its left edge to its right."""

    layout: Layout
    seconds: float
    """How long the guide is."""
    top: float
    height: float

    @property
    def bottom(self) -> float:
        return round(self.top + self.height, 1)

    def across(self, at: float) -> float:
        """Where an instant stands."""
        share = min(max(at / self.seconds, 0.0), 1.0) if self.seconds > 0 else 0.0
        return round(self.layout.left + share * (self.layout.right - self.layout.left), 1)

    def down(self, loudness: float) -> float:
        """Where a loudness in LUFS stands."""
        share = (LOUDEST - min(max(loudness, SOFTEST), LOUDEST)) / (LOUDEST - SOFTEST)
        return round(self.top + share * self.height, 1)


def marks(seconds: float, most: int) -> tuple[int, ...]:
    """The seconds at which a time axis is marked: at most `most` of them after the first."""
    step = next((step for step in _STEPS if seconds / step <= most), _STEPS[-1])
    return tuple(range(0, int(seconds) + 1, step))


def mark_words(at: int, marked: tuple[int, ...]) -> str:
    """`0:30` where marks stand closer than a minute, else `5 min`."""
    if len(marked) > 1 and marked[1] % 60:
        return f"{at // 60}:{at % 60:02}"
    return f"{at // 60} min" if at else "0"


def room(text: str, font: float) -> float:
    """About how wide a text is."""
    return sum(_sign_room(sign) for sign in text) * font


def _sign_room(sign: str) -> float:
    if unicodedata.combining(sign):
        return 0.0
    if unicodedata.east_asian_width(sign) in "WF":
        return 1.15
    return 0.72 if sign.isupper() or sign in "mwMW@%" else 0.54


def fitting(text: str, short: str, width: float, font: float) -> str:
    """As much of a text as fits: all, a good part with `…`, else `short`, else nothing."""
    if room(text, font) <= width:
        return text
    kept = ""
    for sign in text:
        if room(f"{kept}{sign}…", font) > width:
            break
        kept += sign
    if len(kept) >= 9:
        return f"{kept.rstrip()}…"
    return short if room(short, font) <= width else ""
