"""What a narrator is asked to say, and the voices it may be said in."""

from dataclasses import dataclass
from typing import Literal

Way = Literal["plain", "carrier", "clauses", "slower", "quicker"]
"""How an engine is asked: for the sentence by itself, after other words that are cut off
again, clause by clause, or at a pace close to its own."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice that can be chosen by name."""

    name: str
    """What a script writes: `heart`, `pyttsx3`, `piper:joe`."""
    engine: str
    """The narrator that speaks it."""
    description: str
    """One line for `guides voices`."""
    language: str
    """Its own language, such as `en-us`."""
    pace: float
    """The pace that suits it when nobody chose one; 1 is its natural pace."""
    words_per_minute: float = 200.0
    """How fast it speaks inside a sentence at its natural pace, for estimates."""
    whispers: bool = False
    """Whether it whispers: never a voice that nobody chose, since whispered words are hard to make out."""
    says_words: bool = True
    """False for a signal that stands in for a voice in tests."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """One sentence, ready to be spoken the same way every time."""

    text: str
    """The words as written, fields filled; numbers and abbreviations not yet read out."""
    voice: str
    """A voice's name."""
    pace: float
    """0.5 to 1.5; 1 is the voice's natural pace."""
    language: str
    """`en-us`, `en-gb`, …"""
    pronounce: tuple[tuple[str, str], ...] = ()
    """Word and respelling or `/ipa/`, only those whose word is in the text."""
    way: Way = "plain"
    """What is tried first."""
