"""Lines that fit the terminal: broken between words, never inside a command, a path or a link."""

import os
import re
import textwrap
from typing import TextIO

NARROWEST = 30
"""Columns; where there are fewer, the terminal may break lines as it likes."""
_COMMAND = r"(?:^\s*|(?<=: )|(?<=\())(?:guides|pip|cd|apt|sudo|brew|winget) .+?(?=[.;,)](?:\s|$)|$)"
"""From its first word to the end of its sentence."""
_PATH = r"(?:^\s*|(?<=: ))(?:/|~|[A-Za-z]:\\).+?(?=: |$)"
"""From the root of a disk to a colon; a name in it may have blanks."""
_WHOLE = re.compile(f"{_COMMAND}|{_PATH}")
_HELD = "\x00"
"""Stands for a blank at which no line ends."""


def columns_of(stream: TextIO) -> int | None:
    """How wide the terminal behind a stream is; None where there is none, or it does not say."""
    if not stream.isatty():
        return None
    try:
        columns = os.get_terminal_size(stream.fileno()).columns
    except OSError:
        return None
    return columns if columns >= NARROWEST else None


def wrapped(text: str, columns: int | None) -> str:
    """A text whose lines are no wider than so many columns; each goes on under its own first word.

    Args:
        text: one or more lines.
        columns: None to leave it as it is.
    """
    if columns is None:
        return text
    return "\n".join(_folded(line, columns) for line in text.split("\n"))


def _folded(line: str, columns: int) -> str:
    if len(line) <= columns:
        return line
    indent = line[: len(line) - len(line.lstrip())]
    whole = _WHOLE.sub(lambda found: found[0].replace(" ", _HELD), line)
    folded = textwrap.wrap(
        whole,
        columns,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
        replace_whitespace=False,
    )
    return "\n".join(folded).replace(_HELD, " ")
