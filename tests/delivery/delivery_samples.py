"""Known sound and a known picture, and what ffmpeg says about a file, read by its own rules."""

from dataclasses import dataclass
from io import BytesIO

import numpy as np
from PIL import Image

from guides.delivery.gains import ReplayGain
from guides.units import RATE, Decibels, Lufs

SECONDS = 12.3456
AWKWARD = 'Two = "three"; #4 \\ five \u200fשלום 🌿'
GAINS = ReplayGain(Lufs(-19.5), Decibels(-2.0))


def sine(seconds: float) -> np.ndarray:
    """440 Hz at −14 dBFS, stereo float32."""
    one = 0.2 * np.sin(2 * np.pi * 440 * np.arange(round(seconds * RATE)) / RATE)
    return np.stack([one, one], axis=1).astype(np.float32)


def picture() -> bytes:
    """A small JPEG."""
    out = BytesIO()
    Image.new("RGB", (120, 120), (90, 40, 80)).save(out, "JPEG")
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Read:
    """What ffmpeg found in a file."""

    tags: dict[str, str]
    chapters: list[tuple[float, float, str]]
    """Start and end in seconds, and title."""
    said: str
    """Its words about the streams."""


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
