"""What a paragraph is made of: words, line ends, cues, fields, and what has no place in a script."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from guides.script.inline_rules import CUE, FIELD, FOREIGN, pairs_of
from guides.script.markdown import parser
from guides.script.positions import Content

_BREAK = re.compile(r"[ ]*\\?\n[ \t]*")


@dataclass(frozen=True, slots=True)
class Words:
    """Text to be spoken."""

    text: str
    start: int
    """The offset in the file of its first character."""
    literal: bool
    """Whether its writer escaped it: then its signs mean nothing but themselves."""


@dataclass(frozen=True, slots=True)
class LineEnd:
    """Where a line of the paragraph ends."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A cue, a field, HTML, or something foreign, as written."""

    kind: str
    """`cue`, `field`, `html` or `foreign`."""
    raw: str
    start: int
    end: int
    what: str = ""
    """Which foreign thing it is, or `definition`."""


Piece = Words | LineEnd | Marked


def read_inline(content: Content) -> Iterator[Piece]:
    """The pieces of a paragraph, in order; emphasis is dropped."""
    text = content.text
    markdown = parser()
    position = 0
    for token in markdown.inline.parse(text, markdown, {"brackets": pairs_of(text)}, []):
        start = position
        if token.type in (CUE, FIELD, FOREIGN):
            position = token.meta["end"]
            last = content.at(position - 1) + 1
            yield Marked(token.type, token.content, content.at(start), last, token.info)
        elif token.type in ("softbreak", "hardbreak"):
            found = _BREAK.match(text, position)
            position = found.end() if found else position
            yield LineEnd()
        elif token.type == "html_inline":
            position += len(token.content)
            yield Marked("html", token.content, content.at(start), content.at(position - 1) + 1)
        elif token.type == "text_special":
            position += len(token.markup)
            yield Words(token.content, content.at(start), literal=True)
        elif token.content:
            position += len(token.content)
            yield Words(token.content, content.at(start), literal=False)
        else:
            position += len(token.markup)
