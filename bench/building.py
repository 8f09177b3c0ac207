"""`guides build` as its users run it, and what it keeps between runs."""

import json
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from practice import GUIDE
from watched import Run, watch

GUIDES = Path(sys.executable).with_name("guides")
SPEECH = ("speech", "calibration")
"""Shelves of the cache that hold spoken sentences and the gains of voices."""


@dataclass(frozen=True, slots=True)
class Built:
    """One build and what it said of itself."""

    run: Run
    spoken: int
    """Sentences that had to be synthesised."""
    rendered: int
    """Segments that had to be rendered."""
    segments: int


def build(folder: Path, *options: str, names: tuple[str, ...] = (GUIDE,), memory: bool = False) -> Built:
    """Build guides; without names, all of them."""
    run = watch([GUIDES, "-C", folder, "--json", "build", *names, *options], memory=memory)
    finished = [event for line in run.said.splitlines() if (event := json.loads(line))["event"] == "guide-finished"]
    return Built(
        run,
        sum(event["spoken_now"] for event in finished),
        sum(event["segments_rendered"] for event in finished),
        sum(event["segments"] for event in finished),
    )


def forget(folder: Path) -> None:
    """Leave only the texts, the music and the spoken sentences: no segment, no decoded music, no output."""
    shutil.rmtree(folder / "audio_out", ignore_errors=True)
    hidden = folder / ".guides"
    (hidden / "journal.json").unlink(missing_ok=True)
    for shelf in (hidden / "cache").iterdir():
        if shelf.name not in SPEECH:
            shutil.rmtree(shelf)


def output(folder: Path, extension: str = "mp3") -> Path:
    """The main guide's file."""
    return folder / "audio_out" / f"{GUIDE}.{extension}"
