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


def spots(line: Line, table: Phrases) -> Iterator[tuple[Finding, int]]:
    """Each phrase of a table in a sentence, where no `not` before it takes it back, and where in `text` it begins."""
    for pattern, message in table:
        for found in pattern.finditer(line.text):
            if not is_negated(line.text, found.start()):
                yield found_in(line, found.start(), found.end(), message), found.start()


def matches(line: Line, table: Phrases, unless: re.Pattern[str] | None = None) -> Iterator[Finding]:
    """The same, but nothing in a sentence that also says `unless`."""
    if unless is None or not unless.search(line.text):
        yield from (finding for finding, _ in spots(line, table))
