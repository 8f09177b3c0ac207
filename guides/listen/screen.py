"""What a terminal shows while somebody listens: a few quiet lines that fit it, however narrow."""

from dataclasses import dataclass

from rich.console import Console, Group
from rich.text import Text

from guides.listen.sitting import Sitting
from guides.listen.tracks import AS_MIXED
from guides.publish.markup import clock
from guides.script.showing import fitted
from guides.units import Seconds

HELP = "space · ←→ 10 s · ⇧←→ chapter · n p · ↑↓ volume · b balance · s sleep · t · q"
_NARROW = 40
"""Columns below which the bar and the list of keys are left out."""
_WORDS = 4
"""Lines that the words may take."""


@dataclass(frozen=True, slots=True)
class View:
    """What there is to be seen."""

    title: str
    chapter: str
    words: str
    position: Seconds
    length: Seconds | None
    state: str
    """`▶`, `⏸` or `■`."""
    ways: tuple[str, ...]
    """Volume, balance, sleep timer; where they are not as usual."""
    note: str


def view_of(sitting: Sitting, *, words: bool, note: str) -> View:
    """What is to be seen of a listener."""
    track, position = sitting.track, sitting.position
    number = track.chapter_at(position)
    line = track.line_at(position) if words else None
    counted = f" ({sitting.number + 1} of {sitting.count})" if sitting.count > 1 else ""
    chapter = "" if number is None else track.chapters[number].title
    if sitting.held:
        chapter = "the music goes on"
    elif sitting.over:
        chapter = "the end; n plays the next" if sitting.number + 1 < sitting.count else "the end"
    ways = []
    if sitting.decibels < 0:
        ways.append(f"volume {sitting.decibels:.0f} dB".replace("-", "−"))
    if sitting.balance != AS_MIXED:
        ways.append(sitting.balance)
    if sitting.sleeps_in is not None:
        ways.append(f"silent in {clock(sitting.sleeps_in)}")
    return View(
        title=track.title + counted,
        chapter=chapter,
        words=line.text if line else "",
        position=position,
        length=None if sitting.held else track.seconds,
        state="■" if sitting.over else "⏸" if sitting.paused else "▶",
        ways=tuple(ways),
        note=note,
    )


def drawn(view: View, console: Console) -> Group:
    """The view in lines that fit a terminal; longer texts are broken between words."""
    columns = console.width
    lines = [_line(view.title, columns, "bold"), _line(view.chapter, columns, "cyan"), Text("")]
    words = _broken(view.words, console, "")
    lines += [*words, *[Text("")] * (_WORDS - len(words))]
    lines.append(_progress(view, columns))
    lines.append(_line(" · ".join(view.ways), columns, "dim"))
    lines += _broken(view.note, console, "yellow")
    if columns >= _NARROW:
        lines.append(_line(HELP, columns, "dim"))
    return Group(*lines)


def _progress(view: View, columns: int) -> Text:
    """How far it is, and how long it still takes."""
    if view.length is None:
        return _line(f"{view.state} {clock(view.position)}", columns, "")
    left = f"−{clock(max(view.length - view.position, 0.0))}"
    begun = f"{view.state} {clock(view.position)}"
    room = columns - len(begun) - len(left) - 2
    if columns < _NARROW or room < 1:
        return _line(f"{begun} {left}", columns, "")
    done = round(room * min(view.position / view.length, 1.0)) if view.length else room
    return Text.assemble(f"{begun} ", ("━" * done, "cyan"), ("─" * (room - done), "dim"), f" {left}")


def _line(text: str, columns: int, style: str) -> Text:
    return Text(fitted(text, columns), style=style, no_wrap=True, overflow="crop")


def _broken(text: str, console: Console, style: str) -> list[Text]:
    if not text:
        return []
    safe = Text(fitted(text, console.width * _WORDS), style=style)
    return list(safe.wrap(console, console.width)[:_WORDS])
