"""`night`: a soft wind in the dark, far trees, and the faintest shimmer of insects.

Gusts come over seconds, quiet and restless stretches over minutes. A gust is heard by its
colour more than by its loudness: it opens upward, and leaves stir after it.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from guides.model.music import Glide
from guides.model.settings import BED_LUFS
from guides.music.levels import at_edges, meant_power
from guides.music.noise import Noise
from guides.music.noise_bed import NoiseBed
from guides.music.wander import streams, wander
from guides.units import CHANNELS, HOP, RATE

Floats = NDArray[np.float32]
Powers = NDArray[np.float64]

VERSION = 1
_SEED = 0x71647
_WIND = ((80.0, 1.4), (150.0, 1.2), (270.0, 0.9), (430.0, 0.9), (700.0, 1.0), (1250.0, 1.7))
_LEAVES = (2300.0, 1.2)
_INSECTS = ((3350.0, 0.06), (3720.0, 0.05), (4180.0, 0.05))
"""Hz and octaves of all bands."""
_STILL = (0.0, -1.0, -4.0, -9.0, -14.0, -20.0)
"""dB of the wind's bands when it rests."""
_GUST = (0.0, 2.0, 5.0, 7.5, 9.0, 9.0)
"""dB per unit of a gust."""


@cache
def _noise() -> Noise:
    return Noise(_SEED, (*_WIND, _LEAVES, *_INSECTS), 0.65)


def night(intensity: Glide, brightness: Glide) -> NoiseBed:
    """The bed, for an intensity and a brightness that may glide."""
    return NoiseBed(f"night/{VERSION}", _noise, _gains, intensity, brightness)


def _gains(bed: NoiseBed, start_hop: int, count: int) -> Powers:
    seconds = np.arange(start_hop, start_hop + count).astype(np.float64) * (HOP / RATE)
    bright = at_edges(bed.brightness, start_hop, count)[:, np.newaxis, np.newaxis] - 0.5
    gusts = _gusts(seconds)
    wind = np.array(_STILL) + gusts[:, :, np.newaxis] * _GUST
    wind += 1.2 * wander(streams(_SEED + 4, len(_WIND)), seconds, np.linspace(2.3, 0.7, len(_WIND)))[:, np.newaxis]
    wind += bright * np.array([-3.0, -1.0, 0.0, 2.0, 4.0, 6.0])
    # Leaves answer to the strong gusts only, and flutter.
    flutter = wander(streams(_SEED + 5, CHANNELS), seconds, 0.45)
    leaves = -25.0 + 9.0 * np.logaddexp(0.0, 2.0 * gusts) / 2.0 + 2.0 * flutter
    insects = _insects(seconds)
    gains: Powers = 10 ** (
        np.concatenate([wind, leaves[:, :, np.newaxis] + 8 * bright, insects + 6 * bright], axis=2) / 10
    )
    now = gains.mean(axis=1).sum(axis=1)
    swell = 1.2 * np.tanh((gusts.mean(axis=1) - 0.45) / 1.2)
    power = meant_power(BED_LUFS, bed.intensity, start_hop, count) * 10 ** (swell / 10)
    gains *= (power / now)[:, np.newaxis, np.newaxis]
    return gains


def _gusts(seconds: Powers) -> Powers:
    """How strongly the wind blows at either ear, shape (t, channels): mostly 0 to 1.5, for all that rests."""
    shared = wander(streams(_SEED + 1, 3), seconds, np.array([3.1, 8.3, 53.0])) @ np.array([0.3, 0.55, 0.45])
    own = 0.3 * wander(streams(_SEED + 2, CHANNELS), seconds, 5.3)
    gusts: Powers = 0.45 + 0.75 * (shared[:, np.newaxis] + own)
    return gusts


def _insects(seconds: Powers) -> Powers:
    """Three swarms, each at its own place, that swell over many seconds and tremble: dB, shape (t, channels, 3)."""
    swarms = len(_INSECTS)
    slow = wander(streams(_SEED + 8, swarms), seconds, np.array([13.0, 19.0, 29.0]))
    quick = wander(streams(_SEED + 9, swarms), seconds, np.array([0.33, 0.27, 0.38]))
    level = -37.0 + 4.5 * slow + 2.2 * quick
    places = np.array([[3.0, -2.0, 0.0], [-3.0, 1.0, 1.0]])
    shimmer: Powers = level[:, np.newaxis, :] + places
    return shimmer
