"""A script's text with its lines: one offset for every character, and back to line and column."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from guides.errors import Place

_LINE_END = re.compile(r"\r\n|\r|\n")
_SPACE = re.compile(r"[^\S\t\n]")
_NONCHARACTERS = "".join(chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
UNREADABLE = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffd{_NONCHARACTERS}]")
"""Control characters, halves of characters, and the marks of a damaged file."""


@dataclass(frozen=True)
class Source:
    """A file's text, read line by line.

    Offsets count characters in `text`, whose lines are as long as the file's own,
    so that an offset names the same character in both.
    """

    file: str
    lines: tuple[str, ...]
    """The lines as written, without their ends and without a byte order mark."""

    @cached_property
    def text(self) -> str:
        """The lines joined by line feeds; every kind of white space but the tab is a plain space,
        and so is what cannot be read."""
        return _SPACE.sub(" ", UNREADABLE.sub(" ", "\n".join(self.lines)))

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The offset of each line's first character."""
        return tuple(accumulate((len(line) + 1 for line in self.lines[:-1]), initial=0))

    def line_at(self, offset: int) -> int:
        """The index of the line that an offset is in."""
        return bisect_right(self.starts, offset) - 1

    def place(self, start: int, end: int) -> Place:
        """The characters from one offset to another as a place; it ends with its line."""
        index = self.line_at(start)
        line, first = self.lines[index], self.starts[index]
        return Place(self.file, index + 1, start - first + 1, line, max(1, min(end, first + len(line)) - start))

    def line_place(self, index: int) -> Place:
        """What is written in a line."""
        line = self.lines[index]
        lead = len(line) - len(line.lstrip())
        first = self.starts[index] + (lead if lead < len(line) else 0)
        return self.place(first, first + max(1, len(line.strip())))


def read_source(text: str, file: str) -> Source:
    """A text cut into lines at line feeds, carriage returns or both, a byte order mark left out."""
    return Source(file, tuple(_LINE_END.split(text.removeprefix("\ufeff"))))
