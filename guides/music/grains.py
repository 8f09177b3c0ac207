"""Short sounds laid at moments: drops, and the beats of a heart.

Each is one of a few that were made beforehand, with its own gain. What a sound's power is up
to every instant is known beforehand too, so that the power per hop needs no filtering.
"""

import numpy as np
from numpy.typing import NDArray

from guides.sound.k_weighting import BLOCK, KFilter
from guides.units import CHANNELS, HOP

Floats = NDArray[np.float32]
Powers = NDArray[np.float64]
Places = NDArray[np.int64]


class Grains:
    """A few short stereo sounds."""

    def __init__(self, sounds: Floats) -> None:
        """Take the sounds, shape (kinds, frames, 2), each silent at both ends."""
        self.length = sounds.shape[1]
        """Frames."""
        self._sounds = sounds
        self._energy = np.stack([_energy(sound) for sound in sounds])
        self.energy: Powers = self._energy[:, -1]
        """K-weighted energy of each, in frames of power 1."""

    def add(self, out: Floats, start: int, kinds: Places, places: Places, gains: Powers) -> None:
        """Add sounds to `out`, shape (n, 2), which begins at frame `start`.

        Args:
            out: what they are added to.
            start: its first frame.
            kinds: which sound each is, shape (m,).
            places: the frame where each begins; those that do not reach into `out` are skipped.
            gains: amplitudes.
        """
        for kind, place, gain in zip(kinds, places - start, gains, strict=True):
            low, high = max(place, 0), min(place + self.length, len(out))
            if low < high:
                out[low:high] += np.float32(gain) * self._sounds[kind, low - place : high - place]

    def power(self, start_hop: int, hops: int, kinds: Places, places: Places, gains: Powers) -> Powers:
        """K-weighted power per hop of the same sounds, as if none met another, shape (hops,)."""
        power = np.zeros(hops)
        for kind, place, gain in zip(kinds, places, gains, strict=True):
            first = max(int(place) // HOP - start_hop, 0)
            last = min(int(place + self.length + HOP) // HOP + 1 - start_hop, hops)
            if first < last:
                edges = (np.arange(first, last + 1) + start_hop) * HOP - place
                energy = np.interp(edges / BLOCK, np.arange(self._energy.shape[1]), self._energy[kind])
                power[first:last] += gain**2 / HOP * np.diff(energy)
        return power


def _energy(sound: Floats) -> Powers:
    """K-weighted energy up to every 63rd frame, shape (blocks + 1,)."""
    whole = np.pad(sound, ((0, BLOCK * 20 - len(sound) % BLOCK), (0, 0)))
    squares = sum(KFilter()(np.ascontiguousarray(whole[:, channel])) ** 2 for channel in range(CHANNELS))
    per_block = np.asarray(squares, dtype=np.float64).reshape(-1, BLOCK).sum(axis=1)
    return np.concatenate([[0.0], np.cumsum(per_block)])
