"""The transcript in time, as WebVTT (W3C)."""

import html
import re
import textwrap
from collections.abc import Iterator, Sequence

from guides.delivery.clock import clock, milliseconds
from guides.model.guide import Line
from guides.model.wording import one_line
from guides.units import Seconds

_TIMES = re.compile(r"(?:(\d+):)?(\d\d):(\d\d\.\d{3})\s+-->\s+(?:(\d+):)?(\d\d):(\d\d\.\d{3})")
_MARKUP = re.compile(r"<[^>\n]*>")
_WIDTH = 60
"""Characters of a line: wide enough for a sentence in two, narrow enough for a phone."""


def vtt(lines: Sequence[Line], title: str) -> str:
    """The lines as a WebVTT file; cues follow each other, never overlap, and never have no length.

    Lines without a word are left out.
    """
    note = one_line(title).replace("-->", "→")
    blocks = ["WEBVTT", f"NOTE {note}"] if note else ["WEBVTT"]
    said = [(line, text) for line in sorted(lines, key=lambda line: line.start) if (text := one_line(line.text))]
    for (start, end), (_, text) in zip(_times([line for line, _ in said]), said, strict=True):
        blocks.append(f"{clock(start)} --> {clock(end)}\n{_wrapped(text)}")
    return "\n\n".join(blocks) + "\n"


def read_vtt(text: str) -> tuple[Line, ...]:
    """The cues of a WebVTT text, in order; what is no cue is passed over."""
    return tuple(_cues(text))


def _cues(text: str) -> Iterator[Line]:
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n")):
        if (times := _TIMES.search(block)) is None:
            continue
        words = one_line(html.unescape(_MARKUP.sub("", block[times.end() :].partition("\n")[2])))
        if words:
            yield Line(_seconds(*times.groups()[:3]), _seconds(*times.groups()[3:]), words)


def _seconds(hours: str | None, minutes: str, seconds: str) -> Seconds:
    return Seconds(int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds))


def _times(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Start and end of each cue in milliseconds."""
    starts = [max(0, milliseconds(line.start)) for line in lines]
    earliest = 0
    for index, line in enumerate(lines):
        start = max(starts[index], earliest)
        end = milliseconds(line.end)
        if index + 1 < len(lines):
            end = min(end, starts[index + 1])
        earliest = max(end, start + 1)
        yield start, earliest


def _wrapped(text: str) -> str:
    """Broken between words, then escaped: `&`, `<`, and `>`, which could make an arrow."""
    broken = "\n".join(textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False))
    return broken.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
