"""Comments and code fences taken out of a text before Markdown is read, so that what
stands in them can be neither structure nor speech."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from guides.script.findings import Findings

MASK = "\ufdd0"
"""Stands for one character of a comment: no file may contain it, and nobody speaks it."""

_BLANK_LINE = re.compile(r"\n[ \t>]*(?=\n|\Z)")
_OPENING = "<!--"
_CLOSING = "-->"
_KEPT = re.compile(r"[ \t]*(?:>[ \t]*)*")
_FENCE = re.compile(r"[ ]{0,3}(`{3,}(?=[^`]*$)|~{3,})", re.M)


@dataclass(frozen=True, slots=True)
class Comment:
    """`<!-- … -->`, by its offsets in a text."""

    start: int
    end: int
    closed: bool


def mask_notes(text: str, begin: int, findings: Findings) -> str:
    """The text from an offset on with comments masked and fenced code blanked, as long as it was.

    A comment must close before the next blank line; fenced code is an error.
    """
    return _without_fences(_without_comments(text[begin:], begin, findings), begin, findings)


def find_comments(text: str) -> Iterator[Comment]:
    """Every comment in a text; one that is not closed ends with its paragraph."""
    done, limit = 0, -1
    while (start := text.find(_OPENING, done)) >= 0:
        if _is_escaped(text, start):
            done = start + 1
            continue
        if limit <= start:
            blank = _BLANK_LINE.search(text, start)
            limit = blank.start() if blank else len(text)
        found = text.find(_CLOSING, start + 2, limit)
        done = found + len(_CLOSING) if found >= 0 else limit
        yield Comment(start, done, found >= 0)


def _without_comments(text: str, begin: int, findings: Findings) -> str:
    parts = []
    done = 0
    for comment in find_comments(text):
        if not comment.closed:
            findings.error(
                begin + comment.start,
                begin + comment.start + len(_OPENING),
                "This comment is not closed before the next blank line.",
                "Write --> where it ends; a comment cannot go on over a blank line.",
            )
        parts.append(text[done : comment.start])
        parts.append(_masked(text, comment.start, comment.end))
        done = comment.end
    parts.append(text[done:])
    return "".join(parts)


def _is_escaped(text: str, position: int) -> bool:
    backslashes = 0
    while position > backslashes and text[position - backslashes - 1] == "\\":
        backslashes += 1
    return backslashes % 2 == 1


def _in_quote(text: str, position: int) -> bool:
    return text[text.rfind("\n", 0, position) + 1 : position].lstrip(" \t").startswith(">")


def _masked(text: str, start: int, end: int) -> str:
    """A comment's characters masked; line ends and indentation stay, and so do the marks of a quote."""
    first, *others = text[start:end].split("\n")
    lines = [MASK * len(first)]
    quoted = bool(others) and _in_quote(text, start)
    for line in others:
        lead = _KEPT.match(line)
        kept = lead.end() if lead and quoted else len(line) - len(line.lstrip(" \t"))
        lines.append(line[:kept] + MASK * (len(line) - kept))
    return "\n".join(lines)


def _without_fences(text: str, begin: int, findings: Findings) -> str:
    if "```" not in text and "~~~" not in text:
        return text
    lines = text.split("\n")
    offset, fence, opened = begin, "", -1
    for index, line in enumerate(lines):
        found = _FENCE.match(line)
        if found and opened < 0:
            fence, opened = found[1], index
            findings.error(
                offset + found.start(1),
                offset + found.end(1),
                "Blocks of code are not understood in a script.",
                "Take the fence out; what is to be spoken stands on lines of its own.",
            )
        elif opened >= 0 and found and found[1].startswith(fence) and not line[found.end() :].strip():
            lines[opened : index + 1] = [" " * len(inside) for inside in lines[opened : index + 1]]
            opened = -1
        offset += len(line) + 1
    if opened >= 0:
        # Not closed: only its own line is taken out, so that everything after it is still checked.
        lines[opened] = " " * len(lines[opened])
    return "\n".join(lines)
