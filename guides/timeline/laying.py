"""A script and the lengths of its clips become a timeline. Pure, and exact to the frame."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from guides.model.clip import ClipRef
from guides.model.script import (
    At,
    Bell,
    Breathe,
    Chapter,
    Music,
    Pause,
    Phase,
    PhaseName,
    Say,
    Script,
    Silence,
)
from guides.model.settings import BELL_REST, BELL_RING, BELL_SPACING
from guides.model.timeline import MusicAt, PhaseAt, SpokenAt, Timeline, ToneAt
from guides.timeline.desk import Desk, Late, TooLong, Unsaid
from guides.timeline.framing import Framing
from guides.timeline.lines import BreathPart, SpokenLine
from guides.timeline.slots import with_slots
from guides.timeline.stretching import Span, spans_of, stretched
from guides.units import Frames, to_frames

SPOKEN_ROUNDS = 2
"""Rounds of `[breathe]` with words; tones follow."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A timeline, and what in it cannot be as written."""

    timeline: Timeline
    late: tuple[Late, ...] = ()
    too_long: tuple[TooLong, ...] = ()
    over_length: Frames = Frames(0)
    """How much longer than `length` the guide is."""
    waits: Frames = Frames(0)
    """How long the music plays on alone so that `length` comes out."""
    phases_over: Frames = Frames(0)
    """How much longer than `length` the phases are."""
    moments: tuple[tuple[Frames, Frames], ...] = ()
    """When each step of the script begins and ends."""
    unsaid: tuple[Unsaid, ...] = ()
    """The sentences that nobody says without a client's words."""
    rung: Frames = Frames(0)
    """Where all that the script says has ended, its last bell too."""


def lay(script: Script, lines: Sequence[SpokenLine], clips: Sequence[ClipRef], framing: Framing) -> Laid:
    """Put everything in its place.

    Args:
        script: what was written.
        lines: what is spoken, by `spoken_lines`.
        clips: one for each line, in the same order.
        framing: how the guide begins and ends.
    """
    said: dict[int, list[tuple[SpokenLine, ClipRef]]] = {}
    for line, clip in zip(lines, clips, strict=True):
        said.setdefault(line.step, []).append((line, clip))
    desk = Desk(framing, framing.intro)
    if not isinstance(next(iter(script.steps), None), Chapter):
        desk.untold.append(script.front.title)
    if framing.track is not None:
        desk.music.append(MusicAt(Frames(0), framing.track, Frames(0)))
    _begin_route(desk)
    waits = over = Frames(0)
    target = _length_target(script, framing)
    for span in spans_of(script.steps):
        natural = _run(desk.copy(), script, span, said, {})
        goal = _goal(natural, span.at) if span.at is not None else target
        reached = natural.at if span.at is not None else _rung_out(natural)
        times = stretched(span, script.steps, goal - reached if goal is not None else 0)
        desk = _run(desk, script, span, said, times)
        if span.at is not None:
            begin = desk.at
            _wait_until(desk, span.at, _goal(desk, span.at))
            desk.moments.append((begin, desk.at))
    rung = desk.at = _rung_out(desk)
    if target is not None:
        waits, over = Frames(max(target - desk.at, 0)), Frames(max(desk.at - target, 0))
    timeline = _finished(desk, script, waits)
    return Laid(
        timeline,
        tuple(desk.late),
        tuple(desk.too_long),
        over,
        waits,
        _phases_over(timeline, script),
        tuple(desk.moments),
        tuple(desk.unsaid),
        rung,
    )


def _phases_over(timeline: Timeline, script: Script) -> Frames:
    if script.front.length is None or not timeline.phases:
        return Frames(0)
    end = timeline.phases[-1].end + to_frames(script.front.tail or 0.0)
    return Frames(max(end - to_frames(script.front.length), 0))


def _run(
    desk: Desk,
    script: Script,
    span: Span,
    said: dict[int, list[tuple[SpokenLine, ClipRef]]],
    times: dict[int, Frames],
) -> Desk:
    """Lay the steps of one span; `times` replaces the length of its `stretch` silences."""
    for index in range(span.first, span.end):
        step = script.steps[index]
        begin = Frames(desk.at + desk.pending) if said.get(index) and isinstance(step, Say) else desk.at
        match step:
            case Chapter():
                desk.untold.append(step.title)
            case Say():
                _say(desk, index, step, said.get(index, []))
            case Pause():
                desk.quiet(to_frames(step.seconds * desk.framing.scale), "under")
            case Silence():
                desk.quiet(times.get(index, to_frames(step.seconds)), step.mode)
            case Bell():
                _ring(desk, step)
            case Breathe():
                _breathe(desk, step, said[index])
            case Music():
                _change_music(desk, step)
            case Phase():
                _begin_phase(desk, step)
            case _:
                pass
        desk.moments.append((begin, desk.at))
    return desk


def _say(desk: Desk, index: int, step: Say, words: list[tuple[SpokenLine, ClipRef]]) -> None:
    pause = desk.framing.pause_after(step.sentence.ending)
    if not words:
        desk.unsaid.append(Unsaid(index, desk.at, Frames(desk.at + desk.pending)))
    if not words and desk.pending:
        # A field that came to nothing; the longer of the two pauses stays.
        desk.pending = max(desk.pending, pause)
    for line, clip in words:
        if step.sentence.fields:
            desk.personal.append(len(desk.spoken))
        desk.say(clip, line, pause)


def _ring(desk: Desk, step: Bell) -> None:
    spacing = to_frames(BELL_SPACING)
    first = desk.at
    desk.quiet((step.count - 1) * spacing + to_frames(BELL_REST), "under")
    desk.tones.extend(
        ToneAt(Frames(first + strike * spacing), to_frames(BELL_RING), "bell") for strike in range(step.count)
    )


def _breathe(desk: Desk, step: Breathe, words: list[tuple[SpokenLine, ClipRef]]) -> None:
    spoken = {line.part: (line, clip) for line, clip in words}
    parts: list[tuple[BreathPart, Frames]] = [("inhale", to_frames(step.inhale))]
    if step.hold:
        parts.append(("hold", to_frames(step.hold)))
    parts.append(("exhale", to_frames(step.exhale)))
    for part, frames in parts:
        over = spoken[part][1].frames - frames
        if over > 0:
            desk.too_long.append(TooLong(step.place, part, Frames(over)))
    desk.pending = Frames(0)
    desk.begin(desk.at)
    for turn in range(step.times):
        for part, frames in parts:
            if turn < SPOKEN_ROUNDS:
                line, clip = spoken[part]
                desk.spoken.append(SpokenAt(desk.at, clip, line.text, step=line.step))
            else:
                desk.tones.append(ToneAt(desk.at, frames, part))
            desk.at = Frames(desk.at + frames)


def _change_music(desk: Desk, step: Music) -> None:
    fade = desk.framing.fade if step.fade is None else to_frames(step.fade)
    start = Frames(0) if not desk.spoken and desk.at == desk.framing.intro else desk.at
    if start == 0:
        # A change before anything sounded is what the guide opens with.
        desk.music.clear()
        fade = Frames(0)
    desk.music.append(MusicAt(start, step.track, fade))


def _begin_phase(desk: Desk, step: Phase) -> None:
    untouched = not desk.spoken and desk.at == desk.framing.intro
    start = desk.phases[-1].end if desk.phases else Frames(0) if untouched else desk.at
    desk.phases.append(PhaseAt(step.name, start, Frames(start + to_frames(step.seconds))))


def _begin_route(desk: Desk) -> None:
    start = 0
    for name, frames in desk.framing.route:
        desk.phases.append(PhaseAt(name, Frames(start), Frames(start + frames)))
        start += frames


def _goal(desk: Desk, moment: At) -> Frames:
    """The frame an `[at]` names."""
    origin = _phase_start(desk, moment.phase) if moment.phase else 0
    return Frames(origin + to_frames(moment.offset))


def _phase_start(desk: Desk, name: PhaseName) -> int:
    return next((phase.start for phase in desk.phases if phase.name == name), desk.at)


def _wait_until(desk: Desk, step: At, target: Frames) -> None:
    if target < desk.at:
        desk.late.append(Late(step.place, Frames(desk.at - target), target))
    desk.quiet(max(target - desk.at, 0), "rise", fixed=True)


def _length_target(script: Script, framing: Framing) -> Frames | None:
    """Where the outro must begin so that the guide lasts its `length`; before 0 when it cannot."""
    if script.front.length is None:
        return None
    return Frames(to_frames(script.front.length) - framing.outro - to_frames(script.front.tail or 0.0))


def _rung_out(desk: Desk) -> Frames:
    """The earliest start of the outro: a guide ends inside no bell, and in no fade that was written."""
    ends = [tone.start + tone.frames for tone in desk.tones if tone.kind == "bell"]
    if desk.music and desk.music[-1].track is None:
        ends.append(desk.music[-1].start + desk.music[-1].fade)
    return Frames(max([desk.at, *(end - desk.framing.outro for end in ends)]))


def _finished(desk: Desk, script: Script, waits: Frames) -> Timeline:
    if waits:
        desk.quiet(waits, "rise")
    desk.begin(desk.at)
    outro = Frames(max([desk.at, *(phase.end - desk.framing.outro for phase in desk.phases)]))
    tail = Frames(outro + desk.framing.outro)
    chapters = [
        replace(chapter, start=Frames(0)) if not index else chapter for index, chapter in enumerate(desk.chapters)
    ]
    return Timeline(
        length=Frames(tail + to_frames(script.front.tail or 0.0)),
        spoken=with_slots(desk.spoken, desk.personal, desk.tones, outro),
        tones=tuple(desk.tones),
        quiets=tuple(desk.quiets),
        music=tuple(desk.music),
        chapters=tuple(chapters),
        phases=tuple(desk.phases),
        outro=outro,
        tail=tail,
    )
