"""How a word is to be said: in another spelling, in the signs of the IPA, or in both."""

import re
import unicodedata
from dataclasses import dataclass

_BOTH = re.compile(r"(?:(?P<respelling>.*\S)\s+)?/(?P<ipa>[^/]*)/", re.S)
_VOWELS = "aeiouyæøœɐɑɒɔəɚɛɜɪʊʌᵻ"
ALPHABET = frozenset(_VOWELS + "bdfhjklmnpstvwxzçðŋɡɲɹɾʁʃʒʔθχβɣʎˈˌː ̃")
"""The signs that every voice which takes phonemes knows: those of English, and some for foreign names."""

_OTHERWISE = {
    **dict.fromkeys("͜͡.‿|()-ˑ̯̪̚ʰˠˡⁿ", ""),
    **{"'": "ˈ", "’": "ˈ", "′": "ˈ", "ʼ": "ˈ", ",": "ˌ", ":": "ː", "g": "ɡ", "r": "ɹ", "ɻ": "ɹ", "ɝ": "ɜː"},
    **{"ʤ": "dʒ", "ʧ": "tʃ", "ʦ": "ts", "ʣ": "dz", "ɫ": "l", "ʍ": "w", "ʋ": "v", "ɱ": "m", "ε": "ɛ", "ә": "ə"},
    **{"ɘ": "ə", "ɵ": "ə", "ʉ": "u", "ɯ": "u", "ɨ": "ᵻ", "ɩ": "ɪ", "ɷ": "ʊ", "ɤ": "ʌ", "ɞ": "ɜ", "ɬ": "l", "ɦ": "h"},
}
"""Signs of dictionaries, and of keyboards, that mean one of the alphabet or can be left out."""
_SYLLABIC = re.compile("([lmnŋ])\u0329")
_STRESS = re.compile(rf"([ˈˌ])([^{_VOWELS}\sˈˌ]+)(?=[{_VOWELS}])")
_SAME_SIGN = ((re.compile("[‘’ʼ‛`´]"), "'"), (re.compile("[‐‑]"), "-"))
"""Signs that look alike and mean the same, in a text and in an entry's word."""
_UNSPOKEN = re.compile(r"[\[\]{}<>|*_^\\]")


@dataclass(frozen=True, slots=True)
class Said:
    """What `[pronounce]` gives for one word."""

    respelling: str | None
    """For engines that take words; None when only the IPA is given."""
    ipa: str | None
    """For engines that take phonemes, in signs of `ALPHABET` as far as they could be brought to it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why an entry cannot be used, and what to write instead."""

    message: str
    hint: str


def one_spelling(text: str) -> str:
    """A text with accents composed, and one kind of apostrophe and hyphen."""
    text = unicodedata.normalize("NFC", text)
    for pattern, plain in _SAME_SIGN:
        text = pattern.sub(plain, text)
    return text


def folded(word: str) -> str:
    """An entry's word as it is looked up: in one spelling, with single spaces."""
    return " ".join(one_spelling(word).split())


def parse_said(value: str) -> Said:
    """An entry as written: `eggs-ile`, `/ˈɛksaɪl/`, or `eggs-ile /ˈɛksaɪl/` with one for each kind of engine."""
    value = " ".join(unicodedata.normalize("NFC", value).split())
    found = _BOTH.fullmatch(value)
    if found is None:
        return Said(value or None, None)
    return Said(found["respelling"], plain_ipa(found["ipa"]) or None)


def plain_ipa(ipa: str) -> str:
    """IPA in the signs that the voices know, with each stress mark right before its vowel.

    Dictionaries set the mark before the syllable, `/ˈstɹɛs/`; the voices were taught
    `stɹˈɛs`, as eSpeak writes it.
    """
    ipa = _SYLLABIC.sub(r"ə\1", unicodedata.normalize("NFC", ipa).replace("ɹ\u0329", "ɚ"))
    ipa = "".join(_OTHERWISE.get(sign, sign) for sign in ipa)
    return _STRESS.sub(r"\2\1", " ".join(ipa.split()))


def fault_of(word: str, value: str) -> Fault | None:
    """What is wrong with one entry by itself; None when a voice can use it."""
    if not word.strip():
        return Fault("This pronunciation has no word.", 'Write word = "how to say it".')
    said = parse_said(value)
    if said.ipa is None and said.respelling is None:
        return Fault(
            f"The pronunciation of {word} says nothing.",
            'Write a respelling, such as "eye eff ess", or IPA between slashes, such as "/ˈɛksaɪl/".',
        )
    return _spelled_wrongly(word, said.respelling) or _signs_wrongly(word, said.ipa)


def _spelled_wrongly(word: str, respelling: str | None) -> Fault | None:
    if respelling is None:
        return None
    if "/" in respelling:
        return Fault(
            f"The pronunciation of {word} has a slash too many or too few.",
            'IPA stands between two slashes, such as "/ˈɛksaɪl/"; a respelling has none.',
        )
    unspoken = dict.fromkeys(_UNSPOKEN.findall(respelling))
    if unspoken:
        return Fault(
            f"The respelling of {word} has signs that cannot be spoken: {' '.join(unspoken)}.",
            "Write it in letters, spaces and hyphens.",
        )
    if not any(sign.isalnum() for sign in respelling):
        return Fault(f"The respelling of {word} has no letters.", 'Write it as it sounds, such as "eye eff ess".')
    return None


def _signs_wrongly(word: str, ipa: str | None) -> Fault | None:
    if ipa is None:
        return None
    unknown = dict.fromkeys(sign for sign in ipa if sign not in ALPHABET)
    if unknown:
        return Fault(
            f"The pronunciation of {word} has signs that no voice knows: {' '.join(unknown)}.",
            "Use the IPA signs of English between the slashes, or write a respelling without slashes.",
        )
    if not any(sign.isalpha() and sign not in "ˈˌː" for sign in ipa):
        return Fault(f"The pronunciation of {word} says nothing.", 'Write IPA such as "/ˈɛksaɪl/".')
    return None
