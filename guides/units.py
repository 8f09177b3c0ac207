"""The vocabulary of quantities: what a number means is said by its type."""

from typing import NewType

Seconds = NewType("Seconds", float)
"""A length or a point of time in seconds."""

Frames = NewType("Frames", int)
"""A length or a point of time in sample frames at `RATE`."""

Decibels = NewType("Decibels", float)
"""A gain, or a level relative to full scale."""

Lufs = NewType("Lufs", float)
"""Loudness by ITU-R BS.1770-4."""

ByteCount = NewType("ByteCount", int)
"""A size on a disk, in bytes."""

RATE = 44_100
"""Frames per second of everything that is mixed."""

CHANNELS = 2
"""Everything that is mixed is stereo."""

HOP = 4_410
"""Frames per loudness hop: 100 ms, a quarter of the 400 ms block of BS.1770-4."""

MP3_FRAME = 1_152
"""Samples per channel that one MPEG-1 Layer III frame carries."""

SEGMENT = 1_128_960
"""Frames per segment: 25.6 s = 980 MP3 frames = 256 loudness hops."""


def to_frames(seconds: float) -> Frames:
    """The nearest whole number of frames to a time in seconds."""
    return Frames(round(seconds * RATE))


def to_seconds(frames: int) -> Seconds:
    """A number of frames as seconds."""
    return Seconds(frames / RATE)
