"""Where guides of a collection pass into each other: the bed that one ends in and the next begins with."""

from collections.abc import Sequence

from guides.build.texts import read_scripts
from guides.build.workshop import Workshop
from guides.errors import Place, Problem, ScriptError
from guides.model.music import Piece, Seam, level
from guides.model.script import Handover, Script
from guides.model.settings import (
    HANDOVER_BED,
    HANDOVER_BRIGHTNESS,
    HANDOVER_INTENSITY,
    HOLD_LENGTH,
    Settings,
    manner_of,
)
from guides.model.timeline import ChapterAt, Timeline
from guides.music import beds
from guides.store.practice import ScriptFile
from guides.timeline.framing import closing_track, frame, music_by_phases
from guides.units import Frames, Seconds, to_frames

HELD = Seconds(2.0)
"""How long the music is up again, at the least, before a seam."""
SEAM_AT = to_frames(8 * 3600.0)
"""Where in the bed every seam lies: further in than any guide is long, on a whole hop. Since it is
always the same place, no guide depends on another's length, and a held bed can be repeated."""


def handover_of(script: Script) -> Handover:
    """What follows a guide: an opening is held unless it says otherwise."""
    return script.front.handover or ("hold" if script.front.kind == "opening" else "stop")


def check_handover(script: Script, settings: Settings) -> None:
    """Refuse a `hold` or `flow` that was written and cannot be.

    Raises:
        ScriptError: there is no music to go on, too little of it, or the guide ends in a `tail`.
    """
    if script.front.handover not in ("hold", "flow"):
        return
    place = script.front.handover_place or Place(script.file)
    written = f"handover: {script.front.handover}"
    if script.front.tail is not None:
        message = f"A guide with a tail fades into stillness; {written} cannot follow."
        raise ScriptError([Problem(message, place, "Leave out tail, or write handover: stop.")])
    if not _sounds_at_end(script, settings):
        message = f"There is no music at the end that {written} could let go on."
        raise ScriptError([Problem(message, place, "Give the guide music, or write handover: stop.")])
    if _is_short(script, settings):
        least = f"{manner_of(script.front.kind).release + HELD:g}s"
        message = f"The music at the end is too short for {written}: the next guide would begin with a jump."
        raise ScriptError([Problem(message, place, f"Write outro: {least} or more below music, or leave it out.")])


def _is_short(script: Script, settings: Settings) -> bool:
    """Whether the music at the end is over before it has risen again after the last word."""
    framing = frame(script, settings)
    return framing.outro < to_frames(framing.manner.release + HELD)


def seam_after(script: Script, settings: Settings) -> Seam | None:
    """What a guide passes on at its end; None where its music fades out."""
    if handover_of(script) == "stop" or script.front.tail is not None or not _sounds_at_end(script, settings):
        return None
    if _is_short(script, settings):
        return None
    piece = Piece(_closing_bed(script, settings), level(HANDOVER_INTENSITY), level(HANDOVER_BRIGHTNESS))
    return Seam(piece, SEAM_AT)


def seam_before(workshop: Workshop, script: Script, files: Sequence[ScriptFile]) -> Seam | None:
    """What the guide before it in its collection passes on; None where that stops, or cannot be read."""
    siblings = [file for file in files if file.collection == script.collection]
    index = next(number for number, file in enumerate(siblings) if file.id == script.id)
    if not index:
        return None
    (previous,) = read_scripts(workshop, (siblings[index - 1],))
    if previous.script is None:
        return None
    try:
        return seam_after(workshop.routed(previous.script), workshop.settings)
    except ScriptError:
        return None


def held(script: Script) -> Timeline:
    """The time in which a held bed waits for whoever begins what follows."""
    length = to_frames(HOLD_LENGTH)
    outro = Frames(length - to_frames(60.0))
    return Timeline(
        length=length,
        spoken=(),
        tones=(),
        quiets=(),
        music=(),
        chapters=(ChapterAt(script.front.public_title, Frames(0)),),
        phases=(),
        outro=outro,
        tail=length,
    )


def _sounds_at_end(script: Script, settings: Settings) -> bool:
    return music_by_phases(script) or closing_track(script.steps, frame(script, settings).track) is not None


def _closing_bed(script: Script, settings: Settings) -> str:
    """The last bed of a guide by what is written: files of the practice's own give way to one."""
    last = closing_track(script.steps, frame(script, settings).track)
    if music_by_phases(script):
        last = settings.phase_bed.of("return")
    return last if last in beds.names() else HANDOVER_BED
