"""A bed that is nothing but noise in bands: what differs is how its bands move."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from guides.model.music import Glide
from guides.music.instrument import hops_around
from guides.music.noise import Noise
from guides.sound.glides import glide_key

Floats = NDArray[np.float32]
Powers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class NoiseBed:
    """The bed, as a `Source`."""

    name: str
    """With the version of its method, for cache keys."""
    noise: Callable[[], Noise]
    gains: Callable[["NoiseBed", int, int], Powers]
    """The bed, a first hop and a count → power at so many edges of hops, shape (count, channels, bands)."""
    intensity: Glide
    brightness: Glide

    @property
    def key(self) -> str:
        return f"{self.name}/{glide_key(self.intensity)}/{glide_key(self.brightness)}"

    def read(self, start: int, count: int) -> Floats:
        first, hops, skipped = hops_around(start, count)
        return self.noise().sound(first, self.gains(self, first, hops + 1))[skipped : skipped + count]

    def level(self, start_hop: int, hops: int) -> Powers:
        """The power that is meant: what a noise really has in 100 ms differs by a decibel."""
        return Noise.power(self.gains(self, start_hop, hops + 1))
