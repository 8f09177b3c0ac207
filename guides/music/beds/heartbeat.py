"""`heartbeat`: a heart heard from very near and very softly, on a warm rush like that of blood.

Some 55 beats a minute, a little quicker with every breath in and slower with every breath
out, as in a body at rest. Only ever where it is asked for by name.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from guides.model.music import Glide
from guides.music.events import Moments
from guides.music.grains import Grains
from guides.music.hall import HALL_RATE, fast_length, impulse
from guides.music.instrument import hops_around
from guides.music.levels import at_edges, meant_power
from guides.music.noise import Noise
from guides.music.wander import streams, wander
from guides.sound.fades import gentle
from guides.sound.glides import glide_at, glide_key
from guides.units import CHANNELS, HOP, RATE, Lufs

Floats = NDArray[np.float32]
Powers = NDArray[np.float64]
Places = NDArray[np.int64]

VERSION = 1
HEARTBEAT_LUFS = Lufs(-32.0)
"""At intensity 0.5: eight below other beds."""
_SEED = 0x4EA27
_BEATS = Moments(_SEED + 100, 1.09, 0.018, 0.13, 4.2)
_FLOOR = 0.3
"""Share of the power that is the rush between the beats."""
_BANDS = ((75.0, 1.2), (140.0, 1.2), (280.0, 1.2))
_LENGTH = 2.4
"""Seconds that a beat rings, the hall included."""
_SOUNDS = (
    # Begins at, rises in, falls by 60 dB in (all seconds), Hz at first and at last, gain.
    (0.00, 0.050, 0.42, 62.0, 46.0, 1.0),
    (0.33, 0.035, 0.30, 78.0, 60.0, 0.62),
)
"""Lub and dub."""
_OVERTONES = (0.7, 0.35)
"""Gains of the second and third harmonic of a bright beat: small speakers need them."""
_DARKEST = 0.2
"""What the darkest beat has of them."""


@cache
def _beats() -> Grains:
    """The fundamental of a beat, and its overtones, which share no power with it."""
    return Grains(np.stack([_beat((1.0, 0.0, 0.0)), _beat((0.0, *_OVERTONES))]))


def _beat(harmonics: tuple[float, float, float]) -> Floats:
    """One beat in the hall, shape (frames, 2)."""
    seconds = np.arange(round(_LENGTH * RATE)) / RATE
    dry = np.zeros(len(seconds))
    for begin, rise, fall, first, last, gain in _SOUNDS:
        age = np.maximum(seconds - begin, 0.0)
        # The pitch sinks as the wall relaxes.
        cycles = last * age + (first - last) * 0.08 * (1 - np.exp(-age / 0.08))
        shape = gain * gentle(np.minimum(age / rise, 1.0)) * 10 ** (-3.0 * age / fall)
        for order, strength in enumerate(harmonics, start=1):
            dry += strength * shape ** (1 + 0.15 * order) * np.sin(2 * np.pi * order * cycles)
    wet = 0.9 * dry[:, np.newaxis] + 0.35 * _in_hall(dry)
    return (wet * gentle((seconds[-1] - seconds) / 0.5)[:, np.newaxis]).astype(np.float32)


def _in_hall(dry: Powers) -> Powers:
    """The hall's answer to a low sound at the full rate, shape (frames, 2)."""
    every = RATE // HALL_RATE
    low = dry[::every]
    length = fast_length(len(low) + len(impulse()))
    answer = np.fft.irfft(np.fft.rfft(low, length)[:, np.newaxis] * np.fft.rfft(impulse(), length, axis=0), axis=0)
    places = np.arange(len(dry)) / every
    return np.stack([np.interp(places, np.arange(length), answer[:, side]) for side in range(CHANNELS)], axis=1)


@cache
def _noise() -> Noise:
    return Noise(_SEED, _BANDS, 0.6)


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """The bed, as a `Source`."""

    intensity: Glide
    brightness: Glide

    @property
    def key(self) -> str:
        return f"heartbeat/{VERSION}/{glide_key(self.intensity)}/{glide_key(self.brightness)}"

    def read(self, start: int, count: int) -> Floats:
        first, hops, skipped = hops_around(start, count)
        sound = _noise().sound(first, self._rush(first, hops + 1))
        _beats().add(sound, first * HOP, *self._laid(first, hops))
        return sound[skipped : skipped + count]

    def level(self, start_hop: int, hops: int) -> Powers:
        rush = Noise.power(self._rush(start_hop, hops + 1))
        return rush + _beats().power(start_hop, hops, *self._laid(start_hop, hops))

    def _laid(self, first: int, hops: int) -> tuple[Places, Places, Powers]:
        """Kinds, places and gains of all that sounds within these hops: every beat is laid twice, dark and bright."""
        numbers, times = _BEATS.between(first * HOP / RATE - _LENGTH, (first + hops) * HOP / RATE)
        force = 10 ** (0.8 * _BEATS.chance(numbers, 0) / 20)
        meant = meant_power(HEARTBEAT_LUFS, self.intensity, 0, 1)[0]
        louder = 10 ** (6.0 * (glide_at(self.intensity, times * RATE) - glide_at(self.intensity, np.zeros(1))) / 20)
        bright = _DARKEST + glide_at(self.brightness, times * RATE)
        energy = _beats().energy
        own = np.sqrt(energy[0] + bright**2 * energy[1])
        dark = np.sqrt(meant * (1 - _FLOOR) * _BEATS.mean * RATE) * louder * force / own
        places = np.rint(times * RATE).astype(np.int64)
        kinds = np.repeat([0, 1], len(numbers))
        return kinds, np.tile(places, 2), np.concatenate([dark, dark * bright])

    def _rush(self, start_hop: int, count: int) -> Powers:
        seconds = np.arange(start_hop, start_hop + count).astype(np.float64) * (HOP / RATE)
        moves = wander(streams(_SEED + 7, 3), seconds, np.array([2.9, 7.0, 4.1]))
        shares = np.stack(
            [np.full(count, 0.45), np.full(count, 0.4), 0.06 + 0.2 * at_edges(self.brightness, start_hop, count)],
            axis=1,
        )
        shares = shares * 10 ** (0.15 * moves)
        power = _FLOOR * meant_power(HEARTBEAT_LUFS, self.intensity, start_hop, count) / shares.sum(axis=1)
        return np.repeat((shares * power[:, np.newaxis])[:, np.newaxis, :], CHANNELS, axis=1)
