"""Where sentences end."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

FIELD_SIGN = "\ufdd1"
"""Stands for a field in a text: it counts as a word, and no file may contain it."""

_END = re.compile(r"([.!?…]+)[\"'”’»)\]}]*")
_ELLIPSIS = re.compile(r"…|\.{3}")
_TOKEN = re.compile(r"[^\W_](?:[^\W_]|\.)*\Z")
_NEXT = re.compile(r"\s+[\"'“‘«(\[{]*(.)", re.S)
_INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]")
_LONGEST = 12
"""Characters in which every abbreviation fits."""

_TITLES = [
    "dr",
    "mr",
    "mrs",
    "ms",
    "mx",
    "prof",
    "rev",
    "fr",
    "sr",
    "jr",
    "st",
    "hon",
    "gen",
    "col",
    "capt",
    "lt",
    "sgt",
]
_NEVER = frozenset([*_TITLES, "mt", "e.g", "i.e", "eg", "ie", "vs", "cf", "viz", "approx", "incl", "excl", "esp"])
"""Abbreviations that something always follows."""
_DEGREES = ["ph.d", "psy.d", "ed.d"]
_MONTHS_AND_DAYS = [
    *["jan", "feb", "mar", "apr", "aug", "sept", "sep", "oct", "nov", "dec"],
    *["mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri"],
]
_UNITS = ["min", "mins", "sec", "secs", "hr", "hrs", "wk", "wks", "yr", "yrs", "mo", "mos", "lb", "lbs", "oz", "max"]
_PLACES = ["ave", "blvd", "rd", "dept", "appt"]
_MAYBE = frozenset(
    ["etc", "al", "a.m", "p.m", "o.k", "a.k.a", "inc", "ltd", *_DEGREES, *_MONTHS_AND_DAYS, *_UNITS, *_PLACES]
)
"""Abbreviations that end a sentence when the next word begins like one."""
_BEFORE_NUMBER = frozenset(["no", "nos", "nr", "p", "pp", "ch", "chap", "vol", "fig", "apt", "est"])
"""Abbreviations only before a number."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """One sentence in a text."""

    start: int
    end: int
    ellipsis: bool
    """Whether it ends in an ellipsis."""


def split_sentences(text: str) -> Iterator[Stretch]:
    """The sentences of a text.

    They end at `.`, `!`, `?`, `…` or `...` followed by white space, with the quotes and
    brackets that close there, but not after abbreviations, initials, and in numbers. What
    has no letter or digit joins the sentence before it, or the one after it when it is first.
    """
    held: Stretch | None = None
    spoken = False
    for stretch in _raw(text):
        says = has_words(text[stretch.start : stretch.end])
        if held is None:
            held, spoken = stretch, says
        elif says and spoken:
            yield held
            held = stretch
        else:
            held, spoken = Stretch(held.start, stretch.end, stretch.ellipsis), spoken or says
    if held is not None:
        yield held


def has_words(text: str) -> bool:
    """Whether there is anything in a text that can be spoken."""
    return any(sign.isalnum() or sign == FIELD_SIGN for sign in text)


def _raw(text: str) -> Iterator[Stretch]:
    start = 0
    for found in _END.finditer(text):
        if found.end() < len(text) and _ends(text, found):
            yield Stretch(start, found.end(), _ELLIPSIS.search(found[1]) is not None)
            start = found.end()
    rest = text[start:]
    if rest.strip():
        last = rest.rstrip().rstrip("\"'”’»)]}")
        yield Stretch(start, len(text), last.endswith(("…", "...")))


def _ends(text: str, found: re.Match[str]) -> bool:
    """Whether the signs found end a sentence."""
    following = _NEXT.match(text, found.end())
    if following is None:
        return text[found.end()].isspace()
    if found[1] != ".":
        return True
    token = _TOKEN.search(text, max(found.start() - _LONGEST, 0), found.start())
    if token is None:
        return True
    word, after = token[0], following[1]
    if word.casefold() in _NEVER or (_INITIALS.fullmatch(word) and word != "I"):
        return False
    if word.casefold() in _BEFORE_NUMBER:
        return not after.isdigit()
    if word.casefold() in _MAYBE:
        return after.isupper() or after == FIELD_SIGN
    return True
