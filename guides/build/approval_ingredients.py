"""What reaches a client of a guide, as one hash for each thing that an approval covers.

Not what only the therapist sees: notes, comments and how the text is set. And not what two machines differ
in: times of files, the version of the program, the name of a folder.
"""

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from itertools import groupby

from guides.build.joints import seam_before
from guides.build.music_rights import tracks_of
from guides.build.speech import utterances_of
from guides.build.takes import takes_fingerprint
from guides.build.workshop import Workshop
from guides.model.music import level
from guides.model.script import PHASES, Music, Script
from guides.model.settings import Settings
from guides.model.utterance import Utterance
from guides.music import beds
from guides.music.shelf import find_track
from guides.narration.pronunciation import occurring
from guides.store.cache import key_of
from guides.store.contents import content_of
from guides.store.practice import ScriptFile
from guides.timeline.framing import Framing, frame, has_phases, music_by_phases
from guides.timeline.lines import spoken_lines

OWN = frozenset({"voice", "pace", "pauses", "clear_speech", "music", "language", "pronounce"})
"""What front matter says of an ingredient that has a hash of its own."""


def approval_ingredients(workshop: Workshop, script: Script, files: Sequence[ScriptFile]) -> dict[str, str]:
    """A hash for each of `guides.clients.approvals.INGREDIENTS`.

    Args:
        workshop: the practice.
        script: the guide.
        files: every script of the practice.

    Raises:
        VoiceError: a voice that does not exist or does not work here.
        MusicError, LibraryError, StoreError: its music or its takes cannot be read.
    """
    spoken = [said for said, _ in utterances_of(workshop, script, spoken_lines(script, {}))]
    tuned = workshop.tuned(script)
    framing = frame(script, workshop.settings, tuned)
    own = tuned.own_pace
    parts: dict[str, object] = {
        "text": _text(script),
        "voice": list(_voices(workshop, spoken)),
        "pace": (own is None, tuned.pace(1.0 if own is None else own)),
        "pauses": (framing.pauses, framing.scale),
        "takes": takes_fingerprint(workshop, script),
        "music": _music(workshop, script, files),
        "pronunciations": _said(workshop, script, spoken),
    }
    return {name: key_of(name, part) for name, part in parts.items()}


def _text(script: Script) -> object:
    """What is said, shown and cued, with what front matter says of the guide itself."""
    front = {name: value for name, value in _written(script.front).items() if name not in OWN}
    return front, _plain(script.steps), script.client_notes


def _written(value: object) -> dict[str, object]:
    """The fields of a frozen value that say something, without the places that they were read at.

    What equals its default is left out, so that a field which a later version adds changes no hash.
    """
    assert is_dataclass(value)
    held = ((field, getattr(value, field.name)) for field in fields(value) if field.compare)
    return {
        field.name: _plain(inside)
        for field, inside in held
        if not field.name.endswith(("place", "places")) and inside != field.default
    }


def _plain(value: object) -> object:
    if is_dataclass(value):
        return type(value).__name__, _written(value)
    return [_plain(inside) for inside in value] if isinstance(value, tuple) else value


def _voices(workshop: Workshop, spoken: Sequence[Utterance]) -> Iterator[tuple[object, ...]]:
    """Who speaks after whom, and everything that their sound follows from but the words and the pace."""
    for said, _ in groupby(replace(said, text="", pace=1.0, language="", pronounce=()) for said in spoken):
        narrator, voice = workshop.registry.voice(said.voice)
        yield said, narrator.fingerprint(), voice.pace


def _said(workshop: Workshop, script: Script, spoken: Sequence[Utterance]) -> object:
    """The language, and how the words of this guide are said; not how other words would be."""
    language = script.front.language or workshop.settings.voice.language
    return language, sorted({entry for said in spoken for entry in occurring(said.text, said.pronounce)})


def _music(workshop: Workshop, script: Script, files: Sequence[ScriptFile]) -> object:
    """What may play, each file by its content, how it is treated, and how long the phases of a route are."""
    settings = workshop.settings
    framing = frame(script, settings, workshop.tuned(script))
    before = seam_before(workshop, script, files)
    playing = [*_beds(script, settings, framing), *_tracks(workshop, script)]
    treated = (framing.under, framing.intensity, framing.brightness, framing.intro, framing.outro, framing.fade)
    moved = (settings.phase_intensity, settings.phase_brightness) if has_phases(script) else ()
    sounds = bool(playing or before)
    return playing, framing.route, before, treated if sounds else (), moved if sounds else ()


def _beds(script: Script, settings: Settings, framing: Framing) -> list[str]:
    """The beds that may play, as they are made now."""
    named = {step.track for step in script.steps if isinstance(step, Music)}
    named |= {settings.phase_bed.of(phase) for phase in PHASES} if music_by_phases(script) else {framing.track}
    return [beds.make(bed, intensity=level(0.5), brightness=level(0.5)).key for bed in beds.names() if bed in named]


def _tracks(workshop: Workshop, script: Script) -> Iterator[tuple[object, ...]]:
    """The music files that may play, and what lets phases choose among them."""
    tracks = tracks_of(workshop, script)
    library = workshop.music.understood() if tracks else workshop.music.library
    for track in sorted(tracks):
        facts = library.of(track)
        chosen = (facts.phases, facts.intensity) if facts is not None and music_by_phases(script) else ()
        yield track, content_of(find_track(workshop.folder.music, track), workshop.cache), *chosen
