"""A gain over a guide's time: straight lines in dB between points."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from guides.units import Decibels, Frames

OFF = Decibels(-60.0)
"""Music at this gain and below does not sound at all."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Curve:
    """Points of (frame, dB) in order; level before the first and after the last."""

    points: tuple[tuple[Frames, Decibels], ...]

    def at(self, frame: int) -> Decibels:
        """The gain at one frame."""
        return Decibels(float(self.decibels(np.array([frame], dtype=np.float64))[0]))

    def within(self, start: int, end: int) -> "Curve":
        """The same curve between two frames, saying nothing of what lies outside.

        Two curves that agree from `start` to `end` become equal values, so a change
        elsewhere in a guide leaves this piece's cache key alone.
        """
        inner = [(frame, gain) for frame, gain in self.points if start < frame < end]
        points = [(Frames(start), self.at(start)), *inner, (Frames(end), self.at(end))]
        rounded = [(frame, Decibels(round(gain, 6))) for frame, gain in points]
        return Curve(tuple(_without_level_points(rounded)))

    def decibels(self, frames: NDArray[np.float64]) -> NDArray[np.float64]:
        """The gain at each of these frames, in dB."""
        points, gains = zip(*self.points, strict=True)
        found: NDArray[np.float64] = np.interp(frames, points, gains)
        return found

    def moves_within(self, start: int, end: int) -> bool:
        """Whether it is anything but 0 dB between two frames."""
        return any(gain for _, gain in self.within(start, end).points)

    def factors(self, start: int, count: int) -> Floats | float:
        """The gain as factors at `count` frames from `start`; one number where it does not move."""
        frames, gains = zip(*self.points, strict=True)
        first, last = self.at(start), self.at(start + count - 1)
        if first == last and not any(start < frame < start + count and gain != first for frame, gain in self.points):
            return 0.0 if first <= OFF else float(10 ** (first / 20))
        decibels = np.interp(np.arange(start, start + count), frames, gains)
        factors: Floats = np.exp(decibels * (np.log(10.0) / 20)).astype(np.float32)
        factors[decibels <= OFF] = 0.0
        return factors


def _without_level_points(points: list[tuple[Frames, Decibels]]) -> Iterable[tuple[Frames, Decibels]]:
    """Leave out points in the middle of a level stretch: they change nothing."""
    for index, point in enumerate(points):
        inner = 0 < index < len(points) - 1
        if not (inner and points[index - 1][1] == point[1] == points[index + 1][1]):
            yield point


def curve_of(points: Iterable[tuple[int, float]]) -> Curve:
    """A curve from points in order of time; of two at one frame the later holds, since a gain never jumps.

    Raises:
        ValueError: a point goes back in time.
    """
    made: list[tuple[Frames, Decibels]] = []
    for frame, gain in points:
        if made and frame < made[-1][0]:
            raise ValueError("the points of a curve must be in order of time")
        if made and frame == made[-1][0]:
            made.pop()
        made.append((Frames(frame), Decibels(gain)))
    return Curve(tuple(made))
