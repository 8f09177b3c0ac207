"""Whether words are only reported: what others say, what a part thinks, what is no good advice."""

import re

_REPORTED = re.compile(
    r"\b(?:say|says|said|saying|tell|tells|told|telling|hear|hears|heard|think|thinks|thought|believe|believes"
    r"|believed|insists?|insisted|shouts?|shouted|whispers?|whispered|warns?|warned|advice|advised?|advises"
    r"|message|rules?|orders?|called|as if|as though|phrases?|words?|sentences?|convinced|sure|afraid|fears?"
    r"|worry|worries|feels? (?:that|as|like)|taught|teach(?:es)?|wish(?:es)?|hopes?)"
    r"(?: (?:you|it|to|that|like|such as|me|us|them|about|of|is|was|from|in|your|the|things|a|again|once"
    r"|so|often|always|for|years)\b)*(?::\s*|\s+|,\s*(?=['\"])|(?<=told you),\s*)?['\"]?(?:[^.!?;:,]{0,24}|[^.!?;:,]{0,60}, (?:or"
    r"|and) [^.!?;:,]{0,24})$",
    re.I,
)
"""A verb of saying or thinking just before."""
_SPEAKER = re.compile(
    r"\b(?:i (?:say|tell|want)|say to|tell (?:it|them|him|her|your|the|this|that)|remember|know)\b[^.;:]*$", re.I
)
_QUOTED = re.compile(r"\"[^\"]*\"")
_SAYS = re.compile(
    r"\b(?:says?|said|saying|tells?|told|hear|heard|thinks?|thought|voice|message|rules?|words?|called|phrase"
    r"|sentence|advice|advised?|line|shouts?|whispers?|insists?)\b",
    re.I,
)
_COLON = re.compile(r"\b(?:says?|tells?|whispers?|shouts?|insists?|repeats?)(?: \w+){0,2}: [^\"]*$", re.I)
NEAR = 400
"""Characters before a phrase in which it may be told whose words it is."""


def is_reported(text: str, start: int) -> bool:
    """Whether what stands at an index of a sentence is only told of: someone's words or thoughts."""
    before = text[max(start - NEAR, 0) : start]
    for quoted in _QUOTED.finditer(text):
        if quoted.start() <= start < quoted.end():
            return _SAYS.search(before) is not None or _SAYS.search(text, quoted.end()) is not None
    found = _REPORTED.search(before)
    return found is not None and _SPEAKER.search(before) is None


def goes_on_reporting(earlier: str, text: str) -> bool:
    """Whether a sentence goes on with what the one before began to report: after `It says: you must.` the words `You must not`."""
    return (
        _COLON.search(earlier) is not None and re.match(r"(?:you|i|we|it|don't|do not|never)\b", text, re.I) is not None
    )
