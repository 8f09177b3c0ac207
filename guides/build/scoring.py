"""What plays in a guide: what its script writes, or what its phases ask for."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import pairwise

from guides.build.music_rights import offered, tracks_of
from guides.build.workshop import Workshop
from guides.errors import GuideError
from guides.model.music import Piece, Played, level
from guides.model.script import Script
from guides.model.settings import PHASE_FADE
from guides.model.timeline import MusicAt, Timeline
from guides.music import beds
from guides.music.decoded import Decoded, decoded
from guides.music.joins import loop_of
from guides.music.journeys import Candidate, Mood, choose, mood_of, moved
from guides.timeline.framing import Framing, music_by_phases, opening_cue
from guides.units import HOP, Frames, to_frames

SOON = to_frames(20.0)
"""A track is not begun again for less time than this, where its ending lasts as long."""


def score_of(
    workshop: Workshop, script: Script, timeline: Timeline, framing: Framing, *, joined: bool = False
) -> tuple[Played, ...]:
    """The music of a guide in order of its starts; `joined`: it goes on with what another guide ended in.

    Raises:
        MusicError: a track of the library that a journey would choose from cannot be used.
    """
    changes: Sequence[MusicAt] = timeline.music
    if timeline.phases and music_by_phases(script):
        changes = _by_phases(workshop, timeline, script)
    mood = mood_of(timeline.phases, workshop.settings) if timeline.phases else _even(framing)
    return tuple(_played(workshop, changes, mood, timeline.tail, joined=joined))


def hear_ahead(workshop: Workshop, script: Script) -> None:
    """Decode the music files that a guide may play, so that they are there when it is made.

    What is wrong with one is said when it is played, and only then: it may be one that is not.
    """
    names = tracks_of(workshop, script)
    for done, name in enumerate(names):
        workshop.progressed(script.id, "listening to the music", done, len(names))
        with suppress(GuideError):
            _music(workshop, name)


def candidates(workshop: Workshop) -> tuple[Candidate, ...]:
    """The tracks that a journey may choose from, with how long they sound.

    Raises:
        MusicError: one of them cannot be used.
    """
    found = []
    for name in offered(workshop):
        loop = loop_of(_music(workshop, name), workshop.cache)
        facts = workshop.music.library.of(name)
        phases = facts.phases if facts is not None else ()
        frames = loop.leave - loop.entry
        found.append(Candidate(name, frames, phases, facts.intensity if facts is not None else None))
    return tuple(found)


def _by_phases(workshop: Workshop, timeline: Timeline, script: Script) -> list[MusicAt]:
    """What the phases choose; a `[music]` in the script holds until the next phase begins."""
    fade = to_frames(PHASE_FADE)
    phases = timeline.phases
    chosen = choose(phases, candidates(workshop), workshop.settings)
    begins = {phase.start for phase in phases}
    first = phases[0].start
    made: list[MusicAt] = [change for change in timeline.music if change.start < first]
    cued = [change for change in timeline.music if change.start >= first and change.start > 0]
    if (cue := opening_cue(script.steps)) is not None:
        # It stands above the first word and replaced what the guide would have opened with.
        cued.insert(0, MusicAt(Frames(0), cue.track, Frames(0)))
    for choice in chosen:
        if not any(_holds(cue, choice.start, begins) for cue in cued):
            track = None if choice.track == "off" else choice.track
            made.append(MusicAt(choice.start, track, fade if choice.start else Frames(0)))
    return _going_on(sorted([*made, *cued], key=lambda change: change.start))


def _holds(cue: MusicAt, frame: Frames, begins: set[Frames]) -> bool:
    """Whether a cue still holds at a frame: no phase has begun since."""
    return cue.start <= frame and not any(cue.start < begin <= frame for begin in begins)


def _going_on(changes: Sequence[MusicAt]) -> list[MusicAt]:
    """Without changes from something to itself: the same bed in two phases goes on."""
    kept: list[MusicAt] = []
    for change in changes:
        if not kept or kept[-1].track != change.track:
            kept.append(change)
    return kept


def _even(framing: Framing) -> Mood:
    return Mood(level(framing.intensity), level(framing.brightness))


def _played(
    workshop: Workshop, changes: Sequence[MusicAt], mood: Mood, end: Frames, *, joined: bool
) -> Iterator[Played]:
    room: Frames | None = None
    for change, following in pairwise((*changes, None)):
        if change is None:
            continue
        # What played before may end sooner than this fade would: then the fade is as long as that lasts.
        fade = change.fade if room is None else Frames(min(change.fade, max(room, to_frames(1.0))))
        room = None
        until, out = (following.start, following.fade) if following is not None else (end, Frames(0))
        if change.track is None:
            yield Played(change.start, None, fade)
        elif change.track in beds.names():
            yield Played(change.start, _piece(change.track, mood, change.start, until, 0), fade)
        else:
            after_other = joined or change.start > 0
            stretch = _Stretch(change.track, change.start, fade, until, out, after_other)
            passes = tuple(_repeated(workshop, stretch, mood))
            yield from passes
            room = Frames(_lasts(workshop, change.track, passes[-1]) - until)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The time that a track has to fill."""

    track: str
    start: Frames
    fade: Frames
    until: Frames
    """Where something else begins to take over."""
    out: Frames
    """How long that takes."""
    after_other: bool
    """Whether other music plays before it."""


def _repeated(workshop: Workshop, stretch: _Stretch, mood: Mood) -> Iterator[Played]:
    """A track, and again from where it joins itself best, until something else plays.

    A guide begins with the very beginning of its music. After other music a track comes in
    past a beginning that is too soft to take over, and nothing is repeated for the sake of
    an ending that would do.
    """
    loop = loop_of(_music(workshop, stretch.track), workshop.cache)
    offset = loop.entry if stretch.after_other else Frames(0)
    played = Played(stretch.start, None, stretch.fade, offset)
    gone = stretch.until + stretch.out
    while True:
        following = Frames(played.start + loop.end - played.offset - loop.fade)
        full = played.start + loop.leave - played.offset
        enough = max(following + loop.fade, full) >= gone
        soon = stretch.until - following < SOON and _lasts(workshop, stretch.track, played) >= gone
        last = enough or soon or following >= stretch.until
        piece = _piece(stretch.track, mood, played.start, stretch.until if last else following, played.offset)
        yield replace(played, piece=piece)
        if last:
            return
        played = Played(following, None, loop.fade, loop.first, loop.likeness)


def _lasts(workshop: Workshop, track: str, played: Played) -> Frames:
    """Where a pass of a track is over, its ending however soft."""
    return Frames(played.start + _music(workshop, track).hops * HOP - played.offset)


def _music(workshop: Workshop, track: str) -> Decoded:
    return decoded(workshop.folder.music, track, workshop.ffmpeg, workshop.cache)


def _piece(track: str, mood: Mood, start: int, end: int, offset: int) -> Piece:
    """A piece whose mood is that of the guide from `start` on, where the frame `offset` of it sounds."""
    here = mood.within(start, max(end, start + 1))
    return Piece(track, moved(here.intensity, offset), moved(here.brightness, offset))
