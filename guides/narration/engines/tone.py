"""A test signal in place of a voice: the same for the same words, and very quick.

Every speech sound becomes a short hum with a few overtones, every word a small swell and
every stop a rest, so that loudness, trimming and length behave as they do for speech.
"""

import hashlib
import re
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from guides.errors import VoiceError
from guides.model.settings import Settings
from guides.model.utterance import Utterance, Voice
from guides.narration.clips import Clip
from guides.narration.plausible import estimated_phonemes
from guides.narration.reading_aloud import words

RATE = 24_000
SOUND = 0.085
"""Seconds per speech sound at pace 1."""
REST = 0.18
"""Seconds of rest at a comma or full stop inside the text."""
AROUND = 0.12
"""Seconds of silence at both ends, as voices have."""
VOICE = Voice("tone", "tone", "A hum for tests; no words", "en-us", 1.0, 185.0, says_words=False)


def make(_settings: Settings, _folder: Path) -> "Tone":
    """The narrator for the entry point."""
    return Tone()


class Tone:
    """Hums each word for as long as it would take to say it."""

    name = "tone"
    at_a_time = 2

    def fingerprint(self) -> str:
        return "tone 1"

    def known(self) -> tuple[Voice, ...]:
        return (VOICE,)

    def voices(self) -> tuple[Voice, ...]:
        return self.known()

    def phonemes(self, utterance: Utterance) -> int:
        return estimated_phonemes(words(utterance))

    def speak(self, utterance: Utterance) -> Clip:
        if utterance.voice != VOICE.name:
            raise VoiceError(f'The engine tone has no voice "{utterance.voice}".', hint="Its only voice is tone.")
        silence = np.zeros(round(AROUND * RATE), dtype=np.float32)
        parts = [silence]
        for word in re.findall(r"\w[\w'-]*|[,;:.!?…—]", words(utterance)):
            parts.append(_word(word, utterance.pace) if word[0].isalnum() else silence[: round(REST * RATE)])
        return Clip.from_samples(np.concatenate([*parts, silence]), RATE)


def _word(word: str, pace: float) -> NDArray[np.float32]:
    """A hum whose pitch and overtones follow from the word."""
    count = round(estimated_phonemes(word) * SOUND / pace * RATE)
    seed = hashlib.blake2b(word.lower().encode(), digest_size=4).digest()
    phase = 2 * np.pi * (110 + seed[0] / 8) * np.arange(count) / RATE
    hum = sum(np.sin(phase * (k + 1)) * (0.3 + seed[k % 4] / 512) / (k + 1) for k in range(6))
    swell = np.sin(np.pi * (np.arange(count) + 0.5) / max(count, 1)) ** 0.5
    return (0.2 * hum * swell).astype(np.float32)
