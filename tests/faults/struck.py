"""A practice that a fault strikes: three guides with music and pauses, and how a builder is ended."""

import os
import signal
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from practices import PROGRAM, Practice

RATE = 44_100
FRONT = "music:\n  track: {}\n  intro: 1s\n  outro: 3s"
GUIDES = {
    "preparation/01-arriving": ("Welcome. Find a place to rest … and let the ground hold you.", "river.wav"),
    "preparation/02-breathing": ("Breathe as it comes. There is nothing that you need to do.", "warm-drone"),
    "integration/01-going-on": ("Look around the room. Take your time before you get up.", "river.wav"),
}


def wave(path: Path, seconds: float, pitch: float) -> None:
    """A soft hum of this pitch, as a music file that appears whole."""
    import wave as waves

    path.parent.mkdir(exist_ok=True)
    time = np.arange(round(seconds * RATE)) / RATE
    hum = (8_000 * np.sin(2 * np.pi * pitch * time)).astype("<i2")
    beside = path.with_name("new")
    with waves.open(str(beside), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(hum.tobytes())
    beside.replace(path)


def fill(practice: Practice) -> Practice:
    """Write the three guides, their music, and two clients."""
    wave(practice.root / "music" / "river.wav", 9, 220)
    for number, (id, (words, track)) in enumerate(GUIDES.items()):
        # The first is of two segments, the others of one.
        silence = 2 if number else 8
        body = f"{words}\n\n# Later\n\n{words[::-1].capitalize()}. [pause 2s] And rest.\n\n[silence {silence}s]"
        practice.write(id, f"{body}\n\nGood{{, name}}.", FRONT.format(track))
    (practice.root / "clients.csv").write_text("id,name\n001,Xanthe\n002,Quorvinia\n")
    return practice


def start(practice: Practice, *arguments: str) -> "subprocess.Popen[bytes]":
    """The command in a process group of its own, its scratch files in a folder beside the practice."""
    return subprocess.Popen(
        [PROGRAM, "-C", practice.root, *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "TMPDIR": str(scratch(practice))},
        start_new_session=True,
    )


def scratch(practice: Practice) -> Path:
    """What the command uses in place of the system's folder for scratch files."""
    folder = practice.root.with_name("scratch")
    folder.mkdir(exist_ok=True)
    return folder


def kill(process: "subprocess.Popen[bytes]") -> None:
    """End a process and its group as a power cut would."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def files(root: Path) -> set[str]:
    """Every file below a folder."""
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def kept(practice: Practice) -> set[str]:
    """Every file of the practice; the cache's notes on files of this very folder only by their shelf."""
    return {name if "/contents/" not in name else "contents" for name in files(practice.root)}


def report(practice: Practice) -> dict[str, dict[str, Any]]:
    """What the report tells of the guides, but for how much the last build had to speak."""
    return {id: {**entry, "spoken_now": 0} for id, entry in practice.report.items()}


def same(practice: Practice, other: Practice) -> None:
    """Both hold the same files, byte for byte, and neither a stray one."""
    assert practice.sounds() == other.sounds()
    assert report(practice) == report(other)
    assert kept(practice) == kept(other)
    assert files(scratch(practice)) == set()
