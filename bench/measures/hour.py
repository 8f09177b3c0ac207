"""A guide from cached speech, against the bare encoder and against pydub."""

import json
import re
import subprocess
import sys
from pathlib import Path

from building import build, forget, output
from imageio_ffmpeg import get_ffmpeg_exe
from options import Options
from practice import make_practice
from table import Ratio, Result, peak, processor, wall
from watched import Run, watch

PEERS = Path(__file__).parents[1] / "peers"
ENCODE_MOST = 0.8
PYDUB_LEAST = 2.0
FFMPEG_LEAST = 4.0
MEMORY_MOST = 1 / 8
_CUE = re.compile(r"(\d+):(\d\d):(\d\d\.\d\d\d) --> (\d+):(\d\d):(\d\d\.\d\d\d)")
_APART = 10.0
"""Seconds between two sentences of different passages."""


def hour(options: Options, scratch: Path) -> Result:
    """Interleaved runs of `guides build`, one ffmpeg, and the pydub pipeline."""
    make_practice(scratch, options.minutes, voice=options.voice, bed=options.bed)
    build(scratch, names=())
    mix = scratch / "mix.wav"
    _ffmpeg("-i", output(scratch), "-c:a", "pcm_s16le", mix)
    plan = _plan_for_pydub(scratch, options.minutes)
    ours: list[Run] = []
    encode: list[Run] = []
    pydub: list[Run] = []
    sidechain: list[Run] = []
    encoding = [sys.executable, PEERS / "encode_only.py", mix, scratch / "encode_only.mp3"]
    piping = [sys.executable, PEERS / "pydub_pipeline.py", plan, scratch / "pydub.mp3"]
    voice = output(scratch, "voice.flac").rename(scratch / "voice.flac")
    filtering = [sys.executable, PEERS / "ffmpeg_sidechain.py", plan, voice, scratch / "sidechain.mp3"]
    # One more round in which the memory is looked at; it is not timed.
    for memory in (True, *[False] * options.pairs):
        forget(scratch)
        ours.append(build(scratch, memory=memory).run)
        encode.append(watch(encoding, memory=memory))
        if options.bed:
            pydub.append(watch(piping, memory=memory))
            sidechain.append(watch(filtering, memory=memory))
    ratios = [
        Ratio("guides / one encode, time", wall(ours) / wall(encode), ENCODE_MOST),
        Ratio("guides / one encode, processor time", processor(ours) / processor(encode), None),
    ]
    sides = {"guides build": ours, "one ffmpeg, encoding only": encode}
    if pydub:
        sides["pydub pipeline"] = pydub
        sides["ffmpeg, side chain and loudnorm"] = sidechain
        ratios.append(Ratio("ffmpeg / guides, time", wall(sidechain) / wall(ours), FFMPEG_LEAST, at_most=False))
        ratios.append(Ratio("pydub / guides, time", wall(pydub) / wall(ours), PYDUB_LEAST, at_most=False))
        ratios.append(Ratio("guides / pydub, memory", peak(ours) / peak(pydub), MEMORY_MOST))
    return Result(f"hour: a guide of {options.minutes} minutes from cached speech", ratios, sides)


def _plan_for_pydub(folder: Path, minutes: int) -> Path:
    """The spoken passages as WAV files, cut from the voice stem of the same guide, and when each begins."""
    build(folder, "--stems")
    stem = output(folder, "voice.flac")
    passages = []
    for number, (start, end) in enumerate(_passages(output(folder, "vtt").read_text(encoding="utf-8"))):
        file = folder / f"passage-{number:02}.wav"
        _ffmpeg("-ss", f"{start:.3f}", "-t", f"{end - start:.3f}", "-i", stem, "-ac", "1", "-c:a", "pcm_s16le", file)
        passages.append({"file": str(file), "start": round(start * 1000)})
    plan = folder / "passages.json"
    plan.write_text(json.dumps({"bed": str(folder / "music/bed.mp3"), "minutes": minutes, "passages": passages}))
    return plan


def _passages(transcript: str) -> list[tuple[float, float]]:
    """Start and end of every run of sentences, in seconds."""
    cues = [_seconds(match) for match in _CUE.finditer(transcript)]
    passages = [cues[0]]
    for start, end in cues[1:]:
        if start - passages[-1][1] < _APART:
            passages[-1] = passages[-1][0], end
        else:
            passages.append((start, end))
    return passages


def _seconds(match: re.Match[str]) -> tuple[float, float]:
    hour, minute, second, to_hour, to_minute, to_second = map(float, match.groups())
    return 3600 * hour + 60 * minute + second, 3600 * to_hour + 60 * to_minute + to_second


def _ffmpeg(*arguments: str | Path) -> None:
    subprocess.run([get_ffmpeg_exe(), "-v", "error", "-y", *map(str, arguments)], check=True)
