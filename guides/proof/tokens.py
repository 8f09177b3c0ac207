"""Written and heard text as words that can be compared."""

import re
import unicodedata
from dataclasses import dataclass

from guides.proof.sounds import sound_of

FILLERS = frozenset({"um", "uh", "er", "erm", "hm", "hmm", "mm", "mhm"})
"""What a recogniser may write for a breath, and may leave out where it was spoken."""
_CONTRACTIONS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), whole)
    for pattern, whole in (
        (r"\bcan't\b", "can not"),
        (r"\bcannot\b", "can not"),
        (r"\bwon't\b", "will not"),
        (r"\bshan't\b", "shall not"),
        (r"\blet's\b", "let us"),
        (r"\bo'clock\b", "oclock"),
        (r"n't\b", " not"),
        (r"'ll\b", " will"),
        (r"'re\b", " are"),
        (r"'ve\b", " have"),
        (r"'m\b", " am"),
        (r"\b(he|she|it|that|what|who|where|there|here|how|this)'s\b", r"\1 is"),
    )
)
_WORDS = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Token:
    """A word that can be compared with another."""

    spelled: str
    """In small letters, without punctuation."""
    sound: str
    """Its speech sounds; equal for words that only spelling tells apart."""


def tokens_of(text: str, language: str) -> tuple[Token, ...]:
    """The words of a text in order; none for a text of fillers or punctuation alone.

    Args:
        text: words as they are spoken: numbers and abbreviations read out already.
        language: `en-us`, …
    """
    plain = unicodedata.normalize("NFKC", text).replace("’", "'").replace("‘", "'").lower()
    if language.lower().startswith("en"):
        for pattern, whole in _CONTRACTIONS:
            plain = pattern.sub(whole, plain)
    words = [word for word in _WORDS.findall(plain) if word not in FILLERS]
    return tuple(Token(word, sound_of(word, language)) for word in words)
