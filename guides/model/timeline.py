"""Where everything in a guide stands, in frames from its start."""

from dataclasses import dataclass
from typing import Literal

from guides.model.clip import ClipRef
from guides.model.script import PhaseName, QuietMode
from guides.units import Frames

ToneKind = Literal["bell", "inhale", "hold", "exhale"]


@dataclass(frozen=True, slots=True)
class SpokenAt:
    """A clip in its place."""

    start: Frames
    clip: ClipRef
    text: str
    """The words as the transcript shows them."""
    slot_end: Frames | None = None
    """For a line with a field: where the time kept for other clients' words ends."""
    recorded: bool = False
    """Whether it is a recording, whose silences inside are its own."""
    step: int = -1
    """The index in the script of the step that says it."""
    shared: str | None = None
    """What anyone may read in place of a client's own words; None where `text` holds nothing personal."""

    @property
    def end(self) -> Frames:
        return Frames(self.start + self.clip.frames)

    @property
    def kept_end(self) -> Frames:
        """Where the time kept for its words ends, whoever's they are."""
        return Frames(max(self.end, self.slot_end or 0))


@dataclass(frozen=True, slots=True)
class ToneAt:
    """A bell or a breathing tone; it belongs to the music stem."""

    start: Frames
    frames: Frames
    """How long the breath lasts; a bell rings on by itself."""
    kind: ToneKind


@dataclass(frozen=True, slots=True)
class QuietAt:
    """A time in which nobody speaks."""

    start: Frames
    end: Frames
    mode: QuietMode
    fixed: bool = False
    """Whether its end is held by an `[at]`."""


@dataclass(frozen=True, slots=True)
class MusicAt:
    """The music changes here."""

    start: Frames
    track: str | None
    """A bed's name, a file in `music/`, or None for none."""
    fade: Frames


@dataclass(frozen=True, slots=True)
class ChapterAt:
    """A chapter begins here."""

    title: str
    start: Frames


@dataclass(frozen=True, slots=True)
class PhaseAt:
    """A phase of a journey."""

    name: PhaseName
    start: Frames
    end: Frames


@dataclass(frozen=True, slots=True)
class Timeline:
    """A whole guide in time; every list is in order of its starts."""

    length: Frames
    spoken: tuple[SpokenAt, ...]
    tones: tuple[ToneAt, ...]
    quiets: tuple[QuietAt, ...]
    music: tuple[MusicAt, ...]
    """The first entry starts at 0 unless the guide has no music at its start."""
    chapters: tuple[ChapterAt, ...]
    phases: tuple[PhaseAt, ...]
    outro: Frames
    """Where the last fade of the music begins."""
    tail: Frames
    """Where `stillness` goes on alone; equals `length` without a tail."""
