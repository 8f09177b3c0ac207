"""What is on the page: guides, sessions with somebody present, and whom to call."""

from dataclasses import dataclass
from typing import Literal

from guides.model.guide import ChapterMark, Line
from guides.model.settings import ContactSettings
from guides.units import ByteCount, Seconds

Role = Literal["guide", "sound-check", "come-back"]
"""What a guide is for on the page: the sound check and the way back have places of their own."""

SLEEP_MINUTES = (5.0, 10.0, 15.0, 20.0, 30.0, 45.0)
"""The choices of the sleep timer."""


@dataclass(frozen=True, slots=True)
class Medium:
    """A sound file, as the page finds it."""

    path: str
    """From the page's folder, with forward slashes."""
    digest: str
    """Its SHA-256 in hexadecimal: what is kept for listening without a network goes by it."""
    size: ByteCount


@dataclass(frozen=True, slots=True)
class PageGuide:
    """A guide as it is listened to."""

    id: str
    title: str
    public_title: str
    """All that a lock screen, headphones or a car get to know."""
    collection: str
    seconds: Seconds
    medium: Medium
    summary: str = ""
    language: str = "en"
    role: Role = "guide"
    chapters: tuple[ChapterMark, ...] = ()
    lines: tuple[Line, ...] = ()
    """Its words in time."""
    questions: tuple[str, ...] = ()
    """For after listening."""
    voice_forward: Medium | None = None
    """The same with more voice: as long, everything at the same place."""
    music_forward: Medium | None = None
    """The same with more music."""

    @property
    def media(self) -> tuple[Medium, ...]:
        """Every file of it."""
        return tuple(medium for medium in (self.medium, self.voice_forward, self.music_forward) if medium)


@dataclass(frozen=True, slots=True)
class Stage:
    """One guide of a session."""

    guide: PageGuide
    held: Medium | None = None
    """The bed that goes on after it until somebody begins the next; None: it waits in silence."""
    waits: bool = False
    """Whether the next is begun by somebody, and does not follow by itself."""
    rises_at: Seconds | None = None
    """From here on the music grows toward the peak: nobody is brought back into it."""
    calm_at: Seconds | None = None
    """From here on it is calm again."""


@dataclass(frozen=True, slots=True)
class Session:
    """Guides that follow one another with somebody present, such as opening, journey and return."""

    id: str
    title: str
    collection: str
    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that the page shows."""

    program: str
    practice: str
    collections: tuple[str, ...]
    """In the order in which they are shown."""
    guides: tuple[PageGuide, ...]
    sessions: tuple[Session, ...] = ()
    contact: ContactSettings = ContactSettings()
    language: str = "en"
    sleep_minutes: tuple[float, ...] = SLEEP_MINUTES

    @property
    def media(self) -> tuple[Medium, ...]:
        """Every sound file that the page plays, each once."""
        found = [medium for guide in self.guides for medium in guide.media]
        for stage in (stage for session in self.sessions for stage in session.stages):
            found += [stage.guide.medium, *([stage.held] if stage.held else [])]
        return tuple({medium.path: medium for medium in found}.values())

    def playing_role(self, role: Role) -> PageGuide | None:
        """The guide that is the sound check, or the way back."""
        return next((guide for guide in self.guides if guide.role == role), None)
