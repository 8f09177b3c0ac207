"""A narrator that whistles each word at a pitch of its own, and a recogniser that understands whistling.

Both are exact, so a test knows what was spoken and what must be heard.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from guides.model.settings import Settings
from guides.model.utterance import Utterance, Voice
from guides.narration.clips import Clip
from guides.narration.plausible import estimated_phonemes
from guides.narration.registry import Registry
from guides.proof.recogniser import HEARING_RATE, Floats, HeardWord
from guides.units import Seconds

RATE = 22_050
LOWEST, STEP = 400.0, 60.0
"""Hertz."""
GAP = 0.12
"""Seconds between two words; a mark at a word's end makes it twice as long."""
SENTENCES = (
    "Welcome to this quiet room.",
    "Feel both feet on the floor, and the chair that holds you.",
    "Nothing has to happen now.",
    "A part may keep watch.",
    "Stay as long as it feels right.",
)
"""All that can be whistled."""


def plain(text: str) -> list[str]:
    """The words without marks, in small letters."""
    return [word.strip(".,;:!?…").lower() for word in text.split()]


OTHERS = "take your time breathe in and out ceiling never"
"""What a carrier and breathing say, and what is said by mistake."""
VOCABULARY = tuple(dict.fromkeys(plain(" ".join([*SENTENCES, OTHERS]))))


def whistle(text: str, pace: float = 1.0) -> Floats:
    """The words as tones with silence between them, shape (n,)."""
    parts = []
    for word in text.split():
        known = plain(word)[0]
        pitch = LOWEST + STEP * (VOCABULARY.index(known) if known in VOCABULARY else len(known) % 7)
        count = round(RATE * max(0.2, 0.09 * len(known)) / pace)
        ramp = np.minimum(1.0, np.minimum(np.arange(count), np.arange(count)[::-1]) / 200)
        parts.append(0.3 * ramp * np.sin(2 * np.pi * pitch * np.arange(count) / RATE))
        parts.append(np.zeros(round(RATE * GAP * (2 if word[-1] in ".,;:!?…" else 1))))
    return np.concatenate(parts).astype(np.float32)


@dataclass
class Whistler:
    """Whistles what it is asked for, except where `slips` gives it other words."""

    slips: Callable[[Utterance], str] = lambda utterance: utterance.text
    name: str = "tone"
    at_a_time: int = 2
    voice: Voice = Voice("tone", "tone", "whistles", "en-us", 1.0)

    def fingerprint(self) -> str:
        return "whistler"

    def known(self) -> tuple[Voice, ...]:
        return (self.voice,)

    def voices(self) -> tuple[Voice, ...]:
        return (self.voice,)

    def phonemes(self, utterance: Utterance) -> int:
        return estimated_phonemes(utterance.text)

    def speak(self, utterance: Utterance) -> Clip:
        return Clip.from_samples(whistle(self.slips(utterance), utterance.pace), RATE)


@dataclass
class Listener:
    """Understands whistling; `errs` may change what it writes down, as a recogniser does."""

    errs: Callable[[tuple[HeardWord, ...]], tuple[HeardWord, ...]] = lambda words: words
    calls: list[float] = field(default_factory=list)
    """How many seconds it was given each time."""

    def fingerprint(self) -> str:
        return "listener"

    def hear(self, samples: Floats, language: str) -> tuple[HeardWord, ...]:
        self.calls.append(len(samples) / HEARING_RATE)
        loud = np.convolve(np.abs(samples), np.ones(320) / 320, mode="same") > 0.01
        turns = np.flatnonzero(np.diff(np.concatenate([[False], loud, [False]]).astype(int)))
        return self.errs(tuple(_word(samples, start, end) for start, end in turns.reshape(-1, 2)))


def _word(samples: Floats, start: int, end: int) -> HeardWord:
    spectrum = np.abs(np.fft.rfft(samples[start:end], 1 << 15))
    pitch = float(np.argmax(spectrum)) * HEARING_RATE / (1 << 15)
    word = VOCABULARY[round((pitch - LOWEST) / STEP)]
    return HeardWord(word, Seconds(float(start / HEARING_RATE)), Seconds(float(end / HEARING_RATE)), 0.9)


class Only(Registry):
    """A registry whose every voice is one narrator's."""

    def __init__(self, settings: Settings, whistler: Whistler, folder: object) -> None:
        super().__init__(settings, folder)  # type: ignore[arg-type]
        self._only = whistler

    def voice(self, name: str) -> tuple[Whistler, Voice]:
        return self._only, self._only.voice
