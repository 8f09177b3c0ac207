"""Sums of partials whose amplitudes move slowly, for any stretch of time.

Within one step, a hop of 100 ms or a part of one, every partial is a fixed frequency whose
complex amplitude moves on a straight line. So a step is a row of coefficients times a fixed
table of sines, all steps of a stretch are one matrix product, and their K-weighted power is
a quadratic form of the same rows: nothing has to be filtered to know how loud it is.
"""

import numpy as np
from numpy.typing import NDArray

from guides.music.upsampling import DARK, REACH, upsampled
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


def k_power(frequencies: Powers) -> Powers:
    """K-weighted power of a partial of peak 1 in both channels, at each frequency in Hz."""
    power: Powers = np.abs(k_response(frequencies)) ** 2 * CHANNELS / 2
    return power


class Partials:
    """A fixed set of frequencies that many amplitudes can be sung on."""

    def __init__(self, frequencies: Powers, factor: int = DARK, parts: int = 1) -> None:
        """Take the frequencies.

        Args:
            frequencies: Hz, shape (n,), below 12 kHz / `factor`.
            factor: how far below the full rate they are summed, `DARK` or `CLEAR`.
            parts: steps per hop, 1 or 5.
        """
        self.step = HOP // parts
        """Frames in which an amplitude moves along one straight line."""
        self._factor = factor
        self._low_step = self.step // factor
        self._cycles_per_step = frequencies * self.step / RATE
        turning = np.exp(2j * np.pi * np.outer(frequencies * factor / RATE, np.arange(self._low_step)))
        self._table = _moving(turning).astype(np.float32)
        weighted = _moving(turning * k_response(frequencies)[:, np.newaxis])
        self._power = (weighted @ weighted.T / self._low_step).astype(np.float32)

    def rows(self, start: int, amplitudes: Amplitudes) -> Powers:
        """The coefficients of steps from number `start` on, shape (steps, channels, 4n).

        Args:
            start: the first step.
            amplitudes: at the edges of the steps, shape (steps + 1, channels, n); 1 is a cosine of peak 1.
        """
        steps = start + np.arange(len(amplitudes) - 1)
        # The whole turns are dropped before the rounding can tell: exact for days.
        cycles = np.outer(steps, self._cycles_per_step) % 1.0
        phase = np.exp(2j * np.pi * cycles)[:, np.newaxis, :]
        begin = amplitudes[:-1] * phase
        change = (amplitudes[1:] - amplitudes[:-1]) * phase
        return np.concatenate([begin.real, begin.imag, change.real, change.imag], axis=2)

    def sound(self, rows: Powers) -> Floats:
        """The sound of steps, shape ((steps − 2) · step, 2): the first and last only lead in and out."""
        out = np.empty(((len(rows) - 2) * self.step, CHANNELS), dtype=np.float32)
        for channel in range(CHANNELS):
            low = (rows[:, channel].astype(np.float32) @ self._table).reshape(-1)
            inside = low[self._low_step - REACH : len(low) - self._low_step + REACH]
            out[:, channel] = upsampled(inside, self._factor)
        return out

    def power(self, rows: Powers) -> Powers:
        """K-weighted power of each step, summed over channels, shape (steps,)."""
        single = rows.astype(np.float32)
        power: Powers = np.einsum("hcn,hcn->h", single @ self._power, single).astype(np.float64)
        return power


def _moving(turning: NDArray[np.complex128]) -> Powers:
    """What the four coefficients of each partial multiply: level and rising, real and imaginary."""
    rising = turning * (np.arange(turning.shape[1]) / turning.shape[1])
    return np.concatenate([turning.real, -turning.imag, rising.real, -rising.imag])
