"""`ocean`: waves that gather, break softly and run back over the sand, none like another.

Three layers, near, middle and far, each with waves of its own length and strength that come
from somewhere else each time. A wave is darker while it gathers and brightest just after its
crest; the foam hisses on while it runs out. Sets of larger and smaller waves come over minutes.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from guides.model.music import Glide
from guides.model.settings import BED_LUFS
from guides.music.events import Moments
from guides.music.levels import at_edges, meant_power
from guides.music.noise import Noise
from guides.music.noise_bed import NoiseBed
from guides.music.wander import streams, wander
from guides.units import CHANNELS, HOP, RATE

Floats = NDArray[np.float32]
Powers = NDArray[np.float64]

VERSION = 1
_SEED = 0x0CEA7
_BANDS = ((95.0, 1.6), (260.0, 1.8), (700.0, 2.0), (1700.0, 1.8), (3600.0, 1.4))
"""Hz and octaves: swell, body, wash, spray, hiss."""
_CALM = (0.06, 0.05, 0.025, 0.006, 0.0012)
"""The sea between waves, per band."""
_GATHERING = (0.30, 0.55, 0.35, 0.05, 0.004)
_BREAKING = (0.10, 0.35, 0.75, 0.40, 0.07)
_FOAM = (0.00, 0.03, 0.22, 0.28, 0.10)
"""The three parts of a wave."""
_LAYERS = (
    (Moments(_SEED + 10, 11.0, 0.13, 9.0, 140.0), 1.0),
    (Moments(_SEED + 20, 9.7, 0.13, 8.0, 110.0), 0.38),
    (Moments(_SEED + 30, 13.1, 0.13, 10.0, 170.0), 0.22),
)
"""When waves begin, and how strong a layer is."""
_MIDDLE = 2.5
"""The power of the sea on average, in the numbers above: what a wave is measured against."""


@cache
def _noise() -> Noise:
    return Noise(_SEED, _BANDS, 0.6)


def ocean(intensity: Glide, brightness: Glide) -> NoiseBed:
    """The bed, for an intensity and a brightness that may glide."""
    return NoiseBed(f"ocean/{VERSION}", _noise, _gains, intensity, brightness)


def _gains(bed: NoiseBed, start_hop: int, count: int) -> Powers:
    seconds = np.arange(start_hop, start_hop + count).astype(np.float64) * (HOP / RATE)
    flutter = wander(streams(_SEED + 1, len(_BANDS)), seconds, np.array([1.9, 1.3, 0.8, 0.5, 0.4]))
    sea = np.array(_CALM) * 10 ** (0.08 * wander(streams(_SEED + 2, len(_BANDS)), seconds, 17.0))
    gains = np.repeat(sea[:, np.newaxis, :], CHANNELS, axis=1)
    for layer, (moments, strength) in enumerate(_LAYERS):
        gains += strength * _waves(layer, moments, seconds)
    gains *= 10 ** (0.07 * flutter)[:, np.newaxis, :]
    tilt = (at_edges(bed.brightness, start_hop, count) - 0.5)[:, np.newaxis] * np.array([-2.0, -1.0, 0.0, 4.0, 6.0])
    gains *= 10 ** (tilt / 10)[:, np.newaxis, :]
    now = gains.mean(axis=1).sum(axis=1)
    # Loud waves are held back and the calm is lifted, so that a voice over it always has its room.
    swell = 2.7 * np.tanh(10 * np.log10(now / _MIDDLE) / 5.0)
    power = meant_power(BED_LUFS, bed.intensity, start_hop, count) * 10 ** (swell / 10)
    gains *= (power / now)[:, np.newaxis, np.newaxis]
    return gains


def _waves(layer: int, moments: Moments, seconds: Powers) -> Powers:
    """One layer's waves, shape (t, channels, bands)."""
    numbers, times = moments.between(float(seconds[0]), float(seconds[-1]))
    run = np.interp(seconds, times, np.arange(len(numbers)))
    sets = wander(streams(_SEED + 3 + layer, 1), seconds, 43.0)[:, 0]
    waves = np.zeros((len(seconds), CHANNELS, len(_BANDS)))
    # A wave's foam is still running out while the next one gathers.
    for behind in (0, 1):
        wave = np.maximum(run.astype(np.intp) - behind, 0)
        part = run - np.floor(run) + behind
        strength = 10 ** ((2.0 * moments.chance(numbers, 0)[wave] + 1.6 * sets) / 10)
        crest = 0.48 + 0.08 * moments.chance(numbers, 1)[wave]
        place = np.clip(0.5 * moments.chance(numbers, 2)[wave] + 0.25 * (part - crest), -0.6, 0.6)
        shape = (
            np.outer(_rise_and_fall(part, 0.0, crest, crest + 0.45), _GATHERING)
            + np.outer(_rise_and_fall(part, crest - 0.22, crest + 0.04, crest + 0.40), _BREAKING)
            + np.outer(_rise_and_fall(part, crest - 0.05, crest + 0.18, crest + 0.80), _FOAM)
        )
        sides = np.stack([1 - place, 1 + place], axis=1)
        waves += (strength[:, np.newaxis] * sides)[:, :, np.newaxis] * shape[:, np.newaxis, :]
    return waves


def _rise_and_fall(part: Powers, begin: Powers | float, top: Powers, end: Powers) -> Powers:
    """0 before `begin`, 1 at `top`, 0 from `end` on, without a corner."""
    up = np.clip((part - begin) / (top - begin), 0.0, 1.0)
    down = np.clip((end - part) / (end - top), 0.0, 1.0)
    both: Powers = np.minimum(up, down)
    return both * both * (3.0 - 2.0 * both)
