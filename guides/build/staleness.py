"""What a guide is made from, as hashes under names that a person understands."""

import hashlib

import msgspec

from guides import __version__
from guides.build.discretion import asking_for
from guides.build.guide import Standing
from guides.build.music_rights import tracks_of
from guides.build.speech import utterances_of, voice_of
from guides.build.texts import Read
from guides.build.workshop import Workshop
from guides.errors import Place
from guides.model.library import credits_of
from guides.model.music import Seam
from guides.model.script import ChangeVoice, Script
from guides.narration.narrator import Narrator
from guides.narration.said import way_key
from guides.store.cache import key_of
from guides.timeline.framing import music_by_phases
from guides.timeline.lines import spoken_lines

JOURNEYS = frozenset({"routes", "phase_intensity", "phase_brightness", "phase_bed"})
"""Tables of settings that only journeys are made from."""
UNHEARD = frozenset({"approval", "cache", "care", "cluster", "contact", "page", "proof"})
"""Tables of settings that no guide is made from."""


def ingredients(
    workshop: Workshop, read: Read, script: Script, place: Standing, before: Seam | None, *, followed: bool, takes: str
) -> dict[str, str]:
    """Everything that the bytes of a guide follow from; `takes` is the fingerprint of its recordings.

    Raises:
        VoiceError: a voice that does not exist.
        LibraryError: it plays music files, and `music.toml` cannot be understood.
    """
    settings = workshop.settings
    return {
        "the program": __version__,
        "its text": hashlib.sha256(read.text.encode()).hexdigest(),
        "its place in the collection": f"{place.track}/{place.tracks}",
        "its voice": key_of(_voices(workshop, script)),
        "how its lines are spoken": key_of(_ways(workshop, script)),
        "its takes": takes,
        "its music": key_of(_music(workshop, script)),
        "its route": script.front.route or "",
        "what comes before and after it": key_of(before, followed),
        "ffmpeg": workshop.ffmpeg.version,
        **{
            f"[{table.replace('_', '-')}] in guides.toml": _hashed(settings, table)
            for table in settings.__struct_fields__
            if table not in UNHEARD and (table not in JOURNEYS or script.front.kind == "journey")
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
    return [(name, _fingerprint(workshop, name, named[name])) for name in sorted(named)]


def _fingerprint(workshop: Workshop, voice: str, narrator: Narrator) -> str:
    with asking_for(workshop, voice):
        return narrator.fingerprint()


def _ways(workshop: Workshop, script: Script) -> list[tuple[str, str]]:
    """The lines that are not spoken in the plain way, each with its own."""
    spoken = (utterance for utterance, _ in utterances_of(workshop, script, spoken_lines(script, {})))
    return sorted((way_key(said), said.way) for said in spoken if said.way != "plain")


def _music(workshop: Workshop, script: Script) -> list[tuple[object, ...]]:
    """Each music file as it is, with what the guide says about it in its tags, and what lets phases choose it."""
    tracks = tracks_of(workshop, script)
    library = workshop.music.understood() if tracks else workshop.music.library
    found: list[tuple[object, ...]] = []
    for track in sorted(tracks):
        facts = library.of(track)
        chosen = (facts.phases, facts.intensity) if facts is not None and music_by_phases(script) else ()
        credit = (credits_of(library, [track]), *chosen)
        try:
            state = (workshop.folder.music / track).stat()
            found.append((track, state.st_size, state.st_mtime_ns, *credit))
        except OSError:
            found.append((track, 0, 0, *credit))
    return found
