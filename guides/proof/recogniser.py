"""What every speech recogniser offers, whoever wrote it."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from guides.units import Seconds

Floats = NDArray[np.float32]

HEARING_RATE = 16_000
"""Frames per second of what a recogniser is given."""
LONGEST = Seconds(28.0)
"""What a recogniser can take in at a time, with a little room."""


@dataclass(frozen=True, slots=True)
class HeardWord:
    """A word as it was heard, with its punctuation."""

    text: str
    start: Seconds
    """From the start of what was given to hear."""
    end: Seconds
    probability: float
    """How sure the recogniser is, 0 to 1."""


class Recogniser(Protocol):
    """Writes down what is spoken; knows nothing of what should have been."""

    def fingerprint(self) -> str:
        """Everything that changes what it hears: its version, its model, how it is asked.

        Goes into cache keys; the same in every process as long as nothing changed.
        """

    def hear(self, samples: Floats, language: str) -> tuple[HeardWord, ...]:
        """The words in the order they are spoken; the same for the same sound, every time.

        Args:
            samples: mono at `HEARING_RATE`, −1 … 1, shape (n,); speech of any length.
            language: `en-us`, `de`, …

        Raises:
            ProofError: the recogniser cannot work here, or does not know the language.
        """
