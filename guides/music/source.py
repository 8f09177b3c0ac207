"""What a mix reads music from: any stretch, at any time, without what came before."""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Powers = NDArray[np.float64]


class Source(Protocol):
    """Endless stereo sound at 44.1 kHz, as a pure function of time; safe to use from several threads."""

    @property
    def key(self) -> str:
        """Who it is, for cache keys: every parameter, the content, and the version of the method."""
        ...

    def read(self, start: int, count: int) -> Floats:
        """Frames `start` (≥ 0) to `start + count`, shape (count, 2)."""
        ...

    def level(self, start_hop: int, hops: int) -> Powers:
        """K-weighted power of every 100 ms from hop `start_hop` on, shape (hops,).

        The sum over channels of the mean square, as `guides.sound.loudness` measures it.
        """
        ...
