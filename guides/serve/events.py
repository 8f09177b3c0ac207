"""What the server tells while it runs. Nothing here says who asked, what for, or with which link."""

from collections.abc import Callable
from dataclasses import dataclass

from guides.errors import Problem


@dataclass(frozen=True, slots=True)
class Answered:
    """One request, done."""

    status: int
    sent: int
    """Bytes of the body."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What the practice's own files do not let a listener have just now."""

    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """A mistake in this program, by where it happened."""

    kind: str
    place: str


Tell = Callable[[Answered | Trouble | Fault], None]
