"""Single values as cues and front matter write them."""

import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import TypeVar

from guides.model.durations import parse_duration
from guides.script.known import Known
from guides.script.nearest import nearest, one_of, shown, suggestion
from guides.units import Seconds

_LONGEST = 60
"""Characters of a duration or a number; more is something else."""
_NUMBER = re.compile(r"[0-9]*\.?[0-9]+")
_COUNT = re.compile(r"[0-9]{1,6}")
_DRIVE = re.compile(r"[A-Za-z]:")
_TINY = 0.001
"""Seconds: what is shorter cannot be heard."""
OFF = "off"
YES = ("yes", "true", "on")
NO = ("no", "false", "off")
"""The words that YAML itself knows."""

Name = TypeVar("Name", bound=str)


class UnfitError(ValueError):
    """A value that cannot be; `hint` says what can."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def read_duration(text: str, hint: str | None = None) -> Seconds:
    """A duration.

    Raises:
        UnfitError: not a duration, not above zero, or too long.
    """
    folded = " ".join(text.split())
    if len(folded) > _LONGEST:
        raise UnfitError(f"This is not a duration: {shown(folded)}.", hint)
    try:
        seconds = parse_duration(folded)
    except ValueError as error:
        raise UnfitError(str(error), hint) from error
    if seconds < _TINY:
        raise UnfitError(f"This is too short to be heard: {folded}.", hint)
    return seconds


def read_number(text: str, least: float, most: float, what: str) -> float:
    """A number between two others.

    Raises:
        UnfitError: not a number, or out of bounds.
    """
    hint = f"Write a number from {least:g} to {most:g}."
    if len(text) > _LONGEST or not _NUMBER.fullmatch(text):
        raise UnfitError(f"{what} is a number, not {shown(text)}.", hint)
    number = float(text)
    if not least <= number <= most:
        raise UnfitError(f"{what} cannot be {shown(text)}.", hint)
    return number


def read_count(text: str, most: int, what: str, hint: str) -> int:
    """A whole number from 1 on.

    Raises:
        UnfitError: not a whole number, none, or more than `most`.
    """
    if not _COUNT.fullmatch(text):
        raise UnfitError(f"{what} is a whole number, not {shown(text)}.", hint)
    count = int(text)
    if not 1 <= count <= most:
        raise UnfitError(f"{what} goes from 1 to {most}, not {count}.", hint)
    return count


def read_choice(text: str, choices: Sequence[Name], what: str) -> Name:
    """One of a few words, in any case.

    Raises:
        UnfitError: another word.
    """
    for choice in choices:
        if choice == text.casefold():
            return choice
    near = nearest(text, choices)
    raise UnfitError(
        f"{what} cannot be {shown(text)}.",
        f"Did you mean {near}? It can be {one_of(choices)}." if near else f"It can be {one_of(choices)}.",
    )


def read_yes(text: str, what: str) -> bool:
    """Yes or no.

    Raises:
        UnfitError: another word.
    """
    folded = text.casefold()
    if folded in YES or folded in NO:
        return folded in YES
    raise UnfitError(f"{what} is yes or no, not {shown(text)}.", f"Write {what}: yes, or take the line out.")


def read_voice(text: str, known: Known) -> str:
    """A voice's name; one with a colon belongs to an engine that lists its own.

    Raises:
        UnfitError: no voice has it.
    """
    if known.voices is None or ":" in text:
        return text
    for name in known.voices:
        if name.casefold() == text.casefold():
            return name
    everything = f"There is: {', '.join(known.voices)}." if known.voices else "guides voices says why there is none."
    raise UnfitError(f"There is no voice called {shown(text)}.", suggestion(text, known.voices, everything))


def read_track(text: str, known: Known) -> str | None:
    """A bed's name or a file in `music/`; None for `off`.

    Raises:
        UnfitError: a path that leads out of the folder, or nothing of that name.
    """
    if text.casefold() == OFF:
        return None
    slashed = text.replace("\\", "/")
    path = PurePosixPath(slashed)
    if path.is_absolute() or _DRIVE.match(slashed) or slashed.startswith("~") or ".." in path.parts:
        raise UnfitError(
            f"This leaves the practice folder: {shown(text)}.",
            "Put the file into the music folder and write its name alone, such as river.flac.",
        )
    for bed in known.beds:
        if bed.casefold() == text.casefold():
            return bed
    if str(path) in known.tracks:
        return str(path)
    names = (*known.beds, *known.tracks, OFF)
    near = nearest(slashed.removeprefix("music/"), names)
    hint = f"Did you mean {near}?" if near else f"There is: {', '.join((*known.beds, *known.tracks[:20]))}."
    raise UnfitError(f"There is no bed and no file in the music folder called {shown(text)}.", hint)
