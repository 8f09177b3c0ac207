"""What a rule of care is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from guides.care.passages import Heard, Line
from guides.errors import Place, Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """A place that breaks a rule."""

    place: Place
    message: str
    severity: Severity | None = None
    """What it is in this guide; None for the level that the practice has set."""


Find = Callable[[Heard], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that a therapist would want to know of a text before a client hears it."""

    name: str
    """As scripts, `guides.toml` and messages write it."""
    reason: str
    """Why, in plain words."""
    instead: str
    """What to write instead, as messages say it."""
    breaks: str
    """A text that breaks it; what comes before the first heading or words may be front matter."""
    keeps: str
    """A text that does not."""
    find: Find
    """Every place in a guide that breaks it."""


def nowhere(_: Heard) -> Iterator[Finding]:
    """For a rule whose breaking already shows when a script is read."""
    yield from ()


def found_in(line: Line, start: int, end: int, message: str) -> Finding:
    """A finding on some characters of a line."""
    return Finding(line.place_of(start, end), message)
