"""Fractions, and what two numbers with a slash mean besides."""

import re

from guides.narration.number_words import NumberWords
from guides.narration.numerals import Rule, rule

_MEASURED = "cup|hour|mile|pound|teaspoon|tablespoon|inch|minute|second|day|glass|dose"


def _said(match: re.Match[str], say: NumberWords) -> str:
    whole, above, below = match[1], int(match[2]), int(match[3])
    part = say.fraction(above, below)
    if not whole:
        return part
    return f"{say.cardinal(whole)} and {'a' + part[3:] if part.startswith('one ') else part}"


def _of(match: re.Match[str], say: NumberWords) -> str:
    """`1/2 hour` → half an hour, `3/4 cup` → three quarters of a cup."""
    above, below, what = int(match[1]), int(match[2]), match[3]
    part = say.fraction(above, below)
    if " out of " in part:
        return f"{part} {what}"
    article = "an" if what in ("hour", "inch") else "a"
    return f"half {article} {what}" if (above, below) == (1, 2) else f"{part} of {article} {what}"


RULES: tuple[Rule, ...] = (
    rule(r"\b24/7\b", "twenty-four seven"),
    rule(r"\b50[/-]50\b", "fifty-fifty"),
    rule(r"\b9/11\b", "nine eleven"),
    rule(rf"(?<![\w/.,] )(?<![\w/.,-])(\d{{1,2}})/(\d{{1,2}})\s({_MEASURED})\b", _of),
    rule(r"(?:(?<![\d.,])(\d+)[\s-]+)?(?<![\d/.,])(\d+)/(\d+)(?![\d/])", _said),
)
