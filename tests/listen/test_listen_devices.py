"""Devices that are really there, or really are not."""

import time
from pathlib import Path

import numpy as np
import pytest
from listeners import RATE, Listener, Pull, Sound, hum, read, write

from guides.errors import SpeakerError
from guides.listen import devices
from guides.listen.devices import Speakers, nothing
from guides.sound.fades import RAMP


class Tapped:
    """The device that hears nothing, and what was handed to it."""

    def __init__(self) -> None:
        self.inner = nothing()
        self.frames: list[Sound] = []

    @property
    def lost(self) -> bool:
        return self.inner.lost

    def start(self, pull: Pull) -> None:
        def tapped(count: int) -> Sound:
            self.frames.append(pull(count).copy())
            return self.frames[-1]

        self.inner.start(tapped)

    def stop(self) -> None:
        self.inner.stop()


def test_five_tracks_through_the_null_backend_are_the_sum_of_their_frames(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Five tracks of three seconds, played in a row by miniaudio itself: exactly their frames, and then silence."""
    monkeypatch.setattr(devices, "NOTHINGS_RATE", 8 * RATE)
    sounds = [hum(3.0, 100.0 * number + 10) for number in range(1, 6)]
    paths = [write(tmp_path / f"{number}.wav", sound) for number, sound in enumerate(sounds)]
    tapped = Tapped()
    listener = Listener(paths, continuous=True, device=tapped)
    listener.sitting.begin()
    while not listener.sitting.over:
        listener.sitting.tick()
        time.sleep(0.02)
    listener.sitting.close()
    heard, wanted = np.concatenate(tapped.frames), read(np.concatenate(sounds))
    assert len(wanted) == 5 * 3 * RATE
    assert np.allclose(heard[RAMP : len(wanted)], wanted[RAMP:], atol=1e-6)
    assert not heard[len(wanted) :].any()


def test_a_machine_that_only_has_the_null_backend_has_no_loudspeakers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where miniaudio falls back to playing to nothing, that is said, and not taken for sound."""
    import miniaudio

    class Fallen(miniaudio.PlaybackDevice):  # type: ignore[misc]
        def __init__(self, **options: object) -> None:
            super().__init__(**{**options, "backends": [miniaudio.Backend.NULL]})

    monkeypatch.setattr(miniaudio, "PlaybackDevice", Fallen)
    with pytest.raises(SpeakerError, match="no loudspeakers") as caught:
        Speakers(hint="Connect some.").start(lambda count: np.zeros((count, 2), np.float32))
    assert caught.value.hint == "Connect some."


def test_a_device_that_stops_asking_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is noticed by its silence: systems do not reliably say that something was unplugged."""
    device = nothing()
    assert not device.lost
    device.start(lambda count: np.zeros((count, 2), np.float32))
    assert not device.lost
    monkeypatch.setattr(devices, "PATIENCE", -60.0)
    assert device.lost
    device.stop()
    assert not device.lost
