"""A client's own words in a guide that is laid: they take their slot, and move as little as they must.

What fits into its slot moves nothing. What does not makes everything after it later, up to
the next `[silence]` or `[at]`, which is shorter by as much; from there on every frame is
where it is for everyone.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from guides.errors import Place
from guides.model.clip import ClipRef
from guides.model.script import At, Chapter, Say, Script, Sentence, Silence
from guides.model.settings import SLOT_KEEPS, SLOT_ROOM
from guides.model.timeline import QuietAt, SpokenAt, Timeline
from guides.timeline.desk import Unsaid
from guides.timeline.framing import Framing
from guides.timeline.laying import Laid
from guides.units import Frames, to_frames

SILENCE_KEEPS = 1.0
"""Seconds that are left of a silence that gives its time to a client's words."""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What a client hears in place of a sentence with a field."""

    text: str
    clip: ClipRef


@dataclass(frozen=True, slots=True)
class Outgrown:
    """Words that do not fit their slot, and make others later."""

    place: Place
    by: Frames
    """How much later what follows is."""


@dataclass(frozen=True, slots=True)
class Personal:
    """A guide with a client's words."""

    timeline: Timeline
    outgrown: tuple[Outgrown, ...]


@dataclass(frozen=True, slots=True)
class _Rest:
    """A silence, or a wait, that can give time."""

    start: Frames
    end: Frames
    keeps: Frames


class _Shift:
    """How much later things are, as time goes on."""

    def __init__(self) -> None:
        self._times: list[int] = [-1]
        self._shifts: list[int] = [0]
        self._rests: dict[int, int] = {}

    @property
    def now(self) -> int:
        return self._shifts[-1]

    def grow(self, time: int, by: int) -> None:
        """From a frame on everything is later."""
        self._times.append(time)
        self._shifts.append(self.now + by)

    def rest(self, rest: _Rest) -> None:
        """A silence gives what it can."""
        if self.now:
            self.grow(rest.end, -min(self.now, rest.end - rest.start - rest.keeps))
        self._rests[rest.end] = self.now

    def of(self, time: int) -> Frames:
        """Where something is that begins at a frame."""
        return Frames(time + self._shifts[bisect_right(self._times, time) - 1])

    def quiet(self, quiet: QuietAt) -> QuietAt:
        """A quiet in its place; what begins where it ends does not make it longer."""
        if quiet.end in self._rests:
            end = quiet.end + self._rests[quiet.end]
        else:
            end = quiet.end + self._shifts[bisect_left(self._times, quiet.end) - 1]
        start = self.of(quiet.start) if quiet.start < quiet.end else end
        return replace(quiet, start=Frames(start), end=Frames(end))


def with_own_words(laid: Laid, script: Script, framing: Framing, own: Mapping[int, OwnWords]) -> Personal:
    """A guide as it is laid for everyone, with a client's words in it.

    Args:
        laid: the guide with the words for someone without values.
        script: what it is made from.
        framing: how it begins and ends.
        own: the client's words, by the step that says them; only those that differ.
    """
    rests = tuple(_rests(laid, script))
    laying = _Laying(laid, script, framing, own, rests)
    for item in _in_time(laid, own, rests):
        match item:
            case _Rest():
                laying.shift.rest(item)
            case SpokenAt():
                laying.say(item)
            case _:
                laying.say_only_here(item)
    moved = _moved(laid.timeline, laying.shift, laying.said)
    begun = _begun(script, laid, laying.said)
    chapters = tuple(
        replace(chapter, start=min(chapter.start, begun.get(number, chapter.start)))
        for number, chapter in enumerate(moved.chapters)
    )
    return Personal(replace(moved, chapters=chapters), tuple(laying.outgrown))


def _begun(script: Script, laid: Laid, said: Mapping[int, SpokenAt]) -> dict[int, Frames]:
    """Where chapters begin, by number, that begin with words which nobody else hears."""
    headings = [index for index, step in enumerate(script.steps) if isinstance(step, Chapter)]
    first = 0 if headings[:1] == [0] else 1
    begun: dict[int, Frames] = {}
    for gap in laid.unsaid:
        if gap.step in said:
            before = [number for number, index in enumerate(headings) if index < gap.step]
            # No sound and no silence between the heading and these words: then it waits for them.
            if before and laid.moments[headings[before[-1]]][1] == gap.at:
                begun.setdefault(first + before[-1], said[gap.step].start)
    return begun


class _Laying:
    """What has come of a client's words so far."""

    def __init__(
        self, laid: Laid, script: Script, framing: Framing, own: Mapping[int, OwnWords], rests: Sequence[_Rest]
    ) -> None:
        self.shift = _Shift()
        self.said: dict[int, SpokenAt] = {}
        self.outgrown: list[Outgrown] = []
        self._laid = laid
        self._script = script
        self._framing = framing
        self._own = own
        self._rests = rests
        self._free = 0
        """The first frame at which more may be said after a client's words."""

    def say(self, common: SpokenAt) -> None:
        """Other words in the slot of a sentence."""
        begin = Frames(common.start + self.shift.now)
        slot_end = Frames(common.kept_end + self.shift.now)
        said = self._put(common.step, begin, common.text, slot_end)
        self._grow(common.step, common.start + 1, said.end - slot_end)

    def say_only_here(self, gaps: Sequence[Unsaid]) -> None:
        """Sentences in a row that nobody says without a client's words."""
        begin = max(gaps[0].start + self.shift.now, self._free)
        pause = Frames(0)
        for gap in gaps:
            said = self._put(gap.step, Frames(begin + pause), "", Frames(0))
            begin, pause = said.end, self._framing.pause_after(self._sentence(gap.step).ending)
        taken = begin - self.shift.now - gaps[0].at
        self._grow(gaps[-1].step, gaps[0].at, _needs(gaps[-1], taken, self._laid, self._rests, pause))

    def _put(self, step: int, begin: Frames, shared: str, slot_end: Frames) -> SpokenAt:
        words = self._own[step]
        said = SpokenAt(begin, words.clip, words.text, step=step, shared=shared)
        self._free = said.end + to_frames(SLOT_KEEPS)
        self.said[step] = replace(said, slot_end=Frames(max(said.end, slot_end)))
        return said

    def _grow(self, step: int, time: int, by: int) -> None:
        if by <= 0:
            return
        self.shift.grow(time, by)
        common = self._laid.timeline
        sounds = [*(said.start for said in common.spoken), *(tone.start for tone in common.tones)]
        following = min((start for start in sounds if start >= time), default=common.length)
        rest = next((rest for rest in self._rests if rest.end > time), None)
        # A silence right after them is what such words are written before: it gives its time, and nothing is later.
        if rest is None or rest.start > following or rest.end - rest.start - rest.keeps < self.shift.now:
            self.outgrown.append(Outgrown(self._sentence(step).place, Frames(by)))

    def _sentence(self, step: int) -> Sentence:
        said = self._script.steps[step]
        assert isinstance(said, Say)
        return said.sentence


def _in_time(
    laid: Laid, own: Mapping[int, OwnWords], rests: Sequence[_Rest]
) -> list[SpokenAt | _Rest | tuple[Unsaid, ...]]:
    """Everything that gives or takes time; a sentence that nobody says comes before a silence that begins with it."""
    items: list[tuple[int, int, SpokenAt | _Rest | tuple[Unsaid, ...]]] = []
    items += [(said.start, 2, said) for said in laid.timeline.spoken if said.step in own]
    gaps = [gap for gap in laid.unsaid if gap.step in own]
    items += [(at, 0, tuple(row)) for at, row in groupby(gaps, key=lambda gap: gap.at)]
    items += [(rest.start, 1, rest) for rest in rests]
    return [item for _, _, item in sorted(items, key=lambda item: item[:2])]


def _rests(laid: Laid, script: Script) -> Iterator[_Rest]:
    """The silences and waits; what a slot takes of one is not there to be given."""
    slots = [said for said in laid.timeline.spoken if said.slot_end is not None]
    for step, (begin, end) in zip(script.steps, laid.moments, strict=True):
        if isinstance(step, Silence | At) and end > begin:
            start = min(max([begin, *(said.kept_end for said in slots if said.start < end)]), end)
            keeps = min(to_frames(SILENCE_KEEPS), end - start) if isinstance(step, Silence) else 0
            yield _Rest(Frames(start), end, Frames(keeps))
    # Where `length` or the phases let the music play on at the end.
    if laid.timeline.outro > laid.rung:
        yield _Rest(laid.rung, laid.timeline.outro, Frames(0))


def _needs(gap: Unsaid, taken: int, laid: Laid, rests: Sequence[_Rest], pause: Frames) -> int:
    """How much later sentences that only this client hears make what follows them.

    Args:
        gap: the last of them.
        taken: frames from the end of what stands before them to the end of their words.
        laid: the guide for everyone.
        rests: what gives time.
        pause: the automatic pause after them.
    """
    quiet = next((quiet for quiet in laid.timeline.quiets if quiet.start == gap.at < quiet.end), None)
    if quiet is not None:
        under = quiet.mode == "under" and not any(rest.start == gap.at for rest in rests)
        room = min(to_frames(SLOT_ROOM), quiet.end - quiet.start - to_frames(SLOT_KEEPS)) if under else 0
        return taken - max(room, 0)
    sounds = [*(said.start for said in laid.timeline.spoken), *(tone.start for tone in laid.timeline.tones)]
    following = min((start for start in sounds if start >= gap.start), default=None)
    return taken if following is None else taken + pause - (following - gap.at)


def _moved(common: Timeline, shift: _Shift, said: Mapping[int, SpokenAt]) -> Timeline:
    others = [
        replace(
            clip,
            start=shift.of(clip.start),
            slot_end=None if clip.slot_end is None else shift.of(clip.slot_end),
        )
        for clip in common.spoken
        if clip.step not in said
    ]
    outro = shift.of(common.outro)
    later = outro - common.outro
    return replace(
        common,
        length=Frames(common.length + later),
        spoken=tuple(sorted([*others, *said.values()], key=lambda clip: clip.start)),
        tones=tuple(replace(tone, start=shift.of(tone.start)) for tone in common.tones),
        quiets=tuple(shift.quiet(quiet) for quiet in common.quiets),
        music=tuple(replace(change, start=shift.of(change.start)) for change in common.music),
        chapters=tuple(replace(chapter, start=shift.of(chapter.start)) for chapter in common.chapters),
        outro=outro,
        tail=Frames(common.tail + later),
    )
