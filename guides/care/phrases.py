"""Tables of phrases, and how they are looked for in what is spoken."""

import re
from collections.abc import Iterator, Sequence

from guides.care.negation import is_negated
from guides.care.passages import Line
from guides.care.rule import Finding, found_in

Phrases = Sequence[tuple[re.Pattern[str], str]]


def phrases(*pairs: tuple[str, str]) -> Phrases:
    """Patterns, each with what is to be said of it."""
    return tuple((re.compile(pattern, re.I), message) for pattern, message in pairs)


def matches(line: Line, table: Phrases, unless: re.Pattern[str] | None = None) -> Iterator[Finding]:
    """Each phrase of a table in a sentence, where it is not taken back by a `not` before it."""
    for pattern, message in table:
        for found in pattern.finditer(line.text):
            if is_negated(line.text, found.start()):
                continue
            if unless is not None and unless.search(line.text, max(found.start() - 40, 0), found.end()):
                continue
            yield found_in(line, found.start(), found.end(), message)
