"""Gains that change so slowly that nothing clicks, and nobody starts."""

import numpy as np
from numpy.typing import NDArray

from guides.sound.fades import RAMP
from guides.units import RATE

Floats = NDArray[np.float32]

RISE = 3 * RATE
"""Frames in which it comes up where a listener may have forgotten it."""


class Glide:
    """A gain on its way to another in a straight line."""

    def __init__(self, level: float) -> None:
        self.level = level
        self._goal = level
        self._step = 0.0

    def to(self, goal: float, frames: int = RAMP) -> None:
        """Go to another gain from where it is now, as fast as the whole way from silence would take so many frames."""
        self._goal = goal
        self._step = 1.0 / max(frames, 1)

    @property
    def left(self) -> int:
        """Frames until it is where it should be."""
        return int(np.ceil(abs(self._goal - self.level) / self._step - 1e-6)) if self._goal != self.level else 0

    @property
    def goal(self) -> float:
        """Where it goes."""
        return self._goal

    def gains(self, count: int) -> Floats | np.float32:
        """The next gains, shape (count, 1), or the one of all of them."""
        if self.level == self._goal:
            return np.float32(self.level)
        steps = np.arange(1, count + 1) * self._step
        if self._goal > self.level:
            path = np.minimum(self.level + steps, self._goal)
        else:
            path = np.maximum(self.level - steps, self._goal)
        if count:
            self.level = float(path[-1])
        return np.asarray(path, dtype=np.float32)[:, np.newaxis]
