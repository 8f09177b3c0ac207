"""`guides clients hear`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from guides.cli.console import Console, common
from guides.cli.excerpts import let_hear_all, refuse_target

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from guides.build.hearing_clients import PersonalLine
    from guides.build.workshop import Workshop

BETWEEN = 1.2
"""Seconds after each line."""
NOTHING = "No guide says anything to them in words of their own: there is nothing to hear."


@click.command("hear")
@click.option("--client", "clients", metavar="ID", multiple=True, help="Of this client; may stand several times.")
@click.option("--to", "file", metavar="FILE.wav", type=click.Path(path_type=Path), help="Write it here instead.")
@common
def hear(console: Console, clients: tuple[str, ...], file: Path | None) -> int:
    """Hear what the guides say to your clients in their own words.

    One client after the other, equal lines once; without --client, all of them.
    While a line plays, the client's id and its place in the script are shown, never
    the words. Where a name is not said as it should be, write how it is spoken into
    the column name_say of clients.csv, and listen again. A file written with --to
    holds these words: keep it as you keep your notes.

    \b
    Examples:
      guides clients hear
      guides clients hear --client 007 --client 012
      guides clients hear --to names.wav
    """
    from guides.build.request import Request
    from guides.build.workshop import open_workshop

    refuse_target(file)
    request = Request(clients=clients, all_clients=not clients)
    workshop = open_workshop(console.practice, request, lambda _: None)
    hearing = _Hearing(console, workshop, file)
    sounds = hearing.sounds()
    # Where there is nothing to hear, no file of nothing is written.
    if (first := next(sounds, None)) is not None:
        let_hear_all(chain((first,), sounds), file, private=True)
    hearing.tell_end()
    return 1 if hearing.failed else 0


@dataclass(slots=True)
class _Hearing:
    """Lines on their way to the ear, each announced before it sounds."""

    console: Console
    workshop: Workshop
    file: Path | None
    lines: int = 0
    at: int = 0
    """Frames that were handed out."""
    failed: bool = False

    def sounds(self) -> Iterator[NDArray[np.float32]]:
        """Each line with the silence after it."""
        import numpy as np

        from guides.build.hearing_clients import personal_lines
        from guides.errors import Problem
        from guides.units import CHANNELS, to_frames

        after = np.zeros((to_frames(BETWEEN), CHANNELS), np.float32)
        for line in personal_lines(self.workshop):
            if isinstance(line, Problem):
                self.console.problems([line])
                self.failed = True
                continue
            self._announce(line)
            sound = np.concatenate([line.sound, after])
            self.lines += 1
            self.at += len(sound)
            yield sound

    def _announce(self, line: PersonalLine) -> None:
        from guides.cli.commands.music.shelf import clock
        from guides.script.showing import fitted
        from guides.units import Frames, to_seconds

        start = to_seconds(Frames(self.at))
        places = [{"file": place.file, "line": place.line} for place in line.places]
        at = round(start, 1) if self.file is not None else None
        self.console.data(event="personal-line", client=line.client, places=places, at=at)
        first, *others = line.places
        more = f" and {len(others)} more" if others else ""
        when = f"{clock(start):>7}  " if self.file is not None else ""
        self.console.say(fitted(f"{when}{line.client}  {first.file}:{first.line}{more}"))

    def tell_end(self) -> None:
        """How many there were."""
        to = str(self.file) if self.file is not None and self.lines else None
        self.console.data(event="heard", lines=self.lines, to=to)
        if self.lines:
            where = f" in {self.file}" if to else ""
            self.console.say(f"{self.lines} line{'' if self.lines == 1 else 's'}{where}.")
        elif not self.failed:
            self.console.say(NOTHING)
