"""Signs between words, as a person reads them out."""

import re

_SIGNS = tuple(
    (re.compile(pattern), spoken)
    for pattern, spoken in (
        (r"\b([A-Z])\s?&\s?A\b", r"\1 and eh"),
        (r"\s*&\s*", " and "),
        (r"(?<=\w)\s+[+＋]\s+(?=\w)", " plus "),
        (r"\s+=\s+", " equals "),
        (r"\s*[→⇒➔]\s*", " to "),
        (r"\s+@\s+|(?<=\w)@(?=\w)", " at "),
        (r"(?i)\band/or\b", "and or"),
        (r"\b([Ss])/he\b", r"\1he or he"),
        (
            r"\b([Ss]he|[Hh]e|[Tt]hey|[Xx]e|[Zz]e)/(her|him|them|they|she|he|xem|zir)(?:/(hers|his|theirs))\b",
            r"\1 \2 \3",
        ),
        (r"(?<![\w/])([Ss]he|[Hh]e|[Tt]hey)/(her|him|them|they)\b(?!/)", r"\1 \2"),
        (r"(?<=[^\W\d_])\s*/\s*(?=[^\W\d_])", " or "),
        (r"\s*/\s*", " "),
        (r"\b([A-C])\+(?!\w)", r"\1 plus"),
        (r"²", " squared"),
        (r"³", " cubed"),
        (r"[#@=+°º˚№]+", " "),
    )
)


def read_signs(text: str) -> str:
    """`you & me` → you and me, `his/her` → his or her; what nobody reads out is left out."""
    for pattern, spoken in _SIGNS:
        text = pattern.sub(spoken, text)
    return re.sub(r"\bA plus\b", "eh plus", text)
