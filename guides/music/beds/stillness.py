"""`stillness`: the tone of a quiet room, barely audible, what `still` sinks to."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from guides.model.music import Glide
from guides.music.levels import at_edges, meant_power
from guides.music.noise import Noise
from guides.music.noise_bed import NoiseBed
from guides.music.wander import streams, wander
from guides.units import CHANNELS, HOP, RATE, Lufs

Floats = NDArray[np.float32]
Powers = NDArray[np.float64]

VERSION = 2
STILLNESS_LUFS = Lufs(-57.0)
"""At intensity 0.5: about −59 dBFS, far below any music and well above digital silence."""
_SEED = 0x57111
_BANDS = ((170.0, 2.2), (450.0, 2.4), (1500.0, 2.4))
"""Hz and octaves: the walls, the room, the air in it."""


@cache
def _noise() -> Noise:
    return Noise(_SEED, _BANDS, 0.55)


def stillness(intensity: Glide, brightness: Glide) -> NoiseBed:
    """The bed, for an intensity and a brightness that may glide."""
    return NoiseBed(f"stillness/{VERSION}", _noise, _gains, intensity, brightness)


def _gains(bed: NoiseBed, start_hop: int, count: int) -> Powers:
    """The room breathes by a decibel or two, its walls and its air each a little by themselves."""
    seconds = np.arange(start_hop, start_hop + count).astype(np.float64) * (HOP / RATE)
    moves = wander(streams(_SEED + 7, 5), seconds, np.array([7.0, 11.0, 9.0, 5.0, 31.0]))
    bright = at_edges(bed.brightness, start_hop, count)
    shares = np.stack([np.full(count, 0.5), np.full(count, 0.4), 0.02 + 0.2 * bright], axis=1)
    shares = shares * 10 ** (0.12 * moves[:, :3])
    breath = 10 ** (moves[:, 3:] @ np.array([0.5, 0.5]) / 10)
    power = meant_power(STILLNESS_LUFS, bed.intensity, start_hop, count) * breath / shares.sum(axis=1)
    return np.repeat((shares * power[:, np.newaxis])[:, np.newaxis, :], CHANNELS, axis=1)
