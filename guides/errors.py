"""The one error family, and the places that its messages point to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in a file that a person can go to."""

    file: str
    """The file as its user would name it, relative to the practice folder where it can be."""
    line: int | None = None
    """Line, counted from 1."""
    column: int | None = None
    """Column in characters, counted from 1."""
    source: str | None = None
    """The line itself, without its end."""
    width: int = 1
    """How many characters from `column` on are meant."""

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, where it is, and what to write instead."""

    message: str
    place: Place
    hint: str | None = None
    severity: Severity = "error"
    rule: str | None = None
    """The rule of care it breaks; None for what is wrong with a text or a file itself."""


class GuideError(Exception):
    """Something that went wrong in words a therapist understands."""

    def __init__(self, message: str, *, where: Place | None = None, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def problems(self) -> tuple[Problem, ...]:
        """This error as one or more problems, to be shown alike everywhere."""
        return (Problem(self.message, self.where or Place(""), self.hint),)


class UsageError(GuideError):
    """The command was given something that cannot be meant; exit code 2."""


class ProblemsError(GuideError):
    """Everything that is wrong with one file, found in one reading."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        first = problems[0]
        super().__init__(first.message, where=first.place, hint=first.hint)
        self._problems = tuple(problems)

    def __reduce__(self) -> tuple[type["ProblemsError"], tuple[tuple[Problem, ...]]]:
        # An error goes back to the build from another process or machine as what it was made from.
        return type(self), (self._problems,)

    def problems(self) -> tuple[Problem, ...]:
        return self._problems


class ScriptError(ProblemsError):
    """A script that cannot be understood."""


class SettingsError(ProblemsError):
    """A `guides.toml` that cannot be understood."""


class LibraryError(ProblemsError):
    """A `music.toml` that cannot be understood."""


class ApprovalError(ProblemsError):
    """An `approvals.toml` that cannot be understood."""


class RosterError(ProblemsError):
    """A `clients.csv` that is missing or cannot be used."""


class RefusedError(ProblemsError):
    """What may not leave for a client, with every reason."""


class TakeError(ProblemsError):
    """Recorded takes that are missing, say something else, or cannot be used."""


class ClashError(ProblemsError):
    """Files in a store that somebody else has changed since they were brought."""


class VoiceError(GuideError):
    """A voice or engine that is missing, broken, or spoke wrongly."""


class MusicError(GuideError):
    """A bed or music file that is missing or cannot be used."""


class EncodingError(GuideError):
    """Sound that could not be encoded or decoded."""


class EndedError(GuideError):
    """A program at work for us that somebody, or the system, ended in the middle; it says nothing of any file."""


class TagError(GuideError):
    """Tags or chapters that could not be written."""


class StoreError(GuideError):
    """A file that could not be read or written."""


class SealError(GuideError):
    """A parcel that could not be sealed."""


class GateError(GuideError):
    """A finished guide that breaks its own limits and is not handed out."""


class ProofError(GuideError):
    """A recogniser that is missing, broken, or cannot hear this."""


class SpeakerError(GuideError):
    """Sound that could not be played on this machine."""
