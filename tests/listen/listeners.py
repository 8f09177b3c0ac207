"""Files to listen to, and a device that plays as fast as it is asked to and keeps every frame."""

import wave
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from guides.listen.devices import Device
from guides.listen.places import Places
from guides.listen.playing import Part, Player
from guides.listen.remembering import Memory
from guides.listen.row import Entry, Notes, Row
from guides.listen.sitting import Sitting
from guides.listen.sounds import Held
from guides.listen.tracks import GuideFacts, Recording
from guides.store.ffmpeg import find

RATE = 44_100
Sound = NDArray[np.float32]
Pull = Callable[[int], Sound]


class Recorder:
    """A device whose clock is the test."""

    def __init__(self) -> None:
        self.lost = False
        self.frames: list[Sound] = []
        self._pull: Pull | None = None

    def start(self, pull: Pull) -> None:
        self._pull = pull

    def stop(self) -> None:
        self._pull = None

    def run(self, seconds: float, *, period: int = 1_024) -> Sound:
        """Let so much time pass; what was heard in it."""
        assert self._pull is not None
        heard = []
        left = round(seconds * RATE)
        while left > 0:
            heard.append(self._pull(min(period, left)).copy())
            left -= period
        self.frames += heard
        return np.concatenate(heard)

    @property
    def all(self) -> Sound:
        """Everything that was heard."""
        return np.concatenate(self.frames)


LISTENING: list["Listener"] = []
"""Those who have not gone yet."""


class Listener:
    """Somebody who listens to a row of files, on a recorder."""

    def __init__(
        self,
        entries: Sequence[Entry | Path],
        places: Places | None = None,
        *,
        continuous: bool = False,
        waits: bool = True,
        device: Device | None = None,
    ) -> None:
        self.device = Recorder()
        self.notes = Notes()
        row = Row(
            [Recording(entry, entry.name) if isinstance(entry, Path) else entry for entry in entries],
            find(None, Path("/nowhere")),
            self.notes,
        )
        memory = Memory(places, self.notes)
        LISTENING.append(self)
        self.sitting = Sitting(row, device or self.device, memory, self.notes, continuous=continuous, waits=waits)

    def listen(self, seconds: float) -> Sound:
        """Let time pass in small steps, as a terminal does."""
        heard = []
        while seconds > 1e-9:
            step = min(seconds, 0.5)
            heard.append(self.device.run(step))
            self.sitting.tick()
            seconds -= step
        return np.concatenate(heard)

    def leave(self) -> None:
        """Stop listening at once, as a program that is killed."""
        self.sitting.tick()
        self.device.stop()

    @property
    def said(self) -> str:
        """What the listener was told since they last asked."""
        return " ".join(note if isinstance(note, str) else note.message for note in self.notes.take())


def hum(seconds: float, pitch: float = 220.0, level: float = 0.3, start: float = 0.0) -> Sound:
    """A sine, stereo; its own steps from sample to sample are small and known."""
    # Whole numbers of waves fit into a second, which need not be made anew for each.
    frames = np.arange(RATE)
    second = (level * np.sin(2 * np.pi * pitch * (frames / RATE + start))).astype(np.float32)
    one = np.resize(second, round(seconds * RATE))
    return np.stack([one, one], axis=1)


def write(path: Path, sound: Sound) -> Path:
    """Write a 16-bit WAV file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.rint(sound * 32_767).astype("<i2").tobytes())
    return path


def read(sound: Sound) -> Sound:
    """A sound as it is after it was written with 16 bits."""
    return (np.rint(sound * 32_767) / 32_768).astype(np.float32)


def playing(sound: Sound) -> tuple[Player, Callable[[float], Sound]]:
    """A player with one sound on, and what pulls so many seconds of it."""
    player, device = Player(), Recorder()
    player.put(Part("it", Held(sound), 0))
    device.start(player.pull)
    return player, device.run


def biggest_step(sound: Sound) -> float:
    """The largest difference from one sample to the next."""
    return float(np.abs(np.diff(sound, axis=0)).max())


def guide(path: Path, practice: Path, **facts: object) -> Recording:
    """A file as a practice knows it."""
    return Recording(path, path.name, guide=GuideFacts(practice, **facts))  # type: ignore[arg-type]
