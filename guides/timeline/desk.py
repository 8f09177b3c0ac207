"""What has been laid of a timeline so far, while it is laid."""

from dataclasses import dataclass, field, replace

from guides.errors import Place
from guides.model.clip import ClipRef
from guides.model.script import QuietMode
from guides.model.timeline import ChapterAt, MusicAt, PhaseAt, QuietAt, SpokenAt, ToneAt
from guides.timeline.framing import Framing
from guides.timeline.lines import BreathPart, SpokenLine
from guides.units import Frames


@dataclass(frozen=True, slots=True)
class Late:
    """A time that the words before it have already passed."""

    place: Place
    by: Frames
    target: Frames


@dataclass(frozen=True, slots=True)
class TooLong:
    """A breathing word that does not fit its phase."""

    place: Place
    part: BreathPart
    by: Frames


@dataclass(frozen=True, slots=True)
class Unsaid:
    """A sentence whose fields came to nothing, so that nobody says it."""

    step: int
    at: Frames
    """Where what stands before it has ended."""
    start: Frames
    """Where its first word would sound."""


@dataclass(slots=True)
class Desk:
    """What has been laid so far."""

    framing: Framing
    at: Frames
    pending: Frames = Frames(0)
    """The automatic pause that the next word waits for."""
    spoken: list[SpokenAt] = field(default_factory=list)
    personal: list[int] = field(default_factory=list)
    unsaid: list[Unsaid] = field(default_factory=list)
    tones: list[ToneAt] = field(default_factory=list)
    quiets: list[QuietAt] = field(default_factory=list)
    music: list[MusicAt] = field(default_factory=list)
    chapters: list[ChapterAt] = field(default_factory=list)
    phases: list[PhaseAt] = field(default_factory=list)
    late: list[Late] = field(default_factory=list)
    too_long: list[TooLong] = field(default_factory=list)
    moments: list[tuple[Frames, Frames]] = field(default_factory=list)
    """When each step so far begins and ends."""
    untold: list[str] = field(default_factory=list)
    """Headings whose first sound has not come yet."""

    def copy(self) -> "Desk":
        lists = {name: list(value) for name in self.__slots__ if isinstance(value := getattr(self, name), list)}
        return replace(self, **lists)  # type: ignore[arg-type]

    def begin(self, start: Frames) -> None:
        """A sound or a silence begins: so do the chapters that waited for it."""
        self.chapters.extend(ChapterAt(title, start) for title in self.untold)
        self.untold.clear()

    def quiet(self, frames: int, mode: QuietMode, *, fixed: bool = False) -> None:
        """Nobody speaks; replaces the automatic pause."""
        self.pending = Frames(0)
        self.begin(self.at)
        end = Frames(self.at + frames)
        self.quiets.append(QuietAt(self.at, end, mode, fixed))
        self.at = end

    def say(self, clip: ClipRef, line: SpokenLine, pause: Frames) -> None:
        """A clip after its automatic pause."""
        start = Frames(self.at + self.pending)
        self.begin(start)
        self.spoken.append(SpokenAt(start, clip, line.text, recorded=line.take is not None, step=line.step))
        self.at = Frames(start + clip.frames)
        self.pending = pause
