"""What building and proof-listening tell while they work; reporters turn it into bars, lines or JSON."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from guides.errors import Place, Problem
from guides.model.utterance import Way
from guides.units import ByteCount, Seconds

Stage = Literal[
    "recorded takes",
    "speaking",
    "listening to the music",
    "mixing",
    "encoding",
    "stems",
    "the held bed",
    "without words",
    "the balances",
    "proofing",
]


@dataclass(frozen=True, slots=True)
class BuildPlanned:
    """What will be done, and why."""

    stale: tuple[str, ...]
    fresh: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoomNeeded:
    """About how much of the disk the guides for clients will take."""

    clients: int
    """For how many of them guides are made."""
    size: ByteCount
    """In all."""
    free: ByteCount


@dataclass(frozen=True, slots=True)
class Explained:
    """Why a guide is, or is not, built again."""

    id: str
    reasons: tuple[str, ...]
    """Empty when nothing changed."""


@dataclass(frozen=True, slots=True)
class Warned:
    """Something that should be looked at, and does not stop the build."""

    problem: Problem


@dataclass(frozen=True, slots=True)
class GuideStarted:
    """Work on a guide begins."""

    id: str
    number: int
    of: int


@dataclass(frozen=True, slots=True)
class Progressed:
    """How far one stage of a guide has come."""

    id: str
    stage: Stage
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class GuideFinished:
    """A guide is in place."""

    id: str
    file: str
    """Relative to `audio_out/`."""
    seconds: float
    spoken_now: int
    segments_rendered: int
    segments: int


@dataclass(frozen=True, slots=True)
class GuideFailed:
    """A guide could not be built; its last good file stays."""

    id: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class FilesWritten:
    """Playlists and the report, relative to the practice folder; removed outputs too."""

    written: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageWritten:
    """The page is in its folder."""

    folder: str
    guides: int
    """How many there are on it, those of sessions included."""
    size: ByteCount
    """Of all its sound."""
    written: tuple[str, ...]
    """What was not there already."""


@dataclass(frozen=True, slots=True)
class ParcelWritten:
    """A client's parcel is in its place."""

    client: str
    path: str
    """As its user calls it."""
    guides: int
    size: ByteCount
    """Of all its sound."""
    withheld: tuple[str, ...]
    """Guides of theirs that are not released to them, and so are not in it."""
    replaces: str | None
    """The day of the parcel that this one takes the place of, as `2026-05-31`."""
    replaced_guides: int | None
    """How many there were in that one; None where none is replaced."""
    sealed: bool
    drawn: bool
    """Whether new words open it, that were drawn for it."""


@dataclass(frozen=True, slots=True)
class ProofPlanned:
    """Which guides will be listened to."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Misheard:
    """Words that were heard otherwise than they are written."""

    place: Place
    """The sentence in the script."""
    at: Seconds
    """When its line begins in the finished guide."""
    written: str
    """Nothing where words were added."""
    heard: str
    """Nothing where words were dropped."""
    sure: bool
    """False where the recogniser merely guessed."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A line that is heard better when it is spoken in another way."""

    place: Place
    way: Way


@dataclass(frozen=True, slots=True)
class GuideProofed:
    """A guide was listened to."""

    id: str
    words: int
    errors: int
    """How many words were dropped, added or misheard, guesses included."""
    misheard: tuple[Misheard, ...]
    mended: tuple[Mended, ...] = ()


@dataclass(frozen=True, slots=True)
class GuideUnheard:
    """A guide could not be listened to."""

    id: str
    problems: tuple[Problem, ...]


Event = (
    BuildPlanned
    | RoomNeeded
    | Explained
    | Warned
    | GuideStarted
    | Progressed
    | GuideFinished
    | GuideFailed
    | FilesWritten
    | PageWritten
    | ParcelWritten
    | ProofPlanned
    | GuideProofed
    | GuideUnheard
)
Tell = Callable[[Event], None]
