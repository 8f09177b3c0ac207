"""A spoken sentence as the timeline sees it."""

from dataclasses import dataclass

from guides.units import Frames


@dataclass(frozen=True, slots=True)
class ClipRef:
    """A finished clip in the cache: trimmed, at the voice's loudness, 44.1 kHz mono."""

    key: str
    """The cache key of its samples."""
    frames: Frames
    """Its exact length."""
