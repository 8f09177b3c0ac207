"""Lines of a voice stem heard together, and remembered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import msgspec
import numpy as np

from guides.errors import Place
from guides.proof.alignment import LineHeard, ReadAloud, align
from guides.proof.recogniser import HEARING_RATE, Floats, HeardWord, Recogniser
from guides.store.cache import Cache, key_of
from guides.units import RATE, Frames, Seconds

SHELF = "proof"
VERSION = 1
"""Raised whenever the same lines would be given to the recogniser otherwise."""
AROUND = Seconds(0.5)
"""Silence before the first and after the last of the lines that are heard together."""
BETWEEN = Seconds(1.2)
"""Silence between two lines, however long it is in the guide: in a long one a recogniser
dreams, and in a shorter one it misses twice as many words (measured)."""

Stem = Callable[[Frames, Frames], Floats]
"""The voice stem between two frames of the guide, mono at 44.1 kHz, shape (n,)."""


@dataclass(frozen=True, slots=True)
class StemLine:
    """A line in its place on the voice stem."""

    key: str
    """Stands for its sound: equal only where the sound is."""
    text: str
    """As written, fields filled by their fallbacks; one sentence or several."""
    start: Frames
    end: Frames
    place: Place

    @property
    def seconds(self) -> Seconds:
        """How long it is spoken."""
        return Seconds((self.end - self.start) / RATE)


@dataclass(frozen=True, slots=True)
class Ear:
    """All that is needed to compare the sound of lines with their words."""

    recogniser: Recogniser
    stem: Stem
    language: str
    aloud: ReadAloud
    cache: Cache

    def compare(self, lines: Sequence[StemLine], around: Seconds = AROUND) -> tuple[LineHeard, ...]:
        """Hear lines one after the other, and compare them with what is written.

        Args:
            lines: in the order in which they are heard.
            around: silence before and after all of them.

        Raises:
            ProofError: the recogniser cannot work here.
        """
        return align([line.text for line in lines], self._words(lines, around), self.language, self.aloud)

    def _words(self, lines: Sequence[StemLine], around: Seconds) -> tuple[HeardWord, ...]:
        """What is heard; from the cache, where the same sound was heard before."""
        asked = (self.recogniser.fingerprint(), self.language, around, [line.key for line in lines])
        key = key_of(SHELF, VERSION, asked)
        entry = self.cache.get(SHELF, key)
        if entry is not None:
            return msgspec.msgpack.decode(entry.payload, type=tuple[HeardWord, ...])
        words = self.recogniser.hear(self._sound(lines, around), self.language)
        self.cache.put(SHELF, key, [msgspec.msgpack.encode(words)])
        return words

    def _sound(self, lines: Sequence[StemLine], around: Seconds) -> Floats:
        import soxr

        edge = np.zeros(round(around * HEARING_RATE), dtype=np.float32)
        pause = np.zeros(round(BETWEEN * HEARING_RATE), dtype=np.float32)
        parts = [edge]
        for line in lines:
            # Exactly the line: the first word of a breath may follow it without any pause.
            heard = self.stem(line.start, line.end)
            parts += [soxr.resample(heard, RATE, HEARING_RATE, quality="VHQ"), pause]
        return np.concatenate([*parts[:-1], edge])
