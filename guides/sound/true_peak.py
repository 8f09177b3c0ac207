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
_STRETCH = 2048


@cache
def _phases() -> NDArray[np.float32]:
    """The interpolator's three phases between samples, shape (TAPS, 3): a windowed sinc."""
    centre = np.arange(TAPS) - (TAPS // 2 - 1)
    shifts = np.arange(1, OVERSAMPLING) / OVERSAMPLING
    distance = centre[:, np.newaxis] - shifts[np.newaxis, :]
    window = np.i0(9.0 * np.sqrt(np.maximum(0.0, 1 - (distance / (TAPS / 2)) ** 2))) / np.i0(9.0)
    taps = np.sinc(distance) * window
    return np.asarray(taps / taps.sum(axis=0), dtype=np.float32)


def between(samples: Floats) -> Floats:
    """The largest magnitude at and right after every sample, up to the next.

    Args:
        samples: shape (n,), with `REACH` samples of context at both ends.

    Returns:
        shape (n − 2·REACH,).
    """
    windows = np.lib.stride_tricks.sliding_window_view(samples, TAPS)
    inside = len(samples) - 2 * REACH
    values = np.abs(windows[1 : 1 + inside] @ _phases()).max(axis=1)
    largest: Floats = np.maximum(values, np.abs(samples[REACH : REACH + inside]))
    return largest


def loud_stretches(samples: Floats, quiet: float = QUIET) -> Iterator[tuple[int, int]]:
    """The stretches (start, end) of a sound, shape (n, channels), that could hold a peak."""
    count = len(samples)
    starts = np.arange(0, count, _STRETCH)
    if not count:
        return
    loudest = np.maximum.reduceat(np.maximum(samples.max(axis=1), -samples.min(axis=1)), starts)
    loud = loudest > quiet
    # A peak between two samples may stand just outside the stretch that holds the loud one.
    loud[1:] |= loudest[:-1] > quiet
    loud[:-1] |= loudest[1:] > quiet
    edges = np.flatnonzero(np.diff(np.concatenate([[False], loud, [False]]).astype(np.int8)))
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        yield int(first) * _STRETCH, min(int(last) * _STRETCH, count)


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
    magnitude = np.maximum(samples.max(axis=1), -samples.min(axis=1))
    frame = int(magnitude.argmax())
    largest = float(magnitude[frame])
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
