"""How events reach their reader: bars on a terminal, lines elsewhere, JSON on request."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from guides.build.events import (
    BuildPlanned,
    Event,
    Explained,
    FilesWritten,
    GuideFailed,
    GuideFinished,
    GuideProofed,
    GuideStarted,
    GuideUnheard,
    PageWritten,
    ParcelWritten,
    Progressed,
    ProofPlanned,
    RoomNeeded,
    Stage,
    Tell,
    Warned,
)
from guides.cli.console import Console, on_terminal
from guides.cli.proof_lines import tell_proof
from guides.errors import Problem
from guides.model.durations import show_duration
from guides.model.sizes import show_size

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

SHARES: dict[Stage, tuple[float, float]] = {
    "recorded takes": (0.0, 0.03),
    "speaking": (0.03, 0.75),
    "listening to the music": (0.75, 0.78),
    "mixing": (0.8, 1.0),
    "encoding": (0.8, 1.0),
    "stems": (0.78, 0.8),
    "the held bed": (0.78, 0.8),
    "without words": (0.78, 0.8),
    "the balances": (0.78, 0.8),
    "proofing": (0.0, 1.0),
}
"""From where to where each stage takes a guide; speaking is by far the slowest."""


@contextmanager
def reporter(console: Console, told: set[Problem] | None = None) -> Iterator[Tell]:
    """What a build may tell, for as long as it runs.

    Args:
        console: where it is told.
        told: problems that the reader knows already; those that are told now are added.
    """
    lines = _Lines(console, set() if told is None else told)
    if console.as_json:
        yield _Json(console).tell
    elif console.quiet or not on_terminal():
        yield lines.tell
    else:
        with _progress() as progress:
            yield _Bars(lines, progress).tell


class _Json:
    def __init__(self, console: Console) -> None:
        self._console = console

    def tell(self, event: Event) -> None:
        if isinstance(event, Warned):
            self._console.problems([event.problem])
            return
        values: dict[str, Any] = asdict(event)
        if isinstance(event, GuideFailed | GuideUnheard):
            self._console.problems(event.problems)
            values = {"id": event.id}
        name = re.sub(r"(?<!^)([A-Z])", r"-\1", type(event).__name__).lower()
        self._console.data(event=name, **values)


class _Lines:
    """Plain lines: for a log, and above the bars."""

    def __init__(self, console: Console, told: set[Problem]) -> None:
        self._console = console
        self._told = told

    def _problems(self, problems: tuple[Problem, ...]) -> None:
        """Show what was not shown yet: a wrong line in guides.toml stops every guide, and is said once."""
        self._console.problems(problem for problem in problems if problem not in self._told)
        self._told.update(problems)

    def _written(self, event: FilesWritten | PageWritten | ParcelWritten) -> None:
        if isinstance(event, ParcelWritten):
            self._console.say(f"{event.path}  {_listed(event.guides)}; {show_size(event.size)} of sound")
            if event.replaces is not None:
                self._console.say(f"  {_replaced(event)}")
            for id in event.withheld:
                self._console.say(f"  without {id}: it is not released to this client.")
            return
        if isinstance(event, PageWritten):
            if event.written or self._console.verbose:
                held = f"{_listed(event.guides)}; {show_size(event.size)} of sound"
                self._console.say(f"{event.folder}  the page, with {held}")
            return
        for file in event.written if self._console.verbose else ():
            self._console.say(f"audio_out/{file}")
        for file in event.removed:
            self._console.say(f"audio_out/{file} removed: what it was made from is gone.")

    def tell(self, event: Event) -> None:
        say = self._console.say
        match event:
            case BuildPlanned(stale, fresh):
                if not stale and fresh:
                    say(f"Nothing changed: {_guides(len(fresh))} up to date.")
            case RoomNeeded(clients, size, free):
                say(_room(clients, size, free))
            case Explained(id, reasons):
                say(f"{id}: {'; '.join(reasons) if reasons else 'nothing changed'}")
            case Warned(problem):
                self._problems((problem,))
            case GuideStarted(id, number, of):
                if self._console.verbose:
                    say(f"[{number}/{of}] {id} …")
            case GuideFinished():
                say(_finished(event, verbose=self._console.verbose))
            case GuideFailed(id, problems):
                self._problems(problems)
                say(f"{id}: not built; what was there before stays.")
            case FilesWritten() | PageWritten() | ParcelWritten():
                self._written(event)
            case GuideProofed() | GuideUnheard():
                tell_proof(self._console, event)
            case _:
                pass


def _room(clients: int, size: int, free: int) -> str:
    each = f"about {show_size(size // clients)} for each of {clients} clients" if clients > 1 else "for one client"
    return f"This will take about {show_size(size)} of the disk, {each}; {show_size(free)} are free."


def _guides(number: int) -> str:
    return f"{number} guide{' is' if number == 1 else 's are'}"


def _listed(number: int) -> str:
    return f"{number} guide{'' if number == 1 else 's'}"


def _replaced(event: ParcelWritten) -> str:
    said = f"It replaces the one of {event.replaces}, which had {_listed(event.replaced_guides or 0)}."
    if event.drawn:
        return f"{said} Words that were told for that one do not open this one: tell the new ones."
    return f"{said} Words that were drawn for that one do not open this one." if event.sealed else said


def _finished(event: GuideFinished, *, verbose: bool) -> str:
    said = f"audio_out/{event.file}  {show_duration(event.seconds)}"
    if verbose:
        said += (
            f" ({event.spoken_now} sentences spoken now, "
            f"{event.segments_rendered} of {event.segments} segments rendered)"
        )
    return said


def _progress() -> Progress:
    from rich.console import Console as RichConsole
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
        TextColumn("{task.fields[number]} {task.fields[guide]}", markup=False),
        TextColumn("{task.fields[stage]}", markup=False, style="dim"),
        BarColumn(bar_width=None),
        TimeRemainingColumn(),
        console=RichConsole(stderr=True),
        transient=True,
    )


class _Bars:
    """One bar over the whole build: which guide, which stage, how long still."""

    def __init__(self, lines: _Lines, progress: Progress) -> None:
        self._lines = lines
        self._progress = progress
        self._task: TaskID | None = None
        self._number = ""
        self._finished = 0
        self._under_way: dict[str, float] = {}

    def tell(self, event: Event) -> None:
        match event:
            case BuildPlanned(ids, _) | ProofPlanned(ids) if ids:
                self._task = self._progress.add_task("", total=len(ids), number="", guide="", stage="")
            case GuideStarted(id, number, of):
                self._number = f"{number}/{of}"
                self._show(id, 0.0, "")
            case Progressed(id, stage, done, total):
                low, high = SHARES[stage]
                self._show(id, low + (high - low) * done / max(total, 1), stage)
            case GuideFinished(id) | GuideFailed(id) | GuideProofed(id) | GuideUnheard(id):
                self._finished += 1
                self._under_way.pop(id, None)
            case _:
                pass
        self._lines.tell(event)

    def _show(self, id: str, share: float, stage: str) -> None:
        """How far everything is: what is finished, and the shares of all that is under way."""
        self._under_way[id] = share
        if self._task is not None:
            name = id if len(id) <= 34 else f"…{id[-33:]}"
            completed = self._finished + sum(self._under_way.values())
            self._progress.update(self._task, completed=completed, number=self._number, guide=name, stage=stage)
