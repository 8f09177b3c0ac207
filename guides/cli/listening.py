"""A listener at the terminal, or behind a pipe: their keys go to the sitting, and what becomes of it to them."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from guides.cli.console import Console
from guides.errors import GuideError, Problem
from guides.listen.keys import Key, Keyboard, keyboard
from guides.listen.row import Notes
from guides.listen.sitting import Sitting
from guides.publish.markup import clock
from guides.units import Seconds

if TYPE_CHECKING:
    from rich.live import Live

LOOK = 0.1
"""Seconds between two looks at keys and sound."""
SEEN = 8.0
"""Seconds that a note stays on the screen."""

WISHES: Mapping[Key, Callable[[Sitting], None]] = {
    "pause": lambda sitting: sitting.toggle(),
    "back": lambda sitting: sitting.skip(-10.0),
    "on": lambda sitting: sitting.skip(10.0),
    "chapter-back": lambda sitting: sitting.chapter(-1),
    "chapter-on": lambda sitting: sitting.chapter(1),
    "next": lambda sitting: sitting.other(1),
    "previous": lambda sitting: sitting.other(-1),
    "louder": lambda sitting: sitting.louder(1),
    "softer": lambda sitting: sitting.louder(-1),
    "balance": lambda sitting: sitting.rebalance(),
    "sleep": lambda sitting: sitting.doze(),
    "again": lambda sitting: sitting.again(),
}
"""What each key does, but for those that change only what is shown, or end it all."""


def has_keys(console: Console) -> bool:
    """Whether somebody sits at a terminal that can show more than lines."""
    from rich.console import Console as RichConsole

    if console.as_json or console.quiet or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    return not RichConsole().is_dumb_terminal


def listen(console: Console, sitting: Sitting, notes: Notes, start: Seconds | None, *, keys: bool) -> int:
    """Let somebody listen until it is over, or they have had enough; the exit code.

    Args:
        console: where it is told.
        sitting: the listener.
        notes: what they should know.
        start: from when on; None: from where they left.
        keys: whether there is a terminal with somebody at it.

    Raises:
        GuideError: nothing can be played, or there is nothing to play on.
    """
    face: _Face = _Json(console) if console.as_json else _Lines(console)
    try:
        with _gently_ended():
            sitting.begin(start)
            with _terminal() if keys else _nobody(face) as (shown, pressed):
                _go_on(sitting, notes, shown, pressed, waits=keys)
    except KeyboardInterrupt:
        # As good a way to stop as any other.
        pass
    finally:
        sitting.close()
        for note in notes.take():
            face.note(note)
    face.end(sitting)
    return 1 if notes.failed else 0


@contextmanager
def _gently_ended() -> Iterator[None]:
    """Let a closed terminal, or a machine that shuts down, end it as Ctrl-C does."""
    asked = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = [(number, signal.signal(number, signal.default_int_handler)) for number in asked]
    try:
        yield
    finally:
        for number, handler in before:
            signal.signal(number, handler)


def _go_on(sitting: Sitting, notes: Notes, face: _Face, keys: Keyboard, *, waits: bool) -> None:
    while True:
        for note in notes.take():
            face.note(note)
        face.show(sitting)
        if sitting.over and not waits:
            return
        key = keys.pressed(LOOK)
        if key == "quit":
            return
        if key == "transcript":
            face.turn_words(sitting)
        elif key is not None:
            WISHES[key](sitting)
        sitting.tick()


class _Face(Protocol):
    """How a listener is told things."""

    def note(self, note: str | GuideError) -> None: ...

    def show(self, sitting: Sitting) -> None: ...

    def turn_words(self, sitting: Sitting) -> None: ...

    def end(self, sitting: Sitting) -> None: ...


class _NoKeys:
    def pressed(self, seconds: float) -> Key | None:
        time.sleep(seconds)
        return None


@contextmanager
def _nobody(face: _Face) -> Iterator[tuple[_Face, Keyboard]]:
    yield face, _NoKeys()


@contextmanager
def _terminal() -> Iterator[tuple[_Face, Keyboard]]:
    from rich.console import Console as RichConsole
    from rich.live import Live

    screen = RichConsole(highlight=False)
    with keyboard() as keys, Live(console=screen, auto_refresh=False, transient=True) as live:
        yield _Screen(live), keys


class _Screen:
    """Lines that are drawn again and again in one place."""

    def __init__(self, live: Live) -> None:
        self._live = live
        self._note = ""
        self._noted = 0.0
        self._words: bool | None = None

    def note(self, note: str | GuideError) -> None:
        self._note = _sentence(note)
        self._noted = time.monotonic()

    def show(self, sitting: Sitting) -> None:
        from guides.listen.screen import drawn, view_of

        if self._note and time.monotonic() - self._noted > SEEN:
            self._note = ""
        view = view_of(sitting, words=self._shows_words(sitting), note=self._note)
        self._live.update(drawn(view, self._live.console), refresh=True)

    def turn_words(self, sitting: Sitting) -> None:
        self._words = not self._shows_words(sitting)

    def _shows_words(self, sitting: Sitting) -> bool:
        # A client's own words are seen only when somebody asks for them.
        return not sitting.track.private if self._words is None else self._words

    def end(self, sitting: Sitting) -> None:
        """Its lines go with it."""


class _Lines:
    """One line after another, for a pipe, a log, or a plain terminal."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._on: tuple[int, bool] | None = None
        self._chapter: int | None = None
        self._lines = 0

    def note(self, note: str | GuideError) -> None:
        if isinstance(note, GuideError):
            self._console.problems(
                Problem(found.message, found.place, found.hint, "warning") for found in note.problems()
            )
        else:
            self._console.say(note)

    def show(self, sitting: Sitting) -> None:
        from guides.script.showing import fitted

        track, position = sitting.track, sitting.position
        if self._on != (sitting.number, sitting.held):
            self._on, self._chapter = (sitting.number, sitting.held), None
            self._lines = sum(line.end <= sitting.entered for line in track.lines)
            length = f", {clock(track.seconds)}" if track.seconds is not None else ""
            self._console.say(fitted(f"{track.title}{length}"))
        chapter = track.chapter_at(position)
        if chapter is not None and chapter != self._chapter:
            self._chapter = chapter
            self._console.say(fitted(f"{clock(track.chapters[chapter].start):>7}  # {track.chapters[chapter].title}"))
        begun = sum(line.start <= position for line in track.lines)
        for line in track.lines[self._lines : begun] if not track.private else ():
            self._console.say(fitted(f"{clock(line.start):>7}  {line.text}"))
        self._lines = max(self._lines, begun)

    def turn_words(self, sitting: Sitting) -> None:
        """Nobody is there to press a key."""

    def end(self, sitting: Sitting) -> None:
        if sitting.begun:
            self._console.say(_farewell(sitting))


class _Json:
    """The same for a program."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._on: tuple[int, bool] | None = None
        self._chapter: int | None = None

    def note(self, note: str | GuideError) -> None:
        if isinstance(note, GuideError):
            _Lines(self._console).note(note)
        else:
            self._console.data(event="note", text=note)

    def show(self, sitting: Sitting) -> None:
        track, position = sitting.track, sitting.position
        if self._on != (sitting.number, sitting.held):
            self._on, self._chapter = (sitting.number, sitting.held), None
            seconds = None if track.seconds is None else round(track.seconds, 3)
            self._console.data(
                event="playing", file=track.shown, title=track.title, seconds=seconds, at=round(position, 1)
            )
        chapter = track.chapter_at(position)
        if chapter is not None and chapter != self._chapter:
            self._chapter = chapter
            self._console.data(event="chapter", number=chapter + 1, title=track.chapters[chapter].title)

    def turn_words(self, sitting: Sitting) -> None:
        """Nobody is there to press a key."""

    def end(self, sitting: Sitting) -> None:
        if sitting.begun:
            at = round(sitting.position, 1)
            self._console.data(event="stopped", file=sitting.track.shown, at=at, ended=sitting.over)


def _sentence(note: str | GuideError) -> str:
    """A note in one line."""
    if isinstance(note, str):
        return note
    where = f"{note.where}: " if note.where else ""
    return " ".join(part for part in (f"{where}{note.message}", note.hint) if part)


def _farewell(sitting: Sitting) -> str:
    if not sitting.over:
        kept = "; your place is kept" if sitting.is_kept else ""
        return f"Stopped at {clock(sitting.position)}{kept}."
    more = sitting.number + 1 < sitting.count
    return "The end." + (" What comes next does not begin by itself; --continuous plays on." if more else "")
