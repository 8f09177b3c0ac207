"""Smooth random motion that can be looked up at any time: it never repeats and needs no past.

Value noise: a hash gives every whole point of time a number, and a cubic B-spline runs
between them (K. Perlin, SIGGRAPH 1985, for the idea; SplitMix64 of Steele, Lea and Flood,
OOPSLA 2014, for the hash).
"""

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
Streams = NDArray[np.uint64]

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_UNIT = 2.5
"""Brings the spline through uniform numbers in ±1 to a standard deviation of about one."""


def mixed(stream: Streams, index: Streams) -> Streams:
    """64 random bits for every pair, the same on every machine."""
    # As arrays, because single numbers of numpy complain of the overflow that is meant here.
    bits = (np.atleast_1d(stream) * _SECOND) ^ (np.atleast_1d(index) * _GOLDEN)
    bits = (bits ^ (bits >> np.uint64(30))) * _FIRST
    bits = (bits ^ (bits >> np.uint64(27))) * _SECOND
    last: Streams = bits ^ (bits >> np.uint64(31))
    return last


def hashed(stream: Streams, index: Streams) -> Values:
    """A number in [−1, 1) for every pair."""
    numbers: Values = (mixed(stream, index) >> np.uint64(11)).astype(np.float64) * 2.0**-52 - 1.0
    return numbers


def streams(seed: int, count: int) -> Streams:
    """Names for `count` motions that have nothing to do with each other."""
    return (np.arange(count, dtype=np.uint64) + np.uint64(1)) * np.uint64(0xD1342543DE82EF95) + np.uint64(seed)


def wander(names: Streams, seconds: Values, period: Values | float) -> Values:
    """Motions over time with mean 0, standard deviation about 1, and never beyond ±2.5.

    Args:
        names: one stream per motion, shape (n,).
        seconds: times ≥ −1 in order and evenly spaced, shape (t,).
        period: seconds between the points that the spline runs by; a motion takes about
            three of them to forget where it was.

    Returns:
        shape (t, n).
    """
    speed = np.broadcast_to(1.0 / np.asarray(period, dtype=np.float64), names.shape)
    position = seconds[:, np.newaxis] * speed + (hashed(names, names) + 1.25) * 512.0
    whole = np.floor(position)
    part = position - whole
    first = whole[0]
    span = int((whole[-1] - first).max()) + 4
    nodes = hashed(names, (first + np.arange(span)[:, np.newaxis]).astype(np.uint64))
    row = (whole - first).astype(np.intp)
    column = np.arange(len(names))
    rest = 1.0 - part
    square, rest_square = part * part, rest * rest
    motion: Values = rest_square * rest * nodes[row, column]
    motion += (4.0 + 3.0 * square * (part - 2.0)) * nodes[row + 1, column]
    motion += (4.0 + 3.0 * rest_square * (rest - 2.0)) * nodes[row + 2, column]
    motion += square * part * nodes[row + 3, column]
    motion *= _UNIT / 6.0
    return motion


def shimmer(seed: int, seconds: Values, periods: Values, own: float = 0.4) -> NDArray[np.complex128]:
    """What moves partials as if several players shared each, shape (t, channels, n), of mean power about 1.

    A part that stands in the middle, one that drifts in both channels alike, and one that each
    channel has for itself: wide on headphones, and nothing is lost in mono.

    Args:
        seed: other seeds, other motions.
        seconds: times as for `wander`, shape (t,).
        periods: seconds per motion, shape (n,).
        own: how strong the drift of each kind is; what is left stands still.
    """
    partials = len(periods)
    moves = wander(streams(seed, 6 * partials), seconds, np.tile(periods, 6)).reshape(len(seconds), 3, 2, partials)
    drift: NDArray[np.complex128] = (moves[:, :, 0] + 1j * moves[:, :, 1]).astype(np.complex128)
    # Two drifts of two parts each, all of power 1.
    moved: NDArray[np.complex128] = np.sqrt(1 - 4 * own**2) + own * drift[:, :1] + own * drift[:, 1:]
    return moved
