"""The therapist's music as `music.toml` describes it, and what may be done with each track.

Nothing here reads a file or a clock: whoever asks says which day it is.
"""

import datetime
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from guides.errors import Place
from guides.model.licences import Rights, rights_of
from guides.model.script import PhaseName


@dataclass(frozen=True, slots=True)
class TrackFacts:
    """One table of `music.toml`; rights that it does not state follow from its licence."""

    file: str
    """The file below `music/`, with forward slashes."""
    title: str
    """Empty when nobody wrote one, and so with the texts below."""
    artist: str
    licence: str
    source: str
    """Where it came from."""
    room: Rights
    """Whether it may be played in the practice."""
    give: Rights
    """Whether it may be handed to clients."""
    mix: Rights
    """Whether it may be laid under a voice."""
    proof: str
    """What shows it: a receipt, a letter, an address."""
    expires: datetime.date | None
    """The last day on which the rights hold."""
    lyrics: bool | None
    """Whether somebody sings words; None when nobody has said."""
    phases: tuple[PhaseName, ...]
    """The phases of a journey that it suits."""
    intensity: float | None
    """0 to 1."""
    place: Place
    """Its line in `music.toml`."""

    @property
    def name(self) -> str:
        """What it is called: its title, or its file's name without the ending."""
        return self.title or PurePosixPath(self.file).stem


@dataclass(frozen=True, slots=True)
class Library:
    """All that `music.toml` says."""

    tracks: tuple[TrackFacts, ...] = ()

    def of(self, file: str) -> TrackFacts | None:
        """What is known of a file, in whatever code points its name is written."""
        wanted = unicodedata.normalize("NFC", file)
        return next((facts for facts in self.tracks if unicodedata.normalize("NFC", facts.file) == wanted), None)


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether something may be done, and if not, why."""

    allowed: bool
    reasons: tuple[str, ...] = ()
    """Each the rest of a sentence that begins with the track; empty when it is allowed."""


Right = Literal["room", "give", "mix"]
_DOING: dict[Right, str] = {"room": "played in the practice", "give": "handed to clients", "mix": "laid under a voice"}
NO_TABLE = "has no entry in music.toml, so nobody knows what may be done with it"


def may_play(facts: TrackFacts | None, today: datetime.date) -> Decision:
    """Whether a track may be played in the practice."""
    return _decided(why_not(facts, ("room",), today))


def may_mix(facts: TrackFacts | None, today: datetime.date) -> Decision:
    """Whether a track may be laid under a voice."""
    return _decided(why_not(facts, ("mix",), today))


def may_give(facts: TrackFacts | None, today: datetime.date) -> Decision:
    """Whether a track may be handed to clients."""
    return _decided(why_not(facts, ("give",), today))


def may_leave(library: Library, tracks: Iterable[str], today: datetime.date, *, spoken: bool = True) -> Decision:
    """Whether a guide with these tracks may be handed to a client.

    Args:
        library: what is known of the practice's music.
        tracks: the names of its music files; beds are ours and need no rights.
        today: the day on which it would leave.
        spoken: whether a voice is laid over the music, which asks for more.

    Returns:
        The decision; each reason begins with the track that it is about.
    """
    wanted: tuple[Right, ...] = ("mix", "give") if spoken else ("give",)
    found = ((track, why_not(library.of(track), wanted, today)) for track in dict.fromkeys(tracks))
    return _decided(tuple(f"{track} {reason}" for track, reasons in found for reason in reasons))


def why_not(facts: TrackFacts | None, wanted: tuple[Right, ...], today: datetime.date) -> tuple[str, ...]:
    """What stands against doing all that is wanted with a track; each the rest of a sentence about it."""
    if facts is None:
        return (NO_TABLE,)
    reasons = []
    for held, words in (("no", "may not be"), ("unknown", "has no word on whether it may be")):
        doing = [_DOING[right] for right in wanted if getattr(facts, right) == held]
        if doing:
            licence = f" ({facts.licence})" if facts.licence else ""
            reasons.append(f"{words} {' or '.join(doing)}{licence}")
    if facts.expires is not None and today > facts.expires:
        reasons.append(f"could be used until {facts.expires.isoformat()} and not since")
    return tuple(reasons)


def _decided(reasons: tuple[str, ...]) -> Decision:
    return Decision(not reasons, reasons)


def credits_of(library: Library, tracks: Iterable[str]) -> str:
    """Whom the music of a guide is owed to, in one line for tags and report.

    Such as `Music: "River of Light" by A. Composer (CC BY 4.0)`. Each track stands once, in the order
    given; beds and files that `music.toml` does not know are left out. A licence is named where it is a
    public one: the number of a receipt is nobody else's business.

    Args:
        library: what is known of the practice's music.
        tracks: what the guide plays.
    """
    known = dict.fromkeys(facts for track in tracks if (facts := library.of(track)) is not None)
    credits = dict.fromkeys(_credit(facts) for facts in known)
    return f"Music: {'; '.join(credits)}" if credits else ""


def _credit(facts: TrackFacts) -> str:
    by = f" by {facts.artist}" if facts.artist else ""
    licence = f" ({facts.licence})" if facts.licence and rights_of(facts.licence).public else ""
    return f'"{facts.name}"{by}{licence}'
