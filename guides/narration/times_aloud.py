"""Times of day, as a person reads them out."""

import re

from guides.narration.number_words import NumberWords
from guides.narration.numerals import DASH, Rule, rule, stop_of

_HALF = r"(?:\s?([AaPp])\.?\s?[Mm]\b\.?)"
_TIME = r"([01]?\d|2[0-3])(?::([0-5]\d))?"


def _clock(match: re.Match[str], say: NumberWords) -> str:
    return _time(match[1], match[2], match[3], say) + stop_of(match, match[0])


def _time(hours: str, minutes: str | None, half: str | None, say: NumberWords) -> str:
    if not half:
        return say.clock(int(hours), int(minutes or 0))
    whole = not int(minutes or 0)
    time = say.cardinal(str(int(hours))) if whole else say.clock(int(hours), int(minutes or 0))
    return f"{time} {'eh' if half.lower() == 'a' else 'P'} M"


def _between(match: re.Match[str], say: NumberWords) -> str:
    hours, minutes, half, later_hours, later_minutes, later_half = match.groups()
    if not (half or later_half or minutes or later_minutes):
        return match[0]
    words = [
        _time(hours, minutes, half, say) if minutes or half else say.cardinal(hours),
        _time(later_hours, later_minutes, later_half, say)
        if later_minutes or later_half
        else say.cardinal(later_hours),
    ]
    return " to ".join(words) + stop_of(match, match[0])


def _long(match: re.Match[str], say: NumberWords) -> str:
    hours, minutes, seconds = (say.cardinal(str(int(part))) for part in match.groups())
    return f"{hours} {'hour' if hours == 'one' else 'hours'}, {minutes} minutes and {seconds} seconds"


def _ratio(match: re.Match[str], say: NumberWords) -> str:
    return f"{say.cardinal(match[1])} to {say.cardinal(match[2])}"


RULES: tuple[Rule, ...] = (
    rule(rf"(?<![\d:./-]){_TIME}{_HALF}?{DASH}{_TIME}(?!\d|[:/]\d|-\d|\.\d){_HALF}?", _between),
    rule(r"\b(\d{1,2}):([0-5]\d):([0-5]\d)\b", _long),
    rule(r"(?<![\d:.])(\d+):(\d+)(?![\d:])(?=\s(?:ratio|rhythm|odds)\b)|(?!)", _ratio),
    rule(r"(?<=\bratio of )(\d+):(\d+)(?![\d:])", _ratio),
    rule(r"(?<![\d:.])(\d{1,3}):(\d)(?![\d:])", _ratio),
    rule(rf"(?<![\d:])([01]?\d|2[0-3]):([0-5]\d)(?![\d:]){_HALF}?", _clock),
    rule(rf"\b(1[0-2]|[1-9])()\s?{_HALF}", _clock),
)
