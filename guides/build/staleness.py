"""What a guide is made from, as hashes under names that a person understands."""

import hashlib

import msgspec

from guides import __version__
from guides.build.guide import Standing
from guides.build.speech import voice_of
from guides.build.texts import Read
from guides.build.workshop import Workshop
from guides.errors import Place
from guides.model.music import Seam
from guides.model.script import ChangeVoice, Music, Script
from guides.music.tracks import list_tracks
from guides.store.cache import key_of
from guides.timeline.framing import frame

JOURNEYS = frozenset({"routes", "phase_intensity", "phase_brightness", "phase_bed"})
"""Tables of settings that only journeys are made from."""


def ingredients(
    workshop: Workshop, read: Read, script: Script, place: Standing, before: Seam | None, *, followed: bool
) -> dict[str, str]:
    """Everything that the bytes of a guide follow from.

    Raises:
        VoiceError: a voice that does not exist.
    """
    settings = workshop.settings
    return {
        "the program": __version__,
        "its text": hashlib.sha256(read.text.encode()).hexdigest(),
        "its place in the collection": f"{place.track}/{place.tracks}",
        "its voice": key_of(_voices(workshop, script)),
        "its music": key_of(_music(workshop, script)),
        "its route": script.front.route or "",
        "what comes before and after it": key_of(before, followed),
        "ffmpeg": workshop.ffmpeg.version,
        **{
            f"[{table.replace('_', '-')}] in guides.toml": _hashed(settings, table)
            for table in settings.__struct_fields__
            if table not in JOURNEYS or script.front.kind == "journey"
        },
    }


def _hashed(settings: object, table: str) -> str:
    value = getattr(settings, table)
    if table == "practice":
        # The order of collections and the format decide playlists and names, not what a guide holds.
        value = (value.name, value.program, value.year)
    return key_of(msgspec.to_builtins(value))


def _voices(workshop: Workshop, script: Script) -> list[tuple[str, str]]:
    cued = {step.name: step.place for step in script.steps if isinstance(step, ChangeVoice)}
    named = {
        workshop.voice_name(script, name): voice_of(workshop, script, name, at)[0]
        for name, at in ((None, Place(script.file)), *cued.items())
    }
    return [(name, named[name].fingerprint()) for name in sorted(named)]


def _music(workshop: Workshop, script: Script) -> list[tuple[str, int, int]]:
    tracks = {frame(script, workshop.settings).track}
    tracks |= {step.track for step in script.steps if isinstance(step, Music)}
    if script.front.kind == "journey":
        tracks |= set(list_tracks(workshop.folder.music))
    found = []
    for track in sorted(filter(None, tracks)):
        try:
            state = (workshop.folder.music / track).stat()
            found.append((track, state.st_size, state.st_mtime_ns))
        except OSError:
            found.append((track, 0, 0))
    return found
