"""`warm-drone`: a low root and fifth that never stop, with a slow chord of colours above.

Six layers of time: every partial shimmers over seconds, the whole breathes over tens of
seconds, an emphasis climbs and sinks through the overtones as in overtone singing, tones
step forward and back over one to two minutes, an undertone comes and goes, and the colour of
the chord and its brightness drift over several. All tones are just intervals of one
pentatonic scale, so that whatever meets sounds at rest. A hall stands around them.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from guides.model.music import Glide
from guides.model.settings import BED_LUFS
from guides.music.hall import Hall
from guides.music.instrument import Instrument
from guides.music.levels import at_edges, meant_power
from guides.music.partials import Partials
from guides.music.wander import shimmer, streams, wander
from guides.sound.glides import glide_key
from guides.units import HOP, RATE

Floats = NDArray[np.float32]
Powers = NDArray[np.float64]

VERSION = 2
ROOT = 55.0
"""Hz."""
_SEED = 0x5EED_0F_CA1

_GROUND = ((3 / 4, 6, -9.0), (1.0, 8, 0.0), (3 / 2, 6, -3.0), (2.0, 6, 0.0), (3.0, 5, -1.0), (4.0, 5, -2.0))
"""Tones that are always there, an undertone first: ratio to the root, harmonics, and level in dB."""
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
    (16.0, 1, -10.0),
)
"""Tones that take turns, written alike."""
_SWAYS = (5.0, 2.0, 2.0, 2.0, 2.0, 2.0)
"""By how many dB each tone of the ground moves."""


@dataclass(frozen=True, slots=True)
class _Score:
    """Every partial of every tone."""

    instrument: Instrument
    tone: NDArray[np.intp]
    """Which tone each partial belongs to."""
    octaves: Powers
    """Above the frequency around which brightness turns."""
    level: Powers
    """dB."""


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
        Instrument(Partials(frequencies), Hall(frequencies, HOP, 0.85, 0.5), reach=18),
        tones.astype(np.intp),
        np.log2(frequencies / 220.0),
        levels,
    )


@dataclass(frozen=True, slots=True)
class WarmDrone:
    """The bed, as a `Source`."""

    intensity: Glide
    brightness: Glide

    @property
    def key(self) -> str:
        return f"warm-drone/{VERSION}/{glide_key(self.intensity)}/{glide_key(self.brightness)}"

    def read(self, start: int, count: int) -> Floats:
        return _score().instrument.sound(start, count, self._played, self._meant)

    def level(self, start_hop: int, hops: int) -> Powers:
        return _score().instrument.power(start_hop, hops, self._played, self._meant)

    def _meant(self, start_hop: int, count: int) -> Powers:
        breath = 0.5 * wander(streams(_SEED + 3, 1), _seconds(start_hop, count), 7.0)[:, 0]
        return meant_power(BED_LUFS, self.intensity, start_hop, count) * 10 ** (breath / 10)

    def _played(self, start_hop: int, count: int) -> NDArray[np.complex128]:
        score, seconds = _score(), _seconds(start_hop, count)
        slow = wander(streams(_SEED + 1, 2), seconds, np.array([11.0, 67.0]))
        bright = at_edges(self.brightness, start_hop, count)
        tilt = -5.0 + 4.0 * bright + slow @ np.array([1.2, 1.0])
        # Below 220 Hz the bed keeps its body: only what is above follows the brightness.
        decibels = score.level + tilt[:, np.newaxis] * np.maximum(score.octaves, 0.0)
        decibels += _tones(seconds)[:, score.tone] + _overtones(seconds, score.octaves)
        strengths = np.exp(decibels * (np.log(10.0) / 20))
        played: NDArray[np.complex128] = strengths[:, np.newaxis, :] * shimmer(
            _SEED + 7, seconds, np.linspace(1.9, 4.3, len(score.tone))
        )
        return played


def _seconds(start_hop: int, count: int) -> Powers:
    return np.arange(start_hop, start_hop + count).astype(np.float64) * (HOP / RATE)


def _tones(seconds: Powers) -> Powers:
    """The level of every tone over time in dB, shape (t, tones)."""
    ground = wander(streams(_SEED + 4, len(_GROUND)), seconds, np.linspace(41.0, 23.0, len(_GROUND))) * _SWAYS
    near = wander(streams(_SEED + 5, len(_COLOURS)), seconds, np.linspace(15.0, 29.0, len(_COLOURS)))
    far = wander(streams(_SEED + 6, len(_COLOURS)), seconds, np.linspace(61.0, 97.0, len(_COLOURS)))
    colours = 5.0 * near + 6.0 * far
    # They share one budget: a tone that comes forward sends the others back.
    together = 10 * np.log10(np.mean(10 ** (colours / 10), axis=1, keepdims=True))
    return np.concatenate([ground, colours - 0.8 * together], axis=1)


def _overtones(seconds: Powers, octaves: Powers) -> Powers:
    """An emphasis of half an octave that travels between 165 and 1,400 Hz, in dB, shape (t, n)."""
    moves = wander(streams(_SEED + 8, 2), seconds, np.array([9.0, 37.0]))
    centre = 1.1 + moves @ np.array([0.35, 0.6])
    bump: Powers = 9.0 * np.exp(-0.5 * ((octaves - centre[:, np.newaxis]) / 0.3) ** 2)
    return bump
