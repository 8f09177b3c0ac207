"""Words searched for between other bytes, thousands of them about as fast as a checksum is taken.

Seven bytes in a row hold a whole aligned word of four, wherever they begin. So only every fourth place is looked at:
its four bytes, capitals made small, are looked up among those that the words can have there, and what stands around a
place that is left is for the caller to read.
"""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

LEAST = 7
"""Bytes from which on a word can be found."""
_AT_ONCE = 1 << 22
"""Bytes that are read at a time."""
_AROUND = 4096
"""Bytes before and after a place that are handed out."""
_SMALL = np.uint32(0x20202020)
_SPREAD = np.uint32(0x9E3779B1)
"""Knuth's multiplicative hash: 2³² divided by the golden ratio."""
_BITS = 20
_Words = npt.NDArray[np.uint32]


class ByteWords:
    """Finds where some byte strings may stand in a file."""

    def __init__(self, forms: Iterable[bytes]) -> None:
        """Take the byte strings, each of at least `LEAST` bytes; large and small letters make no difference."""
        starts = {form[at : at + 4] for form in forms for at in range(LEAST - 3)}
        self._words: _Words = np.unique(np.frombuffer(b"".join(starts), np.uint32) | _SMALL)
        self._known = np.zeros(1 << _BITS, bool)
        self._known[_hashed(self._words)] = True

    def around(self, file: BinaryIO) -> Iterator[bytes]:
        """What stands around each place of an open file that may hold one, overlapping ones together.

        Raises:
            OSError: the file cannot be read.
        """
        if not len(self._words):
            return
        file.seek(0)
        before = b""
        while block := file.read(_AT_ONCE):
            raw = before + block
            yield from self._in(raw)
            # What stands across two blocks is seen whole with the second.
            before = raw[-2 * _AROUND :]

    def _in(self, raw: bytes) -> Iterator[bytes]:
        words = np.frombuffer(raw, np.uint32, len(raw) // 4) | _SMALL
        places = np.flatnonzero(self._known[_hashed(words)])
        places = 4 * places[np.isin(words[places], self._words)]
        begin = end = 0
        for place in places.tolist():
            if place - _AROUND > end:
                if end:
                    yield raw[begin:end]
                begin = max(0, place - _AROUND)
            end = place + _AROUND
        if end:
            yield raw[begin:end]


def _hashed(words: _Words) -> _Words:
    return (words * _SPREAD) >> np.uint32(32 - _BITS)
