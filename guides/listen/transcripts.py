"""The transcript beside a guide, read back from WebVTT."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

from guides.errors import StoreError
from guides.model.guide import Line
from guides.model.wording import one_line
from guides.store.files import read_text
from guides.units import Seconds

_TIMES = re.compile(r"(?:(\d+):)?(\d\d):(\d\d\.\d{3})\s+-->\s+(?:(\d+):)?(\d\d):(\d\d\.\d{3})")
_MARKUP = re.compile(r"<[^>\n]*>")


def transcript_beside(path: Path) -> tuple[Line, ...]:
    """The lines of the `.vtt` that belongs to a sound file; none where there is none that can be read."""
    beside = path.with_suffix(".vtt")
    if not beside.is_file():
        return ()
    try:
        return tuple(read_vtt(read_text(beside, beside.name)))
    except StoreError:
        # A guide is heard without its words rather than not at all.
        return ()


def read_vtt(text: str) -> Iterator[Line]:
    """The cues of a WebVTT text, in order; what is no cue is passed over."""
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n")):
        if (times := _TIMES.search(block)) is None:
            continue
        words = one_line(html.unescape(_MARKUP.sub("", block[times.end() :].partition("\n")[2])))
        if words:
            yield Line(_seconds(*times.groups()[:3]), _seconds(*times.groups()[3:]), words)


def _seconds(hours: str | None, minutes: str, seconds: str) -> Seconds:
    return Seconds(int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds))
