"""What Kokoro is given to say: phonemes, in parts that its model can hold."""

import re
import threading
from typing import Any

from guides.errors import VoiceError
from guides.narration.engines.splicing import spliced
from guides.narration.marks import Piece

MOST = 400
"""Phonemes in one part. The model holds 510, but begins to hurry before that."""
_FLAG = re.compile(r"\([a-z]{2,3}(?:-[a-z]+)*\)")
"""How eSpeak marks a word that it reads in another language; not to be spoken."""
_SILENT = re.compile(r"[ˈˌːʰʲ̃\s;:,.!?—…\"()“”↓→↗↘]")
_ENDS = ",.!?…;:—"
_LOCK = threading.Lock()
"""The eSpeak library keeps one state for the whole process."""


def phonemes_of(pieces: tuple[Piece, ...], tokenizer: Any, language: str) -> str:
    """The phonemes of a sentence, IPA spliced in where it was given.

    Raises:
        VoiceError: the model does not know a symbol of the IPA, or eSpeak the language.
    """
    for piece in pieces:
        if piece.is_ipa:
            _check(piece.text, tokenizer.vocab)
    found = spliced(pieces, lambda text: _by_espeak(text, tokenizer, language))
    found = " ".join(found.split())
    # Without a mark at its end the model cuts the last sound short.
    return found if not found or found[-1] in _ENDS else found + ","


def count_of(phonemes: str) -> int:
    """How many speech sounds there are, stress marks and punctuation aside."""
    return len(_SILENT.sub("", phonemes))


def parts_of(phonemes: str, most: int = MOST) -> list[str]:
    """The phonemes in parts of at most `most`, cut after a sentence, a clause, or a word."""
    parts = []
    rest = phonemes.strip()
    while len(rest) > most:
        cut = _cut(rest, most)
        parts.append(rest[:cut].strip())
        rest = rest[cut:].strip()
    return [*parts, rest] if rest else parts


def _cut(phonemes: str, most: int) -> int:
    head = phonemes[: most + 1]
    for marks in (r"[.!?…]\s", r"[;:,—]\s?", r"\s"):
        ends = [match.end() for match in re.finditer(marks, head)]
        if ends and ends[-1] > most // 4:
            return min(ends[-1], most)
    return most


def _by_espeak(text: str, tokenizer: Any, language: str) -> str:
    if not re.search(r"\w", text):
        return "".join(c for c in text.strip() if c in _ENDS)
    with _LOCK:
        try:
            phonemes = str(tokenizer.phonemize(text, language))
        except RuntimeError as error:
            raise VoiceError(
                f'The voice cannot read the language "{language}".', hint="Use en-us or en-gb for `language`."
            ) from error
    return _FLAG.sub("", phonemes)


def _check(ipa: str, vocabulary: dict[str, int]) -> None:
    unknown = dict.fromkeys(symbol for symbol in ipa if symbol not in vocabulary)
    if unknown:
        raise VoiceError(
            f"A pronunciation has symbols that the voice does not know: {' '.join(unknown)}.",
            hint="Use the IPA of English between the slashes, or write a respelling without slashes.",
        )
