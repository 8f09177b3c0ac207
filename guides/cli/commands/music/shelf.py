"""What the commands about music have in common: what they open, and how they call things."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from guides.cli.console import Console

if TYPE_CHECKING:
    from pathlib import Path

    from guides.model.library import TrackFacts
    from guides.music.inspection import Heard
    from guides.store.cache import Cache
    from guides.store.ffmpeg import Ffmpeg


@dataclass(frozen=True, slots=True)
class Shelf:
    """A practice's music at hand."""

    folder: Path
    ffmpeg: Ffmpeg
    cache: Cache


def open_shelf(console: Console) -> Shelf:
    """Open the music of the practice that a command works in.

    Raises:
        SettingsError, EncodingError: `guides.toml` cannot be used, or there is no ffmpeg.
    """
    from guides.store.cache import Cache
    from guides.store.ffmpeg import find
    from guides.store.settings import read_settings

    practice = console.practice
    ffmpeg = find(read_settings(console.root).tools.ffmpeg, console.root)
    return Shelf(practice.music, ffmpeg, Cache(practice.hidden / "cache"))


def plain_name(shelf: Shelf, name: str) -> str:
    """A track's name as scripts write it: `music/river.flac`, as a shell completes it, means the same."""
    inside = name.removeprefix("music/")
    return inside if inside != name and not (shelf.folder / name).exists() else name


def clock(seconds: float) -> str:
    """A length as players show it."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def heard_in_words(heard: Heard) -> str:
    """`12:04, −19.3 LUFS`."""
    loudness = "" if heard.lufs is None else f", {heard.lufs:.1f} LUFS".replace("-", "−")
    return f"{clock(heard.seconds)}{loudness}"


def rights_in_words(facts: TrackFacts) -> str:
    """`room yes, give no, mix unknown`."""
    return f"room {facts.room}, give {facts.give}, mix {facts.mix}"


def facts_as_data(facts: TrackFacts | None) -> dict[str, object]:
    """What is known of a track, for a program; rights are unknown where nothing is."""
    if facts is None:
        return {"listed": False, "room": "unknown", "give": "unknown", "mix": "unknown", "lyrics": None}
    return {
        "listed": True,
        "title": facts.title,
        "artist": facts.artist,
        "licence": facts.licence,
        "source": facts.source,
        "room": facts.room,
        "give": facts.give,
        "mix": facts.mix,
        "proof": facts.proof,
        "expires": facts.expires.isoformat() if facts.expires else None,
        "lyrics": facts.lyrics,
        "phases": facts.phases,
        "intensity": facts.intensity,
    }


def heard_as_data(heard: Heard | None) -> dict[str, object]:
    """What was measured on a track, for a program; None where it was not heard yet."""
    if heard is None:
        return {"seconds": None, "lufs": None, "clipped": None, "silence": None}
    return {
        "seconds": round(heard.seconds, 3),
        "lufs": None if heard.lufs is None else round(heard.lufs, 2),
        "clipped": round(heard.clipped, 4),
        "silence": [round(heard.lead, 1), round(heard.trail, 1)],
    }
