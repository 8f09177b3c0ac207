"""Sums of money, as a person reads them out."""

import re

from guides.narration.number_words import NumberWords
from guides.narration.numerals import DASH, NUMBER, Rule, rule
from guides.narration.units_aloud import CURRENCIES

_SIGN = "|".join(re.escape(sign) for sign in CURRENCIES)
_SCALES = {"k": "thousand", "K": "thousand", "M": "million", "m": "million", "bn": "billion", "B": "billion"}
_SCALE = r"\s(?:hundred|thousand|million|billion)|(?:k|K|M|m|bn|B)\b"


def _scaled(written: str) -> str:
    return _SCALES.get(written.strip(), written.strip())


def _sum(sign: str, amount: str, scale: str | None, say: NumberWords) -> str:
    one, many, cent = CURRENCIES[sign]
    if scale:
        return f"{say.cardinal(amount)} {_scaled(scale)} {many}"
    whole, _, part = amount.partition(".")
    cents = int((part + "0")[:2]) if part else 0
    small = f"{say.cardinal(str(cents))} {cent}{'s' if cents != 1 and cent == 'cent' else ''}"
    if cents and not int(whole.replace(",", "")):
        return small
    words = f"{say.cardinal(whole)} {one if whole == '1' else many}"
    return f"{words} and {small}" if cents else words


def _before(match: re.Match[str], say: NumberWords) -> str:
    return _sum(match[1], match[2], match[3], say)


def _range(match: re.Match[str], say: NumberWords) -> str:
    sign, low, high, scale = match.groups()
    return f"{say.cardinal(low)} to {_sum(sign, high, scale, say)}"


RULES: tuple[Rule, ...] = (
    rule(rf"({_SIGN})({NUMBER}){DASH}(?:{_SIGN})?({NUMBER})({_SCALE})?", _range),
    rule(rf"({_SIGN})\s?({NUMBER})({_SCALE})?(?!\d)", _before),
    rule(
        rf"(?<![\w.])({NUMBER})\s?({_SIGN})(?!\d)",
        lambda match, say: _sum(match[2], match[1], None, say),
    ),
    rule(
        rf"(?<![\w.])({NUMBER})\s?¢",
        lambda match, say: f"{say.cardinal(match[1])} {'cent' if match[1] == '1' else 'cents'}",
    ),
)
