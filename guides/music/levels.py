"""How loud music is on its own, and how that follows an intensity that moves."""

import numpy as np
from numpy.typing import NDArray

from guides.model.music import Glide
from guides.model.settings import BED_LUFS_MOST, BED_LUFS_PER_INTENSITY
from guides.sound.glides import glide_at
from guides.sound.loudness import power_of
from guides.units import HOP, Lufs

Powers = NDArray[np.float64]


def bed_loudness(middle: Lufs, intensity: float) -> Lufs:
    """The loudness of music alone at an intensity of 0 to 1, given that at 0.5."""
    return Lufs(min(middle + BED_LUFS_PER_INTENSITY * (intensity - 0.5), BED_LUFS_MOST))


def at_edges(glide: Glide, start_hop: int, count: int) -> Powers:
    """A glide at `count` edges of hops, the first where hop `start_hop` begins, shape (count,)."""
    return glide_at(glide, np.arange(start_hop, start_hop + count, dtype=np.float64) * HOP)


def meant_power(middle: Lufs, intensity: Glide, start_hop: int, count: int) -> Powers:
    """`bed_loudness` as power at `count` edges of hops, shape (count,)."""
    louder = BED_LUFS_PER_INTENSITY * (at_edges(intensity, start_hop, count) - 0.5)
    return power_of(middle) * 10 ** (np.minimum(louder, BED_LUFS_MOST - middle) / 10)


def levelled(power: Powers, meant: Powers, reach: int, firmness: float, usual: float) -> Powers:
    """Gains that bring a sound to the power that is meant, slowly and as a pure function of time.

    Args:
        power: what it has of itself per hop, `reach` more hops at either end, shape (n + 2·reach − 1,).
        meant: at the edges of hops, shape (n,).
        reach: hops to either side that the mean looks at, under a raised cosine.
        firmness: 1 makes the mean equal what is meant, 0 takes the sound as it is, brought up by one constant.
        usual: the power that it has of itself on average.

    Returns:
        shape (n,), at the same edges.
    """
    weights = 1.0 - np.cos(2 * np.pi * (np.arange(2 * reach) + 0.5) / (2 * reach))
    mean = np.convolve(power, weights / weights.sum(), "valid")
    gains: Powers = np.sqrt(meant / usual) * (usual / mean) ** (firmness / 2)
    return gains
