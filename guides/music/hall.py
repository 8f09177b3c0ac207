"""A synthesised hall: noise that dies away, lows more slowly than highs, different in each ear.

The model is that of M. Schroeder and J. Moorer ("About this reverberation business", CMJ 3/2,
1979): beyond its first reflections a good hall answers like exponentially decaying noise.
For partials the hall is not convolved with their sound. A partial is a fixed frequency whose
amplitude moves slowly, so all that the hall does is to answer with amplitudes of the past:
a short convolution of amplitudes, exact up to their straight lines.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from guides.music.wander import hashed, streams
from guides.units import CHANNELS, RATE

Values = NDArray[np.float64]
Complexes = NDArray[np.complex128]

_SEED = 0x4A11
_FACTOR = 3
HALL_RATE = RATE // _FACTOR
"""Samples per second of the impulse response."""
_LENGTH = 36_750
"""Samples: 2.5 s."""
_FALLS = ((0.0, 2.4), (250.0, 2.2), (700.0, 1.8), (1600.0, 1.3), (3200.0, 0.9))
"""Hz from which on the hall needs so many seconds to fall by 60 dB."""
_DELAY, _ONSET = 0.018, 0.035
"""Seconds before the first answer, and until the answers are dense."""
_COMMON, _OWN = 0.75, 0.66
"""Shares of what both ears hear alike and of what sets them apart."""


@cache
def impulse() -> Values:
    """The hall's answer to a click, shape (_LENGTH, 2), of energy 1 per channel; not to be written to."""
    common, own = (hashed(name, np.arange(_LENGTH, dtype=np.uint64)) for name in streams(_SEED, 2))
    white = np.stack([_COMMON * common + _OWN * own, _COMMON * common - _OWN * own], axis=1)
    spectrum = np.fft.rfft(white, axis=0)
    octave = np.log2(np.maximum(np.fft.rfftfreq(_LENGTH, 1 / HALL_RATE), 1.0))
    seconds = np.arange(_LENGTH)[:, np.newaxis] / HALL_RATE
    centres = np.log2([max(hertz, 90.0) for hertz, _ in _FALLS])
    answer = np.zeros((_LENGTH, CHANNELS))
    for band, (_, fall) in enumerate(_FALLS):
        share = np.interp(octave, centres, np.eye(len(_FALLS))[band])
        answer += np.fft.irfft(spectrum * share[:, np.newaxis], _LENGTH, axis=0) * 10 ** (-3.0 * seconds / fall)
    answer *= np.clip((seconds - _DELAY) / _ONSET, 0.0, 1.0) * np.minimum(1.0, (seconds[-1] - seconds) / 0.2)
    answer /= np.sqrt((answer**2).sum(axis=0))
    answer.setflags(write=False)
    return answer


class Hall:
    """The hall as a set of partials hears it."""

    def __init__(self, frequencies: Values, step: int, direct: float, echo: float) -> None:
        """Prepare it.

        Args:
            frequencies: Hz, shape (n,).
            step: frames between two amplitudes, a multiple of 3.
            direct: gain of what comes straight from the instrument.
            echo: gain of what the hall answers.
        """
        self._direct, self._echo = direct, echo
        self._taps = _taps(frequencies, step // _FACTOR)
        self.reach = len(self._taps) - 1
        """How many amplitudes of the past it needs."""

    def around(self, amplitudes: Complexes) -> Complexes:
        """The amplitudes with the hall around them, shape (steps, 2, n).

        Args:
            amplitudes: shape (steps + `reach`, channels, n).
        """
        length = fast_length(len(amplitudes) + self.reach)
        dry = np.fft.fft(amplitudes.mean(axis=1), length, axis=0)[:, np.newaxis, :]
        wet = np.fft.ifft(dry * np.fft.fft(self._taps, length, axis=0), axis=0)[self.reach : len(amplitudes)]
        heard: Complexes = self._direct * amplitudes[self.reach :] + self._echo * wet
        return heard


def _taps(frequencies: Values, step: int) -> Complexes:
    """What an amplitude of so many steps ago contributes now, shape (reach + 1, 2, n)."""
    steps = -(-_LENGTH // step)
    answer = np.zeros((steps * step, CHANNELS))
    answer[:_LENGTH] = impulse()
    turning = np.exp(-2j * np.pi * np.outer(frequencies / HALL_RATE, np.arange(step)))
    older = np.arange(step) / step
    by_step = answer.reshape(steps, step, CHANNELS)
    taps = np.zeros((steps + 1, CHANNELS, len(frequencies)), dtype=np.complex128)
    start = np.exp(-2j * np.pi * np.outer(np.arange(steps), frequencies * step / HALL_RATE))[:, np.newaxis, :]
    # Between two amplitudes lies a straight line: what is a part of a step old has a share of both.
    taps[:-1] += np.einsum("ksc,ns->kcn", by_step, turning * (1 - older), optimize=True) * start
    taps[1:] += np.einsum("ksc,ns->kcn", by_step, turning * older, optimize=True) * start
    return taps


def fast_length(least: int) -> int:
    """The smallest 2^a·3^b·5^c that is not below `least`: lengths that a Fourier transform likes."""
    best = 1 << max(least - 1, 1).bit_length()
    for fives in (1, 5, 25, 125):
        for threes in (1, 3, 9, 27):
            odd = fives * threes
            best = min(best, odd << max(-(-least // odd) - 1, 0).bit_length())
    return best
