"""Dates, years and decades, as a person reads them out."""

import re

from guides.narration.number_words import NumberWords
from guides.narration.numerals import DASH, Rule, rule
from guides.narration.units_aloud import MONTHS

_MONTHS_IN_ORDER = tuple(dict.fromkeys(MONTHS.values()))
_MONTH = "|".join(month.capitalize() for month in sorted(MONTHS, key=len, reverse=True))
_DAY = r"(3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(1\d{3}|20\d\d)"
_DATED = r"1[1-9]\d\d|20\d\d"


def _written(month: str, day: int, year: str | None, say: NumberWords) -> str:
    first = f"{month} {say.ordinal(day)}" if say.american else f"the {say.ordinal(day)} of {month}"
    return first + (f", {say.year(year)}" if year else "")


def _iso(match: re.Match[str], say: NumberWords) -> str:
    return _written(_MONTHS_IN_ORDER[int(match[2]) - 1], int(match[3]), match[1], say)


def _numeric(match: re.Match[str], say: NumberWords) -> str:
    """`10/3/2026`: the month first in American English; the day first in British, and where dots stand."""
    first, second, year = int(match[1]), int(match[3]), match[4]
    month, day = (first, second) if say.american and match[2] != "." else (second, first)
    if not 1 <= month <= 12:
        month, day = day, month
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return match[0]
    full = year if len(year) == 4 else f"{'20' if int(year) < 50 else '19'}{year}"
    return _written(_MONTHS_IN_ORDER[month - 1], day, full, say)


def _short(match: re.Match[str], say: NumberWords) -> str:
    """`on 10/3`; what could be a fraction (`on 1/2 of it`) stays one."""
    first, second = int(match[2]), int(match[3])
    month, day = (first, second) if say.american else (second, first)
    if not (1 <= month <= 12 and 1 <= day <= 31) or (first < second <= 10):
        return match[0]
    return match[1] + _written(_MONTHS_IN_ORDER[month - 1], day, None, say)


def _month_first(match: re.Match[str], say: NumberWords) -> str:
    return _written(MONTHS[match[1].lower()], int(match[2]), match[3], say)


def _month_days(match: re.Match[str], say: NumberWords) -> str:
    return f"{MONTHS[match[1].lower()]} {say.ordinal(int(match[2]))} to {say.ordinal(int(match[3]))}"


def _days_month(match: re.Match[str], say: NumberWords) -> str:
    return f"the {say.ordinal(int(match[1]))} to the {say.ordinal(int(match[2]))} of {MONTHS[match[3].lower()]}"


def _day_first(match: re.Match[str], say: NumberWords) -> str:
    month, year = MONTHS[match[2].lower()], match[3]
    return f"the {say.ordinal(int(match[1]))} of {month}" + (f" {say.year(year)}" if year else "")


def _month_year(match: re.Match[str], say: NumberWords) -> str:
    return f"{MONTHS[match[1].lower()]} {say.year(match[2])}"


def _decade(match: re.Match[str], say: NumberWords) -> str:
    return say.decade(next(group for group in match.groups() if group))


def _years(match: re.Match[str], say: NumberWords) -> str:
    later = match[2] if len(match[2]) == 2 else ""
    return f"{say.year(match[1])} to {say.cardinal(later) if later else say.year(match[2])}"


def _span(match: re.Match[str], say: NumberWords) -> str:
    """`1939-45`; not where the second is no later year."""
    return _years(match, say) if int(match[2]) > int(match[1][2:]) else match[0]


RULES: tuple[Rule, ...] = (
    rule(r"\b(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\b", _iso),
    rule(r"(?<![\d/.-])(\d{1,2})([/.])(\d{1,2})\2(\d{4}|\d{2})(?![\d/-]|\.\d)", _numeric),
    rule(r"(?<![\d/.-])(\d{1,2})(-)(\d{1,2})-(\d{4})(?![\d/-])", _numeric),
    rule(rf"\b({_MONTH})\b\.?\s+{_DAY}\s?[-–—]\s?{_DAY}(?![\d-])", _month_days),
    rule(rf"(?:\b[Tt]he\s+)?(?<![\d-]){_DAY}\s?[-–—]\s?{_DAY}\s+({_MONTH})\b\.?", _days_month),
    rule(rf"\b({_MONTH})\b\.?\s+{_DAY}\b(?:,?\s+{_YEAR}\b)?(?!:)", _month_first),
    rule(rf"(?:\b[Tt]he\s+)?\b{_DAY}\s+(?:of\s+)?({_MONTH})\b\.?(?:,?\s+{_YEAR}\b)?", _day_first),
    rule(rf"\b({_MONTH})\b\.?,?\s+{_YEAR}\b", _month_year),
    rule(r"(\b(?:on|by|until|till|since|before|after|from|due)\s+)(\d{1,2})/(\d{1,2})\b(?!/|\s+of\b)", _short),
    rule(
        r"(?:\b((?:1[1-9]|20)\d0)|'([2-9]0)|(?<=\b(?i:the) )([2-9]0)|(?<=\b(?i:my) )([2-9]0)"
        r"|(?<=\b(?i:his|her|our|mid)[ -])([2-9]0)|(?<=\b(?i:your|late)[ -])([2-9]0)"
        r"|(?<=\b(?i:their|early)[ -])([2-9]0))'?s\b",
        _decade,
    ),
    rule(rf"\b({_DATED}){DASH}({_DATED})\b", _years),
    rule(rf"\b({_DATED})[-–—](\d\d)\b(?!-)", _span),
    rule(
        r"(\b(?i:in|since|by|from|until|till|of|during|before|after|year|early|late|mid|around|about)\s+)"
        rf"({_DATED})\b(?![.,]\d|\s+(?:people|steps|words|breaths|times|of)\b)",
        lambda match, say: match[1] + say.year(match[2]),
    ),
    rule(
        r"(?<![\d$€£.,+-])(?<!\bNo\. )\b((?:19|20)\d\d)\b(?![,.]\d|%|[-\w]|\s+(?!(?:is|was|has|does|as)\b)\w+s\b)",
        lambda match, say: say.year(match[1]),
    ),
)
