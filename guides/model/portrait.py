"""What is drawn of one guide: everything in seconds, as coarse as an eye can see."""

import msgspec

from guides.model.guide import ChapterMark


class Stretch(msgspec.Struct, frozen=True):
    """A stretch of time with a name: a piece of music, a phase."""

    name: str
    start: float
    end: float


class Moment(msgspec.Struct, frozen=True):
    """A point in time, and what happens there."""

    seconds: float
    what: str


class Portrait(msgspec.Struct, frozen=True):
    """A guide as `report.html` draws it."""

    title: str
    """What a lock screen shows."""
    seconds: float
    chapters: tuple[ChapterMark, ...]
    spoken: tuple[tuple[float, float], ...]
    """From when to when somebody speaks; sentences that follow each other closely are one."""
    music: tuple[Stretch, ...]
    """The pieces in order of their starts; those that cross over into each other overlap."""
    phases: tuple[Stretch, ...]
    """Those of a journey; empty for any other guide."""
    tones: tuple[Moment, ...]
    """Bells and breathing tones: `bell`, `inhale`, `hold`, `exhale`."""
    step: float
    """Seconds from one loudness value to the next; the first belongs to the first step."""
    voice: tuple[float | None, ...]
    """The loudest short-term loudness of the voice within each step, in LUFS; None for silence."""
    master: tuple[float | None, ...]
    """The same of the finished sound."""
    near: tuple[Moment, ...]
    """Where a limit was near, and which."""
