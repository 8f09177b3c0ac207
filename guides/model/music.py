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


@dataclass(frozen=True, slots=True)
class Played:
    """From here on this plays, until the next entry."""

    start: Frames
    piece: Piece | None
    """None: the music ends."""
    fade: Frames
    """Length of the crossfade from what played before."""
    offset: Frames = Frames(0)
    """The frame of the piece that sounds at `start`."""
    likeness: float = 0.0
    """How alike it and what played before are where they meet: 1 for the same waveform, 0 for strangers."""


@dataclass(frozen=True, slots=True)
class Seam:
    """Where one guide passes into another without a gap: in the same bed, at the same place of it."""

    piece: Piece
    at: Frames
    """The frame of the piece that stands at the seam."""
