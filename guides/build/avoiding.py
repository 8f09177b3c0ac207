"""What a client never hears is left out of their guides, and replaced by rule; nothing moves in time.

A bed or a file becomes the first bed of `INSTEAD` that they do not avoid, and no music
where they avoid them all. A bell and paced breathing become rests as long as they were. A
voice becomes the next that would be asked (`Workshop.voice_name`), and a recording that
stands where it would speak gives way to the spoken words.
"""

from collections.abc import Iterator
from dataclasses import replace

import msgspec

from guides.build.workshop import Workshop
from guides.model.music import Seam
from guides.model.script import Bell, Breathe, ChangeVoice, Music, Script, Silence, Step, Take
from guides.model.settings import BELL_REST, BELL_SPACING, Settings
from guides.units import Seconds

INSTEAD = ("warm-drone", "stillness", "strings", "rain", "night", "ocean")
"""Beds that stand in for another, the best first."""
_STILLNESS = "stillness"


def instead_of(track: str | None, avoid: frozenset[str]) -> str | None:
    """What plays in place of a bed or file; itself where it is not avoided."""
    if track is None or track not in avoid:
        return track
    return next((bed for bed in INSTEAD if bed not in avoid), None)


def settings_without(settings: Settings, avoid: frozenset[str]) -> Settings:
    """The settings of a practice with other usual music where a client avoids it."""
    music, beds = (
        msgspec.structs.replace(
            table,
            **{
                field: instead_of(name, avoid) or "off"
                for field in table.__struct_fields__
                if isinstance(name := getattr(table, field), str)
            },
        )
        for table in (settings.music, settings.phase_bed)
    )
    return msgspec.structs.replace(settings, music=music, phase_bed=beds)


def seam_without(seam: Seam | None, avoid: frozenset[str]) -> Seam | None:
    """What a guide passes on, in another bed where a client avoids it."""
    if seam is None or (track := instead_of(seam.piece.track, avoid)) is None:
        return None
    return replace(seam, piece=replace(seam.piece, track=track))


def script_without(workshop: Workshop, script: Script) -> Script:
    """A script without what the client that the workshop works for avoids."""
    client = workshop.client
    if client is None or not client.avoid:
        return script
    front = script.front
    if front.music is not None and front.music.named:
        front = replace(front, music=replace(front.music, track=instead_of(front.music.track, client.avoid)))
    if _STILLNESS in client.avoid:
        front = replace(front, tail=None)
    return replace(script, front=front, steps=tuple(_steps(workshop, script, client.avoid)))


def _steps(workshop: Workshop, script: Script, avoid: frozenset[str]) -> Iterator[Step]:
    cued: str | None = None
    for step in script.steps:
        match step:
            case ChangeVoice():
                cued = step.name
                yield step
            case Music():
                yield replace(step, track=instead_of(step.track, avoid))
            case Bell() if "bell" in avoid:
                yield _rest(step, (step.count - 1) * BELL_SPACING + BELL_REST)
            case Breathe() if "breathe" in avoid:
                yield _rest(step, step.times * (step.inhale + (step.hold or 0.0) + step.exhale))
            case Silence(mode="still") if _STILLNESS in avoid:
                yield replace(step, mode="under")
            case Take() if f"voice:{workshop.tuned(script).voice(cued)}" in avoid:
                pass
            case _:
                yield step


def _rest(step: Bell | Breathe, seconds: float) -> Silence:
    return Silence(Seconds(seconds), "under", False, step.place)
