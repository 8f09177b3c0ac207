"""What a sound file says of itself, before it is heard."""

import re
import struct
from dataclasses import dataclass
from pathlib import Path

from guides.errors import EncodingError
from guides.store.ffmpeg import Ffmpeg
from guides.units import Seconds

_ESTIMATED = "Estimating duration"
_DURATION = re.compile(r"Duration: (\d+):(\d\d):(\d\d\.\d+)")
_AU = struct.Struct(">4sIIIII")
"""The header of Sun's .au format: its name, where the sound begins, its size, how it is coded, rate, channels."""


@dataclass(frozen=True, slots=True)
class Probed:
    """The first sound in a file."""

    seconds: Seconds | None
    """How long the file says it is; None when it does not say."""
    rate: int
    """Frames per second."""
    channels: int


def probe(path: Path, ffmpeg: Ffmpeg) -> Probed:
    """Look into a file; nothing but this file is opened.

    Raises:
        EncodingError: there is no sound in it.
    """
    source = ["-v", "info", "-protocol_whitelist", "file,pipe,crypto,data", "-i", f"file:{path}"]
    # A header of two dozen bytes tells rate and channels for certain; ffmpeg's words name layouts, of which there
    # are many.
    header, said = ffmpeg.run([*source, "-map", "0:a:0", "-t", "0", "-c:a", "pcm_f32be", "-f", "au", "pipe:1"])
    if len(header) < _AU.size:
        raise EncodingError("ffmpeg found no sound in this file.")
    rate, channels = _AU.unpack_from(header)[4:]
    return Probed(length_said(said), rate, channels)


def length_said(said: str) -> Seconds | None:
    """The length of a file in ffmpeg's words about it; None where it does not know, or guesses."""
    length = _DURATION.search(said)
    if length is None or _ESTIMATED in said:
        return None
    return Seconds(int(length[1]) * 3600 + int(length[2]) * 60 + float(length[3]))
