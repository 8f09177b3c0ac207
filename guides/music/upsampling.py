"""Soft sound is made at a sixth or a third of the rate and brought up: so much less to compute."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

DARK = 6
"""Factor for sound below 2 kHz, made at 7,350 Hz."""
CLEAR = 3
"""Factor for sound below 4 kHz, made at 14,700 Hz."""
REACH = 7
"""Low-rate samples on either side that a frame depends on."""
_GROUP = 21
"""Samples brought up by one row of the matrix product; a fifth of a hop is a whole number of them at either rate."""


@cache
def _interpolator(factor: int) -> Floats:
    """A Kaiser-windowed sinc at `factor` phases, shape (_GROUP + 2·REACH − 1, factor·_GROUP).

    Images of what lies below 12 kHz / factor are 100 dB down.
    """
    taps = np.arange(2 * REACH)[:, np.newaxis] - (REACH - 1) - np.arange(factor) / factor
    window = np.i0(10.0 * np.sqrt(np.maximum(0.0, 1.0 - (taps / REACH) ** 2))) / np.i0(10.0)
    kernel = np.sinc(taps) * window
    kernel /= kernel.sum(axis=0)
    matrix = np.zeros((_GROUP + 2 * REACH - 1, _GROUP, factor))
    for sample in range(_GROUP):
        matrix[sample : sample + 2 * REACH, sample] = kernel
    return matrix.reshape(len(matrix), -1).astype(np.float32)


def upsampled(low: Floats, factor: int) -> Floats:
    """Bring whole groups up to the full rate.

    Args:
        low: shape (n + 2·REACH,), n a multiple of 21, with `REACH` samples of context at both ends.
        factor: `DARK` or `CLEAR`.

    Returns:
        shape (n · factor,); its first frame stands at low[REACH].
    """
    groups = (len(low) - 2 * REACH) // _GROUP
    windows = np.lib.stride_tricks.sliding_window_view(low[1:], _GROUP + 2 * REACH - 1)[::_GROUP]
    raised: Floats = (windows[:groups] @ _interpolator(factor)).reshape(-1)
    return raised
