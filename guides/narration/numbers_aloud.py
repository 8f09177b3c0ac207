"""Numbers, times, dates, money and units in a text, read out as a person would."""

import re
from collections.abc import Callable

from guides.narration.number_words import NumberWords
from guides.narration.units_aloud import CURRENCIES, MONTHS, UNITS, unit_words

Read = Callable[[re.Match[str], NumberWords], str]

NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
VULGAR = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅛": (1, 8)}
_MONTH = "|".join(month.capitalize() for month in MONTHS)
_DAY = r"([12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(1\d{3}|20\d\d)"
_HELPLINE = r"988|911|999|112|111|116 ?123"
_UNIT = "|".join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True))
_MONEY = "|".join(re.escape(sign) for sign in CURRENCIES)
_SCALE = r"(?:hundred|thousand|million|billion)"


def read_numbers(text: str, language: str) -> str:
    """The text with every number in words; a text without digits comes back as it is."""
    if not re.search(r"\d|[½⅓⅔¼¾⅕⅛]", text):
        return text
    say = NumberWords(language)
    for pattern, read in RULES:
        text = pattern.sub(lambda match, read=read: read(match, say), text)  # type: ignore[misc]
    return text


def _money(match: re.Match[str], say: NumberWords) -> str:
    one, many, cent = CURRENCIES[match[1]]
    amount, scale = match[2], match[3]
    if scale:
        return f"{say.cardinal(amount)} {scale} {many}"
    whole, _, part = amount.partition(".")
    words = f"{say.cardinal(whole)} {one if whole == '1' else many}"
    cents = int((part + "0")[:2]) if part else 0
    if not cents:
        return words
    return f"{words} and {say.cardinal(str(cents))} {cent}{'s' if cents != 1 and cent == 'cent' else ''}"


def _iso_date(match: re.Match[str], say: NumberWords) -> str:
    month = MONTHS_IN_ORDER[int(match[2]) - 1]
    return _in_words(month, int(match[3]), match[1], say)


def _month_first(match: re.Match[str], say: NumberWords) -> str:
    return _in_words(MONTHS[match[1].rstrip(".").lower()], int(match[2]), match[3], say)


def _day_first(match: re.Match[str], say: NumberWords) -> str:
    month, year = MONTHS[match[2].rstrip(".").lower()], match[3]
    return f"the {say.ordinal(int(match[1]))} of {month}" + (f" {say.year(year)}" if year else "")


def _in_words(month: str, day: int, year: str | None, say: NumberWords) -> str:
    first = f"{month} {say.ordinal(day)}" if say.american else f"the {say.ordinal(day)} of {month}"
    return first + (f", {say.year(year)}" if year else "")


def _clock(match: re.Match[str], say: NumberWords) -> str:
    hours, minutes, half = int(match[1]), int(match[2] or 0), match[3]
    if half:
        time = say.clock(hours, minutes) if minutes else say.cardinal(str(hours))
        return f"{time} {'eh' if half.lower() == 'a' else 'P'} M{_stop(match, match[0])}"
    return say.clock(hours, minutes)


def _one_by_one(match: re.Match[str], say: NumberWords) -> str:
    return match[1] + say.digits(match[2])


def _decade(match: re.Match[str], say: NumberWords) -> str:
    return say.decade(match[1] or match[2] or match[3])


def _mixed(match: re.Match[str], say: NumberWords) -> str:
    return _with_whole(match[1], say.fraction(int(match[2]), int(match[3])), say)


def _vulgar(match: re.Match[str], say: NumberWords) -> str:
    return _with_whole(match[1], say.fraction(*VULGAR[match[2]]), say)


def _with_whole(whole: str | None, part: str, say: NumberWords) -> str:
    if not whole:
        return part
    return f"{say.cardinal(whole)} and {'a' + part[3:] if part.startswith('one ') else part}"


def _range(match: re.Match[str], say: NumberWords) -> str:
    low, high, unit = match[1], match[2], match[3]
    read = say.year if _years(low, high) else say.cardinal
    words = f"{read(low)} to {read(high)}"
    return f"{words} {unit_words(unit, many=True)}{_stop(match, unit)}" if unit else words


def _years(low: str, high: str) -> bool:
    return all(re.fullmatch(r"1[1-9]\d\d|20\d\d", number) for number in (low, high))


def _measure(match: re.Match[str], say: NumberWords) -> str:
    sign = "minus " if match[1] else ""
    return f"{sign}{say.cardinal(match[2])} {unit_words(match[3], many=match[2] != '1')}{_stop(match, match[3])}"


def _stop(match: re.Match[str], written: str) -> str:
    """The full stop of an abbreviation that ends the sentence as well."""
    ends = written.endswith(".") and not match.string[match.end() :].strip(" '")
    return "." if ends else ""


def _plain(match: re.Match[str], say: NumberWords) -> str:
    return ("minus " if match[1] else "") + say.cardinal(match[2])


MONTHS_IN_ORDER = tuple(dict.fromkeys(MONTHS.values()))

RULES: tuple[tuple[re.Pattern[str], Read], ...] = (
    (re.compile(rf"({_MONEY})\s?({NUMBER})(?:\s({_SCALE}))?(?!\d)"), _money),
    (re.compile(r"\b(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\b"), _iso_date),
    (re.compile(rf"\b({_MONTH})\.?\s+{_DAY}\b(?:,?\s+{_YEAR}\b)?(?!:)"), _month_first),
    (re.compile(rf"(?:\b[Tt]he\s+)?\b{_DAY}\s+(?:of\s+)?({_MONTH})\b\.?(?:,?\s+{_YEAR}\b)?"), _day_first),
    (re.compile(r"\b([01]?\d|2[0-3]):([0-5]\d)(?::\d\d)?(?:\s?([AaPp])\.?\s?[Mm]\b\.?)?"), _clock),
    (re.compile(r"\b(1[0-2]|[1-9])()\s?([AaPp])\.?\s?[Mm]\b\.?"), _clock),
    (re.compile(rf"(\b(?:to|on|at|is|number|line|or)\s+)({_HELPLINE})\b(?!\s*\w)"), _one_by_one),
    (
        re.compile(r"(\b(?:[Cc]all|[Tt]ext|[Dd]ial|[Rr]ing|[Pp]hone)\s+)(\d{3}(?:[ -]\d{3,4}){0,2}|\d{5,})\b"),
        _one_by_one,
    ),
    (re.compile(r"\b\d{3}-\d{3}-\d{4}\b|\b\d{3}-\d{4}\b"), lambda match, say: say.digits(match[0])),
    (re.compile(r"(?:\b((?:1[1-9]|20)\d0)|'([2-9]0)|(?<=\bthe )([2-9]0))'?s\b"), _decade),
    (re.compile(r"\b(\d+)/(\d+)/(\d+)\b"), lambda match, say: " ".join(say.cardinal(part) for part in match.groups())),
    (re.compile(r"(?:\b(\d+)\s+)?\b(\d+)/(\d+)\b"), _mixed),
    (re.compile(r"(?:\b(\d+)\s?)?([½⅓⅔¼¾⅕⅛])"), _vulgar),
    (
        re.compile(rf"\b({NUMBER})\s?(?:[-–—]|\bto\b)\s?({NUMBER})[\s-]?({_UNIT})(?![\w])"),
        _range,
    ),
    (re.compile(rf"\b({NUMBER})\s?[-–—]\s?({NUMBER})()\b"), _range),
    (
        re.compile(rf"(?<![\w.])([-−])?({NUMBER})-(min|minute|sec|second|hr|hour|day|week|month|year)\b"),
        lambda match, say: f"{say.cardinal(match[2])}-{unit_words(match[3], many=False)}",
    ),
    (re.compile(rf"(?<![\w.])([-−])?({NUMBER})\s?({_UNIT})(?![\w])"), _measure),
    (
        re.compile(r"\b(\d{1,3}(?:,\d{3})+|\d+)(?:st|nd|rd|th)\b"),
        lambda match, say: say.ordinal(int(match[1].replace(",", ""))),
    ),
    (
        re.compile(
            r"(\b(?:in|since|by|from|until|till|of|during|before|after|year|early|late|mid|around|about)\s+)"
            r"(1[1-9]\d\d|20\d\d)\b(?![.,]\d|\s+(?:people|steps|words|breaths|times|of))",
            re.I,
        ),
        lambda match, say: match[1] + say.year(match[2]),
    ),
    (re.compile(r"(?:\bNo\.\s?|\bno\.\s?|#\s?)(\d+)"), lambda match, say: f"number {say.cardinal(match[1])}"),
    (re.compile(rf"\b({NUMBER})[x×](?!\w)"), lambda match, say: f"{say.cardinal(match[1])} times"),
    (re.compile(rf"(?<![\w.])([-−])?({NUMBER})"), _plain),
    (re.compile(r"(\d+)"), lambda match, say: f" {say.digits(match[1])} "),
)
"""In this order: what takes a number's neighbours into account comes first."""
