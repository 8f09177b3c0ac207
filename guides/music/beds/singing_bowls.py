"""`singing-bowls`: seven bowls, struck softly and seldom, over the hum of two that never quite fall silent.

A bowl's partials are those of a thin shell, far from whole multiples, and each is a pair a
fraction of a hertz apart: no bowl is round, so that it beats (T. Rossing, Science of
Percussion Instruments, 2000). Fundamentals stand in one pentatonic scale. Which bowl is
struck, how hard and how softly the mallet is covered is left to chance; a hall answers.
"""

from dataclasses import dataclass
from functools import cache

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
from guides.music.wander import hashed, streams, wander
from guides.sound.glides import glide_at, glide_key
from guides.units import HOP, RATE

Floats = NDArray[np.float32]
Powers = NDArray[np.float64]
Amplitudes = NDArray[np.complex128]

VERSION = 1
_SEED = 0xB0215
_PARTS = 5
"""Steps per hop: a mallet takes 20 ms."""
_STEP = HOP / _PARTS / RATE
"""Seconds."""
_BOWLS = (110.0, 165.0, 220.0, 247.5, 275.0, 330.0, 366.67)
"""Fundamentals in Hz: A E A B C♯ E F♯, pure."""
_HUMS = (0, 1, 2, 4)
"""The bowls that are rubbed and never quite fall silent."""
_MODES = (
    # Ratio, dB, and seconds to fall by 60 dB, for the largest bowl.
    (1.0, 0.0, 40.0),
    (2.76, -5.0, 26.0),
    (5.18, -13.0, 15.0),
    (8.16, -21.0, 9.0),
)
_STRIKES = Moments(_SEED + 100, 12.5, 0.22, 7.0, 90.0)
_USUAL = 0.5
"""K-weighted power of strikes and hum between strikes, before they are levelled."""
_MEMORY = 45.0
"""Seconds after which a strike no longer counts."""


@dataclass(frozen=True, slots=True)
class _Score:
    """Every line: two for each mode of each bowl."""

    instrument: Instrument
    bowl: NDArray[np.intp]
    mode: NDArray[np.intp]
    falls: Powers
    """Nepers per second."""
    levels: Powers
    """Amplitude when struck with strength 1."""
    places: Powers
    """Gain per channel and line, shape (2, n)."""


@cache
def _score() -> _Score:
    bowls, modes, pairs = (index.reshape(-1) for index in np.indices((len(_BOWLS), len(_MODES), 2)))
    fundamental = np.array(_BOWLS)[bowls]
    ratio, level, fall = np.array(_MODES)[modes].T
    chance = hashed(streams(_SEED + 1, len(bowls)), np.ones(1, np.uint64))
    # Every bowl is a little out of the textbook, and the higher a mode, the further its pair stands apart.
    uneven = 1.0 + 0.02 * hashed(streams(_SEED + 2, len(_BOWLS) * len(_MODES)), np.ones(1, np.uint64)).repeat(2) * (
        modes > 0
    )
    apart = (0.22 + 0.14 * modes) * (1.0 + 0.35 * chance)
    frequencies = fundamental * ratio * uneven + (pairs - 0.5) * apart
    fall = fall * (110.0 / fundamental) ** 0.35
    around = 0.55 * np.sin(bowls * 2.4 + 0.8 * pairs)
    places = np.sqrt(np.stack([1 - around, 1 + around]))
    # The weaker of a pair has its sides reversed: the beating wanders, and mono keeps the stronger.
    places[1] *= np.where(pairs == 1, -0.3, 1.0)
    return _Score(
        Instrument(
            Partials(frequencies, CLEAR, _PARTS), Hall(frequencies, HOP // _PARTS, 0.85, 0.55), 16, 0.85, _USUAL
        ),
        bowls,
        modes,
        3.0 * np.log(10.0) / fall,
        10 ** (level / 20) * np.where(pairs == 1, 0.6, 1.0) * (165.0 / fundamental) ** 0.4,
        places,
    )


@dataclass(frozen=True, slots=True)
class SingingBowls:
    """The bed, as a `Source`."""

    intensity: Glide
    brightness: Glide

    @property
    def key(self) -> str:
        return f"singing-bowls/{VERSION}/{glide_key(self.intensity)}/{glide_key(self.brightness)}"

    def read(self, start: int, count: int) -> Floats:
        return _score().instrument.sound(start, count, self._played, self._meant)

    def level(self, start_hop: int, hops: int) -> Powers:
        return _score().instrument.power(start_hop, hops, self._played, self._meant)

    def _meant(self, start_hop: int, count: int) -> Powers:
        return meant_power(BED_LUFS, self.intensity, start_hop, count)

    def _played(self, start: int, count: int) -> Amplitudes:
        score = _score()
        hops = count // _PARTS + 2
        seconds = np.arange(start // _PARTS, start // _PARTS + hops).astype(np.float64) * (HOP / RATE)
        humming = _hum(seconds)
        steps = (start + np.arange(count)) / _PARTS - start // _PARTS
        whole = steps.astype(np.intp)
        part = (steps - whole)[:, np.newaxis]
        lines = humming[whole] * (1 - part) + humming[whole + 1] * part
        lines[:, :] += self._ringing(start, count)
        bright = at_edges(self.brightness, start // _PARTS, hops) - 0.5
        tilt = np.interp(steps, np.arange(hops), bright)[:, np.newaxis] * np.array([0.0, 5.0, 8.0, 10.0])
        lines *= (10 ** (tilt / 20))[:, score.mode]
        return lines[:, np.newaxis, :] * score.places

    def _ringing(self, start: int, count: int) -> Amplitudes:
        """What all strikes of the last while have left, shape (count, lines)."""
        score = _score()
        numbers, times = _STRIKES.between(start * _STEP - _MEMORY, (start + count) * _STEP)
        ringing = np.zeros((count, len(score.bowl)), dtype=np.complex128)
        bowls = _struck(numbers.astype(np.uint64))
        force, soft, turn = (_STRIKES.chance(numbers, which) for which in range(3))
        # More intensity is a firmer hand; the lightest strikes of a quiet stretch hardly sound.
        hand = glide_at(self.intensity, times * RATE) - 0.5
        for strike, time in enumerate(times):
            begin = int(np.ceil(time / _STEP))
            first = max(begin - start, 0)
            if first >= count or begin * _STEP < start * _STEP - _MEMORY:
                continue
            own = np.flatnonzero(score.bowl == bowls[strike])
            modes = score.mode[own]
            decibels = 3.0 * force[strike] + 3.0 * hand[strike] + (2.2 * soft[strike] - 0.5) * modes
            struck = score.levels[own] * 10 ** (decibels / 20) * np.exp(2j * np.pi * (turn[strike] + 0.37 * modes))
            age = (start + first + np.arange(count - first) - begin)[:, np.newaxis] * _STEP
            # Felt: the strike is there after two steps, and the memory ends without an edge.
            shape = np.minimum(1.0, (age / _STEP + 1) / 2) * np.clip((_MEMORY - age) / 10.0, 0.0, 1.0)
            ringing[first:, own] += struck * np.exp(-score.falls[own] * age) * shape
        return ringing


def _struck(numbers: NDArray[np.uint64]) -> NDArray[np.intp]:
    """Which bowl each strike is for; never the same twice running."""
    before, own, after = (_drawn(numbers + np.uint64(shift), len(_BOWLS)) for shift in (0, 1, 2))
    low, high = np.minimum(before, after), np.maximum(before, after)
    # Every second strike draws freely; those between draw from the bowls that neither neighbour has.
    between = _drawn(numbers + np.uint64(1), len(_BOWLS) - 2)
    between += between >= low
    between += (between >= high) & (low < high)
    return np.where(numbers % 2 == 0, own, between)


def _drawn(numbers: NDArray[np.uint64], choices: int) -> NDArray[np.intp]:
    drawn: NDArray[np.intp] = np.floor((hashed(streams(_SEED + 3, 1), numbers) + 1) / 2 * choices).astype(np.intp)
    return drawn


def _hum(seconds: Powers) -> Amplitudes:
    """The rubbed bowls over time, shape (t, lines): they swell and sink by themselves."""
    score = _score()
    level = wander(streams(_SEED + 5, len(_HUMS)), seconds, np.array([17.0, 13.0, 11.0, 15.0]))
    level = level + 0.7 * wander(streams(_SEED + 6, len(_HUMS)), seconds, 71.0)
    moves = wander(streams(_SEED + 7, 2 * len(score.bowl)), seconds, np.linspace(2.5, 4.5, 2 * len(score.bowl)))
    drift = 0.75 + 0.45 * (moves[:, : len(score.bowl)] + 1j * moves[:, len(score.bowl) :])
    humming = np.zeros((len(seconds), len(score.bowl)), dtype=np.complex128)
    for order, bowl in enumerate(_HUMS):
        own = np.flatnonzero((score.bowl == bowl) & (score.mode < 2))
        loud = 10 ** ((-13.5 + 4.0 * level[:, order, np.newaxis] - 20.0 * score.mode[own]) / 20)
        humming[:, own] = loud * score.levels[own] * drift[:, own]
    return humming
