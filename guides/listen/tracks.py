"""What is listened to: a file with what it says of itself, its words, and the ways it can be balanced."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from guides.errors import EncodingError, Place, StoreError
from guides.listen.places import Identity, identity_of
from guides.listen.sounds import BLOCK, Ahead, Blocks, Summed
from guides.listen.transcripts import transcript_beside
from guides.model.guide import ChapterMark, Line
from guides.model.script import Handover
from guides.store.ffmpeg import Ffmpeg
from guides.store.labelled import labels_in
from guides.units import Seconds

Open = Callable[[int], Ahead | Summed]
"""Gives the sound from a frame on."""

AS_MIXED = "as mixed"
_STEMS = {"voice forward": (1.0, 0.5), "music forward": (0.63, 1.0)}
"""Gains of voice and music; never above what was mixed: 6 dB less music, 4 dB less voice."""
_MIXES = {"voice forward": "voice-forward", "music forward": "music-forward"}
"""What files of a mix of their own are called, behind the guide's name."""
_EARLY = 2.0
"""Seconds by which a file may end before its time and be whole."""


@dataclass(frozen=True, slots=True)
class Track:
    """Something to listen to."""

    title: str
    shown: str
    """How messages name it."""
    sounds: Mapping[str, Open]
    """How it can be balanced; as it was mixed first."""
    seconds: Seconds | None = None
    """How long it is by its own account."""
    remedy: str | None = None
    """What helps where it is damaged."""
    promised: Seconds | None = None
    """How long it was when it was made, by its playlist or its tags; None where nobody knows."""
    chapters: tuple[ChapterMark, ...] = ()
    lines: tuple[Line, ...] = ()
    identity: Identity | None = None
    """What its place is kept by; None where none is."""
    private: bool = False
    """Whether its words are a client's, and are shown only to whoever asks at a terminal."""
    handover: Handover = "stop"
    """What its guide says of its end."""
    held: Open | None = None
    """The bed that waits after it."""
    journey: bool = False

    def is_whole(self, at: float) -> bool:
        """Whether sound that ends here has come to its end."""
        return all(at >= seconds - _EARLY for seconds in (self.seconds, self.promised) if seconds is not None)

    def chapter_at(self, seconds: float) -> int | None:
        """The number of the chapter at a time, from 0; None before the first."""
        begun = [number for number, chapter in enumerate(self.chapters) if chapter.start <= seconds + 0.001]
        return begun[-1] if begun else None

    def line_at(self, seconds: float) -> Line | None:
        """The line that is spoken, or was last."""
        begun = [line for line in self.lines if line.start <= seconds]
        return begun[-1] if begun else None


@dataclass(frozen=True, slots=True)
class GuideFacts:
    """What a practice knows of a guide's file beyond what it says of itself."""

    practice: Path
    private: bool = False
    handover: Handover = "stop"
    journey: bool = False


@dataclass(frozen=True, slots=True)
class Recording:
    """A file that is to be listened to."""

    path: Path
    shown: str
    expected: Seconds | None = None
    """How long a playlist says it is."""
    guide: GuideFacts | None = field(default=None)


def sound_of(path: Path, ffmpeg: Ffmpeg, start: int = 0) -> Ahead:
    """The sound of a file from a frame on."""
    return Ahead(_blocks(path, ffmpeg, start))


def _blocks(path: Path, ffmpeg: Ffmpeg, start: int) -> Blocks:
    yield from ffmpeg.decode(path, start=start, block=BLOCK)


def open_track(recording: Recording, ffmpeg: Ffmpeg) -> Track:
    """Look into a file.

    Raises:
        StoreError: it is missing, or cannot be read.
        EncodingError: there is no sound in it.
    """
    path, guide = recording.path, recording.guide
    if not path.is_file():
        raise StoreError("This file is missing.", where=Place(recording.shown), hint=_help(guide))
    identity = identity_of(path, guide.practice if guide else None)
    try:
        labels = labels_in(path, ffmpeg)
    except EncodingError as error:
        raise EncodingError(
            "There is no sound in this file, or it is damaged.", where=Place(recording.shown), hint=_help(guide)
        ) from error
    held = path.with_suffix(f".hold{path.suffix}")
    return Track(
        title=labels.title or path.stem,
        shown=recording.shown,
        sounds={AS_MIXED: partial(_plain, path, ffmpeg), **_balances(path, ffmpeg)},
        seconds=labels.seconds,
        remedy=_help(guide),
        promised=recording.expected or (labels.told if guide else None),
        chapters=labels.chapters,
        lines=transcript_beside(path),
        identity=identity,
        private=guide.private if guide else False,
        handover=guide.handover if guide else "stop",
        held=partial(_plain, held, ffmpeg) if guide and guide.handover == "hold" and held.is_file() else None,
        journey=guide.journey if guide else False,
    )


def _help(guide: GuideFacts | None) -> str:
    return "Build it again: guides build" if guide else "Find out where it came from, and copy it again."


def _plain(path: Path, ffmpeg: Ffmpeg, start: int) -> Ahead:
    return sound_of(path, ffmpeg, start)


def _balances(path: Path, ffmpeg: Ffmpeg) -> dict[str, Open]:
    """The other balances that there are files for: mixes of their own, or the stems."""
    mixes = {name: path.with_suffix(f".{ending}{path.suffix}") for name, ending in _MIXES.items()}
    if found := {name: partial(_plain, mix, ffmpeg) for name, mix in mixes.items() if mix.is_file()}:
        return dict(found)
    stems = [path.with_suffix(f".{stem}.flac") for stem in ("voice", "music")]
    if not all(stem.is_file() for stem in stems):
        return {}
    return {name: partial(_summed, stems, gains, ffmpeg) for name, gains in _STEMS.items()}


def _summed(stems: list[Path], gains: tuple[float, float], ffmpeg: Ffmpeg, start: int) -> Summed:
    return Summed([(sound_of(stem, ffmpeg, start), gain) for stem, gain in zip(stems, gains, strict=True)])
