"""A sentence as written becomes words as spoken."""

import re
import unicodedata

from guides.model.utterance import Utterance
from guides.narration.abbreviations import expand
from guides.narration.heteronyms import told_apart
from guides.narration.numbers_aloud import read_numbers
from guides.narration.pronunciation import Piece, marked

_TIDY: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"[‘’ʼ‛`´]", "'"),
        (r"[“”„«»\"]", ""),
        (r"\.{3,}|\.\s\.\s\.", "…"),
        (r"\s+[-–]\s+|\s*—\s*|\s*--+\s*", " — "),
        (r"(?<=[A-Za-z])–(?=[A-Za-z])", "-"),
        (r"[‐‑]", "-"),
        (r"\s*[(\[]\s*", ", "),
        (r"\s*[)\]](?=[.,!?;:…])", ""),
        (r"\s*[)\]]\s*", ", "),
        (r"https?://(?:www\.)?|\bwww\.", ""),
        (r"(?<=[a-z0-9])\.(?=(?:org|com|net|gov|edu|info|co|uk|eu)\b)", " dot "),
        (r"(?<=[A-Za-z0-9])@(?=[A-Za-z0-9])", " at "),
        (r"[*_•·|<>^\\{}]", " "),
    )
)
_AFTERWARDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"\s+", " "),
        (r"\s+([,.!?;:…])", r"\1"),
        (r",(?:\s*,)+", ","),
        (r"[,;:]\s*([.!?…])", r"\1"),
        (r"^[\s,;:.…—-]+(?=\S)", ""),
        (r"[\s—-]+$", ""),
    )
)


def pieces(utterance: Utterance) -> tuple[Piece, ...]:
    """What to say, for an engine that takes phonemes: words, and IPA where someone gave it."""
    return _pieces(utterance, ipa=True)


def words(utterance: Utterance) -> str:
    """What to say, for an engine that takes words only."""
    return "".join(piece.text for piece in _pieces(utterance, ipa=False))


def _pieces(utterance: Utterance, *, ipa: bool) -> tuple[Piece, ...]:
    held = marked(_tidy(utterance.text), utterance.pronounce, ipa=ipa)
    return held.pieces(_in_words(held.text, utterance.language))


def _tidy(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    # Engines read the names of pictures aloud; private characters would be taken for marks.
    text = "".join(
        " " if unicodedata.category(c) in ("So", "Sk", "Co", "Cf", "Cc") and c not in "°´`" else c for c in text
    )
    for pattern, plain in _TIDY:
        text = pattern.sub(plain, text)
    return text


def _in_words(text: str, language: str) -> str:
    if language.lower().startswith("en"):
        text = told_apart(read_numbers(expand(" ".join(text.split())), language))
    for pattern, plain in _AFTERWARDS:
        text = pattern.sub(plain, text)
    return text
