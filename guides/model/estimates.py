"""How long speech will last, before anyone speaks."""

import re

from guides.model.utterance import Voice
from guides.units import Frames, Seconds, to_frames

SYLLABLES_PER_WORD = 1.4
"""Of the plain English that guides are written in."""
ONSET = 0.12
"""Seconds that a sentence takes however short it is."""

_WORD = re.compile(r"[\w'’]+")
_VOWELS = re.compile(r"[aeiouy]+", re.I)
_DIGITS = re.compile(r"\d")


def count_words(text: str) -> int:
    """Words as a reader counts them."""
    return len(_WORD.findall(text))


def count_syllables(text: str) -> int:
    """Syllables by groups of vowels; a digit counts for two."""
    total = 0
    for word in _WORD.findall(text.lower()):
        silent = word.endswith("e") and not word.endswith("le")
        total += max(1, len(_VOWELS.findall(word)) - silent) + 2 * len(_DIGITS.findall(word))
    return total


def speech_length(text: str, voice: Voice, pace: float) -> Frames:
    """The estimated length of one utterance."""
    return to_frames(seconds_aloud(text, voice.words_per_minute * pace))


def seconds_aloud(text: str, words_per_minute: float) -> Seconds:
    """The estimated length of a sentence at a speed that holds inside sentences."""
    per_second = words_per_minute * SYLLABLES_PER_WORD / 60
    return Seconds(ONSET + count_syllables(text) / per_second)
