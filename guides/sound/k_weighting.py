"""The K-weighting filter of ITU-R BS.1770-4 as matrix products.

A recursive filter goes sample by sample, which no processor likes. In blocks it is
`y = O·s + T·x` and `s' = Aᴸ·s + C·x`, with the filter's state `s` between blocks of L
samples: the products run at the speed of BLAS, and what is left of the recursion is one
step per block (Burrus, "Block realization of digital filters", 1972).
"""

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from guides.units import RATE

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Complexes = NDArray[np.complex128]

BLOCK = 63
"""Samples per block; a loudness hop holds a whole number of them."""
_SETTLED = 1e-12
"""A state that has decayed so far no longer counts."""


def sections() -> Doubles:
    """The two filters of BS.1770-4 Annex 1 at `RATE`, as second-order sections (b0 b1 b2 1 a1 a2).

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


@dataclass(frozen=True)
class _Blocks:
    """The filter in blocks; its state in the coordinates of its four poles."""

    forward: Floats
    """Shape (L, L + 8): from a block's samples to its own output, and to its push on the state."""
    echo: Floats
    """Shape (8, L): from the state, real and imaginary, to the output."""
    decay: Complexes
    """Shape (4, 1): what a block's length leaves of each part of the state."""


def _state_space() -> tuple[Doubles, Doubles, Doubles, float]:
    """Both sections in series: x' = A·x + b·u, y = c·x + d·u (transposed direct form II each)."""
    first, second = sections()
    a_of = [np.array([[-s[4], 1.0], [-s[5], 0.0]]) for s in (first, second)]
    b_of = [np.array([s[1] - s[4] * s[0], s[2] - s[5] * s[0]]) for s in (first, second)]
    whole = np.zeros((4, 4))
    whole[:2, :2], whole[2:, 2:] = a_of
    whole[2:, 0] = b_of[1]
    push = np.concatenate([b_of[0], b_of[1] * first[0]])
    read = np.array([second[0], 0.0, 1.0, 0.0])
    return whole, push, read, float(first[0] * second[0])


@cache
def _blocks() -> _Blocks:
    whole, push, read, direct = _state_space()
    poles, vectors = np.linalg.eig(whole)
    pushed = np.linalg.solve(vectors, push.astype(np.complex128))
    seen = read @ vectors
    steps = np.arange(BLOCK)
    powers = poles[:, np.newaxis] ** steps
    impulse = np.concatenate([[direct], ((seen * pushed) @ powers[:, : BLOCK - 1]).real])
    forward = np.zeros((BLOCK, BLOCK + 8))
    for step in steps:
        forward[step, step:BLOCK] = impulse[: BLOCK - step]
    into_state = (pushed[:, np.newaxis] * powers[:, ::-1]).T
    forward[:, BLOCK : BLOCK + 4], forward[:, BLOCK + 4 :] = into_state.real, into_state.imag
    out_of_state = seen[:, np.newaxis] * powers
    echo = np.concatenate([out_of_state.real, -out_of_state.imag])
    return _Blocks(forward.astype(np.float32), echo.astype(np.float32), (poles**BLOCK)[:, np.newaxis])


class KFilter:
    """K-weighting of a running signal of one channel, in whole blocks."""

    def __init__(self) -> None:
        self._state: Complexes = np.zeros((4, 1), dtype=np.complex128)

    def __call__(self, samples: Floats) -> Floats:
        """The filtered samples, shape (n,), n a multiple of `BLOCK`."""
        blocks = _blocks()
        both = samples.reshape(-1, BLOCK) @ blocks.forward
        pushes = np.ascontiguousarray(both[:, BLOCK:].T, dtype=np.float64)
        states = self._states(pushes[:4] + 1j * pushes[4:], blocks.decay)
        told = np.concatenate([states.real, states.imag]).astype(np.float32)
        weighted: Floats = both[:, :BLOCK] + told.T @ blocks.echo
        return weighted.reshape(-1)

    def _states(self, pushes: Complexes, decay: Complexes) -> Complexes:
        """The state before every block, shape (4, blocks): a running sum by doubling."""
        states = np.concatenate([self._state, pushes], axis=1)
        reach, left = 1, decay
        while reach < states.shape[1] and np.abs(left).max() > _SETTLED:
            states[:, reach:] += left * states[:, :-reach]
            reach, left = 2 * reach, left**2
        self._state = states[:, -1:].copy()
        return states[:, :-1]
