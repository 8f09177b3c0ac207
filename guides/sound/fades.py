"""Fades: gains over time, as factors."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def equal_power(position: NDArray[np.float64]) -> Floats:
    """A fade-in whose square and that of its mirror add up to one, for crossfades.

    Args:
        position: 0 at the fade's start, 1 at its end; clipped outside.
    """
    return np.sin(np.clip(position, 0.0, 1.0) * (np.pi / 2)).astype(np.float32)


def gentle(position: NDArray[np.float64]) -> Floats:
    """A fade-in that leaves silence and arrives with no slope: for beginnings and ends."""
    return (0.5 - 0.5 * np.cos(np.clip(position, 0.0, 1.0) * np.pi)).astype(np.float32)
