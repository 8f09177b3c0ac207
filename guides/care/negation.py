"""Whether a sentence takes back the words it is about to say: "you do not have to let go"."""

import re

_EXCUSE = re.compile(
    r"\b(?:(?:no|without any|without|not any|isn't any|not) (?:need|reason|hurry|rush|pressure|obligation|demand)"
    r"|(?:not|n't|never|nobody|no one|nothing|none) (?:\w+ ){0,3}?"
    r"(?:have|has|need|needs|asks?|asked|asking|require[sd]?|want|wants|trying|try|expects?|expected|supposed|meant)"
    r"|needn't|need not|nothing (?:\w+ ){0,2}to|not here to|no one here|instead of having to)\b",
    re.I,
)
"""Says that something need not be; holds for a whole list."""
_PLAIN = re.compile(
    r"\b(?:not|never|(?<!say )(?<!says )(?<!said )no|nobody|nothing|none|neither|nor|cannot|without|rather than|instead of)\b|n't\b",
    re.I,
)
_FRESH = re.compile(
    r"[;:.!?…]|\s[–—-]+\s|—|\bbut\b|\bso\b|\bbecause\b|,\s*(?:and |just |now |then )*(?:you|we|i|it|they|this"
    r"|that)\b",
    re.I,
)
"""Begins a new thought, which an earlier `not` no longer reaches."""
_COMMA = re.compile(r",")
_NEAR = 60
"""Characters that a plain `not` reaches."""
_FAR = 300
"""Characters that are looked at before the words in question."""


def is_negated(text: str, start: int) -> bool:
    """Whether what stands at an index of a sentence is denied or excused by the words before it."""
    before = text[max(start - _FAR, 0) : start]
    for found in _EXCUSE.finditer(before):
        if not _FRESH.search(before, found.end()):
            return True
    for found in _PLAIN.finditer(before):
        rest = before[found.end() :]
        if len(rest) <= _NEAR and not _FRESH.search(rest) and not _COMMA.search(rest):
            return True
    return False
