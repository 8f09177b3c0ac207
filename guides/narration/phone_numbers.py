"""Telephone numbers, digit by digit."""

import re

from guides.narration.number_words import NumberWords
from guides.narration.numerals import Rule, rule

_HELPLINE = r"988|911|999|112|111|116 ?123"
_CALLED = (
    r"\b(?:[Cc]all|[Tt]ext|[Dd]ial|[Rr]ing|[Pp]hone)\s+"
    r"(?:(?:us|me|them|him|her|or text|[A-Z]+)\s+)?(?:(?:at|on|to)\s+)?"
)


def _one_by_one(match: re.Match[str], say: NumberWords) -> str:
    return match[1] + say.digits(match[2])


def _grouped(match: re.Match[str], say: NumberWords) -> str:
    """`+1 800 273 8255` → plus one, eight hundred, two seven three, eight two five five."""
    plus = "plus " if match[0].startswith("+") else ""
    groups = re.findall(r"\d+", match[0])
    first = len(groups) - 3
    said = [
        say.cardinal(group) if index == first and group == "800" else say.digits(group)
        for index, group in enumerate(groups)
    ]
    return plus + ", ".join(said)


RULES: tuple[Rule, ...] = (
    rule(r"(?<![\w.,])(?:\+?\d{1,3}[ -])?\d{3}[ -]\d{3}[ -]\d{4}(?!\d)", _grouped),
    rule(r"(?<![\w.,])\+\d{1,3}(?:[ -]\d{2,5}){2,4}(?!\d)", _grouped),
    rule(r"(?<![\w.,-])0\d{2,4}(?:[ -]\d{3,6}){1,3}(?!\d)", _grouped),
    rule(rf"(\b(?:to|on|at|is|number|line|or|via|the|a)\s+)({_HELPLINE})\b(?!\s*\w)", _one_by_one),
    rule(
        rf"((?<![\d,.$-]))({_HELPLINE})(?=,?\s+(?:or\s|(?:suicide|crisis|help|emergency|life|hot)?-?\s?"
        r"(?:line|lifeline|hotline|helpline|suicide|crisis|operator|call)\b))",
        _one_by_one,
    ),
    rule(rf"({_CALLED})(\d{{3}}(?:[ -]\d{{3,4}}){{0,2}}|\d{{5,}})\b", _one_by_one),
    rule(r"(?<![\w.,-])()(\d{3}-\d{4})(?![\d-])", _one_by_one),
)
