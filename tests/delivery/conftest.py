"""A guide's labels, its sound in every format, and ffmpeg's own reading of what was written."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from guides.delivery.chapters import ffmetadata
from guides.delivery.formats import ENCODINGS
from guides.delivery.gains import ReplayGain
from guides.delivery.tagging import tag
from guides.model.guide import ChapterMark, Labels, Line
from guides.model.settings import Format
from guides.store.ffmpeg import Ffmpeg, find
from guides.units import RATE, Decibels, Lufs, Seconds

SECONDS = 12.3456
AWKWARD = 'Two = "three"; #4 \\ five \u200fשלום 🌿'


def sine(seconds: float) -> np.ndarray:
    """440 Hz at −14 dBFS, stereo float32."""
    one = 0.2 * np.sin(2 * np.pi * 440 * np.arange(round(seconds * RATE)) / RATE)
    return np.stack([one, one], axis=1).astype(np.float32)


def picture() -> bytes:
    """A small JPEG."""
    out = BytesIO()
    Image.new("RGB", (120, 120), (90, 40, 80)).save(out, "JPEG")
    return out.getvalue()


@pytest.fixture(scope="session")
def labels() -> Labels:
    return Labels(
        id="preparation/01-meeting",
        title=f"Meeting {AWKWARD}",
        collection="preparation",
        album="Session guides: preparation",
        artist="A quiet practice",
        summary="A first hello.",
        language="en-us",
        year=2026,
        track=3,
        tracks=8,
        seconds=Seconds(SECONDS),
        chapters=(
            ChapterMark("Arriving", Seconds(0.0)),
            ChapterMark(AWKWARD, Seconds(4.0)),
            ChapterMark("A long walk through a quiet wood " * 10, Seconds(9.0)),
        ),
        lines=(
            Line(Seconds(1.0), Seconds(2.5), "Welcome."),
            Line(Seconds(3.25), Seconds(6.0), "Rest “here” & now <if it feels right>."),
        ),
        credits="Music: a river, CC BY.",
    )


@dataclass(frozen=True, slots=True)
class Read:
    """What ffmpeg found in a file."""

    tags: dict[str, str]
    chapters: list[tuple[float, float, str]]
    """Start and end in seconds, and title."""
    said: str
    """Its words about the streams."""


@pytest.fixture(scope="session")
def ffmpeg(tmp_path_factory: pytest.TempPathFactory) -> Ffmpeg:
    return find(None, tmp_path_factory.mktemp("ffmpeg"))


@pytest.fixture(scope="session")
def read(ffmpeg: Ffmpeg) -> Callable[[Path], Read]:
    def reading(path: Path) -> Read:
        where = ["-map_metadata", "0:s:0"] if path.suffix == ".opus" else []  # Ogg keeps tags with the stream
        text, said = ffmpeg.run(["-i", str(path), *where, "-f", "ffmetadata", "pipe:1"])
        tags, chapters = parsed(text.decode())
        return Read(tags, chapters, said)

    return reading


@pytest.fixture(scope="session")
def make(ffmpeg: Ffmpeg, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Encode the sine and tag it."""
    folder = tmp_path_factory.mktemp("made")

    def making(kind: Format, labels: Labels, name: str = "guide", gains: ReplayGain | None = GAINS) -> Path:
        encoding = ENCODINGS[kind]
        path = folder / f"{name}.{encoding.extension}"
        metadata = None
        if encoding.chapters_at_encoding:
            metadata = folder / f"{name}.ffmetadata"
            metadata.write_text(ffmetadata(labels), encoding="utf-8", newline="\n")
        ffmpeg.encode(encoding.arguments(metadata, labels.language), [sine(labels.seconds)], path)
        tag(path, kind, labels, gains, picture())
        return path

    return making


GAINS = ReplayGain(Lufs(-19.5), Decibels(-2.0))


def parsed(text: str) -> tuple[dict[str, str], list[tuple[float, float, str]]]:
    """The text of an `;FFMETADATA1` file, by its own rules: a backslash takes the next character as it is."""
    lines: list[str] = [""]
    escaped = False
    for sign in text:
        if sign == "\n" and not escaped:
            lines.append("")
        else:
            lines[-1] += sign
        escaped = sign == "\\" and not escaped
    sections: list[dict[str, str]] = [{}]
    for line in lines[1:]:
        if line == "[CHAPTER]":
            sections.append({})
        elif line and not line.startswith("["):
            key, value = _pair(line)
            sections[-1][key] = value
    return sections[0], [_chapter(section) for section in sections[1:]]


def _pair(line: str) -> tuple[str, str]:
    parts, escaped = [""], False
    for sign in line:
        if escaped or sign not in "\\=":
            parts[-1] += sign
            escaped = False
        elif sign == "\\":
            escaped = True
        else:
            parts.append("")
    return parts[0], "=".join(parts[1:])


def _chapter(section: dict[str, str]) -> tuple[float, float, str]:
    over, under = section["TIMEBASE"].split("/")
    base = int(over) / int(under)
    return int(section["START"]) * base, int(section["END"]) * base, section["title"]
