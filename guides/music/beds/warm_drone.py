"""`warm-drone`: a low root and fifth that never stop, with a slow chord of colours above.

Five layers of time: every partial shimmers over seconds, the whole breathes over tens of
seconds, tones step forward and back over one to two minutes, the colour of the chord and
its brightness drift over several. All tones are just intervals of one pentatonic scale,
so that whatever meets sounds at rest.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from guides.model.settings import BED_LUFS
from guides.music.levels import bed_loudness
from guides.music.partials import Partials, k_response
from guides.music.wander import streams, wander
from guides.sound.loudness import power_of
from guides.units import CHANNELS, HOP, RATE

Floats = NDArray[np.float32]
Powers = NDArray[np.float64]

VERSION = 1
ROOT = 55.0
"""Hz."""
_SEED = 0x5EED_0F_CA1

_GROUND = ((1.0, 8, 0.0), (3 / 2, 6, -3.0), (2.0, 6, 0.0), (3.0, 5, -1.0), (4.0, 5, -2.0))
"""Tones that are always there: ratio to the root, harmonics, and level in dB."""
_COLOURS = (
    (9 / 2, 3, -3.0),
    (5.0, 3, -3.0),
    (6.0, 3, -3.0),
    (20 / 3, 3, -4.0),
    (8.0, 3, -4.0),
    (9.0, 2, -6.0),
    (10.0, 2, -6.0),
    (12.0, 2, -7.0),
    (40 / 3, 1, -8.0),
    (16.0, 2, -10.0),
)
"""Tones that take turns, written alike."""


@dataclass(frozen=True, slots=True)
class _Score:
    """Every partial of every tone."""

    partials: Partials
    tone: NDArray[np.intp]
    """Which tone each partial belongs to."""
    octaves: Powers
    """Above the frequency around which brightness turns."""
    level: Powers
    """dB."""
    heard: Powers
    """K-weighted power of a partial of amplitude 1 in both channels."""


@cache
def _score() -> _Score:
    rows = [
        (tone, ratio * harmonic * ROOT, level - 5.0 * np.log2(harmonic))
        for tone, (ratio, harmonics, level) in enumerate(_GROUND + _COLOURS)
        for harmonic in range(1, harmonics + 1)
    ]
    tones, frequencies, levels = (np.array(column) for column in zip(*rows, strict=True))
    # Partials that would fall on each other stand a fraction of a hertz apart and beat slowly.
    frequencies = frequencies * (1.0 + 0.0007 * np.sin(tones * 2.4))
    return _Score(
        Partials(frequencies),
        tones,
        np.log2(frequencies / 220.0),
        levels,
        np.abs(k_response(frequencies)) ** 2 * CHANNELS / 2,
    )


@dataclass(frozen=True, slots=True)
class WarmDrone:
    """The bed, as a `Source`."""

    intensity: float
    brightness: float

    @property
    def key(self) -> str:
        return f"warm-drone/{VERSION}/{self.intensity:.6f}/{self.brightness:.6f}"

    def read(self, start: int, count: int) -> Floats:
        first = start // HOP
        skipped = start - first * HOP
        sound = _score().partials.sound(self._rows(first - 1, -(-(skipped + count) // HOP) + 2))
        return sound[skipped : skipped + count]

    def level(self, start_hop: int, hops: int) -> Powers:
        return _score().partials.power(self._rows(start_hop, hops))

    def _rows(self, start_hop: int, hops: int) -> Powers:
        seconds = np.arange(start_hop, start_hop + hops + 1).astype(np.float64) * (HOP / RATE)
        amplitudes = self._strengths(seconds)[:, np.newaxis, :] * _shimmer(seconds)
        return _score().partials.rows(start_hop, amplitudes)

    def _strengths(self, seconds: Powers) -> Powers:
        """How strong each partial is meant to be, shape (t, n); the whole is always at the bed's loudness."""
        score = _score()
        tilt = -5.0 + 4.0 * self.brightness + 1.2 * wander(streams(_SEED + 1, 1), seconds, 11.0)
        tilt = tilt + 1.0 * wander(streams(_SEED + 2, 1), seconds, 67.0)
        # Below 220 Hz the bed keeps its body: only what is above follows the brightness.
        decibels = score.level + tilt * np.maximum(score.octaves, 0.0) + _tones(seconds)[:, score.tone]
        strengths: Powers = np.exp(decibels * (np.log(10.0) / 20))
        loudness = bed_loudness(BED_LUFS, self.intensity)
        breath = 0.7 * wander(streams(_SEED + 3, 1), seconds, 7.0)
        meant = power_of(loudness) * 10 ** (breath / 10)
        strengths *= np.sqrt(meant / (strengths**2 @ score.heard)[:, np.newaxis])
        return strengths


def _tones(seconds: Powers) -> Powers:
    """The level of every tone over time in dB, shape (t, tones)."""
    ground = 2.0 * wander(streams(_SEED + 4, len(_GROUND)), seconds, np.linspace(23.0, 41.0, len(_GROUND)))
    near = wander(streams(_SEED + 5, len(_COLOURS)), seconds, np.linspace(15.0, 29.0, len(_COLOURS)))
    far = wander(streams(_SEED + 6, len(_COLOURS)), seconds, np.linspace(61.0, 97.0, len(_COLOURS)))
    colours = 5.0 * near + 6.0 * far
    # They share one budget: a tone that comes forward sends the others back.
    together = 10 * np.log10(np.mean(10 ** (colours / 10), axis=1, keepdims=True))
    return np.concatenate([ground, colours - 0.8 * together], axis=1)


def _shimmer(seconds: Powers) -> NDArray[np.complex128]:
    """What moves every partial within its strength, shape (t, channels, n), of mean power 1.

    A part that stands in the middle, one that drifts in both channels alike, and one that each
    channel has for itself: wide on headphones, and nothing is lost in mono.
    """
    partials = len(_score().tone)
    periods = np.tile(np.linspace(1.9, 4.3, partials), 6)
    moves = wander(streams(_SEED + 7, 6 * partials), seconds, periods).reshape(len(seconds), 3, 2, partials)
    drift: NDArray[np.complex128] = (moves[:, :, 0] + 1j * moves[:, :, 1]).astype(np.complex128)
    return 0.6 + 0.4 * drift[:, :1] + 0.4 * drift[:, 1:]
