"""`strings`: a slow ensemble that moves through consonant chords, one every twenty seconds or so.

All chords belong to one mode on A and are tuned in just intervals, so that they stand still
when they sound together. Chords that rest and chords that lead away take turns; which of
them comes, and how it is spread over the voices, is chosen by chance. No two voices move at
once: each bow takes its time to begin and to leave. A hall joins one chord to the next.
"""

from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from guides.model.music import Glide
from guides.model.settings import BED_LUFS
from guides.music.events import Moments
from guides.music.hall import Hall
from guides.music.instrument import Instrument
from guides.music.levels import at_edges, meant_power
from guides.music.partials import Partials
from guides.music.upsampling import CLEAR
from guides.music.wander import hashed, shimmer, streams, wander
from guides.sound.glides import glide_key
from guides.units import HOP, RATE

Floats = NDArray[np.float32]
Powers = NDArray[np.float64]

VERSION = 1
ROOT = 55.0
"""Hz."""
_SEED = 0x57121465
_DEGREES = (1.0, 9 / 8, 5 / 4, 4 / 3, 3 / 2, 5 / 3, 15 / 8)
"""The mode: A B C♯ D E F♯ G♯, pure."""
_OCTAVES = 4
_RESTING = ((0, 2, 4), (0, 1, 2, 4), (5, 0, 2, 4), (0, 4, 1), (2, 4, 6))
_LEADING = ((3, 5, 0), (3, 5, 0, 2), (4, 6, 1), (4, 0, 1), (3, 0, 4))
"""Chords as degrees, the bass first."""
_CHANGES = Moments(_SEED + 100, 22.0, 0.14, 14.0, 150.0)
_HARMONICS = 14
_HIGHEST = 3900.0
"""Hz."""
_SOFT = -60.0
"""dB of a voice that does not play."""


@dataclass(frozen=True, slots=True)
class _Score:
    """All that an ensemble could play."""

    instrument: Instrument
    spectra: Powers
    """Power that each tone puts on each line, shape (tones, lines)."""
    octaves: Powers
    """Of each line above 400 Hz."""
    periods: Powers
    """Seconds over which a line drifts: what two players do to each other, quicker the higher they play."""


def _tones() -> Powers:
    """The frequency of every tone in Hz, octave by octave."""
    return np.concatenate([ROOT * 2.0**octave * np.array(_DEGREES) for octave in range(_OCTAVES)])


@cache
def _score() -> _Score:
    lines: dict[int, dict[int, float]] = {}
    for tone, hertz in enumerate(_tones()):
        for harmonic in range(1, _HARMONICS + 1):
            if hertz * harmonic < _HIGHEST:
                # Pure intervals share harmonics: those are one line. A body swallows the lowest fundamentals.
                strength = harmonic**-2.3 / (1 + (70.0 / (hertz * harmonic)) ** 4)
                strength *= (1.0 - hertz * harmonic / _HIGHEST) ** 0.5
                lines.setdefault(round(hertz * harmonic * 48), {})[tone] = strength
    frequencies = np.array(sorted(lines)) / 48
    spectra = np.zeros((len(_tones()), len(frequencies)))
    for line, name in enumerate(sorted(lines)):
        for tone, strength in lines[name].items():
            spectra[tone, line] = strength
    return _Score(
        Instrument(Partials(frequencies, CLEAR), Hall(frequencies, HOP, 0.75, 0.6), reach=20),
        spectra,
        np.log2(frequencies / 400.0),
        np.clip(700.0 / frequencies, 0.3, 2.6),
    )


@lru_cache(maxsize=64)
def _voicing(number: int) -> Powers:
    """The level of every tone in dB while chord `number` sounds, shape (tones,)."""
    chords = _LEADING if number % 2 else _RESTING
    chances = hashed(streams(_SEED + 200, 1), np.arange(number * 64, number * 64 + 64).astype(np.uint64))
    chord = chords[int((chances[0] + 1) / 2 * len(chords))]
    levels = np.full((_OCTAVES, len(_DEGREES)), _SOFT)
    levels[0, chord[0]] = -1.0
    for octave, (voices, level) in enumerate(((2, 0.0), (2, 0.0), (1, -4.0)), start=1):
        order = np.argsort(chances[octave * 8 : octave * 8 + len(chord)])
        for place in order[:voices]:
            levels[octave, chord[place]] = level + 2.0 * chances[40 + octave]
    if chances[50] < -0.4:
        # Now and then the highest voice is silent, and the middle ones have the room to themselves.
        levels[3] = _SOFT
    return levels.reshape(-1)


@dataclass(frozen=True, slots=True)
class Strings:
    """The bed, as a `Source`."""

    intensity: Glide
    brightness: Glide

    @property
    def key(self) -> str:
        return f"strings/{VERSION}/{glide_key(self.intensity)}/{glide_key(self.brightness)}"

    def read(self, start: int, count: int) -> Floats:
        return _score().instrument.sound(start, count, self._played, self._meant)

    def level(self, start_hop: int, hops: int) -> Powers:
        return _score().instrument.power(start_hop, hops, self._played, self._meant)

    def _meant(self, start_hop: int, count: int) -> Powers:
        swell = wander(streams(_SEED + 3, 2), _seconds(start_hop, count), np.array([6.0, 19.0])) @ np.array([0.4, 0.4])
        power: Powers = meant_power(BED_LUFS, self.intensity, start_hop, count) * 10 ** (swell / 10)
        return power

    def _played(self, start_hop: int, count: int) -> NDArray[np.complex128]:
        score, seconds = _score(), _seconds(start_hop, count)
        slow = wander(streams(_SEED + 1, 2), seconds, np.array([9.0, 61.0])) @ np.array([0.9, 0.9])
        tilt = -4.5 + 5.0 * (at_edges(self.brightness, start_hop, count) - 0.5) + slow
        power = _bowed(seconds) @ score.spectra
        power *= np.exp(np.outer(tilt, np.maximum(score.octaves, 0.0)) * (np.log(10.0) / 10))
        drift = shimmer(_SEED + 7, seconds, score.periods, own=0.45)
        played: NDArray[np.complex128] = np.sqrt(power)[:, np.newaxis, :] * drift
        return played


def _seconds(start_hop: int, count: int) -> Powers:
    return np.arange(start_hop, start_hop + count).astype(np.float64) * (HOP / RATE)


def _bowed(seconds: Powers) -> Powers:
    """The power of every tone, shape (t, tones): each comes and goes in its own time around the changes."""
    numbers, times = _CHANGES.between(float(seconds[0]) - 12.0, float(seconds[-1]) + 12.0)
    tones = len(_tones())
    late = hashed(streams(_SEED + 5, tones), numbers.astype(np.uint64)[:, np.newaxis])
    begin = times[:, np.newaxis] + 2.5 + 2.5 * late
    power: Powers = np.zeros((len(seconds), tones))
    for order, number in enumerate(numbers[:-1]):
        if times[order + 1] + 12.0 < seconds[0] or times[order] > seconds[-1] + 1.0:
            continue
        level = 10 ** (_voicing(int(number)) / 10)
        rising = _ease((seconds[:, np.newaxis] - begin[order]) / 6.0)
        falling = _ease((seconds[:, np.newaxis] - begin[order + 1]) / 5.0)
        power += level * (rising * (1.0 - falling)) ** 2
    # Every voice leans into its tone and out of it again.
    lean = wander(streams(_SEED + 6, tones), seconds, np.linspace(6.0, 3.4, tones))
    power *= 10 ** (0.22 * lean)
    return power


def _ease(part: Powers) -> Powers:
    """From 0 to 1 without a corner."""
    inside = np.clip(part, 0.0, 1.0)
    eased: Powers = inside * inside * (3.0 - 2.0 * inside)
    return eased
