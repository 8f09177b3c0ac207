"""How a guide begins and ends, and which pauses it makes by itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from guides.model.script import ChangeVoice, Chapter, Ending, Music, Phase, PhaseName, Script, Step, Take
from guides.model.settings import BARE_INTRO, BARE_OUTRO, Manner, Settings, manner_of
from guides.model.tuning import Tuned, written_tuning
from guides.units import Decibels, Frames, to_frames


@dataclass(frozen=True, slots=True)
class Framing:
    """What a script's kind, its front matter and the practice's settings decide together."""

    manner: Manner
    track: str | None
    """What plays from the start; None for no music."""
    under: Decibels
    """LU that the music stays below the voice while it speaks."""
    intensity: float
    brightness: float
    intro: Frames
    outro: Frames
    fade: Frames
    """A crossfade between two pieces of music."""
    pauses: tuple[tuple[Ending, Frames], ...]
    """The automatic pause after each ending."""
    scale: float = 1.0
    """What a `[pause]` is multiplied by; the automatic pauses are already."""
    route: tuple[tuple[PhaseName, Frames], ...] = ()
    """The phases of the route with their lengths, where the script has none of its own."""

    def pause_after(self, ending: Ending) -> Frames:
        """The automatic pause after an utterance."""
        return dict(self.pauses).get(ending, Frames(0))


def opening_cue(steps: Sequence[Step]) -> Music | None:
    """The `[music]` before any sound, which replaces what the guide would open with."""
    found = None
    for step in steps:
        if isinstance(step, Music):
            found = step
        elif not isinstance(step, Chapter | ChangeVoice | Phase | Take):
            break
    return found


def closing_track(steps: Sequence[Step], track: str | None) -> str | None:
    """What plays when the last word has been said."""
    changes = [step.track for step in steps if isinstance(step, Music)]
    return changes[-1] if changes else track


def has_phases(script: Script) -> bool:
    """Whether a script follows the phases of a journey: its own, or those of a route."""
    return script.front.route is not None or any(isinstance(step, Phase) for step in script.steps)


def music_by_phases(script: Script) -> bool:
    """Whether the phases choose its music: not where the front matter names what plays."""
    own = script.front.music
    return has_phases(script) and not (own is not None and own.named)


def frame(script: Script, settings: Settings, tuned: Tuned | None = None) -> Framing:
    """The framing of a script: front matter first, then `guides.toml`, then the kind's manner.

    Args:
        script: what was written.
        settings: the practice's.
        tuned: how pauses and music are tuned; None for as the script and the practice have it.
    """
    tuned = tuned or Tuned(written_tuning(script.front, settings))
    kind, chosen, music = script.front.kind, script.front.music, settings.music
    manner = manner_of(kind)
    usual = music.of(kind)
    track = chosen.track if chosen is not None and chosen.named else (None if usual == "off" else usual)
    cue = opening_cue(script.steps)
    by_phases = music_by_phases(script)
    opens = cue.track is not None if cue is not None else by_phases or track is not None
    intro = manner.intro if opens else BARE_INTRO
    outro = manner.outro if by_phases or closing_track(script.steps, track) else BARE_OUTRO
    intensity, brightness = music.intensity, music.brightness
    if chosen is not None:
        intro = chosen.intro if chosen.intro is not None else intro
        outro = chosen.outro if chosen.outro is not None else outro
        intensity = chosen.intensity if chosen.intensity is not None else intensity
        brightness = chosen.brightness if chosen.brightness is not None else brightness
    pauses, scale = settings.pauses, tuned.pauses
    return Framing(
        manner=manner,
        track=track,
        under=tuned.under(manner.under),
        intensity=intensity,
        brightness=brightness,
        intro=to_frames(intro),
        outro=to_frames(outro),
        fade=to_frames(music.fade),
        pauses=(
            ("sentence", to_frames(pauses.sentence * scale)),
            ("ellipsis", to_frames(pauses.ellipsis * scale)),
            ("paragraph", to_frames(pauses.paragraph * scale)),
        ),
        scale=scale,
        route=_route(script, settings),
    )


def _route(script: Script, settings: Settings) -> tuple[tuple[PhaseName, Frames], ...]:
    if script.front.route is None or any(isinstance(step, Phase) for step in script.steps):
        return ()
    return tuple((name, to_frames(60 * minutes)) for name, minutes in settings.routes.of(script.front.route))
