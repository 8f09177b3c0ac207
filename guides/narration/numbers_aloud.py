"""Numbers in a text, read out as a person would."""

import re

from guides.narration import dates_aloud, fractions_aloud, money_aloud, phone_numbers, times_aloud
from guides.narration.number_words import NumberWords
from guides.narration.numerals import DASH, NUMBER, Rule, rule, stop_of
from guides.narration.units_aloud import UNITS, unit_words

_UNIT = "|".join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True))
_PERIOD = "min|minute|sec|second|hr|hour|day|week|wk|month|year|yr|mile|inch|foot|ft|lb|pound|mg|ml"


def read_numbers(text: str, say: NumberWords) -> str:
    """The text with every number in words; a text without digits comes back as it is."""
    if not re.search(r"\d", text):
        return text
    for pattern, read in RULES:
        text = pattern.sub(lambda match, read=read: read(match, say), text)  # type: ignore[misc]
    return text


def _cardinals(match: re.Match[str], say: NumberWords) -> str:
    """`4-7-8` → four seven eight: more than two numbers are no range."""
    return " ".join(say.cardinal(part) for part in re.findall(r"\d+", match[0]))


def _points(match: re.Match[str], say: NumberWords) -> str:
    return " point ".join(say.cardinal(part) for part in match[0].split("."))


def _range(match: re.Match[str], say: NumberWords) -> str:
    low, high, unit = match[1], match[2], match[3]
    words = f"{say.cardinal(low)} to {say.cardinal(high)}"
    return f"{words} {unit_words(unit, many=True)}{stop_of(match, unit)}" if unit else words


def _range_twice(match: re.Match[str], say: NumberWords) -> str:
    """`5%-10%`: the unit is said once where it is the same."""
    low, first, high, second = match.groups()
    before = "" if first == second else f" {unit_words(first, many=low != '1')}"
    return (
        f"{say.cardinal(low)}{before} to {say.cardinal(high)} {unit_words(second, many=True)}{stop_of(match, second)}"
    )


def _ordinals(match: re.Match[str], say: NumberWords) -> str:
    return f"{say.ordinal(int(match[1]))} to {say.ordinal(int(match[2]))}"


def _one_of(match: re.Match[str], say: NumberWords) -> str:
    """`a 2 hr session`, `a 90° angle`: before a noun the unit stays single."""
    unit = unit_words(match[3], many=False)
    return f"{match[1]}{say.cardinal(match[2])}{'-' if unit == 'degree' else ' '}{unit}"


def _measure(match: re.Match[str], say: NumberWords) -> str:
    sign = "minus " if match[1] else ""
    return f"{sign}{say.cardinal(match[2])} {unit_words(match[3], many=match[2] != '1')}{stop_of(match, match[3])}"


def _hours_minutes(match: re.Match[str], say: NumberWords) -> str:
    hours = f"{say.cardinal(match[1])} {'hour' if match[1] == '1' else 'hours'}"
    return f"{hours} {say.cardinal(str(int(match[2])))}{' minutes' if match[3] else ''}"


def _ordinal(match: re.Match[str], say: NumberWords) -> str:
    return say.ordinal(int(match[1].replace(",", "")))


def _plain(match: re.Match[str], say: NumberWords) -> str:
    return ("minus " if match[1] else "") + say.cardinal(match[2])


_PLAIN_RULES: tuple[Rule, ...] = (
    rule(r"(?<![\w/.,-])\d{1,2}(?:[-–/]\d{1,2}){2,}(?![\w/-]|[.,]\d)", _cardinals),
    rule(rf"({NUMBER})\s?({_UNIT}){DASH}({NUMBER})\s?({_UNIT})(?!\w)", _range_twice),
    rule(rf"\b({NUMBER})\s?(?:[-–—]|\bto\b)\s?({NUMBER})[\s-]?({_UNIT})(?!\w)", _range),
    rule(rf"\b({NUMBER}){DASH}({NUMBER})()(?![\w.]*\d)(?!-\d)", _range),
    rule(r"\b(\d+)(?:st|nd|rd|th)\s?[-–—]\s?(\d+)(?:st|nd|rd|th)\b", _ordinals),
    rule(r"\b(\d+)-\s+(?=(?:to|or|and)\s)", lambda match, say: f"{say.cardinal(match[1])} "),
    rule(
        rf"(?<![\w.])({NUMBER})-({_PERIOD})\b",
        lambda match, say: f"{say.cardinal(match[1])}-{unit_words(match[2], many=False)}",
    ),
    rule(
        rf"(\b(?:[Aa]n?|[Tt]he|[Yy]our|[Tt]his|[Ee]ach|[Ee]very)\s+)({NUMBER})\s?({_UNIT})"
        r"(?=\s(?!(?:of|or|and|in|to|is|was|for|at|ago|later|away|before|after|per|a|as|if|from|more|so|on|off)\b)[a-z])",
        _one_of,
    ),
    rule(r"(?<![\w.])(\d{1,2})\s?hr?\s?([0-5]?\d)(\s?m(?:ins?)?)?\b", _hours_minutes),
    rule(rf"(?<![\w.])([-−])?({NUMBER})\s?({_UNIT})(?!\w)", _measure),
    rule(r"\b(\d{1,3}(?:,\d{3})+|\d+)(?:st|nd|rd|th)\b", _ordinal),
    rule(r"(?<!\w)[Nn]os\.\s?(?=\d)", "numbers "),
    rule(r"(?:\b[Nn]o\.\s?|#\s?)(\d+)", lambda match, say: f"number {say.cardinal(match[1])}"),
    rule(r"\b[vV]\.?\s?(?=\d+\.\d)", "version "),
    rule(rf"\b({NUMBER})\s?[x×](?!\w)(?=\s?\d)", lambda match, say: f"{say.cardinal(match[1])} times"),
    rule(rf"\b({NUMBER})[x×](?!\w)", lambda match, say: f"{say.cardinal(match[1])} times"),
    rule(rf"(?<!\w)[x×]({NUMBER})(?!\w)", lambda match, say: f"times {say.cardinal(match[1])}"),
    rule(r"(?<![\w.])(\d+)[kK]\b(?!\s(?:run|race|walk))", lambda match, say: f"{say.cardinal(match[1])} thousand"),
    rule(r"(?<![\d.,])\d+(?:\.\d+){2,}(?!\d)", _points),
    rule(r"(?<=\d)\+(?!\d)", " plus"),
    rule(r"(?<=\d)²", " squared"),
    rule(r"(?<=\d)³", " cubed"),
    rule(r"(?<![\w.,])0\d+(?![\d.,]\d|\d)", lambda match, say: say.digits(match[0])),
    rule(r"(?<![\w.])\.(\d+)", lambda match, say: f"point {say.digits(match[1])}"),
    rule(r"(?<=\d)(?=[A-Za-z])", " "),
    rule(r"(?<=[A-Za-z])(\d{1,2})(?![\d.])", lambda match, say: f" {say.cardinal(match[1])}"),
    rule(rf"(?<![\w.])([-−])?({NUMBER})", _plain),
    rule(r"(\d+)", lambda match, say: f" {say.digits(match[1])} "),
)

RULES: tuple[Rule, ...] = (
    *phone_numbers.RULES,
    *money_aloud.RULES,
    *times_aloud.RULES,
    *dates_aloud.RULES,
    *fractions_aloud.RULES,
    *_PLAIN_RULES,
)
"""In this order: what takes a number's neighbours into account comes first."""
