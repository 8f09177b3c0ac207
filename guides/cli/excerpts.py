"""A short piece of sound that a command lets its user hear: from the loudspeakers, or from a file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from guides.errors import Place, StoreError, UsageError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def refuse_target(file: Path | None) -> None:
    """Stop before anything is done where the sound could not be written.

    Raises:
        UsageError: not the name of a .wav file.
        StoreError: there is something of this name already.
    """
    if file is None:
        return
    if file.suffix.lower() != ".wav":
        raise UsageError(f"This is not the name of a .wav file: {file}.", hint="As in: --to excerpt.wav")
    if file.exists():
        raise StoreError(
            "There is something of this name already.", where=Place(str(file)), hint="Choose another name after --to."
        )


def let_hear(sound: NDArray[np.float32], file: Path | None) -> None:
    """Play frames of shape (n, 2) at 44.1 kHz to their end, or write them to a file; with soft edges.

    Raises:
        As `let_hear_all`.
    """
    let_hear_all((sound,), file)


def let_hear_all(sounds: Iterable[NDArray[np.float32]], file: Path | None, *, private: bool = False) -> None:
    """The same for several, one after the other; each is asked for when the one before it has been heard.

    A private file is one that only its owner may read.

    Raises:
        SpeakerError: there is nothing to play on.
        StoreError: the file cannot be written.
    """
    from guides.listen.speakers import play
    from guides.sound.fades import ramped

    if file is None:
        for sound in sounds:
            play(sound)
    else:
        from guides.store.wav import write_wav

        write_wav(file, map(ramped, sounds), private=private)
