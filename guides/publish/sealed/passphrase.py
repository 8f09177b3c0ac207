"""Passphrases: six words from a list by chance, or one of the therapist's own that is hard to guess."""

import math
import secrets
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from guides.errors import SealError
from guides.model.settings import SEAL_GUESSES, SEAL_WORDS
from guides.publish.sealed.extra import needing

LONGEST = 200
"""Characters of a passphrase of one's own."""
_JUDGED = 72
"""Characters that are looked at; more cannot make it weaker."""


@cache
def word_list() -> tuple[str, ...]:
    """The words that passphrases are made of; `NOTICE.md` says whose list it is."""
    return tuple((files("guides.publish.sealed") / "words.txt").read_text("utf-8").split())


def generated() -> str:
    """Six words, drawn by the system's own source of chance."""
    return " ".join(secrets.choice(word_list()) for _ in range(SEAL_WORDS))


def generated_bits() -> float:
    """How much chance there is in six words, in bits: 76.0 with the 6,483 words of the list."""
    return SEAL_WORDS * math.log2(len(word_list()))


def plain(passphrase: str) -> str:
    """A passphrase as it opens a page, however it was written down: lower case, one blank between words.

    Whatever is no letter and no digit parts words, as a comma or a dash does; what cannot be seen is left out.
    `assets/sealed.js` has the same rule.
    """
    seen = (sign for sign in unicodedata.normalize("NFKC", passphrase).lower() if unicodedata.category(sign) != "Cf")
    return " ".join("".join(sign if unicodedata.category(sign)[0] in "LMN" else " " for sign in seen).split())


def chosen(passphrase: str, known: Iterable[str]) -> str:
    """A passphrase of one's own, if it is hard enough to guess.

    Args:
        passphrase: what stands in the file, its ends trimmed.
        known: words that whoever knows the practice would try first.

    Raises:
        SealError: it is too weak or too long; the message says nothing of it.
    """
    with needing():
        from zxcvbn import zxcvbn

    told = plain(passphrase)
    if len(told) > LONGEST:
        raise SealError(f"This passphrase is longer than {LONGEST} characters.", hint=_BETTER)
    if not told:
        raise SealError("There is no passphrase in this file.", hint=_BETTER)
    inputs = [word.lower() for word in known if word]
    if float(zxcvbn(told[:_JUDGED], user_inputs=inputs)["guesses_log10"]) < SEAL_GUESSES:
        raise SealError("This passphrase could be guessed.", hint=_BETTER)
    return passphrase


_BETTER = (
    "Leave out --passphrase-file: six words are then drawn by chance. Or take six or more words that are nobody's."
)
