"""A piece of sound played to its end, with soft edges."""

import time

import numpy as np
from numpy.typing import NDArray

from guides.listen.devices import HELD, Device, Speakers
from guides.listen.playing import Part, Player
from guides.listen.sounds import Held
from guides.sound.fades import ramped

Floats = NDArray[np.float32]

_LOOK = 0.02
"""Seconds between two looks at whether it has ended."""
_INTO_A_FILE = "Connect some and try again, or write the sound to a file: --to excerpt.wav"


def play(sound: Floats, *, device: Device | None = None) -> None:
    """Play frames of shape (n, 2) at 44.1 kHz and wait for their end; Ctrl-C lets them fade within 20 ms.

    Args:
        sound: the frames.
        device: what plays; None for the loudspeakers of this machine.

    Raises:
        SpeakerError: there is nothing to play on.
    """
    device = device or Speakers(hint=_INTO_A_FILE)
    player = Player()
    player.put(Part(None, Held(ramped(sound)), 0))
    device.start(player.pull)
    try:
        wait_for_silence(player, device)
    except KeyboardInterrupt:
        player.pause()
        wait_for_silence(player, device)
        raise
    finally:
        device.stop()


def wait_for_silence(player: Player, device: Device) -> None:
    """Wait until all that was to be heard has been, or nobody is there to hear it."""
    while not player.silent and not device.lost:
        time.sleep(_LOOK)
    time.sleep(HELD)
