"""Finished files heard from outside: by an ffmpeg of its own, without any code of the program."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import imageio_ffmpeg
import numpy as np
from numpy.typing import NDArray

RATE = 44_100
Sound = NDArray[np.float32]

_CHAPTER = re.compile(r"Chapter #0:\d+: start ([\d.]+), end [\d.]+\n\s+Metadata:\n\s+title\s+: (.*)")
_RAW = ["-f", "f32le", "-ar", str(RATE), "-ac", "2"]


def ffmpeg(*arguments: str | Path, given: bytes | None = None) -> tuple[bytes, str]:
    """What ffmpeg wrote to stdout, and what it said."""
    done = subprocess.run(
        [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", *map(str, arguments)],
        input=given,
        stdin=subprocess.DEVNULL if given is None else None,
        capture_output=True,
        check=True,
    )
    return done.stdout, done.stderr.decode(errors="replace")


def decoded(path: Path) -> Sound:
    """All frames of a file, shape (n, 2)."""
    raw, _ = ffmpeg("-v", "error", "-i", path, *_RAW, "pipe:1")
    return np.frombuffer(raw, dtype="<f4").reshape(-1, 2)


@dataclass(frozen=True)
class Loudness:
    """What ffmpeg's `ebur128` says."""

    lufs: float
    true_peak: float


def loudness(sound: Path | Sound) -> Loudness:
    """Integrated loudness and true peak of a file or of frames."""
    if isinstance(sound, Path):
        source, given = ["-i", str(sound)], None
    else:
        source, given = [*_RAW, "-i", "pipe:0"], sound.astype("<f4").tobytes()
    _, said = ffmpeg(*source, "-af", "ebur128=peak=true:framelog=quiet", "-f", "null", "-", given=given)
    summary = said.rpartition("Summary:")[2]
    found = re.search(r"I:\s+(\S+) LUFS.*Peak:\s+(\S+) dBFS", summary, re.DOTALL)
    assert found is not None, said
    return Loudness(float(found[1]), float(found[2]))


def where_voice_sounds(voice: Sound) -> NDArray[np.bool_]:
    """The frames, in blocks of 100 ms, in which the voice stem is above −60 dBFS."""
    hop = RATE // 10
    hops = len(voice) // hop
    level = np.sqrt(np.mean(voice[: hops * hop].reshape(hops, -1).astype(np.float64) ** 2, axis=1))
    return np.repeat(level > 0.001, hop)


@dataclass(frozen=True)
class Labelled:
    """Tags and chapters as ffmpeg reads them."""

    tags: dict[str, str]
    chapters: list[tuple[float, str]]
    said: str


def labelled(path: Path) -> Labelled:
    """Read tags and chapters."""
    where = ["-map_metadata", "0:s:0"] if path.suffix == ".opus" else []  # Ogg keeps tags with the stream
    text, said = ffmpeg("-i", path, *where, "-f", "ffmetadata", "pipe:1")
    head = text.decode().partition("[CHAPTER]")[0]
    lines = re.split(r"(?<!\\)\n", head)
    pairs = (line.partition("=") for line in lines if "=" in line and not line.startswith(";"))
    tags = {name.lower(): re.sub(r"\\(.)", r"\1", value) for name, _, value in pairs}
    chapters = [(float(start), title) for start, title in _CHAPTER.findall(said.partition("Output #0")[0])]
    return Labelled(tags, chapters, said)
