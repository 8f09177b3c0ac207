"""`guides voices try`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from guides.cli.console import Console, common
from guides.cli.excerpts import let_hear, refuse_target
from guides.errors import UsageError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from guides.build.trying import Tried
    from guides.build.workshop import Workshop
    from guides.model.script import Script

BETWEEN = 1.2
"""Seconds between two voices in one file."""


@click.command("try")
@click.argument("line", metavar="LINE")
@click.option("--voice", "voices", metavar="VOICE", multiple=True, help="In this voice; may stand several times.")
@click.option("--pace", type=float, help="At this pace, 0.5 to 1.5; 1 is the voice's natural one.")
@click.option("--script", "name", metavar="NAME", help="Tuned as this guide is.")
@click.option("--to", "file", metavar="FILE.wav", type=click.Path(path_type=Path), help="Write it here instead.")
@common
def try_voices(
    console: Console, line: str, voices: tuple[str, ...], pace: float | None, name: str | None, file: Path | None
) -> int:
    """Hear a line as a guide would say it, in one voice after the other.

    Without --voice it is the voice of the practice, or of the guide after
    --script; pace, pauses and pronunciations are theirs too. LINE is written
    as in a script.

    \b
    Examples:
      guides voices try "There is nothing you need to do right now."
      guides voices try "Welcome. [pause 2s] Rest." --voice heart --voice emma
      guides voices try "Take your time." --pace 0.65 --to line.wav
    """
    from guides.build.trying import read_line, try_line

    refuse_target(file)
    # Written so that what is no number at all is refused too.
    if pace is not None and not 0.5 <= pace <= 1.5:
        raise UsageError(f"--pace cannot be {pace:g}.", hint="Write a number from 0.5 to 1.5, such as --pace 0.7")
    with _workshop(console) as workshop:
        like = _script(workshop, name) if name is not None else None
        script = read_line(workshop, line, like, pace)
        heard: list[Tried] = []
        for voice in voices or (None,):
            tried = try_line(workshop, script, voice)
            _tell(console, tried, file)
            if file is None:
                let_hear(tried.sound, None)
            heard.append(tried)
    if file is not None:
        let_hear(_joined(heard), file)
    return 0


@contextmanager
def _workshop(console: Console) -> Iterator[Workshop]:
    """The practice; where there is none nothing is left behind."""
    from tempfile import TemporaryDirectory

    from guides.build.request import Request
    from guides.build.workshop import open_workshop
    from guides.store.cache import Cache

    folder = console.practice
    workshop = open_workshop(folder, Request(), lambda _: None)
    if folder.scripts.is_dir():
        yield workshop
    else:
        with TemporaryDirectory(prefix="guides-") as scratch:
            yield replace(workshop, cache=Cache(Path(scratch)))


def _script(workshop: Workshop, name: str) -> Script:
    """The one guide of that name, as it is written."""
    from guides.build.texts import read_scripts

    files = workshop.folder.chosen((name,))
    if len(files) > 1:
        raise UsageError(f"{name} names several guides.", hint=f"Choose one, such as --script {files[0].id}")
    return read_scripts(workshop, files)[0].understood()


def _tell(console: Console, tried: Tried, file: Path | None) -> None:
    from guides.script.showing import fitted
    from guides.units import to_seconds

    seconds = round(to_seconds(len(tried.sound)), 1)
    to = str(file) if file is not None else None
    console.data(
        event="tried", voice=tried.voice, engine=tried.engine, pace=round(tried.pace, 3), seconds=seconds, to=to
    )
    where = f", in {file}" if file is not None else ""
    console.say(fitted(f"{tried.voice}: pace {tried.pace:.3g}, {seconds:.1f} s{where}."))


def _joined(heard: list[Tried]) -> NDArray[np.float32]:
    """The same line in several voices, one after the other."""
    import numpy as np

    from guides.units import CHANNELS, to_frames

    between = np.zeros((to_frames(BETWEEN), CHANNELS), np.float32)
    parts = [part for tried in heard for part in (tried.sound, between)]
    return np.concatenate(parts[:-1])
