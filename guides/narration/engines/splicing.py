"""Phonemes that someone gave, put among those that eSpeak finds for the words around them."""

import re
from collections.abc import Callable, Sequence

from guides.narration.marks import Piece

_CONSONANT = "fumjik"
_VOWEL = "obvuk"
"""Words that nobody writes and that eSpeak always says alike. They hold the place of a given
word, so that its neighbours are read as they stand before it: `a` and `to` on their own
are said as the names they are not, and `the` depends on the sound that follows."""
_VOWELS = "aeiouyæøœɐɑɒɔəɚɛɜɪʊʌᵻ"


def spliced(pieces: Sequence[Piece], phonemes: Callable[[str], str]) -> str:
    """The phonemes of a sentence.

    Args:
        pieces: its words, and the IPA among them.
        phonemes: what eSpeak makes of words; white space at their ends does not matter.
    """
    given = [piece.text for piece in pieces if piece.is_ipa]
    if not given:
        return phonemes("".join(piece.text for piece in pieces))
    found = phonemes("".join(_holder(piece.text) if piece.is_ipa else piece.text for piece in pieces))
    holders = {word: phonemes(word).strip(" ,.") for word in (_CONSONANT, _VOWEL)}
    pattern = re.compile("|".join(re.escape(said) for said in holders.values() if said))
    if [match[0] for match in pattern.finditer(found)] != [holders[_holder(ipa)] for ipa in given]:
        return _one_by_one(pieces, phonemes)
    rest = iter(given)
    return pattern.sub(lambda _: next(rest), found)


def _holder(ipa: str) -> str:
    return _VOWEL if ipa.lstrip("ˈˌ ")[:1] in _VOWELS else _CONSONANT


def _one_by_one(pieces: Sequence[Piece], phonemes: Callable[[str], str]) -> str:
    """For a language in which the place holders melt into their neighbours."""
    found = ""
    for piece in pieces:
        if piece.is_ipa:
            found += piece.text
            continue
        before, after = (" " if text.isspace() else "" for text in (piece.text[:1], piece.text[-1:]))
        found += before + phonemes(piece.text) + after
    return found
