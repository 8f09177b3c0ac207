"""What the rules of care look at: a script with the time of everything in it."""

from collections.abc import Callable
from dataclasses import dataclass

from guides.model.script import PhaseName, Script, Step
from guides.units import Seconds


@dataclass(frozen=True, slots=True)
class TimedStep:
    """A step, and when it begins and ends."""

    step: Step
    start: Seconds
    end: Seconds


@dataclass(frozen=True, slots=True)
class TimedPhase:
    """A phase of a journey, and when it begins and ends."""

    name: PhaseName
    start: Seconds
    end: Seconds


@dataclass(frozen=True, slots=True)
class TimedScript:
    """A script in time, as it is estimated before anyone speaks."""

    script: Script
    steps: tuple[TimedStep, ...]
    """Every step of the script, in order."""
    phases: tuple[TimedPhase, ...]
    length: Seconds
    words_per_minute: float
    """Sentence pauses counted, marked pauses and paragraph gaps left out."""
    said_right: Callable[[str], bool] = lambda _: False
    """Whether an abbreviation, as written, is said as a person would, by the program or by `pronounce`."""
    intense: frozenset[str] = frozenset()
    """Music that is known to be intense."""
