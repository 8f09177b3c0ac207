"""What sound is played on: the loudspeakers of this machine, or nothing at all in real time."""

import os
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from guides.errors import SpeakerError
from guides.units import CHANNELS, RATE

Floats = NDArray[np.float32]
Pull = Callable[[int], Floats]
"""Gives the next frames, shape (count, 2)."""

PERIOD = 0.06
"""Seconds that are asked for at a time."""
HELD = 3 * PERIOD
"""Seconds that a device may still hold when the last frame was handed to it."""
PATIENCE = 3.0
"""Seconds without a question after which a device is taken for unplugged."""


class Device(Protocol):
    """Something that pulls frames and makes them heard."""

    @property
    def lost(self) -> bool:
        """Whether it has gone while it played."""
        ...

    def start(self, pull: Pull) -> None:
        """Begin to pull, from a thread of its own.

        Raises:
            SpeakerError: there is nothing to play on.
        """
        ...

    def stop(self) -> None:
        """Pull no more; what was pulled has been heard, or is not wanted."""
        ...


class Speakers:
    """What miniaudio plays on."""

    def __init__(self, backends: list[Any] | None = None, rate: int = RATE, hint: str | None = None) -> None:
        """What is opened by `start`.

        Args:
            backends: which of miniaudio's systems to try; None for those of this machine.
            rate: frames it takes in a second.
            hint: what helps where there are no loudspeakers.
        """
        self._backends = backends
        self._rate = rate
        self._hint = hint
        self._device: Any = None
        self._asked = 0.0
        self._ended = threading.Event()

    @property
    def lost(self) -> bool:
        late = time.monotonic() - self._asked > PATIENCE
        return self._device is not None and (self._ended.is_set() or late)

    def start(self, pull: Pull) -> None:
        import miniaudio

        frames = self._frames(pull)
        next(frames)
        self._ended.clear()
        self._asked = time.monotonic()
        with _no_noise():
            try:
                device = miniaudio.PlaybackDevice(
                    output_format=miniaudio.SampleFormat.FLOAT32,
                    nchannels=CHANNELS,
                    sample_rate=self._rate,
                    buffersize_msec=round(PERIOD * 1000),
                    backends=self._backends,
                    app_name="guides",
                )
                device.stop_callback = self._ended.set
                device.start(frames)
            except miniaudio.MiniaudioError as error:
                raise self._none() from error
        if self._backends is None and device.backend == "Null":
            device.close()
            raise self._none()
        self._device = device

    def stop(self) -> None:
        if self._device is not None:
            with _no_noise():
                self._device.close()
            self._device = None

    def _frames(self, pull: Pull) -> Generator[Floats, int, None]:
        wanted = yield np.zeros((0, CHANNELS), np.float32)
        while True:
            self._asked = time.monotonic()
            wanted = yield pull(wanted)

    def _none(self) -> SpeakerError:
        return SpeakerError("There are no loudspeakers or headphones that can be played on here.", hint=self._hint)


def nothing() -> Speakers:
    """A device that hears nothing, in real time."""
    import miniaudio

    return Speakers([miniaudio.Backend.NULL], NOTHINGS_RATE)


NOTHINGS_RATE = RATE
"""Frames that `nothing` takes in a second."""


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
