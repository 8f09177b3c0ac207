"""Spoken passages: the stretches over which the music makes room for the voice."""

from dataclasses import dataclass, replace

from guides.model.settings import Manner
from guides.model.timeline import QuietAt, Timeline
from guides.units import Frames, to_frames


@dataclass(frozen=True, slots=True)
class Passage:
    """The music is down from `start` to `end`, and `still` stretches lie between passages."""

    start: Frames
    end: Frames


@dataclass(frozen=True, slots=True)
class Opening:
    """A time between words in which the music rises to its own level, or sinks to stillness."""

    start: Frames
    end: Frames
    still: bool
    fixed: bool


def openings(timeline: Timeline, manner: Manner) -> tuple[Opening, ...]:
    """The quiets in which the music moves, in order.

    A quiet that is shorter than the way up and down is none, unless an `[at]` ends it:
    there a passage ends even when the music stays down. After a line with a field the
    music waits for the end of its slot: so it moves at the same time for every client.
    """
    way = to_frames(manner.duck + manner.release)
    return tuple(
        Opening(quiet.start, quiet.end, quiet.mode == "still", quiet.fixed)
        for quiet in _joined(_after_slots(timeline))
        if quiet.mode != "under" and (quiet.end - quiet.start > way or (quiet.fixed and quiet.end > quiet.start))
    )


def _after_slots(timeline: Timeline) -> tuple[QuietAt, ...]:
    kept = [(said.start, said.kept_end) for said in timeline.spoken if said.slot_end is not None]
    return tuple(
        replace(quiet, start=min(max([quiet.start, *(end for start, end in kept if start < quiet.end)]), quiet.end))
        for quiet in timeline.quiets
    )


def _joined(quiets: tuple[QuietAt, ...]) -> tuple[QuietAt, ...]:
    """Quiets of one mode that follow each other without a word between are one."""
    joined: list[QuietAt] = []
    for quiet in quiets:
        if joined and joined[-1].end == quiet.start and joined[-1].mode == quiet.mode:
            joined[-1] = QuietAt(joined[-1].start, quiet.end, quiet.mode, joined[-1].fixed or quiet.fixed)
        else:
            joined.append(quiet)
    return tuple(joined)


def passages(timeline: Timeline, found: tuple[Opening, ...]) -> tuple[Passage, ...]:
    """The passages between the openings: from a first word to the last word or pause before the next opening."""
    if not timeline.spoken:
        return ()
    edges = [0, *(edge for opening in found for edge in (opening.start, opening.end)), timeline.length]
    made: list[Passage] = []
    for low, high in zip(edges[::2], edges[1::2], strict=True):
        words = [spoken for spoken in timeline.spoken if low <= spoken.start < high]
        if words:
            last = high if high < timeline.length else _last_end(timeline, words[-1].kept_end)
            made.append(Passage(Frames(low) if low else words[0].start, Frames(last)))
    return tuple(made)


def _last_end(timeline: Timeline, word_end: Frames) -> Frames:
    """The end of the last passage: the music stays under through pauses and breathing tones after the last word."""
    pauses = (quiet.end for quiet in timeline.quiets if quiet.mode == "under")
    breaths = (Frames(tone.start + tone.frames) for tone in timeline.tones if tone.kind != "bell")
    return max([word_end, *pauses, *breaths])
