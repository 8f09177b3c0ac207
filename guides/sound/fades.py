"""Fades: gains over time, as factors."""

import numpy as np
from numpy.typing import NDArray

from guides.units import RATE

Floats = NDArray[np.float32]

RAMP = RATE * 20 // 1000
"""Frames in which sound comes and goes where it is cut, so that nothing clicks."""


def ramped(sound: Floats, *, begins: bool = True, ends: bool = True) -> Floats:
    """A piece of sound, shape (n, 2), with a ramp of 20 ms at its beginning, its end, or both."""
    soft = sound.copy()
    count = min(RAMP, len(soft) // 2)
    rise = (np.arange(count, dtype=np.float32) / np.float32(max(count, 1)))[:, np.newaxis]
    if begins:
        soft[:count] *= rise
    if ends:
        soft[len(soft) - count :] *= rise[::-1]
    return soft


def equal_power(position: NDArray[np.float64]) -> Floats:
    """A fade-in whose square and that of its mirror add up to one, for crossfades.

    Args:
        position: 0 at the fade's start, 1 at its end; clipped outside.
    """
    return np.sin(np.clip(position, 0.0, 1.0) * (np.pi / 2)).astype(np.float32)


def crossfade(position: NDArray[np.float64], likeness: float) -> Floats:
    """A fade-in that, with its mirror, keeps the power: equal-power for strangers, linear for twins.

    The sum's power is a² + b² + 2·r·a·b (Fink, Holters, Zölzer, DAFx 2016); dividing by its root
    holds it at one for any likeness r.

    Args:
        position: 0 at the fade's start, 1 at its end; clipped outside.
        likeness: r, the correlation of the two sides.
    """
    rising = equal_power(position)
    if not likeness:
        return rising
    falling = equal_power(1.0 - position)
    gains: Floats = rising / np.sqrt(1.0 + 2.0 * np.float32(likeness) * rising * falling)
    return gains


def gentle(position: NDArray[np.float64]) -> Floats:
    """A fade-in that leaves silence and arrives with no slope: for beginnings and ends."""
    return (0.5 - 0.5 * np.cos(np.clip(position, 0.0, 1.0) * np.pi)).astype(np.float32)


def lingering(position: NDArray[np.float64]) -> Floats:
    """`gentle` that stays up longer: the last fade of a guide, which must not turn into seconds of silence."""
    return gentle(position) ** np.float32(0.55)
