"""What stands in a cue after its name, read into a step."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from guides.errors import Place
from guides.model.script import (
    PHASES,
    At,
    Bell,
    Breathe,
    ChangeVoice,
    Music,
    Pause,
    Phase,
    PhaseName,
    QuietMode,
    Silence,
    Step,
    Take,
)
from guides.script.cue_names import SAMPLES
from guides.script.known import Known
from guides.script.nearest import nearest, one_of, shown
from guides.script.values import UnfitError, read_choice, read_count, read_duration, read_track, read_voice
from guides.units import Seconds

_MOST_BELLS = 99
_MOST_ROUNDS = 99
_MODES = ("under", "still")
_OPTIONS = ("under", "still", "stretch")
_FADE = re.compile(r"fade\b\s*:?\s*(.*)", re.I | re.S)
_MOMENT = re.compile(r"([a-z][a-z-]*?)\s*(?:([+−-])\s*([0-9.].*))?", re.I | re.S)
_PHASE = re.compile(r"(\S+)(?:\s+(.+))?", re.S)
_LABEL = re.compile(r"#[A-Za-z0-9][A-Za-z0-9-]*")
_BREATHE = re.compile(
    r"in\s+(?P<inhale>[^,]+?)\s*,?\s*(?:\bhold\s+(?P<hold>[^,]+?)\s*,?\s*)?"
    r"\bout\s+(?P<exhale>[^,]+?)(?:\s*,\s*|\s+)(?P<times>\S+)\s*(?:times?|rounds?|x)",
    re.I,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part:
    """One of the parts that commas make."""

    text: str
    start: int
    """The offset in the file of its first character."""
    end: int


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something wrong in a cue."""

    start: int
    end: int
    message: str
    hint: str | None


@dataclass(slots=True)
class Cue:
    """A cue on its way to a step."""

    name: str
    parts: tuple[Part, ...]
    whole: Part
    """All that stands after the name."""
    place: Place
    known: Known
    wrong: list[Wrong] = field(default_factory=list)

    def refuse(self, part: Part, message: str, hint: str | None = None) -> None:
        """Something is wrong with a part; without a hint, an example of the cue is one."""
        self.wrong.append(Wrong(part.start, part.end, message, hint or f"Write {SAMPLES[self.name]}, for example."))

    def read(self, part: Part, read: Callable[[str], T]) -> T | None:
        """A part's value; None, and an error, when it cannot be."""
        try:
            return read(part.text)
        except UnfitError as error:
            self.refuse(part, error.message, error.hint)
            return None

    def duration(self, part: Part, hint: str | None = None) -> Seconds | None:
        """A part's duration."""
        if not part.text:
            self.refuse(part, f"[{self.name}] needs a duration.", hint)
            return None
        return self.read(part, lambda text: read_duration(text, hint))

    def no_more(self, used: int) -> None:
        """Parts that the cue does not take."""
        for part in self.parts[used:]:
            self.refuse(part, f"[{self.name}] does not take this: {shown(part.text) or 'a comma'}.")


def read_step(cue: Cue) -> Step | None:
    """The step that a cue means; None when something is wrong with it."""
    step = _READERS[cue.name](cue)
    return None if cue.wrong else step


def _pause(cue: Cue) -> Step | None:
    cue.no_more(1)
    seconds = cue.duration(cue.parts[0])
    return None if seconds is None else Pause(seconds, cue.place)


def _silence(cue: Cue) -> Step | None:
    seconds = cue.duration(cue.parts[0])
    chosen: set[str] = set()
    for part in cue.parts[1:]:
        option = cue.read(part, lambda text: read_choice(text, _OPTIONS, "What a silence does"))
        if option in chosen:
            cue.refuse(part, f"{option} stands here twice.", "Write it once.")
        elif option in _MODES and not chosen.isdisjoint(_MODES):
            cue.refuse(
                part,
                "A silence is either under or still, not both.",
                "under keeps the music down; still lets it sink almost to nothing.",
            )
        if option is not None:
            chosen.add(option)
    mode: QuietMode = "under" if "under" in chosen else "still" if "still" in chosen else "rise"
    return None if seconds is None else Silence(seconds, mode, "stretch" in chosen, cue.place)


def _music(cue: Cue) -> Step | None:
    cue.no_more(2)
    if not cue.parts[0].text:
        cue.refuse(cue.parts[0], "[music] needs a bed, a file in the music folder, or off.")
        return None
    track = cue.read(cue.parts[0], lambda text: read_track(text, cue.known))
    fade = None
    if len(cue.parts) > 1:
        found = _FADE.fullmatch(cue.parts[1].text)
        if found is None:
            cue.refuse(cue.parts[1], f"[music] does not take this: {shown(cue.parts[1].text) or 'a comma'}.")
        else:
            fade = cue.read(cue.parts[1], lambda _: read_duration(found[1]))
    return Music(track, fade, cue.place)


def _bell(cue: Cue) -> Step | None:
    cue.no_more(1)
    if not cue.parts[0].text:
        return Bell(1, cue.place)
    hint = "Write [bell] or [bell 3]."
    count = cue.read(cue.parts[0], lambda text: read_count(text, _MOST_BELLS, "The number of bells", hint))
    return None if count is None else Bell(count, cue.place)


def _breathe(cue: Cue) -> Step | None:
    found = _BREATHE.fullmatch(" ".join(cue.whole.text.split()))
    if found is None:
        words = set(re.findall(r"[a-z]+", cue.whole.text.casefold()))
        missing = next((word for word in ("in", "out", "times") if word not in words), None)
        cue.refuse(
            cue.whole,
            f"[breathe] misses its {missing}." if missing else "[breathe] cannot be read like this.",
            "Write [breathe in 4s, hold 2s, out 6s, 3 times]; the hold may be left out.",
        )
        return None

    def phase(name: str) -> Seconds | None:
        return None if found[name] is None else cue.read(cue.whole, lambda _: read_duration(found[name]))

    inhale, hold, exhale = phase("inhale"), phase("hold"), phase("exhale")
    hint = "Write 3 times, for example."
    times = cue.read(cue.whole, lambda _: read_count(found["times"], _MOST_ROUNDS, "The number of breaths", hint))
    if inhale is None or exhale is None or times is None:
        return None
    return Breathe(inhale, hold, exhale, times, cue.place)


def _at(cue: Cue) -> Step | None:
    cue.no_more(1)
    part = cue.parts[0]
    moment = _MOMENT.fullmatch(part.text)
    if moment is None:
        seconds = cue.duration(part, "Write [at 25m] or [at peak+5m], for example.")
        return None if seconds is None else At(None, seconds, cue.place)
    name, sign, offset = moment.groups()
    phase = _phase_name(cue, part, name)
    if sign in ("-", "−"):
        cue.refuse(part, "[at] counts forward from the start of a phase.", "Write [at peak+5m], for example.")
        return None
    seconds = Seconds(0.0) if offset is None else cue.read(part, lambda _: read_duration(offset))
    return None if phase is None or seconds is None else At(phase, seconds, cue.place)


def _phase(cue: Cue) -> Step | None:
    cue.no_more(1)
    found = _PHASE.fullmatch(cue.parts[0].text)
    if found is None:
        cue.refuse(cue.parts[0], "[phase] needs a name and a duration.")
        return None
    name = _phase_name(cue, cue.parts[0], found[1])
    if found[2] is None:
        cue.refuse(cue.parts[0], "[phase] needs a duration after its name.")
        return None
    seconds = cue.read(cue.parts[0], lambda _: read_duration(found[2]))
    return None if name is None or seconds is None else Phase(name, seconds, cue.place)


def _phase_name(cue: Cue, part: Part, written: str) -> PhaseName | None:
    for phase in PHASES:
        if phase == written.casefold():
            return phase
    near = nearest(written, PHASES)
    hint = f"Did you mean {near}?" if near else f"It can be {one_of(PHASES)}."
    cue.refuse(part, f"There is no phase called {shown(written)}.", hint)
    return None


def _voice(cue: Cue) -> Step | None:
    cue.no_more(1)
    if not cue.parts[0].text:
        cue.refuse(cue.parts[0], "[voice] needs the name of a voice.")
        return None
    name = cue.read(cue.parts[0], lambda text: read_voice(text, cue.known))
    return None if name is None else ChangeVoice(name, cue.place)


def _take(cue: Cue) -> Step | None:
    label = cue.whole.text
    if not _LABEL.fullmatch(label):
        cue.refuse(
            cue.whole,
            f"A take's label is # and letters, digits or hyphens, not {shown(label) or 'nothing'}.",
        )
        return None
    return Take(label[1:], cue.place)


_READERS: dict[str, Callable[[Cue], Step | None]] = {
    "pause": _pause,
    "silence": _silence,
    "music": _music,
    "bell": _bell,
    "breathe": _breathe,
    "at": _at,
    "phase": _phase,
    "voice": _voice,
    "take": _take,
}
