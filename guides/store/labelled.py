"""What any sound file says of itself, as ffmpeg reads it: title, length, chapters."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from guides.errors import EncodingError
from guides.model.guide import ChapterMark
from guides.model.wording import one_line
from guides.store.ffmpeg import Ffmpeg
from guides.store.probing import length_said
from guides.units import Seconds


@dataclass(frozen=True, slots=True)
class Labelled:
    """The labels of a file; texts are clean lines."""

    title: str
    """Empty where the file has none."""
    seconds: Seconds | None
    """How long the file says it is; None when it does not say."""
    told: Seconds | None
    """How long it was when its tags were written; None where they do not tell."""
    chapters: tuple[ChapterMark, ...]
    """In order of their starts."""


def labels_in(path: Path, ffmpeg: Ffmpeg) -> Labelled:
    """Read a file's labels; nothing but this file is opened.

    Raises:
        EncodingError: there is no sound in it.
    """
    source = ["-v", "info", "-protocol_whitelist", "file,pipe,crypto,data", "-i", f"file:{path}"]
    # With its own times kept: MP3 begins a moment after nought, by which chapters would be too early.
    written, said = ffmpeg.run([*source, "-map", "0:a:0", "-copyts", "-c", "copy", "-f", "ffmetadata", "pipe:1"])
    sections = list(_sections(written.decode(errors="replace")))
    if not sections:
        raise EncodingError("ffmpeg found no sound in this file.")
    # Ogg keeps its tags with the stream.
    titles = (fields.get("title", "") for name, fields in sections if name != "CHAPTER")
    marks = [_mark(fields, number) for number, (name, fields) in enumerate(sections) if name == "CHAPTER"]
    return Labelled(
        title=next((one_line(title) for title in titles if one_line(title)), ""),
        seconds=length_said(said),
        told=_told(sections[0][1].get("tlen", "")),
        chapters=tuple(sorted(marks, key=lambda mark: mark.start)),
    )


def _told(milliseconds: str) -> Seconds | None:
    return Seconds(int(milliseconds) / 1000) if milliseconds.isdecimal() and int(milliseconds) else None


def _mark(fields: Mapping[str, str], number: int) -> ChapterMark:
    over, _, under = fields.get("timebase", "1/1000").partition("/")
    start = int(fields.get("start", "0")) * int(over) / int(under or "1")
    return ChapterMark(one_line(fields.get("title", "")) or f"Chapter {number}", Seconds(max(start, 0.0)))


def _sections(text: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    """The parts of an `;FFMETADATA1` text, the first without a name; their fields by lower-case names."""
    lines = re.split(r"(?<!\\)\n", text.replace("\\\\", "\0"))
    if not lines[0].startswith(";FFMETADATA"):
        return
    name, fields = "", dict[str, str]()
    for line in lines[1:]:
        if line.startswith("[") and line.endswith("]"):
            yield name, fields
            name, fields = line[1:-1], {}
        elif "=" in line and not line.startswith((";", "#")):
            key, value = re.split(r"(?<!\\)=", line, maxsplit=1)
            fields.setdefault(key.lower(), re.sub(r"\\(.)", r"\1", value, flags=re.DOTALL).replace("\0", "\\"))
    yield name, fields
