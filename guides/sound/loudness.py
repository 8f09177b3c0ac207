"""Loudness by ITU-R BS.1770-4, kept as K-weighted power per 100 ms.

Power per hop is all that is stored: integrated loudness, gated or masked, of any run
of hops can be told from it, and hops of neighbouring segments simply follow each other.
"""

import math

import numpy as np
from numpy.typing import NDArray

from guides.units import HOP, RATE, Lufs

Floats = NDArray[np.float32]
Powers = NDArray[np.float64]

BLOCK_HOPS = 4
"""400 ms blocks with 75 % overlap: every run of four hops is a block."""
SHORT_TERM_HOPS = 30
ABSOLUTE_GATE = -70.0
RELATIVE_GATE = -10.0
_OFFSET = -0.691


def k_weighting() -> NDArray[np.float64]:
    """The two filters of BS.1770-4 Annex 1 at `RATE`, as second-order sections.

    The standard tabulates them for 48 kHz only; these are its analogue prototypes
    by the bilinear transform (Mansbridge, Finn, Reiss, AES 132, 2012).
    """
    shelf_hz, shelf_db, shelf_q = 1681.974450955533, 3.999843853973347, 0.7071752369554196
    tangent = math.tan(math.pi * shelf_hz / RATE)
    high = 10 ** (shelf_db / 20)
    middle = high**0.4996667741545416
    norm = 1 + tangent / shelf_q + tangent**2
    shelf = [
        (high + middle * tangent / shelf_q + tangent**2) / norm,
        2 * (tangent**2 - high) / norm,
        (high - middle * tangent / shelf_q + tangent**2) / norm,
        1.0,
        2 * (tangent**2 - 1) / norm,
        (1 - tangent / shelf_q + tangent**2) / norm,
    ]
    pass_hz, pass_q = 38.13547087602444, 0.5003270373238773
    tangent = math.tan(math.pi * pass_hz / RATE)
    norm = 1 + tangent / pass_q + tangent**2
    high_pass = [1.0, -2.0, 1.0, 1.0, 2 * (tangent**2 - 1) / norm, (1 - tangent / pass_q + tangent**2) / norm]
    return np.array([shelf, high_pass])


class HopMeter:
    """K-weighted power of a running signal, hop by hop."""

    def __init__(self, channels: int = 2) -> None:
        self._sections = k_weighting()
        self._stereo = channels == 2
        self._state = np.zeros((2, 2), dtype=np.complex128 if self._stereo else np.float64)
        self._rest = np.zeros(0, dtype=self._state.dtype)

    def add(self, block: Floats) -> Powers:
        """Take the next frames, shape (n, channels); the power of each hop they finish.

        Power is the sum over channels of the mean square. One channel counts twice:
        it is what both speakers play.
        """
        from scipy.signal import sosfilt

        if not len(block):
            return np.zeros(0)
        # Left and right as one complex number pass a real filter side by side, a third faster.
        sound = np.ascontiguousarray(block, dtype=np.float32)
        line = sound.view(np.complex64)[:, 0] if self._stereo else sound.reshape(-1)
        weighted, self._state = sosfilt(self._sections, line.astype(self._state.dtype), zi=self._state)
        if self._rest.size:
            weighted = np.concatenate([self._rest, weighted])
        hops = len(weighted) // HOP
        self._rest = weighted[hops * HOP :].copy()
        whole = weighted[: hops * HOP].view(np.float64).reshape(hops, -1)
        power: Powers = np.einsum("hn,hn->h", whole, whole) / HOP
        return power if self._stereo else power * 2


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
    return _gated(running_mean(hops, BLOCK_HOPS))


def integrated_where(hops: Powers, mask: NDArray[np.bool_]) -> Lufs | None:
    """Loudness of the blocks that lie wholly where `mask` (one per hop) is true.

    Only the absolute gate is used: the mask has said what counts.
    """
    inside = running_mean(mask.astype(np.float64), BLOCK_HOPS) > 0.999
    blocks = running_mean(hops, BLOCK_HOPS)[inside]
    blocks = blocks[blocks > power_of(ABSOLUTE_GATE)]
    return loudness_of(float(blocks.mean())) if blocks.size else None


def _gated(blocks: Powers) -> Lufs | None:
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
    short = -len(sound) % HOP
    padded = np.pad(sound, ((0, short), (0, 0)))
    return integrated(HopMeter(sound.shape[1]).add(padded))
