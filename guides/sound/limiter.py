"""A true-peak limiter whose gain at an instant depends only on the sound around it.

The gain that each sample needs is spread by a minimum filter and smoothed by a window
no wider than it, so it is never more than needed, and a segment with `REACH` frames of
run-in and run-out is limited exactly as the whole guide would be.
"""

import numpy as np
from numpy.typing import NDArray

from guides.sound import true_peak
from guides.sound.true_peak import to_amplitude
from guides.units import Decibels

Floats = NDArray[np.float32]

HOLD = 441
"""Frames on either side of a peak over which its gain is held: 10 ms."""
REACH = 2 * HOLD + true_peak.REACH + 1
"""Frames of context on either side that a limited sample depends on."""


def limit(samples: Floats, ceiling: Decibels, lowered: Floats | None = None) -> Floats:
    """The sound with no true peak above the ceiling.

    Args:
        samples: shape (n,) or (n, channels).
        ceiling: dBTP.
        lowered: shape (n,), a factor of at most 1 on the ceiling at each frame.

    Returns:
        The same array when nothing had to be done, else a new one.
    """
    sound = samples[:, np.newaxis] if samples.ndim == 1 else samples
    limited = sound
    most = to_amplitude(ceiling)
    quiet = min(true_peak.QUIET, most * (float(lowered.min()) if lowered is not None else 1.0) * 0.45)
    for start, end in true_peak.loud_stretches(sound, quiet):
        allowed = most if lowered is None else most * lowered[start:end]
        needed = np.minimum(1.0, allowed / np.maximum(true_peak.envelope(sound, start, end), 1e-9))
        if float(needed.min()) >= 1.0:
            continue
        if limited is sound:
            limited = sound.astype(np.float32, copy=True)
        first, gain = _spread(needed.astype(np.float32), start, len(sound))
        limited[first : first + len(gain)] *= gain[:, np.newaxis]
    return samples if limited is sound else limited.reshape(samples.shape)


def _spread(needed: Floats, start: int, count: int) -> tuple[int, Floats]:
    """The smooth gain around a stretch, and the frame where it begins."""
    # A peak between samples n and n+1 is written at n, so both must be held: the window
    # that smooths is narrower than the one that holds.
    held = _running_minimum(np.pad(needed, 3 * HOLD, constant_values=1.0), 2 * HOLD + 1)
    window = np.hanning(2 * HOLD + 1)[1:-1]
    smooth = 1.0 + np.convolve(held.astype(np.float64) - 1.0, window / window.sum(), mode="same")
    first = start - 2 * HOLD
    low, high = max(first, 0), min(first + len(smooth), count)
    return low, np.minimum(smooth[low - first : high - first], 1.0).astype(np.float32)


def _running_minimum(values: Floats, width: int) -> Floats:
    """The least of every `width` neighbours, `width` − 1 fewer than the values: by doubling."""
    size = 1
    while 2 * size <= width:
        values = np.minimum(values[:-size], values[size:])
        size *= 2
    rest = width - size
    return np.minimum(values[:-rest], values[rest:]) if rest else values
