"""Moments that come again and again but never on a beat: strikes, waves, changes of a chord."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from guides.music.wander import hashed, streams, wander

Values = NDArray[np.float64]
Numbers = NDArray[np.int64]

_LEAD = 4096
"""Numbers before the moment that stands near the start, so that none is negative."""


@dataclass(frozen=True, slots=True)
class Moments:
    """Endless moments: a grid whose every point is moved by chance and whose whole drifts."""

    seed: int
    mean: float
    """Seconds from one to the next, on average."""
    jitter: float
    """How far a moment is moved at most, in shares of `mean`; below half, so that none overtakes another."""
    drift: float = 0.0
    """Seconds by which the grid itself comes late or early."""
    period: float = 100.0
    """Seconds over which it does."""

    def between(self, start: float, end: float) -> tuple[Numbers, Values]:
        """Numbers and times in seconds of a run of moments that surely holds all from `start` to `end`.

        At least one lies before `start` and one after `end`.
        """
        slack = 2.5 * self.drift + 2 * self.mean
        first = max(0, int(np.floor((start - slack) / self.mean)) + _LEAD)
        last = int(np.ceil((end + slack) / self.mean)) + _LEAD
        numbers = np.arange(first, last + 1)
        grid = (numbers - _LEAD) * self.mean
        name = streams(self.seed, 2)
        times = grid + self.jitter * self.mean * hashed(name[:1], numbers.astype(np.uint64))
        if self.drift:
            # The grid's numbers stand for time here, so that the motion needs no past before the first.
            times += self.drift * wander(name[1:], numbers.astype(np.float64) * self.mean, self.period)[:, 0]
        return numbers, times

    def chance(self, numbers: Numbers, which: int) -> Values:
        """A number in [−1, 1) for each of these moments; another for each `which`."""
        return hashed(streams(self.seed + 7919 * (which + 1), 1), numbers.astype(np.uint64))
