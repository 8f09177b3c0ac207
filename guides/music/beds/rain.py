"""`rain`: fine steady rain, and drops from the leaves that fall near and seldom.

The rain thins and thickens over half a minute and over several; drops follow it. Each drop is
a soft, low, quickly fading tone, as a bubble under water sounds (M. Minnaert, 1933).
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from guides.model.music import Glide
from guides.model.settings import BED_LUFS
from guides.music.grains import Grains
from guides.music.instrument import hops_around
from guides.music.levels import at_edges, meant_power
from guides.music.noise import Noise
from guides.music.wander import hashed, streams, wander
from guides.sound.fades import gentle
from guides.sound.glides import glide_key
from guides.units import CHANNELS, HOP, RATE

Floats = NDArray[np.float32]
Powers = NDArray[np.float64]
Places = NDArray[np.int64]

VERSION = 1
_SEED = 0x2A1
_BANDS = ((180.0, 1.6), (520.0, 1.8), (1300.0, 1.8), (2700.0, 1.5), (4600.0, 1.1))
"""Hz and octaves: roof and ground, leaves, the rain itself, its fine edge, air."""
_SHARES = (0.10, 0.20, 0.34, 0.20, 0.05)
_KINDS = 96
_SLOTS = 4
"""Drops per hop at most."""
_OFTEN = 0.13
"""Share of the slots in which one falls, in rain of middle strength."""
_LENGTH = 0.16
"""Seconds of a drop."""
_DROPS = 0.08
"""Share of the power that drops have, in rain of middle strength."""


@cache
def _drops() -> Grains:
    """Drops of many pitches and places, each of K-weighted energy 1 frame."""
    seconds = np.arange(round(_LENGTH * RATE)) / RATE
    chances = hashed(streams(_SEED + 1, 6)[:, np.newaxis], np.arange(_KINDS, dtype=np.uint64))
    sounds = np.zeros((_KINDS, len(seconds), CHANNELS))
    for kind in range(_KINDS):
        pitch, fall, rise, side, bend, second = chances[:, kind]
        # Spread evenly over two octaves and a half, with a little chance.
        hertz = 700.0 * 2 ** (1.25 * (2 * (kind + 0.5 + 0.5 * pitch) / _KINDS - 1))
        cycles = hertz * (seconds + 0.15 * bend * seconds**2 / _LENGTH)
        shape = gentle(seconds / (0.006 + 0.003 * rise)) * 10 ** (-3.0 * seconds / (0.09 + 0.04 * fall))
        tone = np.sin(2 * np.pi * cycles) + 0.25 * np.sin(2 * np.pi * (2.3 + 0.4 * second) * cycles) * shape
        sounds[kind] = (shape * tone)[:, np.newaxis] * np.sqrt([1 - 0.8 * side, 1 + 0.8 * side])
    sounds *= gentle((seconds[-1] - seconds) / 0.02)[:, np.newaxis]
    raw = Grains(sounds.astype(np.float32))
    return Grains((sounds / np.sqrt(raw.energy)[:, np.newaxis, np.newaxis]).astype(np.float32))


@cache
def _noise() -> Noise:
    return Noise(_SEED, _BANDS, 0.75)


@dataclass(frozen=True, slots=True)
class Rain:
    """The bed, as a `Source`."""

    intensity: Glide
    brightness: Glide

    @property
    def key(self) -> str:
        return f"rain/{VERSION}/{glide_key(self.intensity)}/{glide_key(self.brightness)}"

    def read(self, start: int, count: int) -> Floats:
        first, hops, skipped = hops_around(start, count)
        sound = _noise().sound(first, self._gains(first, hops + 1))
        _drops().add(sound, first * HOP, *self._laid(first, hops))
        return sound[skipped : skipped + count]

    def level(self, start_hop: int, hops: int) -> Powers:
        """The power that is meant, with the drops that fall."""
        fine = Noise.power(self._gains(start_hop, hops + 1))
        return fine + _drops().power(start_hop, hops, *self._laid(start_hop, hops))

    def _thickness(self, start_hop: int, count: int) -> Powers:
        """How hard it rains, around 0, shape (count,)."""
        seconds = np.arange(start_hop, start_hop + count).astype(np.float64) * (HOP / RATE)
        moves = wander(streams(_SEED + 2, 3), seconds, np.array([6.0, 23.0, 90.0])) @ np.array([0.3, 0.5, 0.6])
        thick: Powers = moves + 2.0 * (at_edges(self.intensity, start_hop, count) - 0.5)
        return thick

    def _gains(self, start_hop: int, count: int) -> Powers:
        seconds = np.arange(start_hop, start_hop + count).astype(np.float64) * (HOP / RATE)
        thick = self._thickness(start_hop, count)[:, np.newaxis, np.newaxis]
        bright = at_edges(self.brightness, start_hop, count)[:, np.newaxis, np.newaxis] - 0.5
        # Gusts brush it from side to side; harder rain is fuller, lighter rain is finer.
        periods = np.tile(np.linspace(4.0, 1.1, len(_BANDS)), CHANNELS)
        own = wander(streams(_SEED + 3, len(periods)), seconds, periods).reshape(len(seconds), CHANNELS, -1)
        far = wander(streams(_SEED + 4, len(_BANDS)), seconds, np.linspace(41.0, 29.0, len(_BANDS)))[:, np.newaxis]
        tilt = thick * np.array([1.5, 1.0, 0.4, -0.3, -0.8]) + bright * np.array([-3.0, -1.0, 0.0, 4.0, 7.0])
        shares = np.array(_SHARES) * 10 ** ((tilt + 0.6 * own + 1.9 * far) / 10)
        breath = 0.8 * np.tanh(thick[:, 0, 0] / 1.5)
        power = (1 - _DROPS) * meant_power(BED_LUFS, self.intensity, start_hop, count) * 10 ** (breath / 10)
        gains: Powers = shares * (power / shares.mean(axis=1).sum(axis=1))[:, np.newaxis, np.newaxis]
        return gains

    def _laid(self, first: int, hops: int) -> tuple[Places, Places, Powers]:
        """Kinds, places and gains of the drops that sound within these hops."""
        begin, count = first - 2, hops + 2
        slots = (np.arange(begin * _SLOTS, (begin + count) * _SLOTS) + (1 << 20)).astype(np.uint64)
        falls, when, which, loud = hashed(streams(_SEED + 5, 4)[:, np.newaxis], slots)
        thick = self._thickness(begin, count).repeat(_SLOTS)
        often = _OFTEN * 10 ** (0.18 * thick)
        chosen = np.flatnonzero((falls + 1) / 2 < often)
        place = (np.arange(len(slots)) + (when + 1) / 2) / _SLOTS + begin
        kinds = np.floor((which + 1) / 2 * _KINDS).astype(np.int64)
        # Near drops are few, far ones many.
        gain = 10 ** ((3.0 * loud - 2.0 * (1 - loud**2)) / 20)
        power = meant_power(BED_LUFS, self.intensity, begin, count).repeat(_SLOTS)
        energy = _DROPS * HOP / (_SLOTS * _OFTEN) * power
        strength = gain * np.sqrt(energy)
        return kinds[chosen], np.rint(place * HOP).astype(np.int64)[chosen], strength[chosen]
