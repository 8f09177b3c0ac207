"""Labels as files can carry them: clean lines, short chapter titles, none out of order."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from guides.delivery.clock import milliseconds
from guides.model.guide import ChapterMark, Labels, Line
from guides.model.wording import one_line, shortened

GENRE = "Meditation"

TITLE_CHARACTERS = 51
"""Apple's players show no more of a chapter's title."""
TITLE_BYTES = 127
"""AntennaPod reads no more of one, in UTF-8."""
MOST_CHAPTERS = 255
"""A Nero chapter list and a CTOC frame count them in one byte."""


def cleaned(labels: Labels) -> Labels:
    """The same labels, every text safe in any tag; doing it twice changes nothing."""
    return msgspec.structs.replace(
        labels,
        title=one_line(labels.title),
        collection=one_line(labels.collection),
        album=one_line(labels.album),
        artist=one_line(labels.artist),
        summary=one_line(labels.summary),
        credits=one_line(labels.credits),
        chapters=_chapters(labels),
        lines=_lines(labels.lines),
    )


def _chapters(labels: Labels) -> tuple[ChapterMark, ...]:
    """Those that last at least a moment; a chapter without any length cannot be gone to."""
    inside = sorted((mark for mark in labels.chapters if mark.start < labels.seconds), key=lambda mark: mark.start)
    times = pairwise(milliseconds(time) for time in (*(mark.start for mark in inside), labels.seconds))
    lasting = [mark for mark, (start, end) in zip(inside, times, strict=True) if end > start]
    return tuple(ChapterMark(chapter_title(mark.title), mark.start) for mark in lasting[:MOST_CHAPTERS])


def _lines(lines: Sequence[Line]) -> tuple[Line, ...]:
    texts = (Line(line.start, line.end, one_line(line.text)) for line in lines)
    return tuple(sorted((line for line in texts if line.text), key=lambda line: line.start))


def chapter_title(title: str) -> str:
    """A chapter's title in the length that players show.

    Without backslashes at its end: ffmpeg takes one there, however it is escaped, for a line that goes on.
    """
    return shortened(one_line(title).rstrip("\\ "), characters=TITLE_CHARACTERS, size=TITLE_BYTES)


def spans(labels: Labels) -> Iterator[tuple[int, int, str]]:
    """Start and end in milliseconds and title of each chapter; the last ends with the guide."""
    times = pairwise(milliseconds(time) for time in (*(mark.start for mark in labels.chapters), labels.seconds))
    for mark, (start, end) in zip(labels.chapters, times, strict=True):
        yield start, end, mark.title


def lyrics(labels: Labels) -> str:
    """All that is spoken, a line for each sentence."""
    return "\n".join(line.text for line in labels.lines)


def description(labels: Labels) -> str:
    """The summary, and below it whom the sound is owed to."""
    return "\n\n".join(part for part in (labels.summary, labels.credits) if part)


def track_of(labels: Labels) -> str:
    """`3/8`, or `3` where nobody counted them."""
    return f"{labels.track}/{labels.tracks}" if labels.tracks else str(labels.track)


def cover_type(cover: bytes) -> str:
    """The media type of a cover: PNG or JPEG."""
    return "image/png" if cover.startswith(b"\x89PNG") else "image/jpeg"
