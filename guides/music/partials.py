"""Sums of partials whose amplitudes move slowly, for any stretch of time.

Within one hop of 100 ms every partial is a fixed frequency whose complex amplitude moves
on a straight line. So a hop is a row of coefficients times a fixed table of sines, all
hops of a stretch are one matrix product, and their K-weighted power is a quadratic form
of the same rows: nothing has to be filtered to know how loud it is.
"""

import numpy as np
from numpy.typing import NDArray

from guides.music.upsampling import LOW_HOP, LOW_RATE, REACH, upsampled
from guides.sound.k_weighting import sections
from guides.units import CHANNELS, HOP, RATE

Floats = NDArray[np.float32]
Powers = NDArray[np.float64]
Amplitudes = NDArray[np.complex128]


def k_response(frequencies: Powers) -> NDArray[np.complex128]:
    """What K-weighting does to each frequency in Hz: gain and phase as one complex factor."""
    turn = np.exp(-2j * np.pi * frequencies / RATE)
    powers = turn[:, np.newaxis] ** np.arange(3)
    response = np.ones(len(frequencies), dtype=np.complex128)
    for section in sections():
        response *= (powers @ section[:3]) / (powers @ section[3:])
    return response


class Partials:
    """A fixed set of frequencies that many amplitudes can be sung on."""

    def __init__(self, frequencies: Powers) -> None:
        """Take the frequencies in Hz, below 2 kHz, shape (n,)."""
        self._cycles_per_hop = frequencies * HOP / RATE
        turning = np.exp(2j * np.pi * np.outer(frequencies / LOW_RATE, np.arange(LOW_HOP)))
        self._table = _moving(turning).astype(np.float32)
        weighted = _moving(turning * k_response(frequencies)[:, np.newaxis])
        self._power = weighted @ weighted.T / LOW_HOP

    def rows(self, start_hop: int, amplitudes: Amplitudes) -> Powers:
        """The coefficients of hops from `start_hop` on, shape (hops, channels, 4n).

        Args:
            start_hop: the first hop.
            amplitudes: at the edges of the hops, shape (hops + 1, channels, n); 1 is a cosine of peak 1.
        """
        hops = start_hop + np.arange(len(amplitudes) - 1)
        # The whole turns are dropped before the rounding can tell: exact for days.
        cycles = np.outer(hops, self._cycles_per_hop) % 1.0
        phase = np.exp(2j * np.pi * cycles)[:, np.newaxis, :]
        begin = amplitudes[:-1] * phase
        change = (amplitudes[1:] - amplitudes[:-1]) * phase
        return np.concatenate([begin.real, begin.imag, change.real, change.imag], axis=2)

    def sound(self, rows: Powers) -> Floats:
        """The sound of whole hops, shape ((hops − 2) · HOP, 2): the first and last only lead in and out."""
        out = np.empty(((len(rows) - 2) * HOP, CHANNELS), dtype=np.float32)
        for channel in range(CHANNELS):
            low = (rows[:, channel].astype(np.float32) @ self._table).reshape(-1)
            out[:, channel] = upsampled(low[LOW_HOP - REACH : len(low) - LOW_HOP + REACH])
        return out

    def power(self, rows: Powers) -> Powers:
        """K-weighted power of each hop, summed over channels, shape (hops,)."""
        power: Powers = np.einsum("hcn,hcn->h", rows @ self._power, rows)
        return power


def _moving(turning: NDArray[np.complex128]) -> Powers:
    """What the four coefficients of each partial multiply: level and rising, real and imaginary."""
    rising = turning * (np.arange(LOW_HOP) / LOW_HOP)
    return np.concatenate([turning.real, -turning.imag, rising.real, -rising.imag])
