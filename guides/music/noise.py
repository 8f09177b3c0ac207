"""Noise whose colour moves slowly, for any stretch of time, made where it is heard.

Every edge of a hop has a block of noise of its own, two hops long: chosen magnitudes with
phases that are a hash of block and bin, brought to sound by one inverse Fourier transform.
Blocks overlap under a sine window. As they are independent, their powers add to a constant:
no join can be heard, and the power is known without measuring. (The other half of
"spectral modeling synthesis", X. Serra and J. Smith, CMJ 14/4, 1990.)
"""

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from guides.music.partials import k_response
from guides.music.wander import mixed, streams
from guides.units import CHANNELS, HOP, RATE

Floats = NDArray[np.float32]
Powers = NDArray[np.float64]
Phasors = NDArray[np.complex64]

_BLOCK = 2 * HOP
BINS = 1300
"""Bins of 5 Hz: nothing above 6.5 kHz."""
_LOWEST = 6
"""Bins that stay empty: nothing below 30 Hz."""
_CHUNK = 48
"""Blocks made at a time, so that they stay in the processor's cache."""
_EARLY = 1 << 20
"""Where blocks begin to count, so that those before frame 0 have numbers too."""


def _frequencies() -> Powers:
    return np.arange(BINS, dtype=np.float64) * (RATE / _BLOCK)


@cache
def _phasors() -> Phasors:
    """All directions that a bin can point to."""
    phasors: Phasors = np.exp(2j * np.pi * np.arange(4096) / 4096).astype(np.complex64)
    return phasors


@cache
def _window() -> Floats:
    return np.sin(np.pi * (np.arange(_BLOCK) + 0.5) / _BLOCK).astype(np.float32)


class Noise:
    """Noise in a few bands, each of which has its own gain over time and place between the ears."""

    def __init__(self, seed: int, bands: Sequence[tuple[float, float]], width: float) -> None:
        """Prepare the bands.

        Args:
            seed: other seeds, other noise.
            bands: for each its middle in Hz and its width in octaves: a bell on the scale of octaves.
            width: 0 is mono, 1 leaves nothing in common; below 150 Hz it narrows.
        """
        hertz = _frequencies()
        octave = np.log2(np.maximum(hertz, 1.0))
        table = np.stack([np.exp(-0.5 * ((octave - np.log2(middle)) / (wide / 2)) ** 2) for middle, wide in bands])
        # Per bin of 5 Hz, and so falling by 3 dB per octave.
        table /= np.maximum(hertz, 1.0)
        # Highs fade away long before the bins end, and nothing is left that could be taken for an offset.
        table *= np.clip((BINS - np.arange(BINS)) / 800, 0, 1) ** 3 * np.clip((np.arange(BINS) - _LOWEST) / 6, 0, 1)
        heard = np.abs(k_response(hertz)) ** 2
        # A gain is a K-weighted power; a magnitude is the peak of a sine, scaled as the transform wants it.
        table *= 2 * (_BLOCK / 2) ** 2 / (CHANNELS * (table @ heard))[:, np.newaxis]
        self._table = table.astype(np.float32)
        self._names = streams(seed, 2)
        spread = width * np.clip(octave - np.log2(40.0), 0.3, 2.0) / 2
        self._apart = np.sqrt(spread / 2).astype(np.float32)
        self._alike = np.sqrt(1 - spread / 2).astype(np.float32)

    def sound(self, start_hop: int, gains: Powers) -> Floats:
        """The sound of hops, shape (hops · HOP, 2).

        Args:
            start_hop: the first hop.
            gains: K-weighted power of every band at the edges of the hops, shape (hops + 1, channels, bands):
                the mean over both channels is the power of the whole.
        """
        hops = len(gains) - 1
        out = np.empty((hops * HOP, CHANNELS), dtype=np.float32)
        for first in range(0, hops, _CHUNK):
            count = min(_CHUNK, hops - first)
            left, right = self._blocks(start_hop + first, gains[first : first + count + 1])
            for channel, blocks in enumerate((left, right)):
                joined = blocks[:-1, HOP:] + blocks[1:, :HOP]
                out[first * HOP : (first + count) * HOP, channel] = joined.reshape(-1)
        return out

    @staticmethod
    def power(gains: Powers) -> Powers:
        """K-weighted power that is meant for each hop, shape (hops,), from gains as `sound` takes them."""
        edges = gains.mean(axis=1).sum(axis=1)
        power: Powers = (edges[:-1] + edges[1:]) / 2
        return power

    def _blocks(self, first: int, gains: Powers) -> list[Floats]:
        """Windowed blocks of both channels, each of shape (blocks, _BLOCK)."""
        numbers = (np.arange(first, first + len(gains), dtype=np.int64) + _EARLY).astype(np.uint64)[:, np.newaxis]
        alike, apart = (self._phases(name, numbers) for name in self._names[:, np.newaxis])
        alike *= self._alike
        apart *= self._apart
        sounds = []
        for channel, side in enumerate((alike + apart, alike - apart)):
            side *= np.sqrt(gains[:, channel].astype(np.float32) @ self._table)
            sound = np.fft.irfft(side, _BLOCK, axis=1).astype(np.float32, copy=False)
            sound *= _window()
            sounds.append(sound)
        return sounds

    @staticmethod
    def _phases(name: NDArray[np.uint64], numbers: NDArray[np.uint64]) -> Phasors:
        # Each hash is random enough for four bins.
        places = (numbers * np.uint64(BINS) + np.arange(BINS // 4).astype(np.uint64)).astype(np.uint64)
        quarters = mixed(name, places).astype("<u8").view("<u2")
        chosen: Phasors = _phasors()[quarters >> 4]
        return chosen
