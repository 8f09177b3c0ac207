"""Loudness by ITU-R BS.1770-4, kept as K-weighted power per 100 ms.

Power per hop is all that is stored: integrated loudness, gated or masked, of any run
of hops can be told from it, and hops of neighbouring segments simply follow each other.
"""

import math

import numpy as np
from numpy.typing import NDArray

from guides.sound.k_weighting import KFilter
from guides.units import HOP, Lufs

Floats = NDArray[np.float32]
Powers = NDArray[np.float64]

BLOCK_HOPS = 4
"""400 ms blocks with 75 % overlap: every run of four hops is a block."""
SHORT_TERM_HOPS = 30
AT_A_TIME = 600 * HOP
"""Frames that a whole sound is measured by, so that little memory is needed beyond it."""
ABSOLUTE_GATE = -70.0
RELATIVE_GATE = -10.0
_OFFSET = -0.691


class HopMeter:
    """K-weighted power of a running signal, hop by hop."""

    def __init__(self, channels: int = 2) -> None:
        self._filters = [KFilter() for _ in range(channels)]
        self._rest: Floats = np.zeros((0, channels), dtype=np.float32)

    def add(self, block: Floats) -> Powers:
        """Take the next frames, shape (n, channels); the power of each hop they finish.

        Power is the sum over channels of the mean square. One channel counts twice:
        it is what both speakers play.
        """
        sound = block.reshape(-1, len(self._filters))
        if len(self._rest):
            sound = np.concatenate([self._rest, sound])
        hops = len(sound) // HOP
        self._rest = sound[hops * HOP :].copy()
        if not hops:
            return np.zeros(0)
        whole = sound[: hops * HOP]
        powers = [
            mean_squares(filtered(np.ascontiguousarray(whole[:, channel])))
            for channel, filtered in enumerate(self._filters)
        ]
        return powers[0] * 2 if len(powers) == 1 else powers[0] + powers[1]


def mean_squares(samples: Floats, count: int = HOP) -> Powers:
    """The mean square of every `count` samples, shape (n / count,)."""
    by_hop = samples.reshape(-1, count)
    # One dot product per hop, by BLAS.
    squares = np.matmul(by_hop[:, np.newaxis, :], by_hop[:, :, np.newaxis])[:, 0, 0]
    return np.asarray(squares, dtype=np.float64) / count


def power_of(loudness: float) -> float:
    """The mean power of a loudness in LUFS."""
    return float(10 ** ((loudness - _OFFSET) / 10))


def loudness_of(power: float) -> Lufs:
    """The loudness of a mean power; −inf for none."""
    return Lufs(_OFFSET + 10 * math.log10(power)) if power > 0 else Lufs(-math.inf)


def running_mean(hops: Powers, width: int) -> Powers:
    """The mean of every run of `width` hops; empty when there are fewer."""
    if len(hops) < width:
        return np.zeros(0)
    total = np.concatenate([[0.0], np.cumsum(hops)])
    means: Powers = (total[width:] - total[:-width]) / width
    return np.maximum(means, 0.0)


def integrated(hops: Powers) -> Lufs | None:
    """Gated integrated loudness of a run of hops; None when all of it is below the gate."""
    return gated(running_mean(hops, BLOCK_HOPS))


def integrated_where(hops: Powers, mask: NDArray[np.bool_]) -> Lufs | None:
    """Loudness of the blocks that lie wholly where `mask` (one per hop) is true.

    Only the absolute gate is used: the mask has said what counts.
    """
    inside = running_mean(mask.astype(np.float64), BLOCK_HOPS) > 0.999
    blocks = running_mean(hops, BLOCK_HOPS)[inside]
    blocks = blocks[blocks > power_of(ABSOLUTE_GATE)]
    return loudness_of(float(blocks.mean())) if blocks.size else None


def gated(blocks: Powers) -> Lufs | None:
    """Loudness of the blocks that pass both gates of BS.1770-4; None when there are none."""
    loud = blocks[blocks > power_of(ABSOLUTE_GATE)]
    if not loud.size:
        return None
    gate = float(loud.mean()) * 10 ** (RELATIVE_GATE / 10)
    loud = loud[loud > gate]
    return loudness_of(float(loud.mean()))


def short_term(hops: Powers) -> NDArray[np.float64]:
    """Loudness over 3 s at every hop from the 30th on, in LUFS; −inf for silence."""
    means = running_mean(hops, SHORT_TERM_HOPS)
    with np.errstate(divide="ignore"):
        return _OFFSET + 10 * np.log10(means)


def integrated_of(samples: Floats) -> Lufs | None:
    """Integrated loudness of a whole sound, shape (n,) or (n, 2); one channel counts twice."""
    sound = samples[:, np.newaxis] if samples.ndim == 1 else samples
    meter = HopMeter(sound.shape[1])
    powers = [meter.add(sound[at : at + AT_A_TIME]) for at in range(0, len(sound), AT_A_TIME)]
    rest = np.zeros((-len(sound) % HOP, sound.shape[1]), dtype=np.float32)
    return integrated(np.concatenate([np.zeros(0), *powers, meter.add(rest)]))
