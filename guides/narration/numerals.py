"""What the rules for numbers have in common."""

import re
from collections.abc import Callable

from guides.narration.number_words import NumberWords

Read = Callable[[re.Match[str], NumberWords], str]
Rule = tuple[re.Pattern[str], Read]

NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
DASH = r"\s?[-–—−]\s?"


def rule(pattern: str, read: Read | str) -> Rule:
    """A pattern, and what is said for what it finds; a text where that is always the same."""
    return re.compile(pattern), (lambda _match, _say: read) if isinstance(read, str) else read


def stop_of(match: re.Match[str], written: str) -> str:
    """The full stop of an abbreviation that ends the sentence as well."""
    ends = written.endswith(".") and not match.string[match.end() :].strip(" '")
    return "." if ends else ""
