"""The text of a guide, from its first line to its last, becomes steps."""

import re
from dataclasses import dataclass

from guides.model.script import Chapter, Step
from guides.script.findings import Findings
from guides.script.foreign import refuse_foreign, refuse_html, refuse_signs
from guides.script.inline import Marked, Words, read_inline
from guides.script.known import Known
from guides.script.markdown import Heading, Lost, Number, Paragraph, Quote, Rule, read_blocks
from guides.script.masking import MASK, mask_notes
from guides.script.paragraphs import Speaker
from guides.script.positions import Content

_CLIENT = re.compile(r"^client[ \t]*:[ \t]*", re.I | re.M)
_RULES = {
    "rule": (
        "A line across the page cannot be heard.",
        "Write [pause 10s] for a pause, or # Title for a chapter.",
    ),
    "underline": ("Underlined headings are not understood.", "Write # and a space before the heading."),
    "table": ("A table cannot be spoken.", "Write its content as sentences."),
}


@dataclass(frozen=True, slots=True)
class Body:
    """What a guide's text holds."""

    steps: tuple[Step, ...]
    client_notes: tuple[str, ...]


def read_body(first: int, known: Known, findings: Findings) -> Body:
    """The steps of the text from line index `first` on; what is wrong with it goes to `findings`."""
    source = findings.source
    if first >= len(source.lines):
        return Body((), ())
    masked = mask_notes(source.text, source.starts[first], findings)
    steps: list[Step] = []
    notes: list[str] = []
    speaker = Speaker(known, findings, steps)
    for block in read_blocks(source, masked, first):
        if findings.full:
            break
        match block:
            case Paragraph():
                if block.indented:
                    findings.error_at(
                        source.line_place(block.line),
                        "Lines indented by four spaces or more are code in Markdown.",
                        "Take away the spaces at the beginning of the line.",
                    )
                speaker.read(block.content)
            case Heading():
                _read_heading(block, steps, findings)
            case Quote():
                notes.extend(_read_quote(block, findings))
            case Rule():
                findings.error_at(source.line_place(block.line), *_RULES[block.kind])
            case Number():
                findings.warn_at(
                    source.line_place(block.line),
                    f"{block.text} is taken for the number of a list item, and not spoken.",
                    f"To speak it, write {block.text[:-1]}\\{block.text[-1]}",
                )
            case Lost():
                findings.error_at(
                    source.line_place(block.line), "This is nested too deeply.", "Write it as a plain paragraph."
                )
    return Body(tuple(steps), tuple(notes))


def _read_heading(heading: Heading, steps: list[Step], findings: Findings) -> None:
    place = findings.source.line_place(heading.line)
    if heading.depth > 1:
        findings.error_at(place, "Chapters have one level only.", "Write one # and a space before the title.")
        return
    if heading.inside:
        findings.error_at(place, "A chapter does not begin inside a list.", "Put the heading after a blank line.")
        return
    title = _heading_text(heading.content, findings)
    if title:
        steps.append(Chapter(title, place))
    elif title is not None:
        findings.error_at(place, "This heading has no words.", "Write # and the chapter's title.")


def _heading_text(content: Content, findings: Findings) -> str | None:
    """A heading's words; None when something in it does not belong there."""
    errors = len(findings.errors)
    parts = []
    for piece in read_inline(content):
        if isinstance(piece, Words):
            refuse_signs(piece, findings)
            parts.append(piece.text)
        elif isinstance(piece, Marked):
            if piece.kind == "foreign":
                refuse_foreign(piece, findings)
            elif piece.kind == "html":
                refuse_html(piece, findings)
            elif piece.kind == "field":
                findings.error(
                    piece.start, piece.end, "Personal fields do not stand in headings.", "Write plain words here."
                )
            else:
                findings.error(
                    piece.start, piece.end, "Brackets do not stand in headings.", "Put a cue on a line of its own."
                )
    if len(findings.errors) > errors:
        return None
    return " ".join("".join(parts).replace(MASK, "").split())


def _read_quote(quote: Quote, findings: Findings) -> list[str]:
    """A note's lines checked; what it says to the client."""
    for line in quote.lazy:
        findings.error_at(
            findings.source.line_place(line),
            "This line goes on with a note, but does not begin with >.",
            "Begin it with > if it belongs to the note; else put a blank line before it.",
        )
    notes = []
    for paragraph in quote.paragraphs:
        found = list(_CLIENT.finditer(paragraph.text))
        ends = [*(follower.start() for follower in found[1:]), len(paragraph.text)]
        for beginning, end in zip(found, ends, strict=False):
            note = _client_note(paragraph, beginning.end(), end, findings)
            if note:
                notes.append(note)
    return notes


def _client_note(paragraph: Content, start: int, end: int, findings: Findings) -> str:
    """A note to the client in plain words."""
    text = paragraph.text[start:end]
    offset = paragraph.at(start)
    if "{" in text:
        findings.error(
            offset,
            offset + len(text),
            "Personal fields do not stand in a note to the client.",
            "Write plain words here.",
        )
    content = Content(text, (0,), (offset,))
    words = (
        piece.text if isinstance(piece, Words) else piece.raw if isinstance(piece, Marked) else " "
        for piece in read_inline(content)
    )
    return " ".join("".join(words).replace(MASK, "").split())
