"""True peaks: what a signal reaches between its samples, by 4× oversampling."""

from collections.abc import Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray

from guides.units import Decibels

Floats = NDArray[np.float32]

OVERSAMPLING = 4
TAPS = 24
"""Input samples that one interpolated value is made from."""
REACH = TAPS // 2
"""Samples on either side that an interpolated value depends on."""
QUIET = 10 ** (-9.0 / 20)
"""A stretch with no sample above −9 dBFS is not oversampled: what lies between its
samples stays below −2 dBTP in any sound that was not made to break this rule."""
STRETCH = 2048
_GROUP = 32


@cache
def _interpolator() -> NDArray[np.float32]:
    """A windowed sinc at three phases, as one matrix that turns `_GROUP` samples at a time.

    Shape (_GROUP + TAPS − 1, 3·_GROUP): one large matrix product runs at the speed of
    BLAS, where a convolution per phase would not.
    """
    distance = np.arange(TAPS)[:, np.newaxis] - (REACH - 1) - np.arange(1, OVERSAMPLING) / OVERSAMPLING
    window = np.i0(6.0 * np.sqrt(np.maximum(0.0, 1 - (distance / REACH) ** 2))) / np.i0(6.0)
    taps = np.sinc(distance) * window
    taps /= taps.sum(axis=0)
    matrix = np.zeros((_GROUP + TAPS - 1, OVERSAMPLING - 1, _GROUP))
    for sample in range(_GROUP):
        matrix[sample : sample + TAPS, :, sample] = taps
    return matrix.reshape(_GROUP + TAPS - 1, -1).astype(np.float32)


def between(samples: Floats) -> Floats:
    """The largest magnitude at and right after every sample, up to the next.

    Args:
        samples: shape (n,), with `REACH` samples of context at both ends.

    Returns:
        shape (n − 2·REACH,).
    """
    inside = len(samples) - 2 * REACH
    groups = -(-inside // _GROUP)
    padded = np.pad(samples[1:], (0, groups * _GROUP + TAPS - 1 - (len(samples) - 1)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, _GROUP + TAPS - 1)[::_GROUP]
    values = np.abs(windows @ _interpolator()).reshape(groups, OVERSAMPLING - 1, _GROUP).max(axis=1)
    largest: Floats = np.maximum(values.reshape(-1)[:inside], np.abs(samples[REACH : REACH + inside]))
    return largest


def loudest_per_stretch(samples: Floats) -> Floats:
    """The largest sample magnitude of every `STRETCH` frames of a sound, shape (n, channels)."""
    whole = len(samples) // STRETCH * STRETCH
    # Flat rows reduce many times faster than pairs of channels do.
    rows = np.ascontiguousarray(samples[:whole]).reshape(whole // STRETCH, STRETCH * samples.shape[1])
    peaks = np.maximum(rows.max(axis=1), -rows.min(axis=1))
    if whole < len(samples):
        peaks = np.append(peaks, np.abs(samples[whole:]).max())
    return np.asarray(peaks, dtype=np.float32)


def loud_stretches(samples: Floats, quiet: float = QUIET) -> Iterator[tuple[int, int]]:
    """The stretches (start, end) of a sound, shape (n, channels), that could hold a peak."""
    above = loudest_per_stretch(samples) > quiet
    loud = above.copy()
    # A peak between two samples may stand just outside the stretch that holds the loud one.
    loud[1:] |= above[:-1]
    loud[:-1] |= above[1:]
    edges = np.flatnonzero(np.diff(np.concatenate([[False], loud, [False]]).astype(np.int8)))
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        yield int(first) * STRETCH, min(int(last) * STRETCH, len(samples))


def envelope(samples: Floats, start: int, end: int) -> Floats:
    """`between` of the loudest channel over samples[start:end], zeros beyond the ends."""
    low, high = start - REACH, end + REACH
    piece = samples[max(low, 0) : min(high, len(samples))]
    piece = np.pad(piece, ((max(-low, 0), max(high - len(samples), 0)), (0, 0)))
    channels = [between(np.ascontiguousarray(piece[:, channel])) for channel in range(samples.shape[1])]
    return np.asarray(np.max(channels, axis=0), dtype=np.float32)


def true_peak(samples: Floats) -> tuple[float, int]:
    """The largest magnitude of a sound, shape (n, channels), and the frame where it stands.

    Below −9 dBFS this is the sample peak.
    """
    if not len(samples):
        return 0.0, 0
    stretch = int(loudest_per_stretch(samples).argmax()) * STRETCH
    magnitude = np.abs(samples[stretch : stretch + STRETCH]).max(axis=1)
    frame = stretch + int(magnitude.argmax())
    largest = float(magnitude.max())
    for start, end in loud_stretches(samples):
        over = envelope(samples, start, end)
        if float(over.max()) > largest:
            frame = start + int(over.argmax())
            largest = float(over.max())
    return largest, frame


def to_db(amplitude: float) -> Decibels:
    """An amplitude as dB relative to full scale; −inf for zero."""
    return Decibels(20 * float(np.log10(amplitude)) if amplitude > 0 else -float("inf"))


def to_amplitude(decibels: float) -> float:
    """A gain or level in dB as a factor."""
    return float(10 ** (decibels / 20))
