"""What a build tells while it works; reporters turn it into bars, lines or JSON."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from guides.errors import Problem

Stage = Literal[
    "recorded takes",
    "speaking",
    "listening to the music",
    "mixing",
    "encoding",
    "stems",
    "the held bed",
    "without words",
]


@dataclass(frozen=True, slots=True)
class BuildPlanned:
    """What will be done, and why."""

    stale: tuple[str, ...]
    fresh: tuple[str, ...]


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


Event = BuildPlanned | Explained | Warned | GuideStarted | Progressed | GuideFinished | GuideFailed | FilesWritten
Tell = Callable[[Event], None]
