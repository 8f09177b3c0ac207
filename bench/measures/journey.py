"""A journey of generated beds against the bare encoder, and its memory against one twice as long."""

import subprocess
import sys
from pathlib import Path

from building import GUIDES, forget
from imageio_ffmpeg import get_ffmpeg_exe
from options import Options
from table import Ratio, Result, peak, wall
from watched import Run, watch

PEERS = Path(__file__).parents[1] / "peers"
ENCODE_MOST = 1.0
MEMORY_MOST = 450.0
LONG_MOST = 1.15
NAME = "journey/01-journey"
LINES = 12


def journey(options: Options, scratch: Path) -> Result:
    """90 minutes with twelve spoken lines, from cached speech; 180 minutes for the memory."""
    minutes = options.minutes * 3 // 2
    short, long = scratch / "short", scratch / "long"
    for folder, length in ((short, minutes), (long, 2 * minutes)):
        _write(folder, length, options.voice)
        _build(folder)
    mix = scratch / "mix.wav"
    file = short / f"audio_out/{NAME}.mp3"
    subprocess.run([get_ffmpeg_exe(), "-v", "error", "-y", "-i", file, "-c:a", "pcm_s16le", mix], check=True)
    ours: list[Run] = []
    encode: list[Run] = []
    longer: list[Run] = []
    for memory in (True, *[False] * options.pairs):
        forget(short)
        ours.append(_build(short, memory=memory))
        encode.append(watch([sys.executable, PEERS / "encode_only.py", mix, scratch / "out.mp3"], memory=memory))
        if memory:
            forget(long)
            longer.append(_build(long, memory=True))
    return Result(
        f"journey: {minutes} minutes of generated beds, {LINES} lines",
        [
            Ratio("journey / one encode, time", wall(ours) / wall(encode), ENCODE_MOST),
            Ratio("peak memory", peak(ours) / 1e6, MEMORY_MOST, unit=" MB"),
            Ratio("peak memory, twice as long", peak(longer) / peak(ours), LONG_MOST),
        ],
        {"guides build": ours, "one ffmpeg, encoding only": encode, "twice as long": longer},
    )


def _build(folder: Path, *, memory: bool = False) -> Run:
    return watch([GUIDES, "-C", folder, "-q", "build"], memory=memory)


def _write(folder: Path, minutes: int, voice: str) -> None:
    part = minutes / 6
    (folder / "scripts/journey").mkdir(parents=True, exist_ok=True)
    (folder / "guides.toml").write_text(f'[voice]\nname = "{voice}"\n[routes]\nnone = {[part] * 6}\n')
    lines = [f"[at {(number + 0.5) * minutes / LINES:.2f}m]\n\nThere is room for this." for number in range(LINES)]
    front = "---\ntitle: Journey\nroute: none\npresent: clinician\n---"
    (folder / f"scripts/{NAME}.md").write_text("\n\n".join([front, *lines]) + "\n")
