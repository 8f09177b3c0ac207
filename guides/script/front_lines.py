"""Where the front matter of a script begins and ends."""

import re
from dataclasses import dataclass

from guides.script.findings import Findings

_FENCE = re.compile(r"---[ \t]*")
_HINT = "Begin the file with three lines: ---, then title: Meeting your protectors, then ---."


@dataclass(frozen=True, slots=True)
class FrontLines:
    """Indices of lines: front matter from `first` to before `end`, the guide's text from `body`."""

    first: int
    end: int
    body: int


def find_front(findings: Findings) -> FrontLines | None:
    """The lines between `---` and `---`; None, and an error, where there are none."""
    lines = findings.source.lines
    opening = next((index for index, line in enumerate(lines) if line.strip()), 0)
    if not _FENCE.fullmatch(lines[opening]):
        findings.error_at(findings.source.line_place(opening), "A script begins with its front matter.", _HINT)
        return None
    for index in range(opening + 1, len(lines)):
        if _FENCE.fullmatch(lines[index]):
            return FrontLines(opening + 1, index, index + 1)
    findings.error_at(
        findings.source.line_place(opening),
        "The front matter is opened here and never closed.",
        "Write --- on a line of its own after its last line.",
    )
    end = next((index for index in range(opening + 1, len(lines)) if not lines[index].strip()), len(lines))
    return FrontLines(opening + 1, end, end)
