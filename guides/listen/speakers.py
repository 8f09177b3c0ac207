"""The loudspeakers: a piece of sound played to its end, with soft edges."""

import os
import sys
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from guides.errors import SpeakerError
from guides.units import CHANNELS, RATE

Floats = NDArray[np.float32]

RAMP = RATE * 20 // 1000
"""Frames in which sound comes and goes, so that nothing clicks."""
_PERIOD = 0.2
"""Seconds that the device still holds when the last frame was handed to it."""


def ramped(sound: Floats) -> Floats:
    """The sound with a ramp of 20 ms at either end."""
    soft = sound.copy()
    count = min(RAMP, len(soft) // 2)
    rise = (np.arange(count, dtype=np.float32) / np.float32(max(count, 1)))[:, np.newaxis]
    soft[:count] *= rise
    soft[len(soft) - count :] *= rise[::-1]
    return soft


def play(sound: Floats, *, backends: list[Any] | None = None) -> None:
    """Play frames of shape (n, 2) at 44.1 kHz and wait for their end; Ctrl-C lets them fade within 20 ms.

    Args:
        sound: the frames.
        backends: which of miniaudio's systems to try; None for those of this machine.

    Raises:
        SpeakerError: there is nothing to play on.
    """
    import miniaudio

    feed = _Feed(ramped(sound))
    frames = feed.frames()
    next(frames)
    with _no_noise():
        try:
            device = miniaudio.PlaybackDevice(
                output_format=miniaudio.SampleFormat.FLOAT32,
                nchannels=CHANNELS,
                sample_rate=RATE,
                backends=backends,
                app_name="guides",
            )
        except miniaudio.MiniaudioError as error:
            raise _no_speakers() from error
    with device:
        try:
            with _no_noise():
                device.start(frames)
        except miniaudio.MiniaudioError as error:
            raise _no_speakers() from error
        try:
            feed.ended.wait()
        except KeyboardInterrupt:
            feed.stop()
            feed.ended.wait(_PERIOD)
            raise
        finally:
            threading.Event().wait(_PERIOD)


class _Feed:
    """Hands out sound as the device asks for it."""

    def __init__(self, sound: Floats) -> None:
        self.ended = threading.Event()
        self._sound = sound
        self._at = 0

    def stop(self) -> None:
        """Let what follows fade out within one ramp."""
        self._sound = ramped(self._sound[: self._at + 2 * RAMP])

    def frames(self) -> Generator[Floats, int, None]:
        wanted = yield np.zeros((0, CHANNELS), np.float32)
        while self._at < len(self._sound):
            piece = self._sound[self._at : self._at + wanted]
            self._at += len(piece)
            wanted = yield piece
        self.ended.set()
        while True:
            wanted = yield np.zeros((wanted, CHANNELS), np.float32)


@contextmanager
def _no_noise() -> Iterator[None]:
    """Keep what sound systems write to stderr by themselves off the screen."""
    sys.stderr.flush()
    try:
        kept = os.dup(2)
    except OSError:
        yield
        return
    try:
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), 2)
        yield
    finally:
        with suppress(OSError):
            os.dup2(kept, 2)
        os.close(kept)


def _no_speakers() -> SpeakerError:
    return SpeakerError(
        "There are no loudspeakers or headphones that can be played on here.",
        hint="Connect some and try again, or write the sound to a file: --to excerpt.wav",
    )
