"""`stillness`: the tone of a quiet room, barely audible, what `still` sinks to.

Noise whose every sample is a hash of its own number, softened: there are no blocks that
could meet badly, and any stretch can be made alone.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from guides.music.levels import bed_loudness
from guides.music.partials import k_response
from guides.music.upsampling import LOW_HOP, LOW_RATE, REACH, upsampled
from guides.music.wander import hashed, streams, wander
from guides.sound.loudness import power_of
from guides.units import CHANNELS, HOP, RATE, Lufs

Floats = NDArray[np.float32]
Powers = NDArray[np.float64]

VERSION = 1
STILLNESS_LUFS = Lufs(-57.0)
"""At intensity 0.5: about −59 dBFS, far below any music and well above digital silence."""
_SEED = 0x57111
_MIDDLE, _SIDE = 0.85, 0.53
"""Shares of what both channels have in common and of what sets them apart."""
_BEFORE = 10_000
"""Where the noise begins to count, so that a stretch before frame 0 has numbers too."""
_HALF = 48
"""Samples on either side that the softening reaches."""


@cache
def _softening(brightness: float) -> Powers:
    """What turns white noise into a room, scaled so that its K-weighted power is 1.

    A dark and an airy raised cosine, less a wide one: without that it would rumble.
    """
    distance = np.arange(-_HALF, _HALF + 1).astype(np.float64)
    airy = 0.05 + 0.25 * brightness
    kernel = _bump(distance, 17) + airy * _bump(distance, 4) - (1.0 + airy) * _bump(distance, _HALF + 1)
    frequencies = (np.arange(4096).astype(np.float64) + 0.5) * (LOW_RATE / 2 / 4096)
    turning: NDArray[np.complex128] = np.exp(-2j * np.pi * np.outer(frequencies / LOW_RATE, distance))
    heard = np.abs(turning @ kernel * k_response(frequencies)) ** 2
    # A uniform number in ±1 has the power 1/3.
    softening: Powers = kernel / np.sqrt(heard.mean() * CHANNELS / 3 * (_MIDDLE**2 + _SIDE**2))
    return softening


def _bump(distance: Powers, width: int) -> Powers:
    """A raised cosine that reaches `width` samples to either side and adds up to 1."""
    bump: Powers = np.where(np.abs(distance) < width, 1.0 + np.cos(np.pi * distance / width), 0.0)
    return bump / (2.0 * width)


@dataclass(frozen=True, slots=True)
class Stillness:
    """The bed, as a `Source`."""

    intensity: float
    brightness: float

    @property
    def key(self) -> str:
        return f"stillness/{VERSION}/{self.intensity:.6f}/{self.brightness:.6f}"

    def read(self, start: int, count: int) -> Floats:
        first = start // HOP
        skipped = start - first * HOP
        hops = -(-(skipped + count) // HOP)
        middle, side = (self._noise(name, first, hops) for name in streams(_SEED, 2))
        sound = np.empty((hops * HOP, CHANNELS), dtype=np.float32)
        np.add(_MIDDLE * middle, _SIDE * side, out=sound[:, 0])
        np.subtract(_MIDDLE * middle, _SIDE * side, out=sound[:, 1])
        return sound[skipped : skipped + count]

    def level(self, start_hop: int, hops: int) -> Powers:
        """The power that is meant: what a noise really has in 100 ms differs by a decibel."""
        gains = self._gains(start_hop, hops + 1)
        power: Powers = (gains[:-1] ** 2 + gains[:-1] * gains[1:] + gains[1:] ** 2) / 3
        return power

    def _noise(self, name: np.uint64, start_hop: int, hops: int) -> Floats:
        first = start_hop * LOW_HOP - REACH - _HALF
        numbers = np.arange(first + _BEFORE, first + _BEFORE + hops * LOW_HOP + 2 * (REACH + _HALF))
        rough = hashed(np.asarray(name), numbers.astype(np.uint64))
        soft = np.convolve(rough, _softening(self.brightness), "valid")
        edges = np.arange(-1, hops + 2) * LOW_HOP
        gains = np.interp(np.arange(len(soft)) - REACH, edges, self._gains(start_hop - 1, hops + 3))
        return upsampled((soft * gains).astype(np.float32))

    def _gains(self, start_hop: int, count: int) -> Powers:
        """The gain at `count` edges of hops: the room breathes by a decibel or two."""
        seconds = np.arange(start_hop, start_hop + count).astype(np.float64) * (HOP / RATE)
        moves = wander(streams(_SEED + 7, 2), seconds, np.array([5.0, 31.0])) @ np.array([0.5, 0.5])
        loudness = bed_loudness(STILLNESS_LUFS, self.intensity)
        gains: Powers = np.sqrt(power_of(loudness)) * 10 ** (moves / 20)
        return gains
