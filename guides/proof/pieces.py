"""A long recording heard piece by piece, its long pauses left out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from guides.proof.recogniser import HEARING_RATE, LONGEST, HeardWord, Recogniser
from guides.units import RATE, Seconds, to_frames

Floats = NDArray[np.float32]

PAUSE = to_frames(0.6)
"""What is kept of a pause on either side of it: in a longer one a recogniser dreams."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Frames of the recording, from and to."""

    start: int
    end: int


def hear_pieces(
    samples: Floats,
    pauses: Sequence[tuple[int, int]],
    recogniser: Recogniser,
    language: str,
    told: Callable[[int, int], None],
) -> tuple[HeardWord, ...]:
    """Every word of a recording, with its time there.

    Args:
        samples: mono at 44.1 kHz, shape (n,).
        pauses: where nobody speaks, as frames from and to; the quiet at both ends included.
        recogniser: hears as much at a time as it can take in.
        language: `en-us`, …
        told: called with how many stretches were heard, and of how many.

    Raises:
        ProofError: the recogniser cannot work here.
    """
    stretches = list(_stretches(_pieces(pauses)))
    words: list[HeardWord] = []
    for done, stretch in enumerate(stretches):
        told(done, len(stretches))
        words += _hear(samples, stretch, recogniser, language)
    told(len(stretches), len(stretches))
    return tuple(words)


def _pieces(pauses: Sequence[tuple[int, int]]) -> Iterator[_Piece]:
    """What lies between pauses, with a part of both."""
    for before, after in pairwise(pauses):
        lead = min((before[1] - before[0]) // 2, PAUSE)
        rest = min((after[1] - after[0]) // 2, PAUSE)
        yield _Piece(before[1] - lead, after[0] + rest)


def _stretches(pieces: Iterator[_Piece]) -> Iterator[list[_Piece]]:
    """Neighbouring pieces, as many as a recogniser can take in."""
    stretch: list[_Piece] = []
    frames = 0
    for piece in pieces:
        length = piece.end - piece.start
        if stretch and frames + length > LONGEST * RATE:
            yield stretch
            stretch, frames = [], 0
        stretch.append(piece)
        frames += length
    if stretch:
        yield stretch


def _hear(samples: Floats, stretch: Sequence[_Piece], recogniser: Recogniser, language: str) -> Iterator[HeardWord]:
    import soxr

    sound = np.concatenate([samples[piece.start : piece.end] for piece in stretch])
    for word in recogniser.hear(soxr.resample(sound, RATE, HEARING_RATE, quality="VHQ"), language):
        yield replace(word, start=_there(stretch, word.start), end=_there(stretch, word.end))


def _there(stretch: Sequence[_Piece], time: Seconds) -> Seconds:
    """The time in the recording of a time in what was heard of it."""
    left = round(time * RATE)
    for piece in stretch:
        if left <= piece.end - piece.start:
            return Seconds((piece.start + left) / RATE)
        left -= piece.end - piece.start
    return Seconds(stretch[-1].end / RATE)
