"""Partials in a hall, kept at the loudness that is meant: what the tonal beds are played on."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from guides.music.hall import Hall
from guides.music.levels import levelled
from guides.music.partials import Partials
from guides.units import HOP

Floats = NDArray[np.float32]
Powers = NDArray[np.float64]
Amplitudes = NDArray[np.complex128]

Played = Callable[[int, int], Amplitudes]
"""From a first step and a count to amplitudes at so many edges of steps, shape (count, channels, n)."""
Meant = Callable[[int, int], Powers]
"""From a first hop and a count to the K-weighted power meant at so many edges of hops."""


def hops_around(start: int, count: int) -> tuple[int, int, int]:
    """The first hop of a stretch of frames, how many hops it touches, and its frames into the first."""
    first = start // HOP
    skipped = start - first * HOP
    return first, -(-(skipped + count) // HOP), skipped


@dataclass(frozen=True, slots=True)
class Instrument:
    """What turns played amplitudes into sound."""

    partials: Partials
    hall: Hall
    reach: int
    """Hops to either side over which loudness is evened out."""
    firmness: float = 1.0
    """How much of its unevenness is taken away, 0 to 1."""
    usual: float = 1.0
    """The K-weighted power that it has of itself on average; matters where firmness is below 1."""

    def sound(self, start: int, count: int, played: Played, meant: Meant) -> Floats:
        """Frames `start` to `start + count`, shape (count, 2)."""
        first, hops, skipped = hops_around(start, count)
        lead = HOP // self.partials.step - 1
        rows = self._rows(first - 1, hops + 2, played, meant)
        return self.partials.sound(rows[lead : len(rows) - lead])[skipped : skipped + count]

    def power(self, start_hop: int, hops: int, played: Played, meant: Meant) -> Powers:
        """K-weighted power per hop, shape (hops,)."""
        return self._by_hop(self._rows(start_hop, hops, played, meant))

    def _rows(self, first: int, hops: int, played: Played, meant: Meant) -> Powers:
        parts = HOP // self.partials.step
        start, edges = (first - self.reach) * parts, (hops + 2 * self.reach) * parts + 1
        heard = self.hall.around(played(start - self.hall.reach, edges + self.hall.reach))
        power = self._by_hop(self.partials.rows(start, heard))
        gains = levelled(power, meant(first, hops + 1), self.reach, self.firmness, self.usual)
        by_step = np.interp(np.arange(hops * parts + 1) / parts, np.arange(hops + 1), gains)
        inside = heard[self.reach * parts : len(heard) - self.reach * parts]
        return self.partials.rows(first * parts, inside * by_step[:, np.newaxis, np.newaxis])

    def _by_hop(self, rows: Powers) -> Powers:
        power: Powers = self.partials.power(rows).reshape(-1, HOP // self.partials.step).mean(axis=1)
        return power
