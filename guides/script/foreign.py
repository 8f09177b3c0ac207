"""Markdown that cannot be spoken, refused with what to write instead."""

import re

from guides.script.findings import Findings
from guides.script.inline import Marked, Words
from guides.script.positions import Content

_INSTEAD = {
    "link": ("A link cannot be spoken.", "Write its words alone; a cue needs a space before what follows it."),
    "image": ("A picture cannot be heard.", "Take it out, or describe it in words."),
    "code": ("Backticks mark code, which cannot be spoken.", "Write the words without backticks."),
    "autolink": ("An address cannot be spoken.", "Take it out, or say in words where to find it."),
    "bracket": (
        "This bracket is never closed, and nothing in brackets is spoken.",
        r"Close it with ], or write \[ to speak it.",
    ),
    "closing bracket": ("This bracket closes nothing.", r"Take it out, or write \] to speak it."),
    "brace": ("This brace is alone.", r"A field is written {name}; to speak a brace, write \{ or \}."),
    "definition": (
        "This looks like the definition of a link, which cannot be spoken.",
        "For a cue, write it as [pause 8s], on a line of its own.",
    ),
}
_LINES = (
    (re.compile(r"#+"), "A heading needs a space after its #.", r"Write # Arriving; to speak the sign, write \#."),
    (re.compile(r"=+$|-+$"), "Underlined headings are not understood.", "Write # and a space before the heading."),
    (re.compile(r"\|.*\|$"), "A table cannot be spoken.", "Write its content as sentences."),
    (re.compile(r">+"), "A note begins at the beginning of its line.", "Take away the spaces before the >."),
    (re.compile(r"[-+*](?=[ \t])"), "This list item is indented too far.", "Take away the spaces before it."),
)
_SIGNS = re.compile(r"[*_]+|~~+|<(?=[A-Za-z/!?])|\ufffd|(?:https?://|www\.)\S+")
_EMPHASIS = (
    "This sign of emphasis has no partner, and would be spoken.",
    r"Close it as in *word*, or write \* or \_ to speak it.",
)
_HTML_HINT = "For a pause, write [pause 3s]; a note to the therapist stands after >."


def refuse_foreign(marked: Marked, findings: Findings) -> None:
    """Say what to write instead of something that no script holds."""
    message, hint = _INSTEAD[marked.what]
    findings.error(marked.start, marked.end, message, hint)


def refuse_html(marked: Marked, findings: Findings) -> None:
    """Say that HTML is not understood."""
    findings.error(marked.start, marked.end, "HTML is not understood in a script.", _HTML_HINT)


def refuse_lines(content: Content, findings: Findings) -> None:
    """Lines of a paragraph that were meant as something else and would be spoken."""
    at = 0
    for line in content.text.split("\n"):
        for pattern, message, hint in _LINES:
            if found := pattern.match(line):
                start = content.at(at)
                findings.error(start, start + found.end(), message, hint)
        at += len(line) + 1


def refuse_signs(words: Words, findings: Findings) -> None:
    """Signs in spoken text that nobody means to be spoken."""
    for found in _SIGNS.finditer(words.text):
        if findings.full:
            return
        sign = found[0]
        start, end = words.start + found.start(), words.start + found.end()
        if sign[0] in "*_":
            if not words.literal:
                findings.error(start, end, *_EMPHASIS)
        elif sign[0] == "~":
            findings.error(start, end, "Struck-out text cannot be spoken.", "Delete the words, and the tildes.")
        elif sign == "<":
            findings.error(start, end, "This begins like HTML, which is not understood.", _HTML_HINT)
        elif sign == "\ufffd":
            findings.error(start, end, "This entity is no character.", "Write the character itself.")
        else:
            place = findings.source.place(start, end)
            findings.warn_at(place, "This address would be read out letter by letter.", "Take it out.")
