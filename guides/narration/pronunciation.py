"""Words that are said otherwise than they are written."""

import re
from collections.abc import Sequence
from functools import cache

from guides.model.saying import Said, folded, one_spelling, parse_said
from guides.narration.field_words import SHIPPED
from guides.narration.marks import Marks, without_marks

Entries = Sequence[tuple[str, str]]


def occurring(text: str, entries: Entries) -> tuple[tuple[str, str], ...]:
    """Only the entries whose word is in the text."""
    text = one_spelling(text)
    return tuple(entry for entry in entries if entry[0].strip() and _pattern((entry[0],)).search(text))


def covers(entry: str, word: str) -> bool:
    """Whether an entry is for a word as it is written: `exile` for `Exile`, but not the other way round."""
    return re.fullmatch(_form(entry), folded(word)) is not None


def together(first: Entries, second: Entries) -> tuple[tuple[str, str], ...]:
    """The entries of a script, and those of the practice for words that the script says nothing of."""
    return (*first, *(entry for entry in second if not any(covers(word, entry[0]) for word, _ in first)))


def marked(text: str, entries: Entries, marks: Marks) -> str:
    """The text, in one spelling, with marks for what is said otherwise.

    The given entries come before the shipped ones, the word exactly as written before
    the one in lower case, and the longest first. Each is applied once, to what was
    written and never to what another entry says. Where only IPA is given, and the engine
    takes none, a word stays as it is written.
    """
    own = tuple((word, said) for word, said in entries if word.strip() and said.strip())
    both = _with_shipped(own)

    def say(match: re.Match[str]) -> str:
        mark = None if marks.full else marks.hold(_said(match[1], both), match[1], match[2] or "")
        return match[0] if mark is None else mark

    return _pattern(tuple(word for word, _ in both)).sub(say, without_marks(one_spelling(text)))


@cache
def _with_shipped(own: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return together(own, tuple(SHIPPED.items()))


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    forms = sorted((_form(word) for word in words), key=len, reverse=True)
    return re.compile(rf"(?<!\w)({'|'.join(forms)})('s)?(?!\w)")


def _form(word: str) -> str:
    """An entry in lower case also stands for the word with a capital; others are exact."""
    parts = folded(word).split()
    if folded(word) == folded(word).lower() and parts[0][0].isalpha():
        first = f"[{parts[0][0]}{parts[0][0].upper()}]" + re.escape(parts[0][1:])
    else:
        first = re.escape(parts[0])
    return r"\s+".join([first, *(re.escape(part) for part in parts[1:])])


def _said(written: str, entries: Entries) -> Said:
    exact = next((said for word, said in entries if folded(word) == folded(written)), None)
    return parse_said(exact or next(said for word, said in entries if covers(word, written)))
