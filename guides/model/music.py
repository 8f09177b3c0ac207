"""What plays, and how its intensity and brightness move while it does."""

from dataclasses import dataclass

from guides.units import Frames


@dataclass(frozen=True, slots=True)
class Glide:
    """A value that moves along straight lines between points, level before the first and after the last."""

    points: tuple[tuple[Frames, float], ...]
    """(frame, value) in order of time, at least one; frames count from where the piece begins."""


def level(value: float) -> Glide:
    """A value that stays."""
    return Glide(((Frames(0), value),))


@dataclass(frozen=True, slots=True)
class Piece:
    """A bed or track as it is played: two equal pieces sound the same."""

    track: str
    """A bed's name, or a file in `music/`."""
    intensity: Glide
    """0 … 1: how loud, and how much happens."""
    brightness: Glide
    """0 … 1; files have a brightness of their own."""
