"""IPA in the letters by which eSpeak NG writes its phonemes between `[[` and `]]`."""

import re
from collections.abc import Sequence

from guides.narration.marks import Piece

_MNEMONICS = {
    **{"tʃ": "tS", "dʒ": "dZ", "aɪ": "aI", "aʊ": "aU", "eɪ": "eI", "oʊ": "oU", "əʊ": "oU", "ɔɪ": "OI"},
    **{"ɜː": "3:", "ɑː": "A:", "ɔː": "O:", "iː": "i:", "uː": "u:", "ɚ": "3", "ə": "@", "ɐ": "a#", "ᵻ": "I2"},
    **{"ɪ": "I", "ʊ": "U", "ʌ": "V", "æ": "a", "a": "a", "ɛ": "E", "e": "eI", "ɒ": "0", "ɑ": "A:", "ɔ": "O:"},
    **{"ɜ": "3:", "i": "i", "u": "u:", "o": "oU", "ɹ": "r", "ɾ": "t#", "ŋ": "N", "θ": "T", "ð": "D", "ʃ": "S"},
    **{"ʒ": "Z", "ɡ": "g", "ʔ": "?", "ˈ": "'", "ˌ": ",", "ː": ":", " ": "||", "x": "x"},
    **{letter: letter for letter in "bdfhjklmnpstvwz"},
}
"""The phonemes of its English voices (docs/phonemes.md of eSpeak NG)."""
_SOUND = re.compile("|".join(sorted(map(re.escape, _MNEMONICS), key=len, reverse=True)))
_STRESS = ("'", ",")


def with_phonemes(pieces: Sequence[Piece]) -> str:
    """A sentence for eSpeak NG; a word whose IPA its English lacks is written instead."""
    return "".join(_written(piece) if piece.is_ipa else piece.text for piece in pieces)


def mnemonics(ipa: str) -> str | None:
    """`kˈɛtəmˌiːn` → `k|'E|t|@|m|,i:|n`; None when it has a sound that English lacks."""
    if _SOUND.sub("", ipa):
        return None
    found = ""
    for match in _SOUND.finditer(ipa):
        sound = _MNEMONICS[match[0]]
        # A bar keeps two sounds from being read as one: `t|S` is not `tS`.
        joined = not found or sound in (":", "||") or found.endswith((*_STRESS, "|"))
        found += sound if joined else f"|{sound}"
    return found


def _written(piece: Piece) -> str:
    sounds = mnemonics(piece.text)
    return piece.otherwise if sounds is None else f"[[{sounds}]]"
