"""Words that are said otherwise than they are written."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Entries = Sequence[tuple[str, str]]

SHIPPED: Mapping[str, str] = {
    "ketamine": "/kˈɛtəmˌiːn/",
    "lozenge": "lozinj",
    "lozenges": "lozinjes",
    "vagus": "vaygus",
    "interoception": "/ˌɪntɚɹəsˈɛpʃən/",
    "psilocybin": "sighlosybin",
    "ayahuasca": "eye-a-waska",
    "namaste": "nahmastay",
    "qi": "chee",
    "qigong": "chee-gong",
    "mm": "hmm",
    "mmm": "hmm",
    "shh": "shush",
    "niamh": "neev",
}
"""What eSpeak's dictionary, which every engine but the system's own reads with, gets
wrong; found by looking at its phonemes for the words of the field."""

FIRST_MARK = 0xE000
LAST_MARK = 0xF8FF
"""What is said otherwise travels through the other rules as single characters of the
private use area, so that no rule touches it."""
SIBILANT = "szʃʒ"
VOICELESS = "ptkfθ"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words, or the phonemes of one word."""

    text: str
    is_ipa: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """A text in which every pronunciation waits behind a mark."""

    text: str
    said: tuple[Piece, ...]
    """What the characters from `FIRST_MARK` on stand for."""

    def pieces(self, text: str) -> tuple[Piece, ...]:
        """A text made from this one, with its marks resolved and words next to words joined."""
        found: list[Piece] = []
        for part in re.split(rf"([{chr(FIRST_MARK)}-{chr(LAST_MARK)}])", text):
            if not part:
                continue
            marked = FIRST_MARK <= ord(part[0]) <= LAST_MARK
            piece = self.said[ord(part) - FIRST_MARK] if marked else Piece(part)
            if found and not found[-1].is_ipa and not piece.is_ipa:
                piece = Piece(found.pop().text + piece.text)
            found.append(piece)
        return tuple(found)


def occurring(text: str, entries: Entries) -> tuple[tuple[str, str], ...]:
    """Only the entries whose word is in the text."""
    return tuple(entry for entry in entries if _pattern([entry]).search(text))


def marked(text: str, entries: Entries, *, ipa: bool) -> Marked:
    """The text with marks for its pronunciations; the given entries come before the shipped ones.

    Where `/ipa/` cannot be used such a word stays as it is written.
    """
    usable = [(word, said) for word, said in entries if word.strip() and (ipa or not is_ipa(said))]
    own = {word.lower() for word, _ in entries}
    shipped = ((word, said) for word, said in SHIPPED.items() if word not in own and (ipa or not is_ipa(said)))
    all_entries = [*usable, *shipped]
    found: list[Piece] = []

    def say(match: re.Match[str]) -> str:
        said = _said(match[1], all_entries)
        if is_ipa(said):
            found.append(Piece(_with_ending(said.strip().strip("/"), match[2]), is_ipa=True))
        else:
            found.append(Piece(said + (match[2] or "")))
        return chr(FIRST_MARK + len(found) - 1)

    return Marked(_pattern(all_entries).sub(say, text), tuple(found))


def is_ipa(said: str) -> bool:
    """Whether an entry gives phonemes: `/ˈɛksaɪl/`."""
    said = said.strip()
    return len(said) > 2 and said.startswith("/") and said.endswith("/")


def _pattern(entries: Entries) -> re.Pattern[str]:
    forms = sorted((_form(word) for word, _ in entries), key=len, reverse=True)
    return re.compile(rf"(?<![\w])({'|'.join(forms)})('s)?(?![\w])")


def _form(word: str) -> str:
    """An entry in lower case also stands for the word with a capital; others are exact."""
    word = word.strip()
    first = f"[{word[0]}{word[0].upper()}]" if word == word.lower() and word[0].isalpha() else re.escape(word[0])
    return first + r"\s+".join(re.escape(part) for part in word[1:].split(" "))


def _said(written: str, entries: Entries) -> str:
    folded = " ".join(written.split())
    lowered = folded[0].lower() + folded[1:]
    exact = next((said for word, said in entries if " ".join(word.split()) == folded), None)
    return exact or next(said for word, said in entries if " ".join(word.split()) == lowered)


def _with_ending(ipa: str, ending: str | None) -> str:
    if not ending:
        return ipa
    last = ipa.rstrip("ːˈˌ")[-1:]
    return ipa + ("ɪz" if last in SIBILANT else "s" if last in VOICELESS else "z")
