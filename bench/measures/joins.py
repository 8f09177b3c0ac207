"""How faithful the file is where its segments meet, against one whole encoding of the same mix."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from building import build, output
from imageio_ffmpeg import get_ffmpeg_exe
from numpy.typing import NDArray
from options import Options
from practice import make_practice
from table import Ratio, Result

MOST = 0.5
"""dB that the joined file may be further from the mix than a whole encoding is."""
GRID = 1_128_960
"""Frames between two joins."""
AROUND = 4 * 1152
"""Frames on either side of a join that are compared."""

Sound = NDArray[np.float32]


def joins(options: Options, scratch: Path) -> Result:
    """The mix as 24-bit WAV, the guide as MP3, and that WAV encoded whole; the latter two decoded."""
    make_practice(scratch, options.minutes, voice=options.voice, bed=options.bed)
    build(scratch)
    build(scratch, "--format", "wav")
    mix = output(scratch, "wav")
    sides = {"mix": _decoded(mix), "guide": _decoded(output(scratch))}
    for name, more in {"whole": [], "whole, no reservoir": ["-reservoir", "0"]}.items():
        file = scratch / f"{name}.mp3"
        _ffmpeg("-i", mix, "-map_metadata", "-1", "-b:a", "160k", *more, file)
        sides[name] = _decoded(file)
    at = range(GRID, len(sides["mix"]), GRID)
    elsewhere = [join + GRID // 2 for join in at if join + GRID // 2 + AROUND < len(sides["mix"])]
    names = ("guide", "whole", "whole, no reservoir")
    there = {name: _ratios(sides, name, at) for name in names}
    between = {name: _ratios(sides, name, elsewhere) for name in names}
    # Without its reservoir an encoder has a little less everywhere; only the rest is the joins' doing.
    alike = _worst(there["whole, no reservoir"], there["guide"])
    return Result(
        f"joins: {len(at)} joins in {options.minutes} minutes, decoded file against the mix",
        [
            Ratio(
                "whole encoding − guide, mean of all joins", _db(there["whole"]) - _db(there["guide"]), MOST, unit=" dB"
            ),
            Ratio("whole without reservoir − guide, worst join", alike, MOST, unit=" dB"),
            Ratio("whole encoding − guide, worst join", _worst(there["whole"], there["guide"]), None, unit=" dB"),
            Ratio(
                "the same half-way between joins, worst", _worst(between["whole"], between["guide"]), None, unit=" dB"
            ),
            Ratio("frames more or less than the mix", abs(len(sides["guide"]) - len(sides["mix"])), 0),
        ],
        notes=[
            f"signal to noise {where}: " + ", ".join(f"{name} {_db(found[name]):.2f} dB" for name in names)
            for where, found in (("at the joins", there), ("half-way between", between))
        ],
    )


Ratios = NDArray[np.float64]


def _ratios(sides: dict[str, Sound], name: str, at: Sequence[int]) -> Ratios:
    """Power of the mix and of the difference around each place, shape (places, 2)."""
    found = []
    for place in at:
        window = slice(place - AROUND, place + AROUND)
        meant = sides["mix"][window].astype(np.float64)
        noise = sides[name][window] - meant
        found.append((np.mean(meant**2), np.mean(noise**2)))
    return np.array(found)


def _db(ratios: Ratios) -> float:
    """The mean signal-to-noise ratio in dB."""
    return float(np.mean(10 * np.log10(ratios[:, 0] / ratios[:, 1])))


def _worst(whole: Ratios, guide: Ratios) -> float:
    """The most dB that the guide lies under the whole encoding at any one place."""
    return float(np.max(10 * np.log10(guide[:, 1] / whole[:, 1])))


def _decoded(path: Path) -> Sound:
    """A file as frames, shape (n, 2), mapped from the disk."""
    raw = path.with_suffix(path.suffix + ".f32")
    _ffmpeg("-i", path, "-f", "f32le", "-ac", "2", "-ar", "44100", raw)
    sound: Sound = np.memmap(raw, dtype="<f4", mode="r").reshape(-1, 2)
    return sound


def _ffmpeg(*arguments: str | Path) -> None:
    done = subprocess.run([get_ffmpeg_exe(), "-v", "error", "-y", *map(str, arguments)])
    if done.returncode:
        sys.exit("ffmpeg failed")
