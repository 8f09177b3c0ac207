"""Sound that is read piece by piece: from a decoder that works ahead, from memory, or several added up."""

import queue
import threading
from collections.abc import Generator, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from guides.errors import GuideError
from guides.sound.fades import ramped
from guides.units import CHANNELS, RATE

Floats = NDArray[np.float32]
Blocks = Generator[Floats, None, None]

BLOCK = RATE
"""Frames that a decoder is asked for at a time."""
_AHEAD = 4
"""Blocks that are decoded before anybody wants them."""
_LOOK = 0.2
"""Seconds after which a decoder that nobody reads looks whether it is still wanted."""


class Sound(Protocol):
    """Frames in their order."""

    @property
    def fault(self) -> GuideError | None:
        """What ended it before its end."""
        ...

    def read(self, count: int) -> Floats:
        """The next frames, shape (count, 2); fewer only at the end."""
        ...

    def close(self) -> None:
        """Nobody reads any more."""
        ...


class Ahead:
    """Blocks made by a thread of their own, some of them before they are read."""

    def __init__(self, blocks: Blocks) -> None:
        self.fault: GuideError | None = None
        self._made: queue.Queue[Floats | None] = queue.Queue(_AHEAD)
        self._rest: Floats = np.zeros((0, CHANNELS), np.float32)
        self._closed = threading.Event()
        self._first = threading.Event()
        self._over = False
        threading.Thread(target=self._make, args=(blocks,), daemon=True).start()

    def wait(self, seconds: float) -> None:
        """Let the first block come, so that whoever reads does not wait."""
        self._first.wait(seconds)

    def read(self, count: int) -> Floats:
        while len(self._rest) < count and not self._over:
            if (block := self._made.get()) is None:
                self._over = True
            else:
                self._rest = np.concatenate([self._rest, block]) if len(self._rest) else block
        piece, self._rest = self._rest[:count], self._rest[count:]
        return piece

    def close(self) -> None:
        self._closed.set()

    def _make(self, blocks: Blocks) -> None:
        """Hand on every block but the last, which is softened where the sound breaks off."""
        held: Floats | None = None
        try:
            for block in blocks:
                if held is not None and not self._hand(held):
                    return
                held = block
        except GuideError as error:
            self.fault = error
            held = ramped(held, begins=False) if held is not None else None
        finally:
            blocks.close()
            if held is not None:
                self._hand(held)
            self._hand(None)

    def _hand(self, block: Floats | None) -> bool:
        """Put a block where it is read from; False when nobody reads any more."""
        while not self._closed.is_set():
            try:
                self._made.put(block, timeout=_LOOK)
            except queue.Full:
                continue
            self._first.set()
            return True
        return False


class Held:
    """Sound that is in memory."""

    fault: GuideError | None = None

    def __init__(self, sound: Floats) -> None:
        self._rest = sound

    def read(self, count: int) -> Floats:
        piece, self._rest = self._rest[:count], self._rest[count:]
        return piece

    def close(self) -> None:
        self._rest = self._rest[:0]


class Summed:
    """Several sounds at once, each with a gain of its own; as long as the longest."""

    def __init__(self, parts: Sequence[tuple[Ahead, float]]) -> None:
        self._parts = parts

    @property
    def fault(self) -> GuideError | None:
        """What ended the first that broke off."""
        return next((sound.fault for sound, _ in self._parts if sound.fault is not None), None)

    def wait(self, seconds: float) -> None:
        """Let the first block of each come."""
        for sound, _ in self._parts:
            sound.wait(seconds)

    def read(self, count: int) -> Floats:
        pieces = [sound.read(count) * np.float32(gain) for sound, gain in self._parts]
        total = np.zeros((max(map(len, pieces)), CHANNELS), np.float32)
        for piece in pieces:
            total[: len(piece)] += piece
        return total

    def close(self) -> None:
        for sound, _ in self._parts:
            sound.close()
